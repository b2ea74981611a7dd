import psycopg
import redis
from flask import Flask, jsonify

app = Flask(__name__)
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/orders/<int:number>")
def order(number):
    with psycopg.connect("dbname=orders", connect_timeout=2) as connection:
        row = connection.execute("select state from orders where number = %s", (number,)).fetchone()
    return jsonify({"state": row[0]})


@app.get("/health")
def health():
#   ^^^^^^ HLT002: `/health` answers without a look at anything that the service needs
    return jsonify({"status": "ok"})
