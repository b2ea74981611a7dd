"""A body that is only logged, also under a name."""

import logging

import requests

log = logging.getLogger(__name__)


def logged(url):
    response = requests.post(url, timeout=5)
    log.debug("hook said %s", response.text)


def logged_by_name(url):
    response = requests.post(url, timeout=5)
    body = response.text
    log.debug("hook said %s", body)


def logged_as_data(url):
    response = requests.post(url, timeout=5)
    data = response.json()
    log.debug("hook said %s", data)


def logged_and_used(url):
    response = requests.post(url, timeout=5)
    body = response.text
    #      ^^^^^^^^^^^^^ NET003
    log.debug("hook said %s", body)
    return body


def unused(url):
    response = requests.post(url, timeout=5)
    data = response.json()
    #      ^^^^^^^^^^^^^ NET003
