"""Handlers that are given to the constructor."""

import httpx
from fastapi import FastAPI


async def upstream(request, error): ...


app = FastAPI(exception_handlers={httpx.HTTPError: upstream})


@app.get("/price")
async def price():
    async with httpx.AsyncClient() as client:
        return (await client.get("https://bank.internal")).status_code
