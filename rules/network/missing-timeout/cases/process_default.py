"""`socket.setdefaulttimeout` counts for libraries that leave the socket alone."""

import socket
from urllib.request import urlopen

import requests

socket.setdefaulttimeout(10)


def heeds(url):
    return urlopen(url)


def does_not_heed(url):
    return requests.get(url)
    #      ^^^^^^^^^^^^ NET002: nothing on the way sets a timeout
