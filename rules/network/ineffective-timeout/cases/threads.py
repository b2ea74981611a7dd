"""A limit around a thread whose own call has none."""

import asyncio
import functools
import socket
from urllib.request import urlopen

import anyio
import anyio.to_thread
import requests


async def directly(url):
    return await asyncio.wait_for(asyncio.to_thread(requests.get, url), timeout=5)
    #            ^^^^^^^^^^^^^^^^ NET007: cannot stop the thread


async def in_executor(url):
    loop = asyncio.get_running_loop()
    await asyncio.wait_for(loop.run_in_executor(None, requests.get, url), 5)
    #     ^^^^^^^^^^^^^^^^ NET007
    await asyncio.wait_for(loop.run_in_executor(None, lambda: urlopen(url).read()), 5)
    #     ^^^^^^^^^^^^^^^^ NET007
    await asyncio.wait_for(loop.run_in_executor(None, functools.partial(requests.get, url, verify=False)), 5)
    #     ^^^^^^^^^^^^^^^^ NET007


async def by_name(url):
    work = asyncio.to_thread(requests.get, url)
    return await asyncio.wait_for(work, timeout=5)
    #            ^^^^^^^^^^^^^^^^ NET007


async def in_a_scope(url):
    async with asyncio.timeout(5):
        #      ^^^^^^^^^^^^^^^ NET007
        await asyncio.to_thread(load, url)
    with anyio.fail_after(5):
        #^^^^^^^^^^^^^^^^ NET007
        await anyio.to_thread.run_sync(load, url)


def load(url):
    return parse(download(url))


def download(url):
    return requests.get(url)


def parse(response):
    return response.text


async def through_functions(url):
    return await asyncio.wait_for(asyncio.to_thread(load, url), timeout=5)
    #            ^^^^^^^^^^^^^^^^ NET007


def limited(url):
    return requests.get(url, timeout=4)


async def good(url, work):
    await asyncio.wait_for(asyncio.to_thread(limited, url), timeout=5)
    await asyncio.wait_for(asyncio.to_thread(requests.get, url, timeout=4), timeout=5)
    await asyncio.wait_for(asyncio.to_thread(work, url), timeout=5)
    await asyncio.wait_for(asyncio.to_thread(parse, url), timeout=5)
    await asyncio.wait_for(asyncio.to_thread(load, url), timeout=None)
    await asyncio.to_thread(load, url)
    await asyncio.wait_for(asyncio.to_thread(functools.partial(requests.get, url, timeout=4)), timeout=5)
    await asyncio.wait_for(asyncio.to_thread(lambda: requests.get(url, timeout=4)), timeout=5)
    await asyncio.wait_for(asyncio.open_connection("a", 443), timeout=5)


def given(url, timeout=None):
    return requests.get(url, timeout=timeout)


async def limit_is_passed(url):
    await asyncio.wait_for(asyncio.to_thread(given, url, timeout=4), timeout=5)


async def task(url):
    async with asyncio.timeout(5):
        background = asyncio.create_task(asyncio.to_thread(load, url))
    return background


async def library(host):
    await asyncio.wait_for(asyncio.to_thread(socket.create_connection, (host, 443), 4), timeout=5)
    await asyncio.wait_for(asyncio.to_thread(socket.create_connection, (host, 443)), timeout=5)
    #     ^^^^^^^^^^^^^^^^ NET007
