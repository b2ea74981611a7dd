"""A semaphore around the start bounds nothing; one that the work waits for does."""
import asyncio

import httpx

gate = asyncio.Semaphore(10)


async def around_the_gathering(client: httpx.AsyncClient, urls):
    slots = asyncio.Semaphore(10)
    async with slots:
        return await asyncio.gather(*[client.get(url) for url in urls])
        #            ^^^^^^^^^^^^^^ BKP001


async def around_each_start(client: httpx.AsyncClient, urls):
    slots = asyncio.Semaphore(10)
    async with asyncio.TaskGroup() as group:
        for url in urls:
            async with slots:
                print(group.create_task(client.get(url)))
                #     ^^^^^^^^^^^^^^^^^ BKP001


async def around_each_start_of_the_module(client: httpx.AsyncClient, urls):
    async with asyncio.TaskGroup() as group:
        for url in urls:
            async with gate:
                print(group.create_task(client.get(url)))
                #     ^^^^^^^^^^^^^^^^^ BKP001


async def unused(client: httpx.AsyncClient, urls):
    slots = asyncio.Semaphore(10)
    return await asyncio.gather(*[client.get(url) for url in urls])
    #            ^^^^^^^^^^^^^^ BKP001


async def in_the_work(client: httpx.AsyncClient, urls):
    slots = asyncio.Semaphore(10)

    async def limited(url):
        async with slots:
            return await client.get(url)

    return await asyncio.gather(*[limited(url) for url in urls])


async def permit_before_each_start(client: httpx.AsyncClient, urls):
    slots = asyncio.Semaphore(10)
    for url in urls:
        await slots.acquire()
        task = asyncio.create_task(client.get(url))
        task.add_done_callback(lambda _: slots.release())


async def handed_to_something_unknown(client: httpx.AsyncClient, urls, run):
    slots = asyncio.Semaphore(10)
    await asyncio.gather(*[run(slots, client.get(url)) for url in urls])
