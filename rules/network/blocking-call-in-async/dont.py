import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/price/{item}")
async def price(item: str):
    response = requests.get(f"https://prices.example.com/{item}", timeout=10)
    #          ^^^^^^^^^^^^ NET004: every other request
    response.raise_for_status()
    return response.json()
