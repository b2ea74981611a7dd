# An unknown decorator or context manager may take it.
import redis
from fastapi import FastAPI

from somewhere import guarded, probing

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/health")
@guarded
def health():
    cache.ping()
    return {"ok": True}
