# A handler that is not found may do anything.
import redis
from fastapi import FastAPI

from elsewhere import health

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)
app.add_api_route("/health", health)


@app.get("/livez")
def livez():
    return {"status": "ok"}


@app.get("/count")
def count():
    return {"count": cache.incr("count")}
