"""A subclass of a framework's application."""

from flask import Flask


class Shop(Flask):
    pass


app = Shop(__name__)
#     ^^^^ HLT001
