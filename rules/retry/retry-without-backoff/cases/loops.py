"""Retry loops: one way from a failure to the next attempt without a delay is enough."""

import itertools
import random
import time

import grpc
import requests


def the_resilience_page(data, max_retries=3):
    for i in range(max_retries):
    #<^^^^^^^^^^^^^^^^^^^^^^^^^ RTY001: several times
        try:
            return requests.post("http://service/api", json=data, timeout=1)
        except requests.RequestException:
            continue
    raise Exception("Failed after max retries")


def one_of_two_failures_sleeps(url):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY001: up to 5 times
        response = requests.get(url, timeout=1)
        if response.status_code == 503:
            time.sleep(2**attempt)
            continue
        if response.status_code == 502:
            continue
        return response


def both_sleep(url):
    for attempt in range(5):
        try:
            response = requests.get(url, timeout=1)
        except requests.ConnectionError:
            time.sleep(2**attempt)
            continue
        if response.status_code != 502:
            return response
        time.sleep(2**attempt)


def sleeps_at_the_top(url):
    tries = 0
    while tries < 5:
        if tries:
            time.sleep(tries)
        tries += 1
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            print(error)


def sleeps_but_after_the_last(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            print(error)
            if attempt < 4:
                time.sleep(2**attempt)


def sleeps_if_there_is_something_to_sleep(url, delay):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            print(error)
        if delay:
            time.sleep(delay)


def sleeps_in_finally(url):
    for _ in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            print(error)
        finally:
            time.sleep(random.random())


def sleeps_for_no_time(url):
    for _ in range(5):
    #<^^^^^^^^^^^^^^^ RTY001: `requests.get` is tried again
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            print(error)
            time.sleep(0)


def sleeps_by_a_sequence(url):
    for delay in (1, 2, 4):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            print(error)
            time.sleep(delay)


def counts_without_end(url):
    for attempt in itertools.count():
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RTY001: without end
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            print(attempt, error)


def a_flag_ends_it(url):
    done = False
    while not done:
    #<^^^^^^^^^^^^ RTY001: `requests.get` is tried again
        try:
            requests.get(url, timeout=1)
            done = True
        except requests.ConnectionError as error:
            print(error)


def in_a_function_of_this_file(url):
    def pause(seconds):
        time.sleep(seconds)

    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            print(error)
            pause(attempt + 1)


def through_a_function_of_this_file(url):
    def fetch():
        return requests.get(url, timeout=1)

    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY001: `fetch` is tried again
        try:
            return fetch()
        except requests.ConnectionError as error:
            print(attempt, error)


def raise_for_status_is_looked_at(url):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY001: up to 5 times
        response = requests.get(url, timeout=1)
        try:
            response.raise_for_status()
        except requests.HTTPError as error:
            print(attempt, error)
            continue
        return response


def in_the_test_of_the_loop(url):
    while requests.get(url, timeout=1).status_code >= 500:
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RTY001: without end
        pass


def a_method_in_capitals(stub, request):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY001: `stub.SayHello` is tried again up to 5 times
        try:
            return stub.SayHello(request, timeout=1)
        except grpc.RpcError as error:
            print(attempt, error)


def in_a_handler(first, second, left):
    try:
        return requests.get(first, timeout=1)
    except requests.RequestException:
        while left > 0:
        #<^^^^^^^^^^^^ RTY001: `requests.get` is tried again several times
            try:
                return requests.get(second, timeout=1)
            except requests.RequestException:
                left -= 1
        raise
