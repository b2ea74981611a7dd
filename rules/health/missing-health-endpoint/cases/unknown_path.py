"""A path that is not known may be a health route's."""

import settings
from flask import Flask

app = Flask(__name__)


@app.route(settings.PROBE_PATH)
def probe():
    return "ok"
