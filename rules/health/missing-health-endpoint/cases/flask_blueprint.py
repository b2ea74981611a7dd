"""The prefix of a blueprint counts."""

from flask import Blueprint, Flask

app = Flask(__name__)
probes = Blueprint("probes", __name__, url_prefix="/health")


@probes.route("/")
def root():
    return "ok"


app.register_blueprint(probes)
