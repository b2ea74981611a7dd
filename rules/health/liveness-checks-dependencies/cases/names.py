# The name decides; a readiness route under it is none.
import redis
from fastapi import FastAPI

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


def check():
    try:
        return cache.ping()
    except redis.RedisError:
        return False


@app.get("/ping")
def ping():
#   ^^^^ HLT006: `redis.Redis.ping`
    return {"ok": check()}


@app.get("/health/live")
def live():
#   ^^^^ HLT006: `/health/live`
    return {"ok": check()}


@app.get("/alive")
def alive():
    return {"ok": True}


@app.get("/health")
def health():
    return {"ok": check()}


@app.get("/readyz")
def readyz():
    return {"ok": check()}


@app.get("/deliver")
def deliver():
    return {"ok": check()}
