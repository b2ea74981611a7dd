# One handler for both cannot be judged by the name.
import redis
from fastapi import FastAPI

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/livez")
@app.get("/readyz")
def both():
    try:
        cache.ping()
    except redis.RedisError:
        return {"ok": False}
    return {"ok": True}
