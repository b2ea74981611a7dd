"""A parameter that is annotated as a client is one, in a file that gives the client no limit of its own."""

import requests


def session_from_outside(url, s: requests.Session):
    return s.get(url)
    #      ^^^^^ NET002: nothing on the way sets a timeout


def optional_session(url, s: "requests.Session | None"):
    return s.get(url, timeout=5)
