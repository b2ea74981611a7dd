import redis
from fastapi import FastAPI, HTTPException, Response, status
from fastapi.responses import JSONResponse

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


# What is caught is no probe of a dependency; and a handler in a route that is no health route.
@app.get("/health")
def health():
    try:
        version = open("VERSION").read()
    except OSError:
        version = "unknown"
    return {"status": "ok"}


@app.get("/count")
def count():
    try:
        cache.incr("count")
    except redis.RedisError:
        pass
    return {"status": "ok"}
