"""How a retry ends after its last attempt."""

import logging
import time

import requests

log = logging.getLogger(__name__)


def raises_something_else(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            time.sleep(2**attempt)
    raise RuntimeError("gave up")
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^ RTY006: this exception does not say why


def returns_nothing(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            time.sleep(2**attempt)
    return None
    #<^^^^^^^^^ RTY006: this return does not say


def returns_false(url):
    for attempt in range(5):
        try:
            requests.get(url, timeout=1)
            return True
        except requests.ConnectionError:
            log.warning("attempt %d failed", attempt)
            time.sleep(2**attempt)
    return False
    #<^^^^^^^^^^ RTY006: neither chained, kept nor logged


def runs_off_its_end(url):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY006: the function just ends
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            time.sleep(2**attempt)


def in_the_else_block(url):
    for attempt in range(5):
        try:
            response = requests.get(url, timeout=1)
            break
        except requests.ConnectionError:
            time.sleep(2**attempt)
    else:
        raise RuntimeError("gave up")
        #<^^^^^^^^^^^^^^^^^^^^^^^^^^^ RTY006: this exception does not say why
    return response


def by_the_count(url):
    tries = 0
    while True:
        if tries > 5:
            return None
            #<^^^^^^^^^ RTY006: this return does not say
        tries += 1
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            time.sleep(tries)


def a_status(url):
    for attempt in range(5):
        response = requests.get(url, timeout=1)
        if response.status_code != 503:
            return response.json()
        time.sleep(2**attempt)
    raise RuntimeError("gave up")
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^ RTY006: this exception does not say why


def chained(url):
    cause = None
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            cause = error
            time.sleep(2**attempt)
    raise RuntimeError("gave up") from cause


def raised_again(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            if attempt == 4:
                raise
            time.sleep(2**attempt)


def logged(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            log.warning("attempt %d failed: %s", attempt, error)
            time.sleep(2**attempt)
    return None


def logged_with_its_traceback(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            log.warning("attempt %d failed", attempt, exc_info=True)
            time.sleep(2**attempt)
    return None


def kept(url):
    failures = []
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            failures.append(error)
            time.sleep(2**attempt)
    raise RuntimeError(failures)


def the_status_is_named(url):
    for attempt in range(5):
        response = requests.get(url, timeout=1)
        if response.status_code != 503:
            return response.json()
        time.sleep(2**attempt)
    raise RuntimeError("still 503 after five attempts")


def the_answer_is_kept(url):
    for attempt in range(5):
        response = requests.get(url, timeout=1)
        if response.status_code != 503:
            return response.json()
        time.sleep(2**attempt)
    raise RuntimeError(f"gave up: {response.status_code}")


def the_end_is_never_reached(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            if attempt == 4:
                raise
            time.sleep(2**attempt)
    raise AssertionError("not reached")


def python_chains_inside_the_handler(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            if attempt == 4:
                raise RuntimeError("gave up")
            time.sleep(2**attempt)


def a_flag_that_success_sets(url):
    done = False
    for attempt in range(5):
        try:
            requests.get(url, timeout=1)
            done = True
            break
        except requests.ConnectionError:
            time.sleep(2**attempt)
    if not done:
        raise RuntimeError("gave up")
        #<^^^^^^^^^^^^^^^^^^^^^^^^^^^ RTY006: this exception does not say why


def a_flag_and_then_an_end(url):
    response = None
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY006: the function just ends
        try:
            response = requests.get(url, timeout=1)
            break
        except requests.ConnectionError:
            time.sleep(2**attempt)
    if response is not None:
        print(response.text)


def a_status_that_match_looks_at(url):
    for attempt in range(5):
        response = requests.get(url, timeout=1)
        match response.status_code:
            case 200:
                return response.json()
            case _:
                time.sleep(2**attempt)
    return None
    #<^^^^^^^^^ RTY006: this return does not say
