# Limits on the way count: a call's own, a client's, a default, and one around a call on the way.
import asyncio

import aiohttp
import httpx
import requests
from fastapi import FastAPI

app = FastAPI()
client = httpx.Client(timeout=3)


async def deep():
    reader, writer = await asyncio.open_connection("db.internal", 5432)
    writer.close()


@app.get("/health/own")
def own():
    return {"ok": requests.get("https://a.example.com", timeout=1).ok}


@app.get("/health/client")
def of_client():
    return {"ok": client.get("https://a.example.com").is_success}


@app.get("/health/default")
def of_default():
    return {"ok": httpx.get("https://a.example.com").is_success}


@app.get("/health/around")
async def around():
    await asyncio.wait_for(deep(), timeout=2)
    return {"ok": True}


@app.get("/health/scope")
async def scope():
    async with asyncio.timeout(2):
        await deep()
    return {"ok": True}


@app.get("/health/unknown")
def unknown(seconds: int):
    return {"ok": requests.get("https://a.example.com", timeout=seconds).ok}
