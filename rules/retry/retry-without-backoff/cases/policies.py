"""Decorators and policies: reported once, where they are made."""

import backoff
import requests
import retry as retry_package
import retrying
import tenacity
from requests.adapters import HTTPAdapter
from tenacity import retry, stop_after_attempt, wait_exponential, wait_none
from urllib3.util import Retry


class Client:
    @retry(stop=stop_after_attempt(5))
    #^^^^^ RTY001: waits nothing between attempts
    def no_wait(self):
        return requests.get("https://example.com", timeout=1)

    @retry
    #^^^^^ RTY001: without end
    def bare(self):
        return requests.get("https://example.com", timeout=1)

    @retry(stop=stop_after_attempt(5), wait=wait_none())
    #^^^^^ RTY001: `retry` waits nothing
    def waits_none(self):
        return requests.get("https://example.com", timeout=1)

    @retry(stop=stop_after_attempt(5), wait=wait_exponential(max=60))
    def waits(self):
        return requests.get("https://example.com", timeout=1)

    @retry(stop=stop_after_attempt(2))
    def at_most_one_further_attempt(self):
        return requests.get("https://example.com", timeout=1)

    @retry(stop=stop_after_attempt(5))
    def local_work(self):
        return 1 + 1


def a_policy_object():
    for attempt in tenacity.Retrying(stop=stop_after_attempt(5)):
    #              ^^^^^^^^^^^^^^^^^ RTY001: waits nothing
        with attempt:
            return requests.get("https://example.com", timeout=1)


class More:
    @backoff.on_exception(backoff.expo, requests.RequestException, max_tries=5)
    def waits_by_default(self):
        return requests.get("https://example.com", timeout=1)

    @backoff.on_exception(backoff.constant, requests.RequestException, interval=0, max_tries=5)
    #^^^^^^^^^^^^^^^^^^^^ RTY001: up to 5 times
    def waits_no_seconds(self):
        return requests.get("https://example.com", timeout=1)


class Adapter(HTTPAdapter):
    pass


def sessions(number: int, settings, policy):
    session = requests.Session()
    session.mount("https://a", HTTPAdapter(max_retries=5))
    #                          ^^^^^^^^^^^ RTY001: waits nothing
    session.mount("https://b", HTTPAdapter(max_retries=1))
    session.mount("https://c", HTTPAdapter())
    session.mount("https://d", HTTPAdapter(max_retries=number))
    #                          ^^^^^^^^^^^ RTY001: waits nothing
    session.mount("https://e", HTTPAdapter(max_retries=policy))
    session.mount("https://f", Adapter(max_retries=3))
    #                          ^^^^^^^ RTY001: waits nothing
    session.mount("https://g", HTTPAdapter(max_retries=Retry(total=3)))
    #                                                  ^^^^^ RTY001: waits nothing
    session.mount("https://h", HTTPAdapter(max_retries=Retry(total=3, backoff_factor=0.5)))
    session.mount("https://i", HTTPAdapter(max_retries=Retry(total=3, backoff_factor=0)))
    #                                                  ^^^^^ RTY001: waits nothing
    session.mount("https://j", HTTPAdapter(max_retries=Retry(total=1)))
    session.mount("https://k", HTTPAdapter(max_retries=Retry(total=3, **settings)))


class Retrying:
    @retrying.retry(stop_max_attempt_number=5)
    #^^^^^^^^^^^^^^ RTY001: up to 5 times
    def no_wait(self):
        return requests.get("https://example.com", timeout=1)

    @retrying.retry(stop_max_attempt_number=5, wait_fixed=0)
    #^^^^^^^^^^^^^^ RTY001: up to 5 times
    def no_seconds(self):
        return requests.get("https://example.com", timeout=1)

    @retrying.retry(stop_max_attempt_number=5, wait_exponential_multiplier=1000, wait_exponential_max=10000)
    def longer_each_time(self):
        return requests.get("https://example.com", timeout=1)

    @retrying.retry(stop_max_attempt_number=5, wait_random_min=0, wait_random_max=2000)
    def at_random(self):
        return requests.get("https://example.com", timeout=1)

    @retrying.retry(stop_max_attempt_number=5, wait_incrementing_start=0, wait_incrementing_increment=500)
    def in_steps(self):
        return requests.get("https://example.com", timeout=1)

    @retry_package.retry(requests.RequestException)
    #^^^^^^^^^^^^^^^^^^^ RTY001: without end
    def no_delay_by_default(self):
        return requests.get("https://example.com", timeout=1)
