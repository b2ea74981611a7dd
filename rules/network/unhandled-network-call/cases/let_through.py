"""Handlers that let the failure through again, or only some of it."""

import requests


def lets_some_through(url):
    try:
        return requests.get(url, timeout=1)
        #      ^^^^^^^^^^^^ NET001: `lets_some_through`
    except requests.Timeout:
        raise
    except requests.RequestException:
        return None


def raises_what_it_kept(url):
    last = None
    for _ in range(3):
        try:
            return requests.get(url, timeout=1)
            #      ^^^^^^^^^^^^ NET001: `raises_what_it_kept`
        except requests.RequestException as error:
            last = error
    raise last


def raises_what_it_kept_where_it_is_caught(url):
    last = None
    try:
        try:
            return requests.get(url, timeout=1)
        except requests.RequestException as error:
            last = error
        raise last
    except requests.RequestException:
        return None


class Refused(Exception):
    pass


def raises_within_what_it_keeps(url):
    for _ in range(3):
        try:
            response = requests.get(url, timeout=3)
            #          ^^^^^^^^^^^^ NET001: `raises_within_what_it_keeps`
            if response.status_code == 500:
                error = Refused(response)
                raise error
            return response
        except requests.RequestException as failure:
            error = failure
    raise error


def keeps_and_tells(url, log):
    last = None
    try:
        return requests.get(url, timeout=1)
    except requests.RequestException as error:
        last = error
    log.append(last)


def lets_others_through(url):
    try:
        return requests.get(url, timeout=1)
    except Exception as error:
        if not isinstance(error, requests.RequestException):
            raise
        return None


def lets_the_failure_through(url):
    try:
        return requests.get(url, timeout=1)
        #      ^^^^^^^^^^^^ NET001: `lets_the_failure_through`
    except Exception as error:
        if isinstance(error, ValueError):
            return None
        else:
            raise


def catches_what_it_is_told(url, failures):
    try:
        return requests.get(url, timeout=1)
    except failures:
        return None


def lets_through_what_it_is_told(url, failures):
    try:
        return requests.get(url, timeout=1)
        #      ^^^^^^^^^^^^ NET001: `lets_through_what_it_is_told`
    except failures:
        raise
