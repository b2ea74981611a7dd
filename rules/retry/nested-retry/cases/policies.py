"""Decorators around what retries itself."""

import time

import backoff
import requests
from tenacity import RetryError, retry, retry_if_exception_type, stop_after_attempt, wait_exponential

RETRY = {"stop": stop_after_attempt(5), "wait": wait_exponential()}


@retry(
#^^^^^ RTY007: 5 × 3 = 15 attempts
    retry=retry_if_exception_type(requests.RequestException),
    stop=stop_after_attempt(5),
    wait=wait_exponential(),
)
def over_a_loop(url):
    for attempt in range(3):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt == 2:
                raise
            time.sleep(2**attempt)


@backoff.on_exception(backoff.expo, requests.RequestException, max_tries=3)
#^^^^^^^^^^^^^^^^^^^^ RTY007: 3 × 4 = 12 attempts
@backoff.on_exception(backoff.expo, requests.Timeout, max_tries=4)
def stacked(url):
    return requests.get(url, timeout=5)


@backoff.on_exception(backoff.expo, requests.Timeout, max_tries=3)
def single_policy(url):
    return requests.get(url, timeout=5)


def around_a_policy(url):
    for attempt in range(2, 6):
    #<^^^^^^^^^^^^^^^^^^^^^^^^ RTY007: several × 3 attempts
        try:
            return single_policy(url)
        except requests.RequestException:
            time.sleep(2**attempt)
    raise RuntimeError(url)


@retry(retry=retry_if_exception_type(requests.Timeout), stop=stop_after_attempt(3), wait=wait_exponential(), reraise=True)
def raises_the_failure(url):
    return requests.get(url, timeout=5)


@retry(retry=retry_if_exception_type(requests.Timeout), stop=stop_after_attempt(3), wait=wait_exponential())
def raises_its_own(url):
    return requests.get(url, timeout=5)


def around_the_failure(url):
    for attempt in range(3):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY007: 3 × 3 = 9 attempts
        try:
            return raises_the_failure(url)
        except requests.Timeout:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def its_own_is_not_caught(url):
    for attempt in range(3):
        try:
            return raises_its_own(url)
        except requests.Timeout:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def its_own_is_caught(url):
    for attempt in range(3):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY007: 3 × 3 = 9 attempts
        try:
            return raises_its_own(url)
        except RetryError:
            time.sleep(2**attempt)
    raise RuntimeError(url)


@retry(stop=stop_after_attempt(3), wait=wait_exponential(), retry=retry_if_exception_type(ValueError))
def of_other_failures(url):
    return single_policy(url)


@retry(stop=stop_after_attempt(5), wait=wait_exponential())
#^^^^^ RTY007: 5 × 3 = 15 attempts
def of_everything(url):
    return single_policy(url)
