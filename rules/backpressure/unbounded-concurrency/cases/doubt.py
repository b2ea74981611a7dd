"""What nothing is known of."""
import asyncio

import httpx

from .pages import Reader, download


async def imported(urls):
    await asyncio.gather(*(download(url) for url in urls))
    #     ^^^^^^^^^^^^^^ BKP001 [low]


async def awaits_unknown(client, url):
    return await client.fetch(url)


async def in_this_file(client, urls):
    await asyncio.gather(*(awaits_unknown(client, url) for url in urls))
    #     ^^^^^^^^^^^^^^ BKP001 [low]


async def under_unknown(pool, url):
    async with pool.slot():
        async with httpx.AsyncClient() as client:
            return await client.get(url)


async def unknown_context(pool, urls):
    await asyncio.gather(*(under_unknown(pool, url) for url in urls))
    #     ^^^^^^^^^^^^^^ BKP001 [low]


async def resource_of_unknown(session, url):
    async with session.get(url) as response:
        return await response.text()


async def unknown_resource(session, urls):
    await asyncio.gather(*(resource_of_unknown(session, url) for url in urls))
    #     ^^^^^^^^^^^^^^ BKP001 [low]


async def throttled(pool, url):
    async with pool.throttle():
        return await pool.load(url)


async def unknown_throttle(pool, urls):
    await asyncio.gather(*(throttled(pool, url) for url in urls))
    #     ^^^^^^^^^^^^^^ BKP001 [low]


async def computes(number):
    return number + 1


async def sleeps(number):
    await asyncio.sleep(number)


async def no_input_output(numbers):
    await asyncio.gather(*(computes(number) for number in numbers))
    await asyncio.gather(*(sleeps(number) for number in numbers))


async def given(coroutines):
    await asyncio.gather(*coroutines)


class Pages:
    def __init__(self):
        self.reader = Reader("https://example.com")

    async def read(self, page):
        return await self.reader.read(page)

    async def object_of_an_unknown_class(self, pages):
        await asyncio.gather(*(self.read(page) for page in pages))
        #     ^^^^^^^^^^^^^^ BKP001 [low]
