import redis
from fastapi import FastAPI, HTTPException, Response, status
from fastapi.responses import JSONResponse

app = FastAPI()
cache = redis.Redis(host="cache.internal", socket_timeout=1)


# The failure shows: as the status, as the verdict (HLT003 looks at its status), as a detail, as an exception.
def cache_is_up():
    try:
        return cache.ping()
    except redis.RedisError:
        return False


@app.get("/health/status")
def of_status():
    if not cache_is_up():
        return JSONResponse({"status": "down"}, status_code=503)
    return {"status": "ok"}


@app.get("/health/verdict")
def of_verdict():
    return {"ok": cache_is_up()}


@app.get("/health/detail")
def of_detail():
    return {"status": "ok", "cache": cache_is_up()}


@app.get("/health/listed")
def listed():
    problems = []
    try:
        cache.ping()
    except redis.RedisError as error:
        problems.append(str(error))
    return {"status": "ok", "problems": problems}


@app.get("/health/raised")
def raised():
    try:
        cache.ping()
    except redis.RedisError:
        cache.close()
        raise
    return {"status": "ok"}


@app.get("/health/later")
def later():
    failure = None
    try:
        cache.ping()
    except redis.RedisError as error:
        failure = error
    if failure is not None:
        raise HTTPException(503)
    return {"status": "ok"}


@app.get("/readyz")
def told_in_the_handlers_own_answer():
    try:
        cache.ping()
    except redis.RedisError:
        return {"status": "ok", "cache": "unreachable"}
    return {"status": "ok", "cache": "reachable"}
