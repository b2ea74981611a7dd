"""Responses that are returned, kept, or passed on."""

import requests

from elsewhere import check


def returned(url):
    response = requests.get(url, timeout=5)
    print(response.text)
    return response


def kept(self, url):
    self.response = requests.get(url, timeout=5)
    return self.response.json()


def collected(urls):
    responses = [requests.get(url, timeout=5) for url in urls]
    return [response.json() for response in responses]


def passed_to_unknown(url):
    response = requests.get(url, timeout=5)
    check(response)
    return response.json()


def _looks(response):
    if response.status_code >= 400:
        raise RuntimeError(response.text)


def passed_to_one_that_looks(url):
    response = requests.get(url, timeout=5)
    _looks(response)
    return response.json()


def _parses(response):
    return response.headers["ETag"]


def passed_to_one_that_does_not(url):
    response = requests.get(url, timeout=5)
    tag = _parses(response)
    return tag, response.json()
    #           ^^^^^^^^^^^^^ NET003: whatever the status


def in_a_closure(url):
    response = requests.get(url, timeout=5)

    def guard():
        return response.status_code == 200

    return guard() and response.json()


def _raw(url):
    return requests.get(url, timeout=5)


def _checked(url):
    response = requests.get(url, timeout=5)
    response.raise_for_status()
    return response


def from_a_function(url):
    return _raw(url).json()
    #      ^^^^^^^^^^^^^^ NET003: whatever the status


def from_one_that_checks(url):
    return _checked(url).json()
