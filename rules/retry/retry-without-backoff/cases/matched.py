"""A status that `match` looks at."""

import time

import requests


def the_rest_goes_on(url):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY001: up to 5 times
        response = requests.get(url, timeout=1)
        match response.status_code:
            case 200:
                return response.json()
            case _:
                print(attempt)
                continue


def all_wait(url):
    for attempt in range(5):
        response = requests.get(url, timeout=1)
        match response.status_code:
            case 200:
                return response.json()
            case 429 | 503:
                time.sleep(2**attempt)
            case _:
                response.raise_for_status()


def a_state(url):
    for attempt in range(5):
        body = requests.get(url, timeout=1).json()
        match body["status"]:
            case "done":
                return body
            case _:
                continue


def every_case_leaves(url):
    for attempt in range(5):
        response = requests.get(url, timeout=1)
        match response.status_code:
            case 200:
                return response.json()
            case _:
                raise RuntimeError(attempt, response.status_code)


def some_go_on_at_once(url):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY001: up to 5 times
        response = requests.get(url, timeout=1)
        match response.status_code:
            case 200:
                return response.json()
            case 429 | 503:
                print(attempt)
                continue
            case _:
                response.raise_for_status()
