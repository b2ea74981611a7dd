"""Sessions, clients, and what is set on them."""

import functools

import aiohttp
import httpx
import requests
from requests.adapters import HTTPAdapter

from elsewhere import TimeoutAdapter, make_session

session = requests.Session()


def shared(url):
    return session.get(url)
    #      ^^^^^^^^^^^ NET002: nothing on the way sets a timeout


def entered(url):
    with requests.Session() as s:
        s.get(url, timeout=5)
        return s.post(url)
        #      ^^^^^^ NET002: nothing on the way sets a timeout


def annotated(url, s: requests.Session):
    return s.get(url)


def foreign(url):
    made = make_session()
    made.get(url)


def mounted_unknown(url):
    s = requests.Session()
    s.mount("https://", TimeoutAdapter(timeout=5))
    return s.get(url)


def mounted_plain(url):
    s = requests.session()
    s.mount("https://", HTTPAdapter(max_retries=3))
    return s.get(url)
    #      ^^^^^ NET002: nothing on the way sets a timeout


class Limiting(HTTPAdapter):
    def send(self, request, timeout=None, **kwargs):
        return super().send(request, timeout=timeout or 10, **kwargs)


def mounted_own(url):
    s = requests.Session()
    s.mount("https://", Limiting())
    return s.get(url)


def patched(url):
    s = requests.Session()
    s.request = functools.partial(s.request, timeout=10)
    return s.get(url)


class Api:
    def __init__(self):
        self.session = requests.Session()

    def fetch(self, url):
        return self.session.get(url)
        #      ^^^^^^^^^^^^^^^^ NET002: nothing on the way sets a timeout


class LimitedSession(requests.Session):
    def request(self, method, url, **kwargs):
        kwargs.setdefault("timeout", 10)
        return super().request(method, url, **kwargs)


def subclass(url):
    return LimitedSession().get(url)


def httpx_default(url):
    with httpx.Client() as client:
        client.get(url)
        client.get(url, timeout=None)
#       ^^^^^^^^^^ NET002: its timeout is switched off


def httpx_off(url):
    client = httpx.Client(timeout=None)
    #        ^^^^^^^^^^^^ NET002: made with its timeout switched off
    client.get(url)
    client.get(url, timeout=5)


async def aiohttp_default(url):
    async with aiohttp.ClientSession() as client:
        async with client.get(url) as response:
            response.raise_for_status()


async def aiohttp_off(url):
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None)) as client:
        #      ^^^^^^^^^^^^^^^^^^^^^ NET002: made with its timeout switched off
        async with client.get(url) as response:
            response.raise_for_status()


async def aiohttp_partly(url):
    # NET007's: the connect limit drops the total.
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None, connect=5)) as client:
        await client.get(url)
