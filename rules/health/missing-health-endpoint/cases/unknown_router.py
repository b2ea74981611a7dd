"""A router from elsewhere may hold the health route."""

from flask import Flask
from shop_platform import common

app = Flask(__name__)
app.register_blueprint(common)
