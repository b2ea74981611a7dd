import redis
from flask import Flask, jsonify

app = Flask(__name__)
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/readyz")
def readyz():
#   ^^^^^^ HLT005: `redis.Redis.ping` raises `redis.exceptions.RedisError`
    cache.ping()
    return jsonify({"status": "ok"})
