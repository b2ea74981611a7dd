"""What is a network operation, and what is not."""

import requests
import socket


def checks_only(response: requests.Response):
    response.raise_for_status()


def closes(session: requests.Session):
    session.close()


def local():
    return len("https://a.example")


def connects():
    return socket.create_connection(("a.example", 80), timeout=3)
    #      ^^^^^^^^^^^^^^^^^^^^^^^^ NET001: `socket.create_connection` raises `OSError`


def is_port_open(address):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(address) == 0
