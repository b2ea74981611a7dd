import logging

import requests
from flask import Flask, jsonify

app = Flask(__name__)
log = logging.getLogger(__name__)


def load_profile(user_id):
    response = requests.get(f"https://profiles.example.com/{user_id}", timeout=3)
    response.raise_for_status()
    return response.json()


@app.get("/users/<user_id>")
def user(user_id):
    try:
        return jsonify(load_profile(user_id))
    except requests.RequestException as error:
        log.warning("no profile of %s: %s", user_id, error)
        return jsonify({"id": user_id, "partial": True})


@app.get("/health")
def health():
    try:
        requests.get("https://profiles.example.com/health", timeout=1).raise_for_status()
    except requests.RequestException as error:
        log.warning("not healthy: %s", error)
        return jsonify({"status": "unavailable"}), 503
    return jsonify({"status": "ok"})
