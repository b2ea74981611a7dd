# The one that is named as liveness is meant to be shallow; the other one is not.
import redis
from fastapi import FastAPI

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/livez")
def livez():
    return {"status": "ok"}


@app.get("/readyz")
def readyz():
#   ^^^^^^ HLT002: `/readyz`
    return {"status": "ok"}


@app.get("/count")
def count():
    return {"count": cache.incr("count")}
