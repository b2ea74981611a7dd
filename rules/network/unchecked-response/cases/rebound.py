"""A name that is bound anew is another response."""

import requests


def second(url):
    response = requests.get(url, timeout=5)
    response.raise_for_status()
    response = requests.get(url + "/next", timeout=5)
    return response.json()
    #      ^^^^^^^^^^^^^ NET003: whatever the status


def first(url):
    response = requests.get(url, timeout=5)
    next_url = response.json()["next"]
    #          ^^^^^^^^^^^^^ NET003: whatever the status
    response = requests.get(next_url, timeout=5)
    response.raise_for_status()
    return response.json()


def either(url, data):
    if data:
        response = requests.post(url, data=data, timeout=5)
    else:
        response = requests.get(url, timeout=5)
    return response.json()
    #      ^^^^^^^^^^^^^ NET003: whatever the status


def either_checked(url, data):
    if data:
        response = requests.post(url, data=data, timeout=5)
    else:
        response = requests.get(url, timeout=5)
    response.raise_for_status()
    return response.json()


def in_a_loop(urls):
    for url in urls:
        response = requests.get(url, timeout=5)
        if response.status_code == 200:
            return response.json()


def other_response(url):
    first = requests.get(url, timeout=5)
    second = requests.get(url, timeout=5)
    first.raise_for_status()
    return second.json()
    #      ^^^^^^^^^^^ NET003: whatever the status
