"""Handlers for network failures around network operations."""
import asyncio
import contextlib
import socket

import httpx
import requests


def base():
    try:
        requests.post("https://example.com", timeout=5)
    except requests.RequestException:
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ EXC002: `requests.post`
        pass


def kind():
    try:
        requests.post("https://example.com", timeout=5)
    except requests.ConnectionError:
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ EXC002
        pass


def builtin_base():
    try:
        requests.post("https://example.com", timeout=5)
    except OSError:
    #<^^^^^^^^^^^^ EXC002
        pass


def suppressed():
    with contextlib.suppress(requests.RequestException):
    #    ^^^^^^^^^^^^^^^^^^^ EXC002
        requests.post("https://example.com", timeout=5)


def send(event):
    return requests.post("https://example.com", json=event, timeout=5)


def through_a_function(event):
    try:
        send(event)
    except requests.RequestException:
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ EXC002
        pass


def local_operation(path):
    try:
        path.unlink()
    except OSError:
        pass


def other_failure():
    try:
        requests.post("https://example.com", timeout=5)
    except KeyError:
        pass


def bad_value(url):
    try:
        requests.post(url, timeout=5)
    except requests.exceptions.InvalidURL:
        pass


def listen(sock):
    sock = socket.create_connection(("localhost", 1), timeout=5)
    while True:
        try:
            data = sock.recv(1024)
        except socket.timeout:
            continue
        print(data)


def listen_broadly():
    sock = socket.create_connection(("localhost", 1), timeout=5)
    while True:
        try:
            data = sock.recv(1024)
        except OSError:
        #<^^^^^^^^^^^^ EXC002
            continue
        print(data)


async def limit_on_an_operation(client: httpx.AsyncClient, url):
    try:
        await asyncio.wait_for(client.get(url), 3)
    except asyncio.TimeoutError:
    #<^^^^^^^^^^^^^^^^^^^^^^^^^ EXC002
        pass


async def limit_on_a_local_wait(inbox: asyncio.Queue):
    try:
        await asyncio.wait_for(inbox.get(), 3)
    except asyncio.TimeoutError:
        pass
