"""Databases and caches: only where the connection or the client is made."""

import os

import psycopg2
import redis

limited = redis.Redis(socket_timeout=5)


def read(key):
    return limited.get(key)


DSN = "host=orders.internal connect_timeout=10"


def connected():
    return psycopg2.connect("dbname=orders")
    #      ^^^^^^^^^^^^^^^^ NET002


def limited_by_argument():
    return psycopg2.connect("dbname=orders", connect_timeout=5)


def limited_in_the_text():
    return psycopg2.connect(DSN)


def unknown_text():
    return psycopg2.connect(os.environ["DATABASE_URL"])


def without_a_text():
    return psycopg2.connect(dbname="orders")
    #      ^^^^^^^^^^^^^^^^ NET002
