import logging

import redis
from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()
log = logging.getLogger(__name__)
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/health")
def health():
    try:
        cache.ping()
    except redis.RedisError as error:
        log.warning("the cache is down: %s", error)
        return JSONResponse({"status": "unavailable", "cache": "down"}, status_code=503)
    return {"status": "ok", "cache": "up"}
