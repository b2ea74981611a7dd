"""Decorators that retry after every exception."""

import backoff
import requests
from celery import shared_task
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


class Filtered:
    @backoff.on_exception(backoff.expo, Exception, max_tries=5, giveup=lambda error: isinstance(error, TypeError))
    def some_are_given_up_at_once(self):
        return requests.get("https://example.com", timeout=1)

    @backoff.on_predicate(backoff.constant)
    def for_the_result(self):
        return requests.get("https://example.com", timeout=1)


@shared_task(autoretry_for=(Exception,), retry_backoff=True)
#^^^^^^^^^^^ RTY005: `shared_task` retries after every exception
def a_task():
    requests.get("https://example.com", timeout=1)


@shared_task(autoretry_for=(Exception,), dont_autoretry_for=(TypeError,), retry_backoff=True)
def a_filtered_task():
    requests.get("https://example.com", timeout=1)


@shared_task(bind=True)
def a_task_that_asks_for_it(self):
    try:
        requests.get("https://example.com", timeout=1)
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ RTY005: `except Exception as error` also catches programming errors
        raise self.retry(exc=error, countdown=60)


@shared_task(bind=True)
def a_task_that_asks_for_it_once(self):
    try:
        requests.get("https://example.com", timeout=1)
    except requests.RequestException as error:
        raise self.retry(exc=error, countdown=60)
