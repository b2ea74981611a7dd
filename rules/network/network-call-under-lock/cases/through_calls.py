"""Network operations behind functions that are called while a lock is held."""

import asyncio
import threading

import httpx
import requests

lock = threading.Lock()
alock = asyncio.Lock()


def fetch(url):
    return requests.get(url, timeout=3)


def load(url):
    return fetch(url)


def one_step(url):
    with lock:
        return fetch(url)
        #      ^^^^^ NET005: while `fetch`, which calls `requests.get` waits


def two_steps(url):
    with lock:
        return load(url)
        #      ^^^^ NET005: which calls `requests.get` through `fetch`


async def afetch(url):
    async with httpx.AsyncClient() as client:
        return await client.get(url)


async def awaited(url):
    async with alock:
        return await afetch(url)
        #            ^^^^^^ NET005


async def in_a_thread(url):
    async with alock:
        return await asyncio.to_thread(fetch, url)
        #            ^^^^^^^^^^^^^^^^^ NET005


async def a_task_of_its_own(url):
    async with alock:
        task = asyncio.create_task(afetch(url))
    return await task
