"""Proxies, tokens and cookies that take turns: the same peer is asked for the same. Mirrors are other peers."""

from itertools import cycle

import httpx
import requests


def proxies_take_turns(path, proxies):
    for proxy in proxies:
    #<^^^^^^^^^^^^^^^^^^ RTY001: `requests.get` is tried again several times
        try:
            return requests.get("https://example.com/" + path, proxies={"https": proxy}, timeout=1)
        except requests.RequestException as error:
            last = error
    raise last


def proxies_without_end(url, proxies):
    proxies = cycle(proxies)
    while True:
    #<^^^^^^^^ RTY001: `requests.get` is tried again without end
        proxy = next(proxies)
        try:
            return requests.get(url, proxies={"https": proxy}, timeout=1)
        except requests.RequestException as error:
            print(error)


def tokens_take_turns(url, tokens):
    for token in tokens:
    #<^^^^^^^^^^^^^^^^^ RTY001: `httpx.get` is tried again several times
        headers = {"Authorization": f"Bearer {token}"}
        response = httpx.get(url, headers=headers)
        if response.status_code == 200:
            return response.json()
    raise RuntimeError("no token is good")


def mirrors(path, hosts, proxy):
    for host in hosts:
        try:
            return requests.get(host + path, proxies={"https": proxy}, timeout=1)
        except requests.RequestException as error:
            print(error)


def both_change(pairs):
    for url, proxy in pairs:
        try:
            return requests.get(url, proxies={"https": proxy}, timeout=1)
        except requests.RequestException as error:
            print(error)


def work_for_each(url, tokens):
    for token in tokens:
        try:
            print(requests.get(url, headers={"Authorization": token}, timeout=1).json())
        except requests.RequestException as error:
            print(error)
