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


def again_after_a_status(url):
#   ^^^^^^^^^^^^^^^^^^^^ RTY001: `requests.get` is tried again without end
    response = requests.get(url, timeout=1)
    if response.status_code == 429:
        return again_after_a_status(url)
    return response.json()


def counted_after_a_status(url, number=0):
#   ^^^^^^^^^^^^^^^^^^^^^^ RTY001: `requests.get` is tried again several times
    response = requests.get(url, timeout=1)
    if response.status_code < 500 or number > 5:
        return response.json()
    return counted_after_a_status(url, number + 1)


def after_a_status_and_a_wait(url):
    response = requests.get(url, timeout=1)
    if response.status_code >= 500:
        time.sleep(5)
        return after_a_status_and_a_wait(url)
    return response.json()


def goes_where_the_answer_says(url):
    response = requests.get(url, timeout=1)
    if response.status_code == 200:
        return goes_where_the_answer_says(response.json()["next"])
    return response


def whatever_the_status(url):
    response = requests.get(url, timeout=1)
    if response.status_code >= 500:
        print("bad")
    return whatever_the_status(url)


def in_pieces(items):
    try:
        return requests.post("https://example.com/batch", json=items, timeout=5)
    except requests.RequestException:
        return [in_pieces(item) for item in items]


def in_halves(items):
    try:
        return requests.post("https://example.com/batch", json=items, timeout=5)
    except requests.RequestException:
        first, second = divide(items)
        return [in_halves(first), in_halves(second)]


def with_a_new_token(url, token):
#   ^^^^^^^^^^^^^^^^ RTY001: `requests.get` is tried again
    try:
        return requests.get(url, timeout=5, headers={"Authorization": token})
    except requests.RequestException:
        token, _expiry = refreshed(token)
        return with_a_new_token(url, token)
