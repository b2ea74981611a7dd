import redis
from fastapi import FastAPI, HTTPException, Response, status
from fastapi.responses import JSONResponse

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/health/raised")
def raised():
    try:
        cache.ping()
    except redis.RedisError as error:
        raise HTTPException(503, detail={"status": "error"}) from error
    return {"status": "ok"}


@app.get("/health/answered")
def answered():
    try:
        cache.ping()
    except redis.RedisError:
        return JSONResponse({"status": "error"}, status_code=status.HTTP_503_SERVICE_UNAVAILABLE)
    return {"status": "ok"}


@app.get("/health/set")
def set_aside(response: Response):
    healthy = True
    try:
        cache.ping()
    except redis.RedisError:
        healthy = False
    if not healthy:
        response.status_code = 503
    return {"status": "healthy" if healthy else "unhealthy"}


@app.get("/health/code")
def in_variable():
    code, verdict = 200, "ok"
    try:
        cache.ping()
    except redis.RedisError:
        code, verdict = 503, "down"
    return JSONResponse({"status": verdict}, status_code=code)


@app.get("/health/computed")
def computed():
    checks = {}
    try:
        cache.ping()
        checks["cache"] = "ok"
    except redis.RedisError:
        checks["cache"] = "down"
    healthy = all(value == "ok" for value in checks.values())
    return JSONResponse({"status": "ok" if healthy else "down", **checks}, status_code=200 if healthy else 503)


@app.get("/health/detail")
def detail():
    cached = True
    try:
        cache.ping()
    except redis.RedisError:
        cached = False
    return {"status": "ok", "cache": cached}
