import redis
from fastapi import FastAPI, HTTPException, Response, status
from fastapi.responses import JSONResponse

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


# What the rest of the service uses as well is no probe: the cache in front of everything may be lost without harm.
def remember(key, value):
    try:
        cache.set(key, value)
    except redis.RedisError:
        pass


@app.get("/price")
def price():
    remember("price", 1)
    return {"price": 1}


@app.get("/health")
def health():
    remember("asked", 1)
    return {"status": "ok"}
