"""Routes that are no health routes."""

from flask import Flask

app = Flask(__name__)
#     ^^^^^ HLT001: no health route


@app.route("/status/<timestamp>")
def status_of(timestamp):
    return timestamp


@app.route("/live", methods=["POST"])
def go_live():
    return "ok"


@app.route("/user/status")
def user_status():
    return "ok"
