"""The report names what the body can raise, as far as the catalogue and the file tell."""
import socket

import requests


class Refused(Exception):
    pass


def check(answer):
    if not answer:
        raise Refused("no answer")


def by_catalogue_and_file():
    try:
        check(requests.get("https://example.com", timeout=5).ok)
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001: `requests.RequestException`
        return None


def by_file():
    try:
        check(work())
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001: the body can raise `Refused`
        return None


def caught_inside():
    try:
        try:
            check(work())
        except Exception as error:
            raise KeyError("work") from error
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001: the body can raise `KeyError`
        return None
