"""Classes of the project between a call and the library."""

import threading

import requests
import tenacity
from fastapi import Depends, FastAPI


class Unreachable(Exception):
    pass


class Translating(requests.Session):
    def request(self, method, url, **kwargs):
        try:
            return super().request(method, url, timeout=5, **kwargs)
        except requests.RequestException as error:
            raise Unreachable(url) from error


def through_a_translating_session(url):
    return Translating().get(url)


class Limiting(requests.Session):
    def request(self, method, url, **kwargs):
        return super().request(method, url, timeout=5, **kwargs)


def through_a_limiting_session(url):
    return Limiting().get(url)
    #      ^^^^^^^^^^^^^^ NET001: `through_a_limiting_session`


class Answering:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None:
            raise Unreachable("peer") from error


def in_a_translating_context(url):
    with Answering():
        return requests.get(url, timeout=5)


@tenacity.retry(
    stop=tenacity.stop_after_attempt(3),
    wait=tenacity.wait_exponential(),
    retry=tenacity.retry_if_exception_type(requests.RequestException),
    retry_error_callback=lambda state: None,
)
def answered_after_the_last_attempt(url):
    return requests.get(url, timeout=5)


class Poller(threading.Thread):
    def run(self):
        requests.get("https://a.example", timeout=5)
        #<^^^^^^^^^^ NET001: `Poller.run`


app = FastAPI()


def token():
    return requests.get("https://auth.example", timeout=5)
    #      ^^^^^^^^^^^^ NET001: `token`


@app.get("/health")
def health(value=Depends(token)):
    return value
