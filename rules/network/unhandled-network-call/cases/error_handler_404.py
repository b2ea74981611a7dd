"""A handler for another status."""

import requests
from flask import Flask

app = Flask(__name__)


@app.errorhandler(404)
def missing(error):
    return {"error": "missing"}, 404


@app.get("/price")
def price():
    return requests.get("https://bank.internal", timeout=1).text
    #      ^^^^^^^^^^^^ NET001: the request fails with it


@app.before_request
def warm():
    return requests.get("https://bank.internal", timeout=1).text
    #      ^^^^^^^^^^^^ NET001: the request fails with it
