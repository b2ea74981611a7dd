"""Context managers and decorators on the way."""

import contextlib
import functools

import requests


def suppressed():
    with contextlib.suppress(requests.RequestException):
        requests.get("https://a.example", timeout=3)


def another_suppressed():
    with contextlib.suppress(KeyError):
        requests.get("https://a.example", timeout=3)
        #<^^^^^^^^^^ NET001: before it leaves `another_suppressed`


def session_only_closes():
    with requests.Session() as session:
        session.get("https://a.example", timeout=3)
        #<^^^^^^^^^ NET001


@contextlib.contextmanager
def answering():
    try:
        yield
    except requests.RequestException:
        print("no answer")


@contextlib.contextmanager
def timing():
    try:
        yield
    finally:
        print("done")


def in_answering():
    with answering():
        requests.get("https://a.example", timeout=3)


def in_timing():
    with timing():
        requests.get("https://a.example", timeout=3)
        #<^^^^^^^^^^ NET001


class Swallows:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return True


class Closes:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        print("closed")


def in_swallows():
    with Swallows():
        requests.get("https://a.example", timeout=3)


def in_closes():
    with Closes():
        requests.get("https://a.example", timeout=3)
        #<^^^^^^^^^^ NET001


def none_on_failure(function):
    @functools.wraps(function)
    def wrapper(*args):
        try:
            return function(*args)
        except requests.RequestException:
            return None

    return wrapper


def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        print(args)
        return function(*args)

    return wrapper


def main():
    handled_by_decorator()
    plain_decorator()


@none_on_failure
def handled_by_decorator():
    requests.get("https://a.example", timeout=3)


@logged
def plain_decorator():
    requests.get("https://a.example", timeout=3)
    #<^^^^^^^^^^ NET001: between here and `main`
