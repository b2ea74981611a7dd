"""Directories and resolvers."""

import dns.message
import dns.query
import dns.resolver
import ldap3


def found(server, base):
    directory = ldap3.Connection(server)
    directory.bind()
#   ^^^^^^^^^^^^^^ NET002
    return directory


def found_in_time(server, base):
    directory = ldap3.Connection(server, receive_timeout=5)
    directory.bind()
    return directory.search(base, "(uid=orders)")


def other_strategy(server, base):
    directory = ldap3.Connection(server, client_strategy=ldap3.RESTARTABLE)
    return directory.search(base, "(uid=orders)")


def resolved(name):
    return dns.resolver.resolve(name, "MX")


def resolved_by_default(name):
    return dns.resolver.resolve(name, "MX", lifetime=None)


def asked(name, server):
    return dns.query.udp(dns.message.make_query(name, "A"), server)
    #      ^^^^^^^^^^^^^ NET002


def asked_in_time(name, server):
    return dns.query.udp(dns.message.make_query(name, "A"), server, timeout=3)
