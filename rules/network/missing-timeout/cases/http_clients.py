"""HTTP clients other than the customary ones, and SOAP."""

import niquests
import treq
from zeep import Client
from zeep.transports import Transport


def limited_by_default(url):
    return niquests.get(url)


def none_is_the_default(url):
    return niquests.get(url, timeout=None)


async def limited_session(url):
    async with niquests.AsyncSession() as session:
        return await session.get(url)


async def fetched(url):
    return await treq.get(url)
    #            ^^^^^^^^ NET002


async def fetched_in_time(url):
    return await treq.get(url, timeout=5)


async def fetched_with_zero(url):
    return await treq.get(url, timeout=0)
    #            ^^^^^^^^ NET002: its timeout is switched off


def soap(url):
    return Client(url, transport=Transport(operation_timeout=5)).service.Orders()
