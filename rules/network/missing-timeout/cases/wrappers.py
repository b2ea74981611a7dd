"""Keyword arguments that a wrapper hands on: what its callers pass is known if all of them are in sight."""

import requests


class Api:
    def _request(self, method, path, **kwargs):
        return requests.request(method, path, **kwargs)
        #      ^^^^^^^^^^^^^^^^ NET002

    def read(self):
        return self._request("GET", "/orders")

    def write(self):
        return self._request("POST", "/orders", json={})


def _limited(method, path, **kwargs):
    return requests.request(method, path, **kwargs)


def one_caller_limits():
    _limited("GET", "/orders", timeout=5)
    return _limited("GET", "/returns")


def _completed(method, path, **kwargs):
    kwargs.setdefault("timeout", 5)
    return requests.request(method, path, **kwargs)


def completed():
    return _completed("GET", "/orders")


def public(method, path, **kwargs):
    return requests.request(method, path, **kwargs)
    #      ^^^^^^^^^^^^^^^^ NET002


def caller():
    return public("GET", "/orders")


def nobody_calls(method, path, **kwargs):
    return requests.request(method, path, **kwargs)


def passed_on(method, path, **kwargs):
    return requests.request(method, path, **kwargs)


HANDLERS = {"any": passed_on}
passed_on("GET", "/orders")


def _handed_on(method, path, **kwargs):
    return requests.request(method, path, **kwargs)


def splats(options):
    return _handed_on("GET", "/orders", **options)
