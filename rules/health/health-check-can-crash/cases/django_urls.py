import redis
from django.http import JsonResponse
from django.urls import path
from django.views import View
from django.views.decorators.csrf import csrf_exempt

cache = redis.Redis(host="cache.internal", socket_timeout=1)


@csrf_exempt
def wrapped(request):
#   ^^^^^^^ HLT005: out of `/livez/`
    cache.ping()
    return JsonResponse({"status": "ok"})


def plain(request):
#   ^^^^^ HLT005: out of `/health/`
    cache.ping()
    return JsonResponse({"status": "ok"})


class Ready(View):
    def get(self, request):
#       ^^^ HLT005: out of `/readyz/`
        cache.ping()
        return JsonResponse({"status": "ok"})


urlpatterns = [
    path("health/", plain),
    path("readyz/", Ready.as_view()),
    path("livez/", wrapped),
]
