# Methods of classes that answer GET.
import redis
from flask import Flask
from flask.views import MethodView

app = Flask(__name__)
cache = redis.Redis(host="cache.internal", socket_timeout=1)


class Health(MethodView):
    def get(self):
#       ^^^ HLT005: out of `/health`
        cache.ping()
        return "ok"

    def post(self):
        cache.flushall()


app.add_url_rule("/health", view_func=Health.as_view("health"))
