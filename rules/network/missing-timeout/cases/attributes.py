"""An attribute of the client sets the limit of later calls."""

import http.client

import httpx
import requests


def limited():
    connection = http.client.HTTPSConnection("bank.internal", 443)
    connection.timeout = 5
    connection.request("GET", "/")


def switched_off():
    connection = http.client.HTTPSConnection("bank.internal", 443)
    connection.timeout = None
    connection.request("GET", "/")
    #<^^^^^^^^^^^^^^^^ NET002


def without_effect(url):
    session = requests.Session()
    session.timeout = 5
    return session.get(url)
    #      ^^^^^^^^^^^ NET002


async def each_call_has_one(url):
    async with httpx.AsyncClient(timeout=None) as client:
        return await client.get(url, timeout=5)


async def one_call_has_none(url):
    async with httpx.AsyncClient(timeout=None) as client:
        #      ^^^^^^^^^^^^^^^^^ NET002: every call through it that sets none of its own
        await client.get(url, timeout=5)
        return await client.get(url)


async def handed_on(url, load):
    async with httpx.AsyncClient(timeout=None) as client:
        #      ^^^^^^^^^^^^^^^^^ NET002
        await client.get(url, timeout=5)
        return await load(client)
