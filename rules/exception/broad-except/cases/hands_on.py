"""A handler that hands the exception object itself on is silent; formatting, printing and logging is not handing on."""
import logging

from elsewhere import report
from rich.console import Console

logger = logging.getLogger(__name__)


def to_a_future(future):
    try:
        work()
    except Exception as error:
        future.set_exception(error)


def to_a_list(errors):
    try:
        work()
    except Exception as error:
        errors.append(error)


def in_a_tuple(errors, name):
    try:
        work()
    except Exception as error:
        errors.append((name, error))


def to_the_caller():
    try:
        work()
    except Exception as error:
        return error


def to_the_caller_in_a_tuple():
    try:
        work()
    except Exception as error:
        return None, error


def yielded():
    try:
        work()
    except Exception as error:
        yield error


class Job:
    def run(self):
        try:
            work()
        except Exception as error:
            self.error = error


def by_key(errors, name):
    try:
        work()
    except Exception as error:
        errors[name] = error


def kept_and_raised():
    failure = None
    for host in ("a", "b"):
        try:
            return work(host)
        except Exception as error:
            failure = error
    raise failure


def kept_and_printed():
    failure = None
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        failure = error
    print("failed", failure)


def outside(name):
    failure = None

    def run():
        nonlocal failure
        try:
            work()
        except Exception as error:
            failure = error

    run()
    return failure


def to_an_unknown_function():
    try:
        work()
    except Exception as error:
        report(error)


def store(errors, error):
    errors.append(error)


def to_a_function_that_keeps_it(errors):
    try:
        work()
    except Exception as error:
        store(errors, error)


def formatted(errors):
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        errors.append(str(error))


def in_an_f_string(errors):
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        errors.append(f"failed: {error!r}")


def by_format(errors):
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        errors.append("failed: {}".format(error))


def by_percent(errors):
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        errors.append("failed: %s" % error)


def only_its_parts(errors):
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        errors.append(error.args[0])


def printed():
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        print(error)


def logged():
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        logger.warning("failed: %s (%s)", error, type(error).__name__)


class Batch:
    def __init__(self):
        self.errors = []

    def run(self):
        try:
            work()
        except Exception as error:
            self.errors.append(error)


def say(text, *args):
    logger.warning(text, *args)


def formatted_by_a_function_of_the_file():
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        say("failed: %s", error)


console = Console()


def printed_on_a_console():
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        console.print(error)
