import logging

import httpx
from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()
log = logging.getLogger(__name__)
billing = httpx.AsyncClient(base_url="https://billing.example.com", timeout=2)


async def billing_is_up():
    try:
        response = await billing.get("/healthz")
        response.raise_for_status()
    except httpx.HTTPError as error:
        log.warning("billing is down: %s", error)
        return False
    return True


@app.get("/readyz")
async def readyz():
    up = await billing_is_up()
    report = {"status": "ok" if up else "unavailable", "billing": up}
    return JSONResponse(report, status_code=200 if up else 503)
