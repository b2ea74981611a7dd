import requests
from flask import Flask, jsonify

app = Flask(__name__)


@app.get("/health")
def health():
    try:
        response = requests.get("https://billing.example.com/healthz", timeout=2)
        response.raise_for_status()
    except requests.RequestException:
        return jsonify({"status": "unhealthy", "billing": "down"})
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HLT003: sends it with status 200
    return jsonify({"status": "healthy", "billing": "up"})
