"""Handlers that are not for a failed call, and clean-up."""

import requests

CACHE = {}


def cache_miss(key):
    try:
        return CACHE[key]
    except KeyError:
        return requests.get("https://a.example", timeout=3)


def parse(text):
    try:
        return int(text)
    except ValueError:
        return requests.get("https://a.example", timeout=3)


def clean_up(session: requests.Session):
    try:
        return session.get("https://a.example", timeout=3)
    except requests.RequestException:
        session.close()
        raise


def in_the_else(session: requests.Session):
    try:
        first = session.get("https://a.example", timeout=3)
    except requests.RequestException:
        return None
    else:
        return session.get(first.url, timeout=3)
