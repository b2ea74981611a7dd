"""What cannot be seen here: silent."""

import asyncio

import elsewhere
import requests
from elsewhere import decorated_with


def passed_on():
    return requests.get("https://a.example", timeout=3)


elsewhere.register(passed_on)


@decorated_with
def decorated():
    return requests.get("https://a.example", timeout=3)


lazy = lambda: requests.get("https://a.example", timeout=3)


class Plugin(elsewhere.Base):
    def run(self):
        return requests.get("https://a.example", timeout=3)


def looked_up():
    return requests.get("https://a.example", timeout=3)


COMMANDS = {"looked_up": 1}


class Dispatched:
    def get_one(self):
        return requests.get("https://a.example", timeout=3)

    def run(self, name):
        return getattr(self, "get_" + name)()


async def unawaited(session):
    return requests.get("https://a.example", timeout=3)


def schedule(session):
    return elsewhere.spawn(unawaited(session))


class Duck:
    def quack(self):
        return requests.get("https://a.example", timeout=3)


def play(ducks):
    for duck in ducks:
        duck.quack()


asyncio.run(elsewhere.main())
