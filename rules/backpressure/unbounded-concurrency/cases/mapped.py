"""Coroutines that `map` makes."""
import asyncio
from functools import partial

import httpx

MIRRORS = ["https://a.example", "https://b.example"]
gate = asyncio.Semaphore(10)


async def load(url):
    async with httpx.AsyncClient() as client:
        return await client.get(url)


async def fetch(client, url):
    return await client.get(url)


async def guarded(url):
    async with gate:
        return await load(url)


async def by_function(urls):
    await asyncio.gather(*map(load, urls))
    #     ^^^^^^^^^^^^^^ BKP001: runs `load` once for each of `urls`


async def by_list(urls):
    tasks = list(map(load, urls))
    await asyncio.wait(tasks)
    #     ^^^^^^^^^^^^ BKP001


async def by_lambda(client: httpx.AsyncClient, urls):
    await asyncio.gather(*map(lambda url: fetch(client, url), urls))
    #     ^^^^^^^^^^^^^^ BKP001: runs `fetch(client, url)`


async def by_partial(urls):
    async with httpx.AsyncClient() as client:
        await asyncio.gather(*map(partial(fetch, client), urls))
        #     ^^^^^^^^^^^^^^ BKP001


async def by_method_of_a_client(client: httpx.AsyncClient, urls):
    await asyncio.gather(*map(client.get, urls))
    #     ^^^^^^^^^^^^^^ BKP001


class Crawler:
    async def load(self, url):
        return await load(url)

    async def by_own_method(self, urls):
        await asyncio.gather(*map(self.load, urls))
        #     ^^^^^^^^^^^^^^ BKP001


async def of_tasks(urls):
    await asyncio.gather(*map(asyncio.create_task, [load(url) for url in urls]))
    #     ^^^^^^^^^^^^^^ BKP001


async def bounded(urls):
    await asyncio.gather(*map(guarded, urls))
    await asyncio.gather(*map(partial(guarded), urls))


async def fixed():
    await asyncio.gather(*map(load, MIRRORS))


async def computed(numbers):
    await asyncio.gather(*map(float, numbers))
