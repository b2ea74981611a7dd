"""A route that is registered by a call."""

from flask import Flask

app = Flask(__name__)
app.add_url_rule("/api/v1/status", "status", lambda: "ok")
