"""What everybody who wants the lock needs: an exchange on one connection, and a value that is fetched once for all."""

import asyncio
import socket
import smtplib
import threading

import httpx
import requests


class Device:
    """Requests and answers must not mix on its connection."""

    def __init__(self, host):
        self._lock = threading.Lock()
        self._sock = socket.create_connection((host, 5000), timeout=3)

    def ask(self, command):
        with self._lock:
            self._sock.sendall(command)
            return self._sock.recv(1024)

    def ask_through(self, command):
        with self._lock:
            return self._exchange(command)

    def _exchange(self, command):
        self._sock.sendall(command)
        return self._sock.recv(1024)

    def connect_again(self, host):
        with self._lock:
            self._sock = socket.create_connection((host, 5000), timeout=3)


class Token:
    """All who wait for the lock need the token."""

    def __init__(self):
        self._lock = asyncio.Lock()
        self._token = None
        self._client = httpx.AsyncClient()

    async def get(self):
        async with self._lock:
            if self._token is None:
                response = await self._client.post("https://auth.example.com/token")
                self._token = response.json()["token"]
            return self._token

    async def get_early(self):
        async with self._lock:
            if self.is_valid():
                return self._token
            self._token = await self._fetch()
            return self._token

    def is_valid(self):
        return self._token is not None

    async def _fetch(self):
        response = await self._client.post("https://auth.example.com/token")
        return response.json()["token"]


class Mailer:
    def __init__(self):
        self._lock = threading.Lock()

    def send(self, message):
        with self._lock:
            server = smtplib.SMTP("mail.example.com", timeout=5)
            #        ^^^^^^^^^^^^ NET005
            server.send_message(message)
            #<^^^^^^^^^^^^^^^^^ NET005


class Cache:
    """One lock for all keys: who wants another key, or a known one, waits as well."""

    def __init__(self):
        self._lock = threading.Lock()
        self._pages = {}

    def get(self, url):
        with self._lock:
            if url not in self._pages:
                self._pages[url] = requests.get(url, timeout=3).text
                #                  ^^^^^^^^^^^^ NET005
            return self._pages[url]
