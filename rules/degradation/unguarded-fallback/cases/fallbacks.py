"""Network calls in a handler for a failed call."""

import requests


def direct():
    try:
        return requests.get("https://a.example", timeout=3)
    except requests.RequestException:
        return requests.get("https://b.example", timeout=3)
        #      ^^^^^^^^^^^^ DEG001: nothing handles it


def fetch(url):
    return requests.get(url, timeout=3)


def through_a_function():
    try:
        return fetch("https://a.example")
    except requests.RequestException:
        return fetch("https://b.example")
        #      ^^^^^ DEG001: `fetch` calls `requests.get`, which raises


def guarded():
    try:
        return fetch("https://a.example")
    except requests.RequestException:
        try:
            return fetch("https://b.example")
        except requests.RequestException:
            return None


def guarded_by_caller():
    try:
        return inner()
    except requests.RequestException:
        return None


def inner():
    try:
        return requests.get("https://a.example", timeout=3)
    except requests.Timeout:
        return requests.get("https://b.example", timeout=3)


def unknown_call(client):
    try:
        return client.load()
    except Exception:
        return requests.get("https://b.example", timeout=3)
        #      ^^^^^^^^^^^^ DEG001


def safe(url):
    try:
        return requests.get(url, timeout=3)
    except requests.RequestException:
        return None


def through_a_safe_function():
    try:
        return fetch("https://a.example")
    except requests.RequestException:
        return safe("https://b.example")


def raised_again_anyway():
    try:
        return fetch("https://a.example")
    except requests.RequestException:
        requests.post("https://alerts.example", timeout=3)
        #<^^^^^^^^^^^ DEG001
        raise
