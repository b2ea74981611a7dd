import redis
from flask import Flask, jsonify

app = Flask(__name__)
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/livez")
def livez():
#   ^^^^^ HLT006: `/livez` is named as a liveness route and asks a remote dependency
    try:
        cache.ping()
    except redis.RedisError:
        return jsonify({"status": "down"}), 503
    return jsonify({"status": "ok"})
