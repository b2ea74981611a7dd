"""Decorators that retry after every exception."""

import backoff
import requests
from tenacity import retry, retry_if_exception_type, retry_if_result, stop_after_attempt, wait_exponential


class Client:
    @retry(stop=stop_after_attempt(5), wait=wait_exponential())
    #^^^^^ RTY005: `retry` retries after every exception
    def after_everything(self):
        return requests.get("https://example.com", timeout=1)

    @retry(retry=retry_if_exception_type(Exception), stop=stop_after_attempt(5), wait=wait_exponential())
    #^^^^^ RTY005: `retry` retries after every exception
    def says_so(self):
        return requests.get("https://example.com", timeout=1)

    @retry(retry=retry_if_exception_type(), stop=stop_after_attempt(5), wait=wait_exponential())
    #^^^^^ RTY005: `retry` retries after every exception
    def by_default(self):
        return requests.get("https://example.com", timeout=1)

    @retry(retry=retry_if_exception_type(requests.ConnectionError), stop=stop_after_attempt(5), wait=wait_exponential())
    def named(self):
        return requests.get("https://example.com", timeout=1)

    @retry(retry=retry_if_result(lambda result: result is None), stop=stop_after_attempt(5), wait=wait_exponential())
    def by_the_answer(self):
        return requests.get("https://example.com", timeout=1)

    @backoff.on_exception(backoff.expo, Exception, max_tries=5)
    #^^^^^^^^^^^^^^^^^^^^ RTY005: `backoff.on_exception` retries after every exception
    def broad(self):
        return requests.get("https://example.com", timeout=1)

    @backoff.on_exception(backoff.expo, (ValueError, Exception), max_tries=5)
    #^^^^^^^^^^^^^^^^^^^^ RTY005: `backoff.on_exception` retries after every exception
    def in_a_tuple(self):
        return requests.get("https://example.com", timeout=1)

    @backoff.on_exception(backoff.expo, requests.RequestException, max_tries=5)
    def narrow(self):
        return requests.get("https://example.com", timeout=1)
