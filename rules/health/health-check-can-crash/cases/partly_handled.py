# A handler for some of the failures, one that raises the same again, and one in another function's way.
import httpx
import requests
from flask import Flask

app = Flask(__name__)


@app.get("/health")
def health():
#   ^^^^^^ HLT005: `httpx.get` raises
    try:
        httpx.get("https://a.example.com")
    except httpx.ConnectError:
        return "down", 503
    return "ok"


@app.get("/readyz")
def readyz():
#   ^^^^^^ HLT005: `requests.get` raises `requests.RequestException`
    try:
        requests.get("https://a.example.com", timeout=1)
    except requests.RequestException:
        app.logger.warning("down")
        raise
    return "ok"
