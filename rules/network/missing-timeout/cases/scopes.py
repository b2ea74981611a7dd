"""Limits around the operation."""

import asyncio

import httpx


async def scope(url, client: httpx.AsyncClient):
    async with asyncio.timeout(10):
        await client.get(url, timeout=None)
    async with asyncio.timeout(None):
        await client.get(url, timeout=None)
        #     ^^^^^^^^^^ NET002: its timeout is switched off


async def waited_for(url, client: httpx.AsyncClient):
    await asyncio.wait_for(client.get(url, timeout=None), 10)
    await asyncio.wait_for(client.get(url, timeout=None), timeout=None)
    #                      ^^^^^^^^^^ NET002: this task


async def _bounded_by_callers(url, client: httpx.AsyncClient):
    return await client.get(url, timeout=None)


async def _bounded_by_one(url, client: httpx.AsyncClient):
    return await client.get(url, timeout=None)
    #            ^^^^^^^^^^ NET002: its timeout is switched off


async def callers(url, client):
    await asyncio.wait_for(_bounded_by_callers(url, client), 5)
    async with asyncio.timeout(5):
        await _bounded_by_callers(url, client)
        await _bounded_by_one(url, client)
    await _bounded_by_one(url, client)


async def waited_for_by_name(host):
    opening = asyncio.open_connection(host, 443)
    return await asyncio.wait_for(opening, timeout=3)


async def awaited_by_name(host):
    opening = asyncio.open_connection(host, 443)
    #         ^^^^^^^^^^^^^^^^^^^^^^^ NET002
    return await opening


async def _probe(host):
    _, writer = await asyncio.open_connection(host, 443)
    writer.close()


async def _probe_for_ever(host):
    _, writer = await asyncio.open_connection(host, 443)
    #                 ^^^^^^^^^^^^^^^^^^^^^^^ NET002
    writer.close()


async def tasks(hosts):
    task = asyncio.create_task(_probe("first"))
    await asyncio.wait_for(task, 5)
    more = [asyncio.create_task(_probe(host)) for host in hosts]
    _, pending = await asyncio.wait(more, timeout=5)
    for task in pending:
        task.cancel()


async def tasks_for_ever(hosts):
    more = [asyncio.create_task(_probe_for_ever(host)) for host in hosts]
    await asyncio.wait(more)
