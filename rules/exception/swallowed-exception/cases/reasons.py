"""A comment on the handler or in its empty body that gives a reason, in three words or more."""
from contextlib import suppress


def in_the_body():
    try:
        work()
    except Exception:
        # best effort only
        pass


def behind_the_pass():
    try:
        work()
    except Exception:
        pass  # best effort only


def below_the_pass():
    try:
        work()
    except Exception:
        pass
        # the peer may be gone


def on_the_head():
    try:
        work()
    except Exception:  # the peer may be gone
        pass


def above_the_head():
    try:
        work()
    # the peer may be gone
    except Exception:
        pass


def over_two_lines():
    try:
        work()
    except Exception:
        # best effort,
        # really
        pass


def behind_a_directive():
    try:
        work()
    except Exception:  # pragma: no cover  # the peer may be gone
        pass


def on_the_context():
    with suppress(Exception):  # the peer may be gone
        work()


def above_the_context():
    # the peer may be gone
    with suppress(Exception):
        work()


def too_short():
    try:
        work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC002
        pass  # ignored


def directive():
    try:
        work()
    except Exception:  # pragma: no cover for this line
    #<^^^^^^^^^^^^^^ EXC002
        pass


def what_and_not_why():
    # send the statistics to the server
    try:
        work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC002
        pass


def code_that_was_switched_off():
    try:
        work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC002
        # print("failed", "with", "an error")
        pass


def work_that_is_not_done():
    try:
        work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC002
        # TODO: log the error here
        pass


def on_what_follows():
    try:
        work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC002
        pass
    # now the rest of the work
    work()
