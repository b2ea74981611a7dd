import requests
from flask import Flask, abort, jsonify, make_response

app = Flask(__name__)


def ask():
    return requests.get("https://a.example.com", timeout=1)


@app.get("/health")
def health():
    try:
        ask()
    except requests.RequestException:
        return make_response(jsonify(status="down"))
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HLT003: with status 200
    return jsonify(status="ok")


@app.get("/health/text")
def in_words():
    try:
        ask()
    except requests.RequestException as error:
        return f"billing failed: {error}"
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^ HLT003: with status 200
    return "ok"


@app.get("/health/pair")
def pair():
    try:
        ask()
    except requests.RequestException:
        return jsonify({"status": "down"}), 503
    return jsonify({"status": "ok"}), 200


@app.get("/health/made")
def made():
    try:
        ask()
    except requests.RequestException:
        return make_response(jsonify({"status": "down"}), 503)
    return jsonify({"status": "ok"})


@app.get("/health/aborted")
def aborted():
    try:
        ask()
    except requests.RequestException:
        abort(503)
    return jsonify({"status": "ok"})
