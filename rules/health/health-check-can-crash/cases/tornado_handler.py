# A pair of a path and a handler's class.
import redis
import tornado.web

cache = redis.Redis(host="cache.internal", socket_timeout=1)


class Health(tornado.web.RequestHandler):
    def get(self):
#       ^^^ HLT005: out of `/healthz`
        cache.ping()
        self.write({"status": "ok"})


application = tornado.web.Application([(r"/healthz", Health)])
