"""The handler of status 500 answers whatever a route lets out; of another status it does not."""

import requests
from flask import Flask

app = Flask(__name__)


@app.errorhandler(500)
def failed(error):
    return {"error": "failed"}, 500


@app.get("/price")
def price():
    return requests.get("https://bank.internal", timeout=1).text
