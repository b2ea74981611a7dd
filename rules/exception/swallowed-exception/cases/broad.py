"""Broad handlers that do nothing."""
import contextlib
from contextlib import suppress

import requests


def passes():
    try:
        work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC002
        pass


def bare():
    try:
        work()
    except:
    #<^^^^ EXC002
        pass


def ellipsis():
    try:
        work()
    except (KeyError, Exception):
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^ EXC002
        ...


def goes_on(items):
    for item in items:
        try:
            work(item)
        except Exception:
        #<^^^^^^^^^^^^^^ EXC002
            continue


def suppressed():
    with contextlib.suppress(Exception):
    #    ^^^^^^^^^^^^^^^^^^^ EXC002
        work()


def suppressed_by_name():
    with suppress(BaseException):
    #    ^^^^^^^^ EXC002
        work()


def returns():
    try:
        work()
    except Exception:
        return


def breaks(items):
    for item in items:
        try:
            work(item)
        except Exception:
            break


def says():
    try:
        work()
    except Exception:
        print("no work")


def narrow():
    try:
        work()
    except KeyError:
        pass
    with suppress(KeyError):
        work()


def close(stream):
    try:
        stream.close()
    except Exception:
        pass
    with suppress(Exception):
        stream.close()


class Handle:
    def __del__(self):
        try:
            self.free()
        except Exception:
            pass

    def reset(self):
        try:
            self.free()
        except Exception:
        #<^^^^^^^^^^^^^^ EXC002
            pass


def drops_an_unnamed_answer(url):
    text = None
    try:
        text = requests.get(url, timeout=3).text
    except Exception:
    #<^^^^^^^^^^^^^^ EXC002: `requests.get`
        pass
    return text
