"""The prefix of a blueprint of an extension."""

from flask import Flask
from flask.views import MethodView
from flask_smorest import Blueprint

probes = Blueprint("probes", __name__, url_prefix="/health")
app = Flask(__name__)


@probes.route("/")
class Health(MethodView):
    def get(self):
        return {"status": "ok"}
