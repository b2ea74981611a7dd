"""A middleware that catches around the route."""

import httpx
from fastapi import FastAPI

app = FastAPI()


@app.middleware("http")
async def answer_failures(request, call_next):
    try:
        return await call_next(request)
    except Exception:
        return None


@app.get("/price")
async def price():
    async with httpx.AsyncClient() as client:
        return (await client.get("https://bank.internal")).status_code


async def refresh():
    async with httpx.AsyncClient() as client:
        return await client.get("https://bank.internal")
        #            ^^^^^^^^^^ NET001
