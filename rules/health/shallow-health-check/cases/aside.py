# Checks that are gathered, or handed to something, may look at a dependency.
import asyncio

import redis.asyncio
from fastapi import FastAPI

app = FastAPI()
cache = redis.asyncio.Redis(host="cache.internal", socket_timeout=1)


async def reachable():
    return await cache.ping()


@app.get("/health")
async def health():
    await asyncio.gather(reachable())
    return {"status": "ok"}
