"""What records an exception beside `logging`."""

import sentry_sdk
import structlog
from sentry_sdk.crons import monitor


def captured_in_a_scope(work):
    try:
        work()
    except Exception as error:
        sentry_sdk.get_current_scope().capture_exception(error)


def only_told(work):
    try:
        work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001
        sentry_sdk.get_current_scope().capture_message("work failed")


def logged(work):
    log = structlog.wrap_logger(None)
    try:
        work()
    except Exception:
        log.exception("work failed")


@monitor("work")
def watched(work):
    try:
        work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001
        structlog.get_logger().error("work failed")
