"""Parameters and attributes that hold the limit."""

import requests


def default_none(url, timeout=None):
    return requests.get(url, timeout=timeout)
    #      ^^^^^^^^^^^^ NET002: its timeout is switched off


def default_finite(url, timeout=10):
    return requests.get(url, timeout=timeout)


def replaced(url, timeout=None):
    if timeout is None:
        timeout = 10
    return requests.get(url, timeout=timeout)


def replaced_inline(url, timeout=None):
    return requests.get(url, timeout=timeout or 10)


def looked_at(url, timeout=None):
    if timeout:
        return requests.get(url, timeout=timeout)
    return requests.get(url, timeout=10)


def _left_out_by_one(url, timeout=None):
    return requests.get(url, timeout=timeout)
    #      ^^^^^^^^^^^^ NET002: its timeout is switched off


def _given_by_all(url, timeout=None):
    return requests.get(url, timeout=timeout)


def _required(url, timeout):
    return requests.get(url, timeout=timeout)
    #      ^^^^^^^^^^^^ NET002: its timeout is switched off


def callers(url):
    _left_out_by_one(url)
    _left_out_by_one(url, timeout=5)
    _given_by_all(url, 5)
    _given_by_all(url, timeout=10)
    _required(url, None)


class Client:
    def __init__(self, url, timeout=None):
        self.url = url
        self.timeout = timeout

    def get(self, path, timeout=None):
        if timeout is None:
            timeout = self.timeout
        return requests.get(self.url + path, timeout=timeout)
        #      ^^^^^^^^^^^^ NET002: its timeout is switched off


class Limited:
    def __init__(self, url, timeout=30):
        self.url = url
        self.timeout = timeout

    def get(self, path, timeout=None):
        return requests.get(self.url + path, timeout=timeout if timeout is not None else self.timeout)
