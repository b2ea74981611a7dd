"""A bound anywhere on the way."""
import asyncio
import enum
import functools
from concurrent.futures import ThreadPoolExecutor, as_completed

import aiohttp
import httpx
import requests

BATCH = 20
MIRRORS = ["https://a.example", "https://b.example"]
gate = asyncio.Semaphore(10)


async def guarded(url):
    async with gate:
        async with httpx.AsyncClient() as client:
            return await client.get(url)


async def semaphore_of_the_module(urls):
    return await asyncio.gather(*(guarded(url) for url in urls))


async def deeper(url):
    return await guarded(url)


async def semaphore_through_calls(urls):
    return await asyncio.gather(*(deeper(url) for url in urls))


async def semaphore_here(urls):
    slots = asyncio.Semaphore(5)

    async def one(url):
        async with slots, httpx.AsyncClient() as client:
            return await client.get(url)

    return await asyncio.gather(*(one(url) for url in urls))


async def acquired(semaphore: asyncio.Semaphore, url):
    await semaphore.acquire()
    try:
        async with httpx.AsyncClient() as client:
            return await client.get(url)
    finally:
        semaphore.release()


async def semaphore_is_passed(urls, semaphore: asyncio.Semaphore):
    return await asyncio.gather(*(acquired(semaphore, url) for url in urls))


class Limiter:
    def __init__(self, size):
        self.slots = asyncio.Semaphore(size)

    async def __aenter__(self):
        await self.slots.acquire()
        return self

    async def __aexit__(self, *_):
        self.slots.release()


class Crawler:
    def __init__(self, limit):
        self.slots = asyncio.Semaphore(limit)
        self.limiter = Limiter(limit)

    async def fetch(self, url):
        async with self.slots:
            async with httpx.AsyncClient() as client:
                return await client.get(url)

    async def fetch_limited(self, url):
        async with self.limiter:
            async with httpx.AsyncClient() as client:
                return await client.get(url)

    async def attribute(self, urls):
        await asyncio.gather(*(self.fetch(url) for url in urls))

    async def own_limiter(self, urls):
        await asyncio.gather(*(self.fetch_limited(url) for url in urls))


async def load(url):
    async with httpx.AsyncClient() as client:
        return await client.get(url)


async def batches(urls):
    for start in range(0, len(urls), BATCH):
        await asyncio.gather(*(load(url) for url in urls[start : start + BATCH]))


async def batches_by_helper(urls, chunked):
    for group in chunked(urls, BATCH):
        await asyncio.gather(*(load(url) for url in group))


async def flushed_in_the_loop(urls):
    tasks = []
    for url in urls:
        tasks.append(load(url))
        if len(tasks) == BATCH:
            await asyncio.gather(*tasks)
            tasks = []
    await asyncio.gather(*tasks)


async def constants():
    await asyncio.gather(*(load(url) for url in MIRRORS))


async def configuration(settings, config):
    await asyncio.gather(*(load(url) for url in settings.HEALTH_URLS))
    await asyncio.gather(*(load(url) for url in config["peers"]))


async def counted(workers):
    await asyncio.gather(*(load("https://a.example") for _ in range(workers)))


def fetch(url):
    return requests.get(url, timeout=5)


async def default_executor(urls):
    loop = asyncio.get_running_loop()
    await asyncio.gather(*(loop.run_in_executor(None, functools.partial(fetch, url)) for url in urls))


async def in_thread(url):
    return await asyncio.to_thread(fetch, url)


async def executor_in_the_coroutine(urls):
    await asyncio.gather(*(in_thread(url) for url in urls))


def pool(urls):
    with ThreadPoolExecutor(max_workers=5) as executor:
        for future in as_completed([executor.submit(fetch, url) for url in urls]):
            print(future.result())


async def post(session, url):
    async with session.post(url) as response:
        return response.status


async def connection_limit(urls):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=32)) as session:
        await asyncio.gather(*(post(session, url) for url in urls))


async def batches_by_unpacking(urls):
    while urls:
        batch, urls = urls[:BATCH], urls[BATCH:]
        await asyncio.gather(*(load(url) for url in batch))


class Region(enum.Enum):
    EAST = "https://east.example"
    WEST = "https://west.example"


async def members():
    await asyncio.gather(*(load(region.value) for region in Region))
