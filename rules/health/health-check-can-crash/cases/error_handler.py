# The framework's error handler answers for it.
import requests
from flask import Flask, jsonify

app = Flask(__name__)


@app.errorhandler(requests.RequestException)
def peer_failed(error):
    return jsonify({"status": "unavailable"}), 503


@app.get("/health")
def health():
    requests.get("https://a.example.com", timeout=1).raise_for_status()
    return jsonify({"status": "ok"})
