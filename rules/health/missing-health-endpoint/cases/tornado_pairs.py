"""A list of pairs, gathered before the application is made."""

import tornado.web


class Health(tornado.web.RequestHandler):
    def get(self):
        self.finish("ok")


default_handlers = [(r"/health$", Health)]
