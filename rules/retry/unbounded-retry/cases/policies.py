"""Decorators without an end."""

import backoff
import requests
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
