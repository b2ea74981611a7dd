"""A resource is a route."""

from flask import Flask
from flask_restful import Api, Resource


class Health(Resource):
    def get(self):
        return {"status": "ok"}


def create_app():
    app = Flask(__name__)
    Api(app).add_resource(Health, "/health")
    return app
