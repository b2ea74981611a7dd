"""An application factory."""

import flask


def create_app():
    app = flask.Flask(__name__)
    #     ^^^^^^^^^^^ HLT001
    app.add_url_rule("/orders", "orders", orders)
    return app


def orders():
    return "ok"
