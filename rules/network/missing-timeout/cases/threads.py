"""What runs in a thread is not limited by what stands around the thread."""

import asyncio
from urllib.request import urlopen

import httpx


async def in_a_lambda(url):
    return await asyncio.wait_for(asyncio.to_thread(lambda: urlopen(url)), timeout=5)
    #                                                       ^^^^^^^ NET002: nothing on the way sets a timeout


async def awaited_in_a_lambda(url, client: httpx.AsyncClient, retry):
    return await asyncio.wait_for(retry(lambda: client.get(url, timeout=None)), timeout=5)
