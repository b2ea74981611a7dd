"""Search engines and caches: only where the client is made."""

from elasticsearch import Elasticsearch
from opensearchpy import OpenSearch
from pymemcache.client.base import Client


def searched(url):
    return Elasticsearch(url).search(index="orders")


def searched_for_ever(url):
    return Elasticsearch(url, request_timeout=None).search(index="orders")
    #      ^^^^^^^^^^^^^ NET002: its timeout is switched off


def searched_elsewhere(url):
    return OpenSearch(url).search(index="orders")


def searched_elsewhere_for_ever(url):
    return OpenSearch(url, timeout=None).search(index="orders")
    #      ^^^^^^^^^^ NET002: its timeout is switched off


def cached(key):
    cache = Client(("cache.internal", 11211))
    #       ^^^^^^ NET002
    return cache.get(key)


def cached_in_time(key):
    return Client(("cache.internal", 11211), timeout=1).get(key)
