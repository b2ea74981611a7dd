"""A list of routes from elsewhere may hold the health route."""

import tornado.web


def make(handlers):
    return tornado.web.Application(handlers)
