"""An application that is only known by its customary name."""

import requests
from flask import Flask


def init_errors(app):
    @app.errorhandler(requests.RequestException)
    def upstream(error):
        return {"error": "upstream"}, 503


app = Flask(__name__)
init_errors(app)


@app.get("/price")
def price():
    return requests.get("https://bank.internal", timeout=1).text


@app.before_request
def warm():
    requests.get("https://bank.internal", timeout=1)


@app.cli.command("sync")
def sync():
    requests.get("https://bank.internal", timeout=1)
    #<^^^^^^^^^^ NET001: the run ends with it
