"""Decorators without an end."""

import functools

import backoff
import requests
import retry as retry_package
import retrying
import tenacity
import urllib3
from tenacity import retry, stop_after_attempt, stop_after_delay, stop_never, wait_exponential


class Client:
    @retry(wait=wait_exponential())
    #^^^^^ RTY002: `retry` never gives up
    def no_stop(self):
        return requests.get("https://example.com", timeout=1)

    @retry(wait=wait_exponential(), stop=stop_never)
    #^^^^^ RTY002: `retry` never gives up
    def never(self):
        return requests.get("https://example.com", timeout=1)

    @retry(wait=wait_exponential(), stop=stop_after_attempt(5))
    def by_number(self):
        return requests.get("https://example.com", timeout=1)

    @retry(wait=wait_exponential(), stop=stop_after_delay(60) | stop_after_attempt(9))
    def by_either(self):
        return requests.get("https://example.com", timeout=1)

    @backoff.on_exception(backoff.expo, requests.RequestException)
    #^^^^^^^^^^^^^^^^^^^^ RTY002: `backoff.on_exception` never gives up
    def endless(self):
        return requests.get("https://example.com", timeout=1)

    @backoff.on_exception(backoff.expo, requests.RequestException, max_time=60)
    def until_a_deadline(self):
        return requests.get("https://example.com", timeout=1)


class ByDefaultOfTheLibrary:
    @retry_package.retry()
    #^^^^^^^^^^^^^^^^^^^ RTY002: `retry_package.retry` never gives up
    def endless(self):
        return requests.get("https://example.com", timeout=1)

    @retry_package.retry(ConnectionError, tries=-1, delay=2)
    #^^^^^^^^^^^^^^^^^^^ RTY002: `retry_package.retry` never gives up
    def endless_as_written(self):
        return requests.get("https://example.com", timeout=1)

    @retry_package.retry(ConnectionError, tries=5, delay=2)
    def by_number(self):
        return requests.get("https://example.com", timeout=1)

    @retrying.retry(wait_fixed=2000, stop_func=print)
    def by_a_function(self):
        return requests.get("https://example.com", timeout=1)


def a_pool_has_a_default():
    return urllib3.PoolManager(), urllib3.PoolManager(retries=None), urllib3.ProxyManager("http://proxy")


stops = functools.partial(tenacity.retry, stop=stop_after_attempt(5), wait=wait_exponential())
goes_on = functools.partial(tenacity.retry, wait=wait_exponential())


class FixedBeforehand:
    @stops()
    def by_number(self):
        return requests.get("https://example.com", timeout=1)

    @goes_on()
    #^^^^^^^ RTY002: `goes_on` never gives up
    def endless(self):
        return requests.get("https://example.com", timeout=1)

    @goes_on(stop=stop_after_attempt(5))
    def by_number_in_the_end(self):
        return requests.get("https://example.com", timeout=1)


class Polls:
    @retry(wait=wait_exponential(), retry=tenacity.retry_if_result(lambda result: result is None))
    def until_there_is_a_result(self):
        return requests.get("https://example.com", timeout=1)

    @backoff.on_predicate(backoff.expo)
    def until_the_result_is_true(self):
        return requests.get("https://example.com", timeout=1)
