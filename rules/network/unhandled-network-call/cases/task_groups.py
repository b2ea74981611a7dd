"""A task group raises a group of exceptions: a handler of one class does not catch it."""

import asyncio

import httpx

client = httpx.AsyncClient(timeout=5)


async def one_class(urls):
    try:
        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(client.get(url))
                #                 ^^^^^^^^^^ NET001
    except httpx.HTTPError:
        return


async def star(urls):
    try:
        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(client.get(url))
    except* httpx.HTTPError:
        print("down")


async def everything(urls):
    try:
        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(client.get(url))
    except Exception:
        print("down")


async def main():
    await one_class(["http://a"])
    await star(["http://a"])
    await everything(["http://a"])


asyncio.run(main())
