"""Coroutines that are collected and run together."""
import asyncio
from asyncio import gather

import aiohttp
import httpx


async def fetch(session, url):
    async with session.get(url) as response:
        return await response.text()


async def load(url):
    async with httpx.AsyncClient() as client:
        return await client.get(url)


async def load_deep(url):
    return parse(await load(url))


def parse(response):
    return response.text


async def from_generator(urls):
    return await asyncio.gather(*(load(url) for url in urls))
    #            ^^^^^^^^^^^^^^ BKP001: runs `load(url)` once for each of `urls`


async def from_list(urls):
    tasks = [load(url) for url in urls]
    await gather(*tasks)
    #     ^^^^^^ BKP001


async def through_calls(urls):
    await asyncio.gather(*[load_deep(url) for url in urls], return_exceptions=True)
    #     ^^^^^^^^^^^^^^ BKP001


async def from_loop(urls):
    tasks = []
    for url in urls:
        work = load(url)
        tasks.append(work)
    await asyncio.wait(tasks)
    #     ^^^^^^^^^^^^ BKP001


async def from_dict(urls):
    pending = {}
    for name, url in urls.items():
        pending[name] = load(url)
    return dict(zip(pending, await asyncio.gather(*pending.values())))
    #                              ^^^^^^^^^^^^^^ BKP001


async def as_they_come(urls):
    for done in asyncio.as_completed([load(url) for url in urls]):
        #       ^^^^^^^^^^^^^^^^^^^^ BKP001
        print(await done)


async def added_up(urls, others):
    await asyncio.gather(*([load(url) for url in urls] + [load(url) for url in others]))
    #     ^^^^^^^^^^^^^^ BKP001


async def with_a_time_limit(urls):
    await asyncio.gather(*(asyncio.wait_for(load(url), 10) for url in urls))
    #     ^^^^^^^^^^^^^^ BKP001


async def direct(client: httpx.AsyncClient, urls):
    await asyncio.gather(*(client.get(url) for url in urls))
    #     ^^^^^^^^^^^^^^ BKP001: `client.get(url)`


async def slice_without_end(urls):
    await asyncio.gather(*(load(url) for url in urls[1:]))
    #     ^^^^^^^^^^^^^^ BKP001


async def range_over_length(urls):
    await asyncio.gather(*(load(urls[i]) for i in range(len(urls))))
    #     ^^^^^^^^^^^^^^ BKP001


async def of_one(url):
    return await asyncio.gather(load(url), load(url + "/next"))


async def of_literal_sequence():
    return await asyncio.gather(*(load(url) for url in ("https://a.example", "https://b.example")))


async def of_literal_list():
    tasks = [load("https://a.example"), load("https://b.example")]
    await asyncio.wait(tasks)
