"""A list that is seen whole."""

import tornado.web


class Orders(tornado.web.RequestHandler):
    def get(self):
        self.finish("ok")


handlers = [(r"/orders", Orders)]
app = tornado.web.Application(handlers)
#     ^^^^^^^^^^^^^^^^^^^^^^^ HLT001
