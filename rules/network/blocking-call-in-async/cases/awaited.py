"""An awaited call runs a coroutine function, whatever else of its name there is."""

import asyncio

import httpx
import requests


class Sync:
    def read(self, url):
        return requests.get(url, timeout=5).json()


class Async:
    async def read(self, url):
        async with httpx.AsyncClient() as client:
            return (await client.get(url)).json()


def get_client(is_async) -> Async | Sync:
    return Async() if is_async else Sync()


async def awaits_either(url):
    return await get_client(True).read(url)


async def awaits_what_cannot_be_awaited(url, client: Sync):
    return await client.read(url)


def prepared(url):
    token = requests.get("https://tokens.example.com", timeout=5).text
    return Async().read(f"{url}?token={token}")


async def prepares_on_the_loop(url):
    asyncio.create_task(awaits_either(url))
    await asyncio.sleep(1)
    return await prepared(url)
    #            ^^^^^^^^ NET004: `prepared` blocks the event loop


async def gathers_what_cannot_be_gathered(client: Sync):
    return await asyncio.gather(client.read("https://example.com/a"), client.read("https://example.com/b"))
