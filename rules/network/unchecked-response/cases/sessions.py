"""Sessions and clients that check by themselves, and those that do not."""

import functools
import urllib.request

import aiohttp
import httpx
import requests

from elsewhere import make_session, verify


def session(url):
    with requests.Session() as s:
        return s.get(url, timeout=5).json()
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^ NET003: whatever the status


def annotated(s: requests.Session, url):
    return s.get(url, timeout=5).json()
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^ NET003: whatever the status


def hooked(url):
    s = requests.Session()
    s.hooks["response"].append(verify)
    return s.get(url, timeout=5).json()


def hooked_call(url):
    return requests.get(url, timeout=5, hooks={"response": verify}).json()


def limited(url):
    s = requests.Session()
    s.request = functools.partial(s.request, timeout=5)
    return s.get(url).json()
    #      ^^^^^^^^^^^^^^^ NET003: whatever the status


def foreign(url):
    s = make_session()
    return s.get(url).json()


class Strict(requests.Session):
    def request(self, *args, **kwargs):
        response = super().request(*args, **kwargs)
        response.raise_for_status()
        return response


def strict(url):
    return Strict().get(url, timeout=5).json()


def event_hooks(url):
    with httpx.Client(event_hooks={"response": [verify]}) as client:
        return client.get(url).json()


async def plain(url):
    async with aiohttp.ClientSession() as s:
        async with s.get(url) as response:
            return await response.json()
            #            ^^^^^^^^^^^^^ NET003: whatever the status


async def looks(url):
    async with aiohttp.ClientSession() as s:
        async with s.get(url) as response:
            return response.status, await response.text()


async def raises(url):
    async with aiohttp.ClientSession(raise_for_status=True) as s:
        async with s.get(url) as response:
            return await response.json()


async def raises_in_the_call(url):
    async with aiohttp.ClientSession() as s:
        async with s.get(url, raise_for_status=True) as response:
            return await response.json()


async def does_not_raise(url):
    async with aiohttp.ClientSession(raise_for_status=False) as s:
        async with s.get(url) as response:
            return await response.read()
            #            ^^^^^^^^^^^^^ NET003: whatever the status


def raises_by_itself(url):
    with urllib.request.urlopen(url, timeout=5) as response:
        return response.read()
