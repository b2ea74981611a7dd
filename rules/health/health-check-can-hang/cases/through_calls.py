# Any depth, threads that are waited for included; one report a route.
import asyncio

import requests
from fastapi import FastAPI

app = FastAPI()


def ask(url):
    return requests.get(url)


def ask_all():
    ask("https://a.example.com")
    ask("https://b.example.com")


@app.get("/readyz")
async def readyz():
#         ^^^^^^ HLT004: `/readyz` waits for ever when `requests.get` gets no answer
    await asyncio.to_thread(ask_all)
    return {"ok": True}


@app.get("/orders")
def orders():
    return ask("https://orders.example.com").json()
