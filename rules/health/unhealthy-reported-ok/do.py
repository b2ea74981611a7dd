import logging

import requests
from flask import Flask, jsonify

app = Flask(__name__)
log = logging.getLogger(__name__)


@app.get("/health")
def health():
    try:
        response = requests.get("https://billing.example.com/healthz", timeout=2)
        response.raise_for_status()
    except requests.RequestException as error:
        log.warning("billing is down: %s", error)
        return jsonify({"status": "unavailable", "billing": "down"}), 503
    return jsonify({"status": "ok", "billing": "up"})
