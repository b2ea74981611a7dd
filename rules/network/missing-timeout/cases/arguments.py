"""What the call's own arguments say."""

import functools
import math
from urllib.request import urlopen

import httpx
import requests
import requests as r
from requests import post

NO_LIMIT = None
LIMIT = 5
COMMON = {"verify": False}
LIMITED = {"timeout": 5}


def absent(url):
    r.get(url)
#   ^^^^^ NET002: `r.get` can wait for ever
    post(url)
#   ^^^^ NET002: nothing on the way sets a timeout
    urlopen(url)
#   ^^^^^^^ NET002: until the process is restarted


def given(url):
    requests.get(url, timeout=5)
    requests.get(url, timeout=LIMIT)
    requests.get(url, timeout=(3.05, 27))
    urlopen(url, None, 5)
    httpx.get(url)


def off(url):
    requests.get(url, timeout=None)
#   ^^^^^^^^^^^^ NET002: its timeout is switched off
    requests.get(url, timeout=NO_LIMIT)
#   ^^^^^^^^^^^^ NET002: its timeout is switched off
    requests.get(url, timeout=(3.05, None))
#   ^^^^^^^^^^^^ NET002: its timeout is switched off
    requests.get(url, timeout=math.inf)
#   ^^^^^^^^^^^^ NET002: its timeout is switched off
    httpx.get(url, timeout=None)
#   ^^^^^^^^^ NET002: its timeout is switched off
    httpx.get(url, timeout=httpx.Timeout(None))
#   ^^^^^^^^^ NET002: its timeout is switched off
    httpx.get(url, timeout=httpx.Timeout(5))


def unknown(url, limit, settings, **kwargs):
    requests.get(url, timeout=limit)
    requests.get(url, timeout=settings.TIMEOUT)
    requests.get(url, **kwargs)
    requests.get(url, **settings.requests)


def splatted(url):
    requests.get(url, **COMMON)
#   ^^^^^^^^^^^^ NET002: nothing on the way sets a timeout
    requests.get(url, **LIMITED)
    arguments = {"verify": False}
    requests.get(url, **arguments)
#   ^^^^^^^^^^^^ NET002: nothing on the way sets a timeout


def preset(url):
    get = functools.partial(requests.get, timeout=5)
    get(url)
    get = functools.partial(requests.get, verify=False)
    get(url)
#   ^^^ NET002: nothing on the way sets a timeout


def other_things(url, queue, cache):
    queue.get(url)
    cache.get(url)
