"""Hand-offs to a thread."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import anyio
import requests
from asgiref.sync import sync_to_async
from starlette.concurrency import run_in_threadpool

pool = ThreadPoolExecutor(4)


def load(url):
    return requests.get(url, timeout=3)


async def to_thread(url):
    await asyncio.to_thread(load, url)
    return await asyncio.to_thread(requests.get, url, timeout=3)


async def executor(url):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, load, url)
    return await loop.run_in_executor(pool, lambda: requests.get(url, timeout=3))


async def anyio_thread(url):
    return await anyio.to_thread.run_sync(load, url)


async def django(url):
    return await sync_to_async(load)(url)


async def starlette(url):
    return await run_in_threadpool(load, url)


async def submitted(url):
    return await asyncio.wrap_future(pool.submit(load, url))


@sync_to_async
def decorated(url):
    return requests.get(url, timeout=3)


async def through_decorated(url):
    return await decorated(url)


def in_thread(function):
    async def run(*args):
        return await asyncio.to_thread(function, *args)

    return run


@in_thread
def decorated_by_the_project(url):
    return requests.get(url, timeout=3)


async def through_own_decorator(url):
    return await decorated_by_the_project(url)


async def called_before_the_hand_off(url):
    return await asyncio.to_thread(print, load(url))
    #                                     ^^^^ NET004: it calls `requests.get`
