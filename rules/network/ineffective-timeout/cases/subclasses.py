"""A default for a key that the library always passes."""

import requests
from requests.adapters import HTTPAdapter


class Tests(requests.Session):
    def send(self, request, **kwargs):
        if "timeout" not in kwargs:
        #  ^^^^^^^^^^^^^^^^^^^^^^^ NET007: always passes `timeout`
            kwargs["timeout"] = 10
        return super().send(request, **kwargs)


class SetsDefault(requests.Session):
    def send(self, request, **options):
        options.setdefault("timeout", 10)
        #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET007: in `options`
        return super().send(request, **options)


class Adapter(HTTPAdapter):
    def __init__(self, *args, timeout=10, **kwargs):
        self.timeout = timeout
        super().__init__(*args, **kwargs)

    def send(self, request, **kwargs):
        timeout = kwargs.pop("timeout", self.timeout)
        #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET007
        return super().send(request, timeout=timeout, **kwargs)


# `Session.get` and its kin hand on what they were given: here the key may be missing.
class InRequest(requests.Session):
    def request(self, method, url, **kwargs):
        if "timeout" not in kwargs:
            kwargs["timeout"] = 10
        return super().request(method, url, **kwargs)


class LooksAtValue(HTTPAdapter):
    def send(self, request, **kwargs):
        if "timeout" not in kwargs or kwargs["timeout"] is None:
            kwargs["timeout"] = 10
        return super().send(request, **kwargs)


class Gets(HTTPAdapter):
    def send(self, request, **kwargs):
        if kwargs.get("timeout") is None:
            kwargs["timeout"] = 10
        return super().send(request, **kwargs)


class Replaces(HTTPAdapter):
    def send(self, request, **kwargs):
        kwargs.pop("timeout", None)
        kwargs.setdefault("timeout", 10)
        return super().send(request, **kwargs)


class Overrides(HTTPAdapter):
    def send(self, request, **kwargs):
        kwargs["timeout"] = 10
        return super().send(request, **kwargs)


class Parameter(HTTPAdapter):
    def send(self, request, stream=False, timeout=None, **kwargs):
        if "timeout" not in kwargs:
            timeout = timeout or 10
        return super().send(request, stream=stream, timeout=timeout, **kwargs)


class NotASession:
    def send(self, request, **kwargs):
        if "timeout" not in kwargs:
            kwargs["timeout"] = 10
        return request(**kwargs)


# `send` is reached with a limit; its own default is for those who call it themselves.
class Both(requests.Session):
    def request(self, *args, **kwargs):
        kwargs.setdefault("timeout", 10)
        return super().request(*args, **kwargs)

    def send(self, request, **kwargs):
        kwargs.setdefault("timeout", 10)
        return super().send(request, **kwargs)
