import requests
from flask import Flask, jsonify

app = Flask(__name__)


def load_flags():
    response = requests.get("https://flags.example.com/v1/flags", timeout=5)
    #          ^^^^^^^^^^^^ DEG003: cannot start
    response.raise_for_status()
    return response.json()


FLAGS = load_flags()


@app.get("/flags")
def flags():
    return jsonify(FLAGS)
