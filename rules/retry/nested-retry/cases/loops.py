"""Loops around functions that retry themselves."""

import time

import requests


class ServiceError(Exception):
    pass


def fetch(url):
    for attempt in range(4):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt == 3:
                raise
            time.sleep(2**attempt)


def fetch_translated(url):
    last = None
    for attempt in range(4):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException as error:
            last = error
            time.sleep(2**attempt)
    raise ServiceError(url) from last


def fetch_or_none(url):
    for attempt in range(4):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException as error:
            print(f"attempt {attempt} failed: {error}")
            time.sleep(2**attempt)
    return None


def through(url):
    return fetch(url)


def directly(url):
    for attempt in range(3):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY007: 3 × 4 = 12 attempts
        try:
            return fetch(url)
        except requests.ConnectionError:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def through_another_function(url):
    tries = 0
    while True:
    #<^^^^^^^^ RTY007: several × 4 attempts
        try:
            return through(url)
        except OSError:
            tries += 1
            if tries > 5:
                raise
            time.sleep(2**tries)


def another_exception_is_raised_and_caught(url):
    for attempt in range(3):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY007: 3 × 4 = 12 attempts
        try:
            return fetch_translated(url)
        except ServiceError:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def what_is_raised_is_not_caught(url):
    for attempt in range(3):
        try:
            return fetch_translated(url)
        except requests.RequestException:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def the_failure_does_not_come_out(url):
    for attempt in range(3):
        try:
            return fetch_or_none(url)
        except requests.RequestException:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def other_work_each_time(urls):
    pages = []
    for url in urls:
        try:
            pages.append(fetch(url))
        except requests.RequestException as error:
            print(f"{url}: {error}")
    return pages


def poll(url):
    while True:
        try:
            print(fetch(url).status_code)
        except requests.RequestException as error:
            print(f"down: {error}")
        time.sleep(60)


def fetch_with(url, retries=4):
    for attempt in range(retries):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt == retries - 1:
                raise
            time.sleep(2**attempt)


def told_to_try_once(url):
    for attempt in range(3):
        try:
            return fetch_with(url, retries=1)
        except requests.RequestException:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def one_budget(url):
    for retries in range(3, 0, -1):
        try:
            return fetch_with(url, retries)
        except requests.RequestException:
            time.sleep(2)
    raise RuntimeError(url)


def a_fresh_token(url):
    try:
        return requests.get(url, timeout=5)
    except requests.HTTPError:
        return requests.get(url, timeout=5, headers={"Authorization": "new"})


def around_one_second_try(url):
    for attempt in range(3):
        try:
            return a_fresh_token(url)
        except requests.RequestException:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def an_inner_handler_takes_it(url):
    for attempt in range(3):
        try:
            return guarded(url)
        except requests.RequestException:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def guarded(url):
    try:
        return fetch(url)
    except requests.RequestException:
        return None


def wait_until_up(url):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
    raise TimeoutError(f"{url} did not come up")


def start_until_up(url):
    for attempt in range(3):
        try:
            return wait_until_up(url)
        except TimeoutError:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def raises_without_cause(url):
    for attempt in range(4):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            time.sleep(2**attempt)
    raise ServiceError(url)


def over_one_that_forgets_the_cause(url):
    for attempt in range(3):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY007: 3 × 4 = 12 attempts
        try:
            return raises_without_cause(url)
        except ServiceError:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def when_there(store, key):
    for attempt in range(20):
        time.sleep(0.1)
        value = store.get(key)
        if value:
            return value
    raise LookupError(key)


def over_one_that_waits_for_an_answer(store, key):
    for attempt in range(3):
        try:
            requests.post(f"https://example.com/{key}", timeout=5)
            return when_there(store, key)
        except (LookupError, requests.RequestException):
            time.sleep(2**attempt)
    raise RuntimeError(key)


def retries_timeouts(url):
    for attempt in range(4):
        try:
            return requests.get(url, timeout=5)
        except requests.ReadTimeout as error:
            last = error
            time.sleep(2**attempt)
    raise last


def over_another_failure(url):
    for attempt in range(3):
        try:
            return retries_timeouts(url)
        except requests.ConnectionError:
            time.sleep(2**attempt)
    raise RuntimeError(url)


def that_failure_leaves_first(url):
    for attempt in range(3):
        try:
            return retries_timeouts(url)
        except requests.Timeout:
            raise
        except requests.RequestException:
            time.sleep(2**attempt)
    raise RuntimeError(url)
