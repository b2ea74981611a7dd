"""Retries over clients that are configured to retry."""

import time

import requests
from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.util import Retry

session = requests.Session()
session.mount("https://", HTTPAdapter(max_retries=Retry(total=5, backoff_factor=1)))

plain = requests.Session()
plain.mount("https://", HTTPAdapter(pool_maxsize=20))

pool = PoolManager(retries=Retry(total=3, backoff_factor=0.5))
default_pool = PoolManager()


def over_an_adapter(url):
    for attempt in range(3):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY007: 3 × 6 = 18 attempts
        try:
            return session.get(url, timeout=5)
        except requests.RequestException:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def over_an_adapter_that_retries_nothing(url):
    for attempt in range(3):
        try:
            return plain.get(url, timeout=5)
        except requests.RequestException:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def over_a_library_default(url):
    for attempt in range(3):
        try:
            return default_pool.request("GET", url, timeout=5)
        except OSError:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def get(url):
    return session.get(url, timeout=5)


def through_a_function(url):
    for attempt in range(3):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY007: 3 × 6 = 18 attempts
        try:
            return get(url)
        except requests.ConnectionError:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def for_a_bad_answer_only(url):
    for attempt in range(3):
        response = session.get(url, timeout=5)
        if response.status_code < 500:
            return response
        time.sleep(2**attempt)
    raise RuntimeError(f"{url}: {response.status_code}")


class Client(requests.Session):
    def __init__(self):
        super().__init__()
        self.mount("https://", HTTPAdapter(max_retries=Retry(3, backoff_factor=1)))


client = Client()


def over_a_session_of_ones_own(url):
    for attempt in range(3):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY007: 3 × 4 = 12 attempts
        try:
            return client.get(url, timeout=5)
        except requests.RequestException:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def made_here(url):
    own = requests.Session()
    adapter = HTTPAdapter(max_retries=Retry(total=2, backoff_factor=1))
    own.mount("https://", adapter)
    for attempt in range(3):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY007: 3 × 3 = 9 attempts
        try:
            return own.get(url, timeout=5)
        except requests.RequestException:
            time.sleep(2**attempt)
    raise RuntimeError(url)
