"""A view's method answers requests."""

import requests
from django.http import JsonResponse
from django.views import View


class Price(View):
    def get(self, request):
        return JsonResponse(requests.get("https://bank.internal", timeout=1).json())
        #                   ^^^^^^^^^^^^ NET001: the request fails with it
