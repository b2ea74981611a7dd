# An object whose method answers.
import falcon
import redis

cache = redis.Redis(host="cache.internal", socket_timeout=1)


class Health:
    def on_get(self, req, resp):
#       ^^^^^^ HLT005: out of `/health`
        cache.ping()
        resp.media = {"status": "ok"}

    def on_post(self, req, resp):
        cache.flushall()


app = falcon.App()
app.add_route("/health", Health())
