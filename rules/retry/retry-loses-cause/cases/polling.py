"""Waiting for a state is no failure that could be lost; a bad status is one."""

import time

import requests

MAX_POLL_ATTEMPTS = 5


def waits_for_a_state(session, url):
    for _ in range(MAX_POLL_ATTEMPTS):
        response = session.get(url)
        data = response.json()
        status = data.get("status")
        if status == "completed":
            break
        elif status in ["failed", "expired"]:
            raise RuntimeError("the run failed")
        time.sleep(5)
    else:
        raise TimeoutError("the run has not ended")
    return data


def asks_the_status(session: requests.Session, url):
    for attempt in range(5):
        response = session.get(url, timeout=5)
        status = response.status_code
        if status < 500:
            return response
        time.sleep(2**attempt)
    return None
    #<^^^^^^^^^ RTY006: this return does not say that it failed
