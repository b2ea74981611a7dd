"""An attribute of a `requests` session that nothing reads."""

import functools

import httpx
import requests
from requests.adapters import HTTPAdapter

from elsewhere import TimeoutAdapter

session = requests.Session()
session.timeout = 10
#<^^^^^^^^^^^^^ NET007: the library never reads this attribute


def fetch(url):
    return session.get(url)


class Api:
    def __init__(self, timeout):
        self.client = requests.Session()
        self.client.timeout = timeout
        #<^^^^^^^^^^^^^^^^^ NET007: wait for ever


def entered(url):
    with requests.Session() as s:
        s.timeout = 5
        #<^^^^^^^ NET007: limits nothing
        return s.get(url)


def given_from_outside(http: requests.Session):
    http.timeout = 5
    #<^^^^^^^^^^ NET007
    return http.get("http://a")


def passed_on_by_the_author(url):
    limited = requests.Session()
    limited.timeout = 5
    return limited.get(url, timeout=limited.timeout)


def limited_by_partial(url):
    patched = requests.Session()
    patched.timeout = 5
    patched.request = functools.partial(patched.request, timeout=5)
    return patched.get(url)


def limited_by_an_adapter(url):
    mounted = requests.Session()
    mounted.mount("https://", TimeoutAdapter(5))
    mounted.timeout = 5
    return mounted.get(url)


def retrying(url):
    retried = requests.Session()
    retried.mount("https://", HTTPAdapter(max_retries=3))
    retried.timeout = 5
    #<^^^^^^^^^^^^^ NET007
    return retried.get(url)


def none(url):
    unlimited = requests.Session()
    unlimited.timeout = None
    return unlimited.get(url)


def has_effect(url):
    client = httpx.Client()
    client.timeout = 5
    return client.get(url)


class Limited(requests.Session):
    def __init__(self):
        super().__init__()
        self.timeout = 5

    def request(self, *args, **kwargs):
        kwargs.setdefault("timeout", self.timeout)
        return super().request(*args, **kwargs)


def own_attribute(url):
    own = Limited()
    own.timeout = 10
    return own.get(url)


def unknown(factory, url):
    made = factory()
    made.timeout = 5
    return made.get(url)
