# A database in the process is no remote dependency.
from fastapi import FastAPI
from sqlalchemy import create_engine, text

app = FastAPI()
engine = create_engine("sqlite:///orders.db")


@app.get("/livez")
def livez():
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    return {"ok": True}
