from flask import Flask, jsonify

app = Flask(__name__)


@app.get("/orders")
def orders():
    return jsonify([])


@app.get("/health")
def health():
    return jsonify({"status": "ok"})
