import requests
from flask import Flask, jsonify

app = Flask(__name__)


@app.get("/recommendations/<user_id>")
def recommendations(user_id):
    try:
        response = requests.get(f"https://recommend.example.com/{user_id}", timeout=2)
        response.raise_for_status()
    except requests.RequestException:
        response = requests.get("https://bestsellers.example.com/", timeout=2)
        #          ^^^^^^^^^^^^ DEG001: the fallback needs the network too
        response.raise_for_status()
    return jsonify(response.json())
