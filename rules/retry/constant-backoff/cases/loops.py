"""Loops that wait the same time after each failure, and loops that do not."""

import asyncio
import itertools
import random
import socket
import time

import aiohttp
import requests

PAUSE = 5


def literal(url):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY003: `requests.get` is tried again after the same time
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException as error:
            last = error
            time.sleep(2)
    raise last


def constant_of_the_module(url):
    tries = 0
    while True:
    #<^^^^^^^^ RTY003
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            tries += 1
            if tries == 5:
                raise
            time.sleep(PAUSE)


def unchanged_parameter(url, pause=1):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY003
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt == 4:
                raise
            time.sleep(pause)


async def in_a_coroutine(url):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY003
        try:
            async with aiohttp.ClientSession() as session, session.get(url) as response:
                return await response.json()
        except aiohttp.ClientError:
            if attempt == 4:
                raise
            await asyncio.sleep(PAUSE)


class Client:
    def __init__(self, pause):
        self.pause = pause
        self.wait = 1

    def get(self, url):
        for attempt in range(5):
        #<^^^^^^^^^^^^^^^^^^^^^ RTY003
            try:
                return requests.get(url, timeout=5)
            except requests.RequestException:
                if attempt == 4:
                    raise
                time.sleep(self.pause)

    def adaptive(self, url):
        for attempt in range(5):
            try:
                return requests.get(url, timeout=5)
            except requests.RequestException:
                if attempt == 4:
                    raise
                self.wait *= 2
                time.sleep(self.wait)


def pause_for(seconds):
    print(f"waiting {seconds} s")
    time.sleep(seconds)


def through_a_function(url):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY003
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt == 4:
                raise
            pause_for(3)


def growing_through_a_function(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt == 4:
                raise
            pause_for(2**attempt)


def growing(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt == 4:
                raise
            time.sleep(min(60, PAUSE * 2**attempt))


def doubled(url):
    delay = 1
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt == 4:
                raise
            time.sleep(delay)
            delay = min(delay * 2, 60)


def from_a_sequence(url):
    for delay in (1, 5, 30):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException as error:
            last = error
            time.sleep(delay)
    raise last


def by_index(url):
    delays = [1, 5, 30]
    for attempt in range(3):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException as error:
            last = error
            time.sleep(delays[attempt])
    raise last


def jittered(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt == 4:
                raise
            time.sleep(2 + random.uniform(0, 1))


def as_the_peer_says(url):
    for attempt in range(5):
        response = requests.get(url, timeout=5)
        try:
            response.raise_for_status()
            return response
        except requests.HTTPError:
            if attempt == 4:
                raise
            time.sleep(float(response.headers["Retry-After"]))


def one_second_try(url):
    for attempt in range(2):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException as error:
            last = error
            time.sleep(2)
    raise last


def until_it_is_up(url):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.5)
    raise TimeoutError(url)


def until_the_job_is_done(url):
    for attempt in itertools.count():
        state = requests.get(url, timeout=5).json()["state"]
        if state == "done":
            return attempt
        time.sleep(5)


def service(url):
    while True:
        try:
            print(requests.get(url, timeout=5).text)
        except requests.RequestException as error:
            print(f"down: {error}")
        time.sleep(60)


def at_once(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException as error:
            last = error
    raise last


def until_it_is_ready(url):
    for attempt in range(50):
        try:
            return requests.post(url, timeout=5)
        except requests.RequestException as error:
            if "not finished yet" in str(error):
                time.sleep(10)
                continue
            raise
    raise RuntimeError(url)


def until_there_is_something(url, interval):
    found = None
    tries = 0
    while not found:
        time.sleep(interval)
        try:
            found = requests.get(url, timeout=5).json()
        except requests.RequestException as error:
            print(error)
        tries += 1
        if tries > 10:
            break
    return found


def until_the_port_is_open(host):
    for _ in range(60):
        try:
            socket.create_connection((host, 80), 1).close()
            return
        except OSError as error:
            print(f"waiting for {host}: {error}")
            time.sleep(1)
    raise TimeoutError(host)
