"""Where the failure of what runs aside comes out."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx


async def awaited_and_guarded(client: httpx.AsyncClient):
    task = asyncio.create_task(price(client))
    try:
        return await task
    except httpx.HTTPError:
        return []


async def price(client: httpx.AsyncClient):
    return await client.get("https://bank.example")


async def awaited(client: httpx.AsyncClient):
    task = asyncio.create_task(rate(client))
    return await task


async def rate(client: httpx.AsyncClient):
    return await client.get("https://bank.example")
    #            ^^^^^^^^^^ NET001: `awaited`


async def limited(client: httpx.AsyncClient):
    try:
        return await asyncio.wait_for(asyncio.create_task(limit(client)), 5)
    except (httpx.HTTPError, TimeoutError):
        return None


async def limit(client: httpx.AsyncClient):
    return await client.get("https://bank.example")


async def grouped(client: httpx.AsyncClient):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(balance(client))
    except* httpx.HTTPError:
        return None


async def balance(client: httpx.AsyncClient):
    return await client.get("https://bank.example")


async def grouped_and_open(client: httpx.AsyncClient):
    async with asyncio.TaskGroup() as group:
        group.create_task(debt(client))


async def debt(client: httpx.AsyncClient):
    return await client.get("https://bank.example")
    #            ^^^^^^^^^^ NET001: `grouped_and_open`


async def asked_later(client: httpx.AsyncClient, tasks):
    task = asyncio.create_task(fee(client))
    tasks.append(task)


async def fee(client: httpx.AsyncClient):
    return await client.get("https://bank.example")


async def in_a_thread():
    return await asyncio.to_thread(load)


def load():
    return httpx.get("https://bank.example")
    #      ^^^^^^^^^ NET001: `in_a_thread`


async def in_a_guarded_thread():
    try:
        return await asyncio.to_thread(look)
    except httpx.HTTPError:
        return None


def look():
    return httpx.get("https://bank.example")


def in_a_pool():
    with ThreadPoolExecutor() as pool:
        future = pool.submit(read)
        return future.result()


def read():
    return httpx.get("https://bank.example")
    #      ^^^^^^^^^ NET001: `in_a_pool`


def in_a_pool_and_guarded():
    with ThreadPoolExecutor() as pool:
        future = pool.submit(peek)
        try:
            return future.result()
        except httpx.HTTPError:
            return None


def peek():
    return httpx.get("https://bank.example")
