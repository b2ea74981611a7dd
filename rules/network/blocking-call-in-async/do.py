import asyncio

import requests
from fastapi import FastAPI, HTTPException

app = FastAPI()


def fetch_price(item):
    response = requests.get(f"https://prices.example.com/{item}", timeout=10)
    response.raise_for_status()
    return response.json()


@app.get("/price/{item}")
async def price(item: str):
    try:
        return await asyncio.to_thread(fetch_price, item)
    except requests.RequestException as error:
        raise HTTPException(status_code=502, detail="the price service does not answer") from error


@app.get("/health")
def health():
    try:
        requests.get("https://prices.example.com/health", timeout=1).raise_for_status()
    except requests.RequestException as error:
        raise HTTPException(status_code=503, detail="the price service does not answer") from error
    return {"status": "ok"}
