"""Remote shells, calls, sockets and resolvers."""

import asyncssh
import consul
import dns.exception
import dns.resolver
import fabric
import ldap3
import niquests
import paramiko
import pycurl
import requests
import socketio
import treq
import zeep
from aiobotocore.session import get_session
from botocore.exceptions import BotoCoreError, ClientError
from ldap3.core.exceptions import LDAPException
from twisted.internet.error import ConnectError, DNSLookupError
from twisted.web.client import RequestTransmissionFailed, ResponseFailed


def deployed(host):
    with fabric.Connection(host) as connection:
        connection.run("uptime")
        #<^^^^^^^^^^^^ NET001: raises `paramiko.SSHException`


def deployed_or_not(host):
    try:
        with fabric.Connection(host) as connection:
            connection.run("uptime")
    except (paramiko.SSHException, OSError, EOFError):
        pass


async def run(host):
    try:
        async with asyncssh.connect(host) as connection:
            return await connection.run("uptime", timeout=30)
    except (asyncssh.Error, OSError):
        return None


async def connected_only(host):
    try:
        return await asyncssh.connect(host)
        #            ^^^^^^^^^^^^^^^^ NET001: `OSError`
    except asyncssh.Error:
        return None


def performed(handle: pycurl.Curl):
    handle.perform()
#   ^^^^^^^^^^^^^^ NET001: raises `pycurl.error`


def performed_or_not():
    handle = pycurl.Curl()
    try:
        handle.perform()
    except pycurl.error:
        pass


def got(url):
    try:
        return niquests.get(url)
    except niquests.RequestException:
        return None


def got_in_time(url):
    try:
        return niquests.get(url)
        #      ^^^^^^^^^^^^ NET001
    except niquests.exceptions.Timeout:
        return None


async def fetched(url):
    return await treq.get(url, timeout=5)
    #            ^^^^^^^^ NET001


async def fetched_or_none(url):
    try:
        return await treq.get(url, timeout=5)
    except (ConnectError, DNSLookupError, RequestTransmissionFailed, ResponseFailed):
        return None


def called_back(url, done, failed):
    treq.get(url, timeout=5).addCallbacks(done, failed)


def called_back_later(url, done, failed):
    deferred = treq.get(url, timeout=5)
    deferred.addCallback(done)
    deferred.addErrback(failed)


def ordered(client: zeep.Client):
    try:
        return client.service.Orders()
    except (zeep.exceptions.Error, requests.RequestException):
        return None


def faulted(client: zeep.Client):
    try:
        return client.service.Orders()
        #      ^^^^^^^^^^^^^^^^^^^^^ NET001: `requests.RequestException`
    except zeep.exceptions.Fault:
        return None


def joined(url):
    room = socketio.Client()
    room.connect(url)
#   ^^^^^^^^^^^^ NET001: raises `socketio.exceptions.ConnectionError`


def joined_or_not(url):
    room = socketio.Client()
    try:
        room.connect(url)
    except socketio.exceptions.ConnectionError:
        pass


async def stored(key):
    async with get_session().create_client("s3") as s3:
        return await s3.get_object(Bucket="orders", Key=key)
        #            ^^^^^^^^^^^^^ NET001


async def stored_or_none(key):
    async with get_session().create_client("s3") as s3:
        try:
            return await s3.get_object(Bucket="orders", Key=key)
        except (BotoCoreError, ClientError):
            return None


def setting(key):
    return consul.Consul().kv.get(key)
    #      ^^^^^^^^^^^^^^^^^^^^^^ NET001


def found(server, base):
    directory = ldap3.Connection(server, receive_timeout=5)
    try:
        directory.bind()
        return directory.search(base, "(uid=orders)")
    except LDAPException:
        return None


def resolved(name):
    return dns.resolver.resolve(name, "MX")
    #      ^^^^^^^^^^^^^^^^^^^^ NET001


def resolved_or_none(name):
    try:
        return dns.resolver.resolve(name, "MX")
    except dns.exception.DNSException:
        return None
