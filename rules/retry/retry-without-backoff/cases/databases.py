"""Attempts at a database or a queue that are made again at once."""

import aiohttp_retry
import asyncpg
import psycopg
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session


def committed(session: Session):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY001
        try:
            return session.commit()
        except OperationalError:
            session.rollback()
    raise RuntimeError("the database does not answer")


async def connected():
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY001
        try:
            return await asyncpg.connect("postgres://orders.internal/orders")
        except OSError as error:
            failure = error
    raise failure


def connected_after_a_while(waits):
    for seconds in (1, 5, 30):
        try:
            return psycopg.connect("dbname=orders")
        except psycopg.OperationalError as error:
            failure = error
            waits.wait(seconds)
    raise failure


async def waits_by_itself(url):
    options = aiohttp_retry.ExponentialRetry(attempts=5)
    async with aiohttp_retry.RetryClient(retry_options=options) as client:
        async with client.get(url) as response:
            response.raise_for_status()


async def waits_nothing():
    return aiohttp_retry.ExponentialRetry(attempts=5, start_timeout=0)
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RTY001
