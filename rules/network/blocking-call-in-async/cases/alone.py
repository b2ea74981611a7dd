"""Coroutines that have the loop for themselves, and such that have not."""

import asyncio
import time

import requests
import websockets
from asgiref.sync import async_to_sync


async def helper(url):
    return requests.get(url, timeout=3)


async def main():
    settings = requests.get("https://settings.example.com", timeout=3)
    await helper("https://a.example.com")
    task = asyncio.create_task(serve(settings))
    requests.get("https://late.example.com", timeout=3)
    #<^^^^^^^^^^ NET004: every other request
    await task


async def serve(settings):
    while True:
        requests.post("https://beat.example.com", timeout=3)
        #<^^^^^^^^^^^ NET004
        await asyncio.sleep(10)


if __name__ == "__main__":
    asyncio.run(main())


async def poller():
    while True:
        requests.post("https://beat.example.com", timeout=3)
        time.sleep(10)


def run_poller():
    asyncio.run(poller())


async def looped():
    while True:
        time.sleep(1)
        #<^^^^^^^^ NET004
        asyncio.create_task(helper_for_looped())


async def helper_for_looped():
    await asyncio.sleep(1)


def run_looped():
    asyncio.run(looped())


async def gathered_first(urls):
    await asyncio.gather(*(one(url) for url in urls))
    time.sleep(1)


async def one(url):
    return requests.get(url, timeout=3)
    #      ^^^^^^^^^^^^ NET004


def run_gathered(urls):
    asyncio.run(gathered_first(urls))


async def from_a_sync_view(url):
    return requests.get(url, timeout=3)


def view(url):
    return async_to_sync(from_a_sync_view)(url)


async def started_by_a_helper():
    await start()
    time.sleep(1)
    #<^^^^^^^^ NET004


async def start():
    asyncio.create_task(helper_for_looped())


def run_started():
    asyncio.run(started_by_a_helper())


async def kept_alive(url):
    async with websockets.connect(url) as connection:
        async for message in connection:
            requests.post("https://hook.example.com", data=message, timeout=3)
            #<^^^^^^^^^^^ NET004


def run_kept_alive(url):
    asyncio.run(kept_alive(url))


async def unknown_start(service):
    await service.start()
    time.sleep(1)
    #<^^^^^^^^ NET004 [low]


def run_unknown(service):
    asyncio.run(unknown_start(service))
