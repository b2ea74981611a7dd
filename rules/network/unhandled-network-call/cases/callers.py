"""Callers in the file, on every path."""

import requests


def fetch():
    return requests.get("https://a.example", timeout=3)


def guarded():
    try:
        return fetch()
    except requests.RequestException:
        return None


def deep():
    return requests.get("https://b.example", timeout=3)
    #      ^^^^^^^^^^^^ NET001: nothing handles it before it leaves `outermost`


def middle():
    return deep()


def outermost():
    return middle()


def also_guarded():
    try:
        return middle()
    except OSError:
        return None


def recursive(depth):
    requests.get("https://c.example", timeout=3)
    #<^^^^^^^^^^ NET001: before it leaves `recursive`
    return recursive(depth - 1)


def first(depth):
    return requests.get("https://d.example", timeout=3) if depth else second(depth)


def second(depth):
    return first(depth)


class Base:
    def __init__(self):
        self.answer = self._load()

    def _load(self):
        return requests.get("https://e.example", timeout=3)


def made():
    try:
        return Base()
    except requests.RequestException:
        return None


def generated():
    yield requests.get("https://f.example", timeout=3)
    #     ^^^^^^^^^^^^ NET001: before it leaves `drained`


def drained():
    for answer in generated():
        print(answer)


def stored():
    yield requests.get("https://g.example", timeout=3)


def keeps():
    return [stored()]
