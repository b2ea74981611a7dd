# No health routes: another verb, a parameter, another's status, a page for people.
import requests
from flask import Blueprint, Flask, render_template

app = Flask(__name__)
users = Blueprint("users", __name__, url_prefix="/users")


@app.post("/live")
def live():
    return requests.get("https://a.example.com").text


@app.get("/health/<name>")
def of_one(name):
    return requests.get(f"https://{name}.example.com").text


@users.get("/status")
def status():
    return requests.get("https://a.example.com").text


@app.get("/ping")
def page():
    requests.get("https://a.example.com")
    return render_template("ping.html")
