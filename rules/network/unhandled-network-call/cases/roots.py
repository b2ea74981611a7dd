"""Where a failure ends: entry points, and functions that nothing refers to."""

import asyncio
import threading

import aiohttp
import requests
from aiohttp import web


def unused():
    requests.get("https://a.example", timeout=3)
    #<^^^^^^^^^^ NET001: nothing handles it before it leaves `unused`


def main():
    requests.get("https://a.example", timeout=3)
    #<^^^^^^^^^^ NET001: nothing handles it


if __name__ == "__main__":
    main()


def listen():
    requests.get("https://a.example", timeout=3)
    #<^^^^^^^^^^ NET001: between here and thread target `listen` handles it: the thread ends


thread = threading.Thread(target=listen)

requests.get("https://a.example", timeout=3)
#<^^^^^^^^^^ NET001: nothing handles it: the program ends, or does not start


async def poll(session: aiohttp.ClientSession):
    await session.get("https://a.example")
    #     ^^^^^^^^^^^ NET001: the task that runs `poll` handles it


async def start(session):
    asyncio.create_task(poll(session))


routes = web.RouteTableDef()


@routes.get("/orders")
async def orders(request):
    async with aiohttp.ClientSession() as session:
        async with session.get("https://a.example") as response:
            #      ^^^^^^^^^^^ NET001: route `GET /orders` (`orders`)
            return web.json_response(await response.json())


class Client:
    def unused_method(self):
        requests.get("https://a.example", timeout=3)
        #<^^^^^^^^^^ NET001: `Client.unused_method`
