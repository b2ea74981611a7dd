import redis
import requests
from fastapi import FastAPI

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/price/{item}")
def price(item: str):
    cache.incr(item)
    return requests.get("https://prices.example.com", timeout=2).json()


@app.get("/healthz")
async def healthz():
#         ^^^^^^^ HLT002: a cache (redis), other services (requests) cannot be reached
    return {"status": "ok"}
