"""Around a mere close, and where nothing in the body can raise, a broad handler is silent."""
import logging

import httpx
import requests

logger = logging.getLogger(__name__)


def close(stream):
    try:
        stream.close()
    except Exception as error:
        logger.debug("close: %s", error)


async def close_later(writer):
    try:
        writer.close()
        await writer.wait_closed()
    except Exception as error:
        logger.debug("close: %s", error)


def close_if_open(client):
    try:
        if client is not None:
            client.close()
            client = None
    except Exception:
        print("not closed")


def close_and_more(stream):
    try:
        stream.flush()
        stream.close()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        logger.debug("close: %s", error)


def log_only():
    try:
        logger.info("here")
    except Exception:
        print("no log")


def nothing():
    try:
        pass
    except Exception:
        print("no log")


def emit(item):
    try:
        item.signal.send()
    except Exception:
        logger.exception("no signal")


def calls_what_catches_everything(item):
    try:
        emit(item)
    except Exception as error:
        print("failed", error)


def emit_some(item):
    try:
        item.signal.send()
    except KeyError:
        logger.exception("no signal")


def calls_what_catches_some(item):
    try:
        emit_some(item)
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        print("failed", error)


def reads(item):
    try:
        value = item["key"]
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001
        value = None
    return value


def raises(flag):
    try:
        if flag:
            raise KeyError("flag")
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001: `KeyError`
        return None


def body_of_an_unnamed_answer(url):
    try:
        return requests.get(url, timeout=3).text
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001: `requests.RequestException`
        print(error)


def method_of_an_unnamed_body(url):
    try:
        return requests.get(url, timeout=3).text.strip()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        print(error)


async def body_of_an_awaited_answer(client: httpx.AsyncClient, url):
    try:
        return (await client.get(url)).text
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        print(error)


def method_of_a_literal(name):
    try:
        return "{}".format(name).strip()
    except Exception as error:
        print(error)
