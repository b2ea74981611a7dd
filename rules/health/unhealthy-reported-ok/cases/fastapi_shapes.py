import redis
from fastapi import FastAPI, HTTPException, Response, status
from fastapi.responses import JSONResponse

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


@app.get("/health/direct")
def direct():
    try:
        cache.ping()
    except redis.RedisError as error:
        return {"status": "error", "detail": str(error)}
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HLT003: sends it with status 200
    return {"status": "ok"}


@app.get("/health/flag")
def flag():
    healthy = True
    try:
        cache.ping()
    except Exception:
        healthy = False
    return {"status": "healthy" if healthy else "unhealthy"}
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HLT003: `redis.Redis.ping` fails


def cache_is_up():
    try:
        return bool(cache.ping())
    except redis.RedisError:
        return False


@app.get("/health/helper")
def helper():
    up = cache_is_up()
    return JSONResponse({"ok": up, "cache": up})
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HLT003: sends it with status 200


@app.get("/health/filled")
def filled():
    report = {"status": "ok", "checks": {}}
    try:
        cache.ping()
        report["checks"]["cache"] = "up"
    except redis.RedisError:
        report["checks"]["cache"] = "down"
        report["status"] = "unhealthy"
    return report
    #      ^^^^^^ HLT003: not healthy


@app.get("/health/all")
def every():
    checks = {}
    try:
        cache.ping()
        checks["cache"] = True
    except redis.RedisError:
        checks["cache"] = False
    return {"healthy": all(checks.values()), "checks": checks}
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HLT003: not healthy


@app.get("/health/details")
def details():
    checks = {"cache": "up"}
    try:
        cache.ping()
    except redis.RedisError:
        checks["cache"] = "down"
    return checks
    #      ^^^^^^ HLT003: in its body only
