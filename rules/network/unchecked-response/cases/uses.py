"""What uses a body, and what looks at a status."""

import logging

import httpx
import requests
import urllib3

log = logging.getLogger(__name__)


def first_use(url):
    response = requests.get(url, timeout=5)
    text = response.text
    #      ^^^^^^^^^^^^^ NET003: `response.text` takes the body for good
    return text, response.json()


def chained(url):
    return requests.get(url, timeout=5).json()
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET003: whatever the status


def chained_twice(url):
    return requests.get(url, timeout=5).content.decode()
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET003: whatever the status


def iterated(url):
    response = requests.get(url, timeout=5, stream=True)
    for chunk in response:
        #        ^^^^^^^^ NET003: whatever the status
        print(chunk)


def entered(url):
    with requests.get(url, timeout=5, stream=True) as response:
        return list(response.iter_lines())
        #           ^^^^^^^^^^^^^^^^^^^ NET003: whatever the status


def walrus(url):
    if (response := requests.get(url, timeout=5)) is not None:
        return response.json()
        #      ^^^^^^^^^^^^^ NET003: whatever the status


def pool(url):
    response = urllib3.PoolManager(timeout=5).request("GET", url)
    return response.data
    #      ^^^^^^^^^^^^^ NET003: whatever the status


def renamed(url):
    response = requests.get(url, timeout=5)
    answer = response
    return answer.json()
    #      ^^^^^^^^^^^ NET003: whatever the status


def raises(url):
    response = requests.get(url, timeout=5)
    response.raise_for_status()
    return response.json()


def raises_in_a_chain(url):
    return httpx.get(url).raise_for_status().json()


def looks_later(url):
    response = requests.get(url, timeout=5)
    data = response.json()
    if response.status_code != 200:
        return None
    return data


def looks_at_ok(url):
    response = requests.get(url, timeout=5)
    return response.json() if response.ok else None


def looks_at_truth(url):
    response = requests.get(url, timeout=5)
    if response:
        return response.json()


def looks_at_negated_truth(url):
    response = requests.get(url, timeout=5)
    if not response:
        return None
    return response.json()


def truth_says_nothing(url):
    response = httpx.get(url)
    if response:
        return response.json()
        #      ^^^^^^^^^^^^^ NET003: whatever the status


def not_none_says_nothing(url):
    response = requests.get(url, timeout=5)
    if response is not None:
        return response.json()
        #      ^^^^^^^^^^^^^ NET003: whatever the status


def status_told_with_the_body(url):
    response = requests.get(url, timeout=5)
    return response.status_code, response.text


def only_logged(url):
    response = requests.post(url, timeout=5)
    log.info("answered %s", response.text)


def only_in_an_exception(url):
    response = requests.post(url, timeout=5)
    raise RuntimeError(f"no: {response.text}")


def logged_and_used(url):
    response = requests.post(url, timeout=5)
    log.info("answered %s", response.text)
    return response.json()
    #      ^^^^^^^^^^^^^ NET003: whatever the status


def response_logged(url):
    response = requests.post(url, timeout=5)
    log.info(response)
    return response.json()
    #      ^^^^^^^^^^^^^ NET003: whatever the status


def only_headers(url):
    response = requests.head(url, timeout=5)
    return response.headers["ETag"]


def unused(url):
    requests.post(url, timeout=5)
