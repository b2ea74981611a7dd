"""Time limits that limit nothing, each beside one that does, against a server that accepts connections and says nothing.

    pip install requests httpx aiohttp
    python experiment.py

Every call has a limit of 0.2 s. After 1 s the dead ones still wait, and the mended ones have failed. Exits 1 where that
is not so.
"""

import asyncio
import os
import smtplib
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import aiohttp
import httpx
import requests

LIMIT = 0.2
LONG = 5 * LIMIT
PATIENCE = 30

server = socket.create_server(("127.0.0.1", 0), backlog=128)
HOST, PORT = server.getsockname()
URL = f"http://{HOST}:{PORT}/"


def session_attribute():
    session = requests.Session()
    session.timeout = LIMIT
    session.get(URL)


def session_argument():
    requests.Session().get(URL, timeout=LIMIT)


def number_by_place():
    requests.post(URL, {"order": 1}, LIMIT)


def number_by_name():
    requests.post(URL, {"order": 1}, timeout=LIMIT)


def mail_number_by_place():
    smtplib.SMTP(HOST, PORT, LIMIT)


def mail_number_by_name():
    smtplib.SMTP(HOST, PORT, timeout=LIMIT)


def httpx_connect_alone():
    httpx.get(URL, timeout=httpx.Timeout(None, connect=LIMIT))


def httpx_total():
    httpx.get(URL, timeout=httpx.Timeout(LIMIT, connect=LIMIT))


async def aiohttp_get(limit):
    async with aiohttp.ClientSession(timeout=limit) as client, client.get(URL):
        pass


def aiohttp_connect_alone():
    asyncio.run(aiohttp_get(aiohttp.ClientTimeout(connect=LIMIT)))


def aiohttp_total():
    asyncio.run(aiohttp_get(aiohttp.ClientTimeout(connect=LIMIT, total=LIMIT)))


def aiohttp_reading():
    asyncio.run(aiohttp_get(aiohttp.ClientTimeout(connect=LIMIT, sock_read=LIMIT)))


def result_inside_the_block():
    with ThreadPoolExecutor() as pool:
        pool.submit(requests.get, URL).result(timeout=LIMIT)


def result_without_a_block():
    pool = ThreadPoolExecutor()
    try:
        pool.submit(requests.get, URL).result(timeout=LIMIT)
    finally:
        pool.shutdown(wait=False)


def limit_around_a_thread():
    asyncio.run(asyncio.wait_for(asyncio.to_thread(requests.get, URL), LIMIT))


def limit_in_the_thread():
    asyncio.run(asyncio.wait_for(asyncio.to_thread(requests.get, URL, timeout=LIMIT), LONG))


class TestsTheKey(requests.Session):
    def send(self, request, **kwargs):
        if "timeout" not in kwargs:
            kwargs["timeout"] = LIMIT
        return super().send(request, **kwargs)


class LooksAtTheValue(requests.Session):
    def send(self, request, **kwargs):
        if kwargs.get("timeout") is None:
            kwargs["timeout"] = LIMIT
        return super().send(request, **kwargs)


class TestsInRequest(requests.Session):
    def request(self, method, url, **kwargs):
        if "timeout" not in kwargs:
            kwargs["timeout"] = LIMIT
        return super().request(method, url, **kwargs)


def key_in_send():
    TestsTheKey().get(URL)


def value_in_send():
    LooksAtTheValue().get(URL)


def key_in_request():
    TestsInRequest().get(URL)


DEAD = [
    session_attribute,
    number_by_place,
    mail_number_by_place,
    httpx_connect_alone,
    aiohttp_connect_alone,
    result_inside_the_block,
    limit_around_a_thread,
    key_in_send,
]
ALIVE = [
    session_argument,
    number_by_name,
    mail_number_by_name,
    httpx_total,
    aiohttp_total,
    aiohttp_reading,
    result_without_a_block,
    limit_in_the_thread,
    value_in_send,
    key_in_request,
]


def start(call):
    """Runs a call in a thread of its own; the list holds how it ended, once it has."""
    ended = []

    def run():
        try:
            call()
            ended.append("an answer")
        except Exception as error:
            ended.append(type(error).__name__)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return call, thread, ended


def main():
    failed = 0
    alive = [start(call) for call in ALIVE]
    for call, thread, ended in alive:
        thread.join(PATIENCE)
        outcome = f"ends with {ended[0]}" if ended else "STILL WAITS"
        failed += not ended
        print(f"{call.__name__:24} limits: {outcome}")
    dead = [start(call) for call in DEAD]
    threading.Event().wait(LONG)
    for call, _thread, ended in dead:
        outcome = f"ENDS WITH {ended[0]}" if ended else "still waits"
        failed += bool(ended)
        print(f"{call.__name__:24} limits nothing: {outcome}")
    return int(failed > 0)


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    # The threads of the dead calls would keep the interpreter for ever.
    os._exit(status)
