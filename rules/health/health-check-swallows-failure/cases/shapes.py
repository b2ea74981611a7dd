import contextlib

import redis
from fastapi import FastAPI, HTTPException, Response, status
from fastapi.responses import JSONResponse

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/health/passed")
def passed():
    try:
        cache.ping()
    except redis.RedisError:
#   ^^^^^^^^^^^^^^^^^^^^^^^ HLT007: reports healthy when `redis.Redis.ping` fails
        pass
    return {"status": "ok"}


@app.get("/health/returned")
def returned():
    try:
        cache.ping()
        return {"status": "ok"}
    except Exception:
#   ^^^^^^^^^^^^^^^^ HLT007: reports healthy
        return {"status": "ok"}


@app.get("/health/suppressed")
def suppressed():
    with contextlib.suppress(redis.RedisError):
    #    ^^^^^^^^^^^^^^^^^^^ HLT007: reports healthy
        cache.ping()
    return {"ok": True}


def ping_cache():
    try:
        cache.ping()
    except redis.RedisError:
#   ^^^^^^^^^^^^^^^^^^^^^^^ HLT007: `/health/dropped` reports healthy
        return False
    return True


@app.get("/health/dropped")
def dropped():
    ping_cache()
    return {"status": "healthy"}


def cache_is_fine():
    try:
        cache.ping()
    except redis.RedisError:
#   ^^^^^^^^^^^^^^^^^^^^^^^ HLT007: reports healthy
        return True
    return True


@app.get("/health/pretended")
def pretended():
    return {"status": "ok", "cache": cache_is_fine()}


@app.get("/health/empty")
def empty():
    try:
        cache.ping()
    except redis.ConnectionError:
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HLT007: reports healthy
        pass
    return Response(status_code=200)
