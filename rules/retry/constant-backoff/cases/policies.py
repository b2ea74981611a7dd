"""Policies and decorators that wait the same time after each failure."""

import backoff
import requests
from celery import shared_task
from retry import retry as plain_retry
from retrying import retry as retrying_retry
from rq import Retry as JobRetry
from tenacity import (
    retry,
    retry_if_exception_type,
    retry_if_result,
    stop_after_attempt,
    wait_chain,
    wait_combine,
    wait_exponential,
    wait_fixed,
    wait_random,
)
from urllib3.util import Retry

FIXED = wait_fixed(2)
ON = retry_if_exception_type(requests.RequestException)


@retry(retry=ON, stop=stop_after_attempt(5), wait=wait_fixed(2))
#^^^^^ RTY003: `retry` waits the same time
def fixed(url):
    return requests.get(url, timeout=5)


@retry(retry=ON, stop=stop_after_attempt(5), wait=FIXED)
#^^^^^ RTY003: `retry` waits the same time
def fixed_elsewhere(url):
    return requests.get(url, timeout=5)


@retry(retry=ON, stop=stop_after_attempt(5), wait=wait_fixed(2) + wait_random(0, 2))
def with_jitter(url):
    return requests.get(url, timeout=5)


@retry(retry=ON, stop=stop_after_attempt(5), wait=wait_combine(wait_fixed(2), wait_random(0, 2)))
def combined_with_jitter(url):
    return requests.get(url, timeout=5)


@retry(retry=ON, stop=stop_after_attempt(5), wait=wait_chain(wait_fixed(2), wait_fixed(10)))
def chained(url):
    return requests.get(url, timeout=5)


@retry(retry=ON, stop=stop_after_attempt(5), wait=wait_exponential())
def growing(url):
    return requests.get(url, timeout=5)


@retry(retry=ON, stop=stop_after_attempt(2), wait=wait_fixed(2))
def one_second_try(url):
    return requests.get(url, timeout=5)


@backoff.on_exception(backoff.constant, requests.RequestException, max_tries=5, interval=2, jitter=None)
#^^^^^^^^^^^^^^^^^^^^ RTY003: `backoff.on_exception` waits the same time
def without_jitter(url):
    return requests.get(url, timeout=5)


@backoff.on_exception(backoff.constant, requests.RequestException, max_tries=5, interval=2)
def full_jitter_by_default(url):
    return requests.get(url, timeout=5)


@plain_retry(requests.RequestException, tries=5, delay=2)
#^^^^^^^^^^^ RTY003: `plain_retry` waits the same time
def plain(url):
    return requests.get(url, timeout=5)


@plain_retry(requests.RequestException, tries=5, delay=2, backoff=2)
def plain_growing(url):
    return requests.get(url, timeout=5)


@plain_retry(requests.RequestException, tries=5, delay=2, jitter=(0, 1))
def plain_jittered(url):
    return requests.get(url, timeout=5)


@retrying_retry(wait_fixed=2000, stop_max_attempt_number=5, retry_on_exception=lambda error: isinstance(error, OSError))
#^^^^^^^^^^^^^^ RTY003: `retrying_retry` waits the same time
def milliseconds(url):
    return requests.get(url, timeout=5)


@retrying_retry(wait_exponential_multiplier=1000, stop_max_attempt_number=5)
def exponential_milliseconds(url):
    return requests.get(url, timeout=5)


@shared_task(autoretry_for=(requests.RequestException,), max_retries=5, default_retry_delay=30)
#^^^^^^^^^^^ RTY003: `shared_task` waits the same time
def task(url):
    requests.get(url, timeout=5)


@shared_task(autoretry_for=(requests.RequestException,), max_retries=5, default_retry_delay=30, retry_backoff=True)
def task_with_backoff(url):
    requests.get(url, timeout=5)


@shared_task(bind=True, max_retries=5, default_retry_delay=30)
def task_that_says_when(self, url):
    try:
        requests.get(url, timeout=5)
    except requests.RequestException as error:
        raise self.retry(exc=error, countdown=2**self.request.retries)


same_interval = JobRetry(max=3, interval=60)
#               ^^^^^^^^ RTY003: `JobRetry` waits the same time
growing_intervals = JobRetry(max=3, interval=[10, 60, 300])
pool_policy = Retry(total=5, backoff_factor=1)


@shared_task(bind=True, max_retries=5, default_retry_delay=30)
#^^^^^^^^^^^ RTY003: `shared_task` waits the same time
def task_that_says_why(self, url):
    try:
        requests.get(url, timeout=5)
    except requests.RequestException as error:
        raise self.retry(exc=error)


@shared_task(bind=True, max_retries=60, default_retry_delay=10)
def task_that_polls(self, url):
    if requests.get(url, timeout=5).json()["state"] != "done":
        raise self.retry()


@retry(retry=retry_if_result(lambda response: response["state"] != "done"), stop=stop_after_attempt(60), wait=wait_fixed(5))
def until_done(url):
    return requests.get(url, timeout=5).json()
