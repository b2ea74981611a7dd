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
