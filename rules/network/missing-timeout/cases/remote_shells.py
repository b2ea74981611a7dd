"""SSH and Telnet: logging in is limited by the library, a command is not."""

import telnetlib

import asyncssh
import fabric


async def run(host):
    async with asyncssh.connect(host) as connection:
        return await connection.run("uptime")
        #            ^^^^^^^^^^^^^^ NET002


async def run_in_time(host):
    async with asyncssh.connect(host) as connection:
        return await connection.run("uptime", timeout=30)


def configured_elsewhere(host):
    with fabric.Connection(host) as connection:
        return connection.run("uptime")


def prompted(host):
    with telnetlib.Telnet(host, timeout=5) as terminal:
        return terminal.read_until(b"login: ")
        #      ^^^^^^^^^^^^^^^^^^^ NET002


def prompted_in_time(host):
    with telnetlib.Telnet(host, timeout=5) as terminal:
        return terminal.read_until(b"login: ", timeout=5)
