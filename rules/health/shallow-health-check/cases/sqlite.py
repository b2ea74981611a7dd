from flask import Flask, jsonify
from sqlalchemy import create_engine, text

app = Flask(__name__)
engine = create_engine("sqlite:///orders.db")


@app.get("/orders")
def orders():
    with engine.connect() as connection:
        return jsonify([row[0] for row in connection.execute(text("select number from orders"))])


@app.get("/health")
def health():
    return jsonify({"status": "ok"})
