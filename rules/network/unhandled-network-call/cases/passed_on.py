"""A handler that gives the exception to a function which raises it again lets it through."""

import requests


class Unavailable(Exception):
    pass


def again(error):
    print(error)
    raise error


def translated(error):
    raise Unavailable(str(error)) from error


def by_status(error):
    if isinstance(error, ValueError):
        raise error
    return None


def lets_through(url):
    try:
        return requests.get(url, timeout=5)
        #      ^^^^^^^^^^^^ NET001
    except requests.RequestException as error:
        again(error)


def decides(url):
    try:
        return requests.get(url, timeout=5)
    except requests.RequestException as error:
        translated(error)


def answers(url):
    try:
        return requests.get(url, timeout=5)
    except requests.RequestException as error:
        return by_status(error)


class Peer:
    def failed(self, error):
        raise error

    def get(self, url):
        try:
            return requests.get(url, timeout=5)
            #      ^^^^^^^^^^^^ NET001
        except requests.RequestException as error:
            self.failed(error)
