"""Loops that nothing ends while the failure lasts."""

import itertools
import time

import requests


class Client:
    closed = False

    def a_flag_from_outside_is_no_limit(self, url):
        while not self.closed:
        #<^^^^^^^^^^^^^^^^^^^ RTY002: is tried again for as long as it fails
            try:
                return requests.get(url, timeout=1)
            except requests.ConnectionError:
                time.sleep(5)


def an_exit_for_another_failure_is_none(url):
    while True:
    #<^^^^^^^^ RTY002: is tried again for as long as it fails
        try:
            return requests.get(url, timeout=1)
        except requests.HTTPError:
            raise
        except requests.RequestException as error:
            if error.errno == 5:
                raise
            time.sleep(5)


def counts_without_end(url):
    for attempt in itertools.count():
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RTY002: nobody learns of the outage
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            time.sleep(attempt)


def a_bad_status(url):
    while True:
    #<^^^^^^^^ RTY002: is tried again for as long as it fails
        response = requests.get(url, timeout=1)
        if response.status_code == 200:
            return response
        time.sleep(1)


def counted_in_the_test(url):
    tries = 0
    while tries < 5:
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            tries += 1
            time.sleep(tries)


def counted_in_the_handler(url):
    tries = 0
    while True:
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            tries += 1
            if tries > 5:
                raise
            time.sleep(tries)


def counted_at_the_top(url):
    tries = 0
    while True:
        tries = tries + 1
        if tries > 5:
            raise RuntimeError("no answer")
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            time.sleep(tries)


def until_a_deadline(url, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            time.sleep(1)


def an_unknown_limit(url, budget):
    while True:
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            if not budget.take():
                raise
            time.sleep(1)


def service(url):
    while True:
        try:
            print(requests.get(url, timeout=1))
        except requests.ConnectionError:
            time.sleep(5)
