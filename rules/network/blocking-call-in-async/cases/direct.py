"""Blocking operations in a coroutine's own code."""

import asyncio
import smtplib
import socket
import time
from time import sleep
from urllib.request import urlopen

import aiohttp
import boto3
import httpx
import requests


async def http(url):
    return requests.get(url, timeout=3)
    #      ^^^^^^^^^^^^ NET004: `requests.get` blocks the event loop


async def sync_client(url):
    with httpx.Client() as client:
        return client.get(url)
        #      ^^^^^^^^^^ NET004: while this peer is slow


async def async_client(url):
    async with httpx.AsyncClient() as client:
        return await client.get(url)


async def async_session(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as response:
            return await response.text()


async def sleeps():
    time.sleep(1)
    #<^^^^^^^^ NET004: while it sleeps
    sleep(0.5)
    #<^^^ NET004: stops the event loop
    await asyncio.sleep(1)


async def gives_way():
    time.sleep(0)
    time.sleep(0.001)


async def mail(message):
    server = smtplib.SMTP("mail.example.com", timeout=5)
    #        ^^^^^^^^^^^^ NET004
    server.send_message(message)
    #<^^^^^^^^^^^^^^^^^ NET004
    server.quit()


async def cloud(bucket):
    client = boto3.client("s3")
    return client.list_objects(Bucket=bucket)
    #      ^^^^^^^^^^^^^^^^^^^ NET004


async def opened(url):
    with urlopen(url, timeout=3) as answer:
        #^^^^^^^ NET004
        return answer.geturl()


async def non_blocking(data):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setblocking(False)
    return sock.recv(100)


async def datagram(data):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.sendto(data, ("stats.example.com", 8125))


def no_coroutine(url):
    time.sleep(1)
    return requests.get(url, timeout=3)


async def inner_function(url):
    def load():
        return requests.get(url, timeout=3)

    return await asyncio.to_thread(load)


async def inner_function_called(url):
    def load():
        return requests.get(url, timeout=3)

    return load()
    #      ^^^^ NET004: it calls `requests.get`


async def generator(urls):
    for url in urls:
        yield requests.get(url, timeout=3)
        #     ^^^^^^^^^^^^ NET004


class Client:
    async def load(self, url):
        return requests.get(url, timeout=3)
        #      ^^^^^^^^^^^^ NET004


async def databases_are_another_rule():
    import sqlite3
    import redis

    redis.Redis(socket_timeout=3).get("key")
    return sqlite3.connect("x.db").execute("select 1")
