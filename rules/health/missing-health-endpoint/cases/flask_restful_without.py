"""Resources that are no health routes."""

from flask import Flask
from flask_restful import Api, Resource


class Order(Resource):
    def get(self):
        return {"status": "ok"}


def create_app():
    app = Flask(__name__)
    #     ^^^^^ HLT001
    Api(app).add_resource(Order, "/orders")
    return app
