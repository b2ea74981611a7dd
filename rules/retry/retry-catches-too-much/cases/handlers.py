"""Broad handlers that make a retry go on."""

import asyncio
import logging
import time

import requests
import websockets


def a_traceback_is_no_excuse(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except Exception:
        #<^^^^^^^^^^^^^^ RTY005: also catches programming errors
            logging.exception("attempt %d failed", attempt)
            time.sleep(2**attempt)


def bare(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except:
        #<^^^^ RTY005: surfaces late or never
            time.sleep(2**attempt)


def by_the_number_only(url):
    attempt = 0
    while True:
        try:
            return requests.get(url, timeout=1)
        except Exception as error:
        #<^^^^^^^^^^^^^^^^^^^^^^^ RTY005: also catches programming errors
            if attempt > 3:
                raise RuntimeError("no answer") from error
            attempt += 1
            time.sleep(attempt)


def a_filter(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except Exception as error:
            if not isinstance(error, requests.RequestException):
                raise
            time.sleep(2**attempt)


def leaves_the_loop(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            time.sleep(2**attempt)
        except Exception:
            return None


def no_retry(url):
    try:
        return requests.get(url, timeout=1)
    except Exception:
        return None


def service(url):
    while True:
        try:
            print(requests.get(url, timeout=1))
        except Exception:
            time.sleep(5)


async def reconnector(url):
    while True:
        try:
            async with websockets.connect(url) as stream:
                while True:
                    print(await stream.recv())
        except Exception:
            logging.exception("lost")
            await asyncio.sleep(5)
