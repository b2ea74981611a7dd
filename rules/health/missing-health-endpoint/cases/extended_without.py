"""A list to which more routes are added that are no health routes."""

import tornado.web


class Orders(tornado.web.RequestHandler):
    def get(self):
        self.finish("ok")


def make():
    handlers = [(r"/orders", Orders)]
    handlers.append((r"/returns", Orders))
    return tornado.web.Application(handlers)
    #      ^^^^^^^^^^^^^^^^^^^^^^^ HLT001
