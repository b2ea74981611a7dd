"""A path through a fallback is DEG001's."""

import requests


def fetch(url):
    return requests.get(url, timeout=3)


def load():
    try:
        return fetch("https://a.example")
    except requests.RequestException:
        return fetch("https://b.example")
