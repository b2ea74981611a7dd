import logging

import requests
from flask import Flask, jsonify

app = Flask(__name__)
log = logging.getLogger(__name__)

DEFAULT_FLAGS = {"new_checkout": False}


def load_flags():
    try:
        response = requests.get("https://flags.example.com/v1/flags", timeout=5)
        response.raise_for_status()
        return response.json()
    except requests.RequestException as error:
        log.warning("starting with the default flags: %s", error)
        return DEFAULT_FLAGS


FLAGS = load_flags()


@app.get("/flags")
def flags():
    return jsonify(FLAGS)


@app.get("/health")
def health():
    try:
        requests.get("https://flags.example.com/health", timeout=1).raise_for_status()
    except requests.RequestException as error:
        log.warning("not healthy: %s", error)
        return jsonify({"status": "unavailable"}), 503
    return jsonify({"status": "ok"})
