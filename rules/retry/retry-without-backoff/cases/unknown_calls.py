"""Attempts that nothing is known about: the loop must say that it retries."""

import asyncio
import functools

import requests


def retry(times):
    def decorator(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            for attempt in range(times):
            #<^^^^^^^^^^^^^^^^^^^^^^^^^ RTY001: `func` is tried again
                try:
                    return func(*args, **kwargs)
                except Exception as error:
                    last = error
            raise last

        return wrapper

    return decorator


async def says_so_by_a_counter(client):
    retries = 0
    while True:
    #<^^^^^^^^ RTY001: `client.send` is tried again
        try:
            return await client.send()
        except OSError as error:
            retries += 1
            if retries > 5:
                raise
            print(error)


async def waits(client):
    retries = 0
    while True:
        try:
            return await client.send()
        except OSError:
            retries += 1
            if retries > 5:
                raise
            await asyncio.sleep(retries)


async def because_of_the_answer(client):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY001: up to 5 times
        answer = await client.fetch()
        if answer:
            return answer


def does_not_say_what_for(load, path):
    for i in range(5):
        try:
            return load(path)
        except ConnectionError as error:
            print(i, error)


def says_so_by_what_it_catches(load, path):
    for i in range(5):
    #<^^^^^^^^^^^^^^^ RTY001: `load` is tried again
        try:
            return load(path)
        except requests.ConnectionError as error:
            print(i, error)
