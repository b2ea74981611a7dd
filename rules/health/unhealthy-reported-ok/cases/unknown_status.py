# A status that cannot be computed says nothing.
import redis
from flask import Flask, jsonify

from answers import answer, code_of

app = Flask(__name__)
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/health")
def health():
    try:
        cache.ping()
    except redis.RedisError as error:
        return jsonify({"status": "down"}), code_of(error)
    return jsonify({"status": "ok"})


@app.get("/readyz")
def readyz():
    try:
        cache.ping()
    except redis.RedisError:
        return answer({"status": "down"})
    return jsonify({"status": "ok"})
