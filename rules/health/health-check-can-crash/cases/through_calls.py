# Through calls and threads; not through a task that nobody waits for.
import asyncio

import httpx
import redis
from fastapi import FastAPI

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


def ping_cache():
    cache.ping()


async def ping_billing():
    async with httpx.AsyncClient(timeout=2) as client:
        await client.get("https://billing.example.com/healthz")


@app.get("/health/cache")
async def in_thread():
#         ^^^^^^^^^ HLT005: `redis.Redis.ping` raises `redis.exceptions.RedisError`
    await asyncio.to_thread(ping_cache)
    return {"ok": True}


@app.get("/health/billing")
async def awaited():
#         ^^^^^^^ HLT005: `httpx.AsyncClient.get` raises
    await ping_billing()
    return {"ok": True}
