# Another health route asks.
import redis
from fastapi import FastAPI

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/health/cache")
def of_cache():
    return {"ok": cache.ping()}
