import redis
import tornado.web
from aiohttp import web

cache = redis.Redis(host="cache.internal", socket_timeout=1)


async def health(request):
    try:
        cache.ping()
    except redis.RedisError:
        return web.json_response({"status": "down"})
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HLT003: with status 200
    return web.json_response({"status": "ok"})


async def readyz(request):
    try:
        cache.ping()
    except redis.RedisError:
        return web.json_response({"status": "down"}, status=503)
    return web.json_response({"status": "ok"})


app = web.Application()
app.add_routes([web.get("/health", health), web.get("/readyz", readyz)])


class Health(tornado.web.RequestHandler):
    def get(self):
#       ^^^ HLT003: with status 200
        try:
            cache.ping()
            self.write({"status": "ok"})
        except redis.RedisError:
            self.write({"status": "down"})


class Ready(tornado.web.RequestHandler):
    def get(self):
        try:
            cache.ping()
            self.write({"status": "ok"})
        except redis.RedisError:
            self.set_status(503)
            self.write({"status": "down"})


application = tornado.web.Application([("/healthz", Health), ("/health/ready", Ready)])
