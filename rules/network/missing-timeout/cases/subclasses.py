"""Sessions of the project's own classes."""

import requests
from requests.adapters import HTTPAdapter


class Based(requests.Session):
    def request(self, method, url, **kwargs):
        return super().request(method, "http://base" + url, **kwargs)


def hands_on(url):
    Based().get(url, timeout=5)
    return Based().get(url)
    #      ^^^^^^^^^^^ NET002: nothing on the way sets a timeout


class Limited(requests.Session):
    def request(self, method, url, **kwargs):
        kwargs["timeout"] = kwargs.get("timeout") or 10
        return super().request(method, url, **kwargs)


def limits(url):
    return Limited().get(url)


class Adapter(HTTPAdapter):
    def send(self, request, **kwargs):
        kwargs.setdefault("verify", False)
        return super().send(request, **kwargs)


class Mounting(requests.Session):
    def __init__(self, adapter):
        super().__init__()
        self.mount("https://", adapter)


def may_limit(url, adapter):
    return Mounting(adapter).get(url)


class Replacing(requests.Session):
    def __init__(self, send):
        super().__init__()
        self.send = send


def replaced(url, send):
    return Replacing(send).get(url)


class Decorated(requests.Session):
    @print
    def request(self, method, url, **kwargs):
        return super().request(method, url, **kwargs)


def decorated(url):
    return Decorated().get(url)
