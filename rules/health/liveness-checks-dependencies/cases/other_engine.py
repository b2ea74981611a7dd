# Settings that offer another engine make it one.
import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text

app = FastAPI()
engine = create_engine("postgresql://db/orders" if os.environ.get("PROD") else "sqlite:///orders.db")


@app.get("/livez")
def livez():
#   ^^^^^ HLT006: `/livez`
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    return {"ok": True}
