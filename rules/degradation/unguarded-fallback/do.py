import logging

import requests
from flask import Flask, jsonify

app = Flask(__name__)
log = logging.getLogger(__name__)

BESTSELLERS = ["release-it", "sre-book"]


def fetch(url):
    response = requests.get(url, timeout=2)
    response.raise_for_status()
    return response.json()


@app.get("/recommendations/<user_id>")
def recommendations(user_id):
    try:
        return jsonify(fetch(f"https://recommend.example.com/{user_id}"))
    except requests.RequestException:
        try:
            return jsonify(fetch("https://bestsellers.example.com/"))
        except requests.RequestException as error:
            log.warning("neither recommendations nor bestsellers: %s", error)
            return jsonify(BESTSELLERS)


@app.get("/health")
def health():
    try:
        requests.get("https://recommend.example.com/health", timeout=1).raise_for_status()
    except requests.RequestException as error:
        log.warning("not healthy: %s", error)
        return jsonify({"status": "unavailable"}), 503
    return jsonify({"status": "ok"})
