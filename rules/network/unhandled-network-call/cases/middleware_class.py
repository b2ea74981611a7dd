"""A middleware class that catches around the route."""

import httpx
from fastapi import FastAPI
from starlette.middleware.base import BaseHTTPMiddleware


class AnswerFailures(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        try:
            return await call_next(request)
        except httpx.HTTPError:
            return None


app = FastAPI()
app.add_middleware(AnswerFailures)


@app.get("/price")
async def price():
    async with httpx.AsyncClient() as client:
        return (await client.get("https://bank.internal")).status_code
