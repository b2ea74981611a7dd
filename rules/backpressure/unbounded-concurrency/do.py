import asyncio

import httpx


async def fetch(client, slots, url):
    async with slots:
        response = await client.get(url)
        response.raise_for_status()
        return response.text


async def fetch_all(urls):
    slots = asyncio.Semaphore(10)
    try:
        async with httpx.AsyncClient() as client:
            return await asyncio.gather(*(fetch(client, slots, url) for url in urls))
    except httpx.HTTPError as error:
        raise RuntimeError("the pages could not be fetched") from error
