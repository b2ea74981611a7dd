import redis
from fastapi import FastAPI, HTTPException, Response, status
from fastapi.responses import JSONResponse

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


# An answer that cannot be computed.
from answers import report


@app.get("/health")
def health():
    try:
        cache.ping()
    except redis.RedisError:
        pass
    return report()
