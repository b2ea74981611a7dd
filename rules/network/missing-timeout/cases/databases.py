"""Databases and caches: only where the connection or the client is made."""

import redis

limited = redis.Redis(socket_timeout=5)


def read(key):
    return limited.get(key)
