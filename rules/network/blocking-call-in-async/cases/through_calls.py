"""Blocking operations behind functions of the project."""

import time

import requests


def fetch(url):
    return requests.get(url, timeout=3)


def load(url):
    return fetch(url).json()


def deeper(url):
    return load(url)


async def one_step(url):
    return fetch(url)
    #      ^^^^^ NET004: `fetch` blocks the event loop: it calls `requests.get`:


async def three_steps(url):
    return deeper(url)
    #      ^^^^^^ NET004: it calls `requests.get` through `load`, `fetch`:


def pause():
    time.sleep(2)


async def waits():
    pause()
    #<^^^ NET004: it calls `time.sleep`


async def reported_where_it_blocks(url):
    return await one_step(url)


class Client:
    def __init__(self, url):
        self.settings = requests.get(url, timeout=3).json()

    def get(self, path):
        return requests.get(path, timeout=3)

    async def use(self, path):
        return self.get(path)
        #      ^^^^^^^^ NET004


async def constructed(url):
    return Client(url)
    #      ^^^^^^ NET004: `Client` blocks the event loop


def pages(url):
    while url:
        page = requests.get(url, timeout=3).json()
        yield page
        url = page["next"]


async def gone_through(url):
    for page in pages(url):
        #       ^^^^^ NET004
        print(page)


async def made_and_dropped(url):
    return pages(url)


def harmless(value):
    return value + 1


async def calm():
    return harmless(1)


def recursive(depth):
    return recursive(depth - 1) if depth else None


async def around_a_circle():
    return recursive(3)
