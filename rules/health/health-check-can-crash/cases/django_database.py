from django.db import connection
from django.http import HttpResponse
from django.urls import path


def health(request):
#   ^^^^^^ HLT005: `django.db.connection.ensure_connection` raises `django.db.OperationalError`
    connection.ensure_connection()
    return HttpResponse("ok")


urlpatterns = [path("health/", health)]
