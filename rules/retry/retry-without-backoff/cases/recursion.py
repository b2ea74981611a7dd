"""Recursion from a failure path: the function is the place."""

import time

import requests


def again(url):
#   ^^^^^ RTY001: `requests.get` is tried again
    try:
        return requests.get(url, timeout=1)
    except requests.ConnectionError:
        return again(url)


def after_a_wait(url):
    try:
        return requests.get(url, timeout=1)
    except requests.ConnectionError:
        time.sleep(5)
        return after_a_wait(url)


def smaller(url, items):
    try:
        return requests.post(url, json=items, timeout=1)
    except requests.ConnectionError:
        return smaller(url, items[: len(items) // 2])


def one_second_try(url, again=True):
    try:
        return requests.get(url, timeout=1)
    except requests.ConnectionError:
        if again:
            return one_second_try(url, again=False)
        raise


class Client:
    def send(self, url, retries=5):
    #   ^^^^ RTY001: `requests.get` is tried again
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            if retries == 0:
                raise
            return self.send(url, retries - 1)

    def after_success(self, url):
        page = requests.get(url, timeout=1).json()
        if page["next"]:
            return self.after_success(page["next"])
        return page
