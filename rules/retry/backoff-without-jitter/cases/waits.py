"""Waits that grow, with and without a random part."""

import random
import time

import backoff
import requests
from retry import retry as plain_retry
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential, wait_random_exponential
from urllib3.util import Retry

ON = retry_if_exception_type(requests.RequestException)


def grows(url):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY004: the waits of `requests.get` grow
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt == 4:
                raise
            time.sleep(2**attempt)


def grows_with_jitter(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt == 4:
                raise
            time.sleep(2**attempt * random.random())


def jitter_in_a_variable(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt == 4:
                raise
            delay = 2**attempt
            delay += random.uniform(0, 1)
            time.sleep(delay)


def always_the_same(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt == 4:
                raise
            time.sleep(1)


@retry(retry=ON, stop=stop_after_attempt(5), wait=wait_exponential())
#^^^^^ RTY004
def exponential(url):
    return requests.get(url, timeout=5)


@retry(retry=ON, stop=stop_after_attempt(5), wait=wait_random_exponential())
def random_exponential(url):
    return requests.get(url, timeout=5)


@backoff.on_exception(backoff.expo, requests.RequestException, max_tries=5)
def full_jitter(url):
    return requests.get(url, timeout=5)


@backoff.on_exception(backoff.expo, requests.RequestException, max_tries=5, jitter=None)
#^^^^^^^^^^^^^^^^^^^^ RTY004
def no_jitter(url):
    return requests.get(url, timeout=5)


@plain_retry(requests.RequestException, tries=5, delay=1, backoff=2)
#^^^^^^^^^^^ RTY004
def plain(url):
    return requests.get(url, timeout=5)


policy = Retry(total=5, backoff_factor=1)
#        ^^^^^ RTY004
jittered_policy = Retry(total=5, backoff_factor=1, backoff_jitter=1)
