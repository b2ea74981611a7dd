"""A walrus is a use of the response that it binds."""

import httpx
import requests


def looks_at_ok(url):
    if (response := requests.get(url, timeout=5)).ok:
        return response.json()
    return None


def looks_at_the_code(url):
    if (response := requests.get(url, timeout=5)).status_code == 200:
        return response.json()
    return None


def leaves(url):
    if not (response := requests.get(url, timeout=5)).ok:
        return None
    return response.json()


def looks_at_truth(url):
    if response := requests.get(url, timeout=5):
        return response.json()
    return None


def raises(url):
    (response := requests.get(url, timeout=5)).raise_for_status()
    return response.json()


def truth_says_nothing(url):
    if response := httpx.get(url):
        return response.json()
        #      ^^^^^^^^^^^^^ NET003: whatever the status
    return None


def looks_at_something_else(url):
    if (response := requests.get(url, timeout=5)).headers:
        return response.json()
        #      ^^^^^^^^^^^^^ NET003: whatever the status
    return None
