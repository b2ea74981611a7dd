"""A connection limit that the project writes bounds, wherever the client is made; one client for each item does not."""
import asyncio

import aiohttp
import asyncpg
import httpx

LIMITS = httpx.Limits(max_connections=20)
shared = httpx.AsyncClient(limits=LIMITS)
unlimited = httpx.AsyncClient()


class Crawler:
    def __init__(self):
        self.client = httpx.AsyncClient(limits=httpx.Limits(max_connections=10))
        self.open = httpx.AsyncClient(limits=httpx.Limits(max_connections=None))
        self.session = None

    async def __aenter__(self):
        self.session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=10))
        return self

    async def __aexit__(self, *_):
        await self.session.close()

    async def load(self, url):
        return await self.client.get(url)

    async def load_open(self, url):
        return await self.open.get(url)

    async def post(self, url):
        async with self.session.post(url) as response:
            return response.status

    async def attribute(self, urls):
        await asyncio.gather(*(self.load(url) for url in urls))

    async def attribute_of_entering(self, urls):
        await asyncio.gather(*(self.post(url) for url in urls))

    async def attribute_directly(self, urls):
        await asyncio.gather(*(self.client.get(url) for url in urls))

    async def limit_is_off(self, urls):
        await asyncio.gather(*(self.load_open(url) for url in urls))
        #     ^^^^^^^^^^^^^^ BKP001


async def load_shared(url):
    return await shared.get(url)


async def of_the_module(urls):
    await asyncio.gather(*(load_shared(url) for url in urls))


async def load_unlimited(url):
    return await unlimited.get(url)


async def without_a_limit(urls):
    await asyncio.gather(*(load_unlimited(url) for url in urls))
    #     ^^^^^^^^^^^^^^ BKP001


def make_client():
    return httpx.AsyncClient(limits=LIMITS)


async def load(client, url):
    return await client.get(url)


async def of_a_factory(urls):
    async with make_client() as client:
        await asyncio.gather(*(load(client, url) for url in urls))


async def load_alone(url):
    async with httpx.AsyncClient(limits=LIMITS) as client:
        return await client.get(url)


async def one_client_for_each(urls):
    await asyncio.gather(*(load_alone(url) for url in urls))
    #     ^^^^^^^^^^^^^^ BKP001


async def load_alone_from_factory(url):
    async with make_client() as client:
        return await client.get(url)


async def one_client_for_each_from_a_factory(urls):
    await asyncio.gather(*(load_alone_from_factory(url) for url in urls))
    #     ^^^^^^^^^^^^^^ BKP001


async def fetch(client: httpx.AsyncClient, url):
    return await client.get(url)


async def passed(urls):
    client = httpx.AsyncClient(limits=LIMITS)
    await fetch_all(client, urls)


async def fetch_all(client: httpx.AsyncClient, urls):
    await asyncio.gather(*(fetch(client, url) for url in urls))


async def default_connector(urls):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False)) as session:
        await asyncio.gather(*(session.get(url) for url in urls))
        #     ^^^^^^^^^^^^^^ BKP001


class Store:
    async def open(self):
        self.pool = await asyncpg.create_pool("postgres://db", max_size=10)
        self.default = await asyncpg.create_pool("postgres://db")

    async def save(self, row):
        async with self.pool.acquire() as connection:
            await connection.execute("insert into rows values ($1)", row)

    async def save_by_default(self, row):
        async with self.default.acquire() as connection:
            await connection.execute("insert into rows values ($1)", row)

    async def save_all(self, rows):
        await asyncio.gather(*(self.save(row) for row in rows))

    async def pool_as_it_comes(self, rows):
        await asyncio.gather(*(self.save_by_default(row) for row in rows))
        #     ^^^^^^^^^^^^^^ BKP001
