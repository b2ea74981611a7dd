import requests
from flask import Flask, jsonify

app = Flask(__name__)


def billing_is_up():
    try:
        return requests.get("https://billing.example.com/healthz").ok
    except requests.RequestException:
        return False


@app.get("/readyz")
def readyz():
#   ^^^^^^ HLT004: waits for ever when `requests.get` gets no answer
    up = billing_is_up()
    return jsonify({"billing": up}), 200 if up else 503
