# What is called may look at a dependency.
import redis
from fastapi import FastAPI

from service.checks import run_all

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/health")
def health():
    return run_all()


@app.get("/count")
def count():
    return {"count": cache.incr("count")}
