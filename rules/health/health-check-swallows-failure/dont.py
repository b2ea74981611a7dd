import logging

import redis
from fastapi import FastAPI

app = FastAPI()
log = logging.getLogger(__name__)
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/health")
def health():
    try:
        cache.ping()
    except redis.RedisError as error:
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HLT007: reports healthy when `redis.Redis.ping` fails
        log.warning("the cache is down: %s", error)
    return {"status": "ok"}
