# Every failure is taken on the way: in the probe, around the call, by another exception, by `suppress`.
import contextlib

import httpx
import redis
from fastapi import FastAPI, HTTPException

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


def cache_is_up():
    try:
        return cache.ping()
    except redis.RedisError:
        return False


def ask():
    return httpx.get("https://a.example.com")


@app.get("/health")
def health():
    return {"ok": cache_is_up()}


@app.get("/health/around")
def around():
    try:
        ask()
    except Exception:
        return {"ok": False}
    return {"ok": True}


@app.get("/readyz")
def translated():
    try:
        ask()
    except httpx.HTTPError as error:
        raise HTTPException(status_code=503) from error
    return {"ok": True}


@app.get("/health/suppressed")
def suppressed():
    with contextlib.suppress(httpx.HTTPError):
        ask()
        return {"ok": True}
    return {"ok": False}
