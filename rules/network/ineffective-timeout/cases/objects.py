"""Timeout objects that drop the total."""

import aiohttp
import httpx
import urllib3

CONNECT = aiohttp.ClientTimeout(connect=5)
#         ^^^^^^^^^^^^^^^^^^^^^ NET007: drops the library's default


async def fetch(url, options):
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None, connect=5)) as client:
        #                                    ^^^^^^^^^^^^^^^^^^^^^ NET007
        await client.get(url)
        await client.get(url, timeout=aiohttp.ClientTimeout(sock_connect=5))
        #                             ^^^^^^^^^^^^^^^^^^^^^ NET007
        await client.get(url, timeout=aiohttp.ClientTimeout(None, 5, None))
        #                             ^^^^^^^^^^^^^^^^^^^^^ NET007
        await client.get(url, timeout=aiohttp.ClientTimeout(total=60, connect=5))
        await client.get(url, timeout=aiohttp.ClientTimeout(60))
        await client.get(url, timeout=aiohttp.ClientTimeout(sock_connect=5, sock_read=30))
        await client.get(url, timeout=aiohttp.ClientTimeout(total=None, sock_read=30))
        await client.get(url, timeout=aiohttp.ClientTimeout(**options))
        await client.get(url, timeout=aiohttp.ClientTimeout(connect=5, **options))
        await client.get(url, timeout=aiohttp.ClientTimeout(total=options.total, connect=5))
        # Switched off, and says so: NET002's.
        await client.get(url, timeout=aiohttp.ClientTimeout(total=None))
        await client.get(url, timeout=aiohttp.ClientTimeout())


def fetch_blocking(url):
    httpx.get(url, timeout=httpx.Timeout(None, connect=5))
    #                      ^^^^^^^^^^^^^ NET007
    httpx.get(url, timeout=httpx.Timeout(timeout=None, connect=5.0, pool=5.0))
    #                      ^^^^^^^^^^^^^ NET007
    httpx.get(url, timeout=httpx.Timeout(None, connect=5, read=30))
    httpx.get(url, timeout=httpx.Timeout(10, connect=5))
    httpx.get(url, timeout=httpx.Timeout(connect=5, read=30, write=30, pool=5))
    httpx.get(url, timeout=httpx.Timeout(None))
    # Nothing is dropped: a pool has no default that an object could replace.
    urllib3.PoolManager().request("GET", url, timeout=urllib3.Timeout(connect=5))
