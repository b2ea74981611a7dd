"""A page for people is no health route."""

from flask import Flask, render_template

app = Flask(__name__)
#     ^^^^^ HLT001


@app.route("/status")
def status():
    return render_template("status.html")
