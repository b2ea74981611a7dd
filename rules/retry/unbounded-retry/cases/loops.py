"""Loops that nothing ends while the failure lasts."""

import itertools
import socket
import time

import grpc
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


def reconnects(address):
    while True:
        try:
            stream = socket.create_connection(address, timeout=5)
        except OSError as error:
            print(error)
            time.sleep(5)
            continue
        while True:
            try:
                print(stream.recv(100))
            except OSError:
                break


def in_the_test_of_the_loop(url):
    while requests.get(url, timeout=1).status_code >= 500:
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RTY002: `requests.get` is tried again
        time.sleep(1)


def kept_by_the_test_of_the_loop(url):
    while (response := requests.get(url, timeout=1)).status_code != 200:
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RTY002: `requests.get` is tried again
        time.sleep(1)
    return response


def is_up(url):
    try:
        return requests.get(url, timeout=1).ok
    except requests.RequestException as error:
        print(error)
        return False


def answered_with_nothing(url):
    while not is_up(url):
    #<^^^^^^^^^^^^^^^^^^ RTY002: `is_up` is tried again
        time.sleep(1)


def answered_with_nothing_and_counted(url):
    tries = 0
    while not is_up(url) and tries < 5:
        tries += 1
        time.sleep(tries)


def a_code_for_the_failure(stream: socket.socket, address):
    while stream.connect_ex(address) != 0:
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RTY002: `stream.connect_ex` is tried again
        time.sleep(1)


def the_end_of_the_data(stream: socket.socket):
    while data := stream.recv(1024):
        print(data)


def a_method_in_capitals(stub, request):
    while True:
    #<^^^^^^^^ RTY002: `stub.SayHello` is tried again
        try:
            return stub.SayHello(request, timeout=1)
        except grpc.RpcError:
            time.sleep(1)
