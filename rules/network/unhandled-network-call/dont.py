import requests
from flask import Flask, jsonify

app = Flask(__name__)


def load_profile(user_id):
    response = requests.get(f"https://profiles.example.com/{user_id}", timeout=3)
    #          ^^^^^^^^^^^^ NET001: nothing between here and route `GET /users/<user_id>` (`user`) handles it
    response.raise_for_status()
    return response.json()


@app.get("/users/<user_id>")
def user(user_id):
    return jsonify(load_profile(user_id))
