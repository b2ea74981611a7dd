"""What a handler on the way catches, and what it lets through."""

import logging

import requests


def caught():
    try:
        return requests.get("https://a.example", timeout=3)
    except requests.RequestException:
        return None


def base_is_caught():
    try:
        return requests.get("https://a.example", timeout=3)
    except OSError:
        return None


def everything_is_caught():
    try:
        return requests.get("https://a.example", timeout=3)
    except:
        return None


def another_is_caught():
    try:
        return requests.get("https://a.example", timeout=3)
        #      ^^^^^^^^^^^^ NET001: nothing handles it before it leaves `another_is_caught`
    except KeyError:
        return None


def some_are_caught():
    try:
        return requests.get("https://a.example", timeout=3)
        #      ^^^^^^^^^^^^ NET001
    except requests.Timeout:
        return None


def only_logged():
    try:
        return requests.get("https://a.example", timeout=3)
        #      ^^^^^^^^^^^^ NET001
    except requests.RequestException:
        logging.warning("no answer")
        raise


def raised_again_by_name():
    try:
        return requests.get("https://a.example", timeout=3)
        #      ^^^^^^^^^^^^ NET001
    except requests.RequestException as error:
        logging.warning("no answer")
        raise error


def let_through_sometimes(strict):
    try:
        return requests.get("https://a.example", timeout=3)
        #      ^^^^^^^^^^^^ NET001
    except requests.RequestException:
        if strict:
            raise
        return None


def others_let_through():
    try:
        return requests.get("https://a.example", timeout=3)
    except Exception as error:
        if isinstance(error, KeyError):
            raise
        return None


def another_raised():
    try:
        return requests.get("https://a.example", timeout=3)
    except requests.RequestException as error:
        raise RuntimeError("no answer") from error


def inner_raise_is_of_another():
    try:
        return requests.get("https://a.example", timeout=3)
    except requests.RequestException:
        try:
            return int("x")
        except ValueError:
            raise


def second_clause():
    try:
        return requests.get("https://a.example", timeout=3)
    except requests.Timeout:
        return None
    except requests.RequestException:
        return None


ERRORS = (requests.ConnectionError, requests.RequestException)


def variable_of_classes():
    try:
        return requests.get("https://a.example", timeout=3)
    except ERRORS:
        return None


class Own(Exception):
    pass


def own_class():
    try:
        return requests.get("https://a.example", timeout=3)
        #      ^^^^^^^^^^^^ NET001
    except Own:
        return None


def unknown_class(errors):
    try:
        return requests.get("https://a.example", timeout=3)
    except errors:
        return None


def in_the_else():
    try:
        value = int("3")
    except requests.RequestException:
        return None
    else:
        return requests.get(f"https://a.example/{value}", timeout=3)
        #      ^^^^^^^^^^^^ NET001


def in_the_finally():
    try:
        return int("3")
    except requests.RequestException:
        return None
    finally:
        requests.get("https://a.example", timeout=3)
        #<^^^^^^^^^^ NET001: nothing handles it


def dropped_by_finally():
    try:
        return requests.get("https://a.example", timeout=3)
    finally:
        return None


def outer_handler():
    try:
        for _ in range(3):
            with open("log") as log:
                log.write(requests.get("https://a.example", timeout=3).text)
    except requests.RequestException:
        return None
