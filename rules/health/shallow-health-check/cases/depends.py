# What the framework runs to make a parameter counts.
import redis
from fastapi import Depends, FastAPI

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


def reachable():
    cache.ping()


@app.get("/health")
def health(_=Depends(reachable)):
    return {"status": "ok"}
