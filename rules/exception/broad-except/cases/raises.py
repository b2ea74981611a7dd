"""Handlers that raise on every path are silent; those that do so on some only are not, unless they are filters."""
import argparse
import sys

import click
from oslo_utils import excutils


class Failed(Exception):
    pass


def again():
    try:
        work()
    except Exception:
        undo()
        raise


def by_name():
    try:
        work()
    except Exception as error:
        print(error)
        raise error


def another():
    try:
        work()
    except Exception as error:
        raise Failed("no work") from error


def both_branches(strict):
    try:
        work()
    except Exception:
        if strict:
            raise
        else:
            raise Failed("no work")


def inside_with(lock):
    try:
        work()
    except Exception:
        with lock:
            raise Failed("no work")


def behind_the_try():
    try:
        return work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001
        print("no work")
    raise Failed("no work")


def exits_behind_the_try():
    try:
        work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001
        print("no work")
    sys.exit(1)


class Parameter(click.ParamType):
    def convert(self, value, param, ctx):
        try:
            return parse(value)
        except Exception:
            self.fail("cannot be parsed", param, ctx)


def leaves():
    try:
        work()
    except Exception:
        sys.exit(1)


def fail(text):
    print(text)
    raise Failed(text)


def through_a_function():
    try:
        work()
    except Exception:
        fail("no work")


class Job:
    def check(self):
        raise NotImplementedError

    def through_a_hook(self):
        try:
            work()
        except Exception:
        #<^^^^^^^^^^^^^^ EXC001
            self.check()


def only_when_strict(strict):
    try:
        work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001
        if strict:
            raise
        return None


def only_the_last_time():
    for attempt in range(3):
        try:
            return work()
        except Exception:
        #<^^^^^^^^^^^^^^ EXC001
            if attempt == 2:
                raise


def goes_round():
    while True:
        try:
            work()
        except Exception:
        #<^^^^^^^^^^^^^^ EXC001
            print("no work")


def with_cleanup(stream):
    try:
        work()
    except Exception:
        try:
            stream.close()
        finally:
            raise


def raise_in_a_nested_function():
    try:
        work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001
        def later():
            raise Failed("later")
        print(later)


def raised_again_by_a_context_manager(port):
    try:
        port.bind()
    except Exception:
        with excutils.save_and_reraise_exception():
            port.release(force=True)


def raised_again_unless_told(port):
    try:
        port.bind()
    except Exception as error:
        with excutils.save_and_reraise_exception() as saved:
            if port.is_gone:
                saved.reraise = False
            print("failed", error)


def not_raised_again(port):
    try:
        port.bind()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        with excutils.save_and_reraise_exception(reraise=False):
            print("failed", error)


def told_not_to_raise_again(port):
    try:
        port.bind()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        with excutils.save_and_reraise_exception() as saved:
            saved.reraise = False
            print("failed", error)


def main():
    parser = argparse.ArgumentParser()
    try:
        work()
    except Exception as error:
        parser.error(f"failed: {error}")


def main_of_commands():
    commands = argparse.ArgumentParser().add_subparsers()
    command = commands.add_parser("load")
    try:
        work()
    except Exception as error:
        command.exit(2, str(error))
