# Liveness alone tells nobody about dependencies.
import redis
from fastapi import FastAPI

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/ping")
def ping():
#   ^^^^ HLT002: `/ping`
    return "pong"


@app.get("/count")
def count():
    return {"count": cache.incr("count")}
