"""A recorded traceback, on any path, excuses; a logged message does not."""
import logging
import traceback

import errors
import newrelic.agent

logger = logging.getLogger(__name__)


def exception():
    try:
        work()
    except Exception:
        logger.exception("failed")


def root_exception():
    try:
        work()
    except Exception:
        logging.exception("failed")


def exc_info():
    try:
        work()
    except Exception:
        logger.warning("failed", exc_info=True)


def exc_info_object():
    try:
        work()
    except Exception as error:
        logger.debug("failed", exc_info=error)


def exc_info_off():
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        logger.debug("failed: %s", error, exc_info=False)


def printed():
    try:
        work()
    except Exception:
        traceback.print_exc()


def formatted():
    try:
        work()
    except Exception:
        logger.error("failed: %s", traceback.format_exc())


def on_one_path(verbose):
    try:
        work()
    except Exception as error:
        if verbose:
            logger.exception("failed")
        else:
            logger.error("failed: %s", error)


def record():
    logger.exception("failed")


def record_indirectly():
    record()


def in_a_function():
    try:
        work()
    except Exception:
        record_indirectly()


def in_a_function_with_the_exception():
    try:
        work()
    except Exception as error:
        keep(error)


def keep(error):
    logger.error("failed: %s", error, exc_info=error)


class Worker:
    def __init__(self):
        self.log = logging.getLogger("worker")

    def run(self):
        try:
            work()
        except Exception:
            self.report()

    def report(self):
        self.log.exception("failed")


def unknown_tracker(tracker):
    try:
        work()
    except Exception:
        tracker.capture_exception()


def message_only():
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        logger.error("failed: %s", error)


def message_in_a_function():
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        say(error)


def say(error):
    logger.error("failed: %s", error)


def imported_function_without_the_exception():
    try:
        work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001
        errors.failed("work")


def agent():
    try:
        work()
    except Exception:
        newrelic.agent.notice_error()
        return None
