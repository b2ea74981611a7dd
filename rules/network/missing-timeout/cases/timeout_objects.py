"""Timeout objects: what limits the wait for an answer."""

import httpx
import requests
import urllib3

pool = urllib3.PoolManager()


def reading_switched_off(url):
    httpx.get(url, timeout=httpx.Timeout(5, read=None))
#   ^^^^^^^^^ NET002: its timeout is switched off
    pool.request("GET", url, timeout=urllib3.Timeout(connect=2, read=None))
#   ^^^^^^^^^^^^ NET002: its timeout is switched off
    requests.get(url, timeout=urllib3.Timeout(connect=2))
#   ^^^^^^^^^^^^ NET002: nothing on the way sets a timeout


def reading_limited(url, seconds):
    httpx.get(url, timeout=httpx.Timeout(None, read=5))
    httpx.get(url, timeout=httpx.Timeout(5, connect=None))
    httpx.get(url, timeout=httpx.Timeout(5, read=seconds))
    pool.request("GET", url, timeout=urllib3.Timeout(total=5, read=None))
    pool.request("GET", url, timeout=urllib3.Timeout(connect=2, read=5))
    requests.get(url, timeout=urllib3.Timeout(2))


# NET007's: connecting is limited, and the rest is dropped.
def dropped(url):
    httpx.get(url, timeout=httpx.Timeout(None, connect=5))
