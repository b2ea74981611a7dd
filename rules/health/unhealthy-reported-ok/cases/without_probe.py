# The verdict says it without a network operation: a worker that has died, an unknown check.
from flask import Flask, jsonify

from checks import database

app = Flask(__name__)
workers = []


@app.get("/health")
def health():
    if not workers:
        return jsonify({"status": "unhealthy", "reason": "no workers"})
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HLT003: not healthy
    return jsonify({"status": "ok"})


@app.get("/readyz")
def readyz():
    try:
        database()
    except Exception as error:
        return jsonify({"ready": False, "error": str(error)})
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HLT003: not healthy
    return jsonify({"ready": True})


@app.get("/livez")
def livez():
    if not workers:
        return jsonify({"status": "unhealthy"}), 500
    return jsonify({"status": "ok"})
