# Nothing to look at.
from fastapi import FastAPI

app = FastAPI()


@app.get("/sum")
def add(one: int, other: int):
    return {"sum": one + other}


@app.get("/healthz")
def healthz():
    return {"status": "ok"}
