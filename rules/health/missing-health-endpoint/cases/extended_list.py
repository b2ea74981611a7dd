"""A list to which something is added that is not followed."""

import tornado.web


class Orders(tornado.web.RequestHandler):
    def get(self):
        self.finish("ok")


def make(routes, base):
    handlers = [(r"/orders", Orders)]
    for route in routes:
        handlers.append((route[0].replace("/", base), *route[1:]))
    return tornado.web.Application(handlers)
