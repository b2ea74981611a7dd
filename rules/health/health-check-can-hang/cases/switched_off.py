# A timeout that is switched off, and a client that is.
import httpx
from flask import Flask

app = Flask(__name__)
client = httpx.Client(timeout=None)


@app.route("/health")
def health():
#   ^^^^^^ HLT004: `httpx.get`
    httpx.get("https://a.example.com", timeout=None)
    return "ok"


@app.route("/health/client")
def through_client():
#   ^^^^^^^^^^^^^^ HLT004: `httpx.Client.get`
    client.get("https://a.example.com")
    return "ok"
