"""Routes that a framework's error handler covers; background work is not covered."""

import threading

import requests
from flask import Flask

app = Flask(__name__)


@app.errorhandler(requests.RequestException)
def no_answer(error):
    return "try later", 503


@app.route("/")
def index():
    threading.Thread(target=background).start()
    return requests.get("https://a.example", timeout=3).text


def background():
    requests.get("https://a.example", timeout=3)
    #<^^^^^^^^^^ NET001: thread target `background`
