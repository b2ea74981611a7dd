import redis
from flask import Flask, jsonify

app = Flask(__name__)
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/livez")
def livez():
    return jsonify({"status": "ok"})


@app.get("/readyz")
def readyz():
    try:
        cache.ping()
    except redis.RedisError:
        return jsonify({"status": "unavailable", "cache": "down"}), 503
    return jsonify({"status": "ok", "cache": "up"})
