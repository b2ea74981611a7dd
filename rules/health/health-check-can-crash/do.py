import logging

import redis
from flask import Flask, jsonify

app = Flask(__name__)
log = logging.getLogger(__name__)
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/readyz")
def readyz():
    try:
        cache.ping()
    except redis.RedisError as error:
        log.warning("the cache is down: %s", error)
        return jsonify({"status": "unavailable", "cache": "down"}), 503
    return jsonify({"status": "ok", "cache": "up"})
