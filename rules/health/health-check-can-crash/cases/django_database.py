from django.db import connection
from django.http import HttpResponse
from django.urls import path


def health(request):
#   ^^^^^^ HLT005: `django.db.connection.cursor` raises `django.db.Error`
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok")


urlpatterns = [path("health/", health)]
