"""A class that is registered as a route."""

from flask import Flask
from flask_restx import Api, Namespace, Resource

app = Flask(__name__)
api = Api(app)
probes = Namespace("probes")


@probes.route("/health")
class Health(Resource):
    def get(self):
        return {"status": "ok"}


api.add_namespace(probes)
