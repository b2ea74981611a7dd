import redis
from django.http import HttpResponse, HttpResponseServerError, JsonResponse
from django.urls import path

cache = redis.Redis(host="cache.internal", socket_timeout=1)


def health(request):
    try:
        cache.ping()
    except redis.RedisError:
        return JsonResponse({"status": "error"})
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HLT003: with status 200
    return HttpResponse("ok")


def readyz(request):
    try:
        cache.ping()
    except redis.RedisError:
        return HttpResponseServerError("redis: cannot connect, error")
    return HttpResponse("ok")


def livez(request):
    try:
        cache.ping()
    except redis.RedisError:
        return JsonResponse({"status": "error"}, status=503)
    return HttpResponse("ok")


urlpatterns = [path("health/", health), path("readyz/", readyz), path("livez/", livez)]
