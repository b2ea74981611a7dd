"""Network operations while a lock is held."""

import asyncio
import multiprocessing
import threading

import aiohttp
import requests

lock = threading.Lock()
guard = threading.RLock()
condition = threading.Condition()
between = multiprocessing.Lock()
slots = threading.Semaphore(4)
one_slot = threading.Semaphore(1)
cache = {}


def module_lock(url):
    with lock:
        cache[url] = requests.get(url, timeout=3)
        #            ^^^^^^^^^^^^ NET005: `lock` is held while `requests.get` waits


def two_locks(url):
    with guard, between:
        cache[url] = requests.get(url, timeout=3)
        #            ^^^^^^^^^^^^ NET005


def on_condition(url):
    with condition:
        cache[url] = requests.get(url, timeout=3)
        #            ^^^^^^^^^^^^ NET005
        condition.notify_all()


def nested(url):
    with lock:
        for _ in range(3):
            if url not in cache:
                cache[url] = requests.get(url, timeout=3)
                #            ^^^^^^^^^^^^ NET005


def in_the_same_head(url):
    with lock, requests.get(url, timeout=3) as response:
        #      ^^^^^^^^^^^^ NET005
        cache[url] = response.text


def before_in_the_same_head(url):
    with requests.get(url, timeout=3) as response, lock:
        cache[url] = response.text


def outside(url):
    response = requests.get(url, timeout=3)
    with lock:
        cache[url] = response
    requests.post(url, timeout=3)


def several_at_once(url):
    with slots:
        return requests.get(url, timeout=3)


def one_at_once(url):
    with one_slot:
        return requests.get(url, timeout=3)
        #      ^^^^^^^^^^^^ NET005


def acquired(url):
    lock.acquire()
    try:
        cache[url] = requests.get(url, timeout=3)
        #            ^^^^^^^^^^^^ NET005
    finally:
        lock.release()
    requests.post(url, timeout=3)


def only_tried(url):
    if lock.acquire(blocking=False):
        try:
            cache[url] = requests.get(url, timeout=3)
        finally:
            lock.release()


def released_before(url):
    lock.acquire()
    known = cache.get(url)
    lock.release()
    return known or requests.get(url, timeout=3)


def only_defined(url):
    with lock:

        def later():
            return requests.get(url, timeout=3)

        return later


def closing(session):
    with lock:
        requests.Session().close()


class Client:
    def __init__(self):
        self._lock = asyncio.Lock()
        self._session = aiohttp.ClientSession()

    async def load(self, url):
        async with self._lock:
            async with self._session.get(url) as response:
                #      ^^^^^^^^^^^^^^^^^ NET005: `self._lock` is held
                return await response.text()

    async def started_only(self, url):
        async with self._lock:
            return asyncio.create_task(self.fetch(url))

    async def fetch(self, url):
        async with self._session.get(url) as response:
            return await response.text()

    async def in_a_thread(self, url):
        async with self._lock:
            return await asyncio.to_thread(requests.get, url, timeout=3)
            #            ^^^^^^^^^^^^^^^^^ NET005


def unknown_lock(url, lock):
    with lock:
        return requests.get(url, timeout=3)


class Keyed:
    def __init__(self):
        self._locks = {}

    def load(self, url):
        lock = self._locks[url] = threading.Lock()
        with lock:
            return requests.get(url, timeout=3)
