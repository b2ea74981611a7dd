"""Sockets, mail and plain HTTP connections."""

import http.client
import smtplib
import socket


def one_report_a_socket(address):
    s = socket.socket()
    s.connect(address)
#   ^^^^^^^^^ NET002: nothing on the way sets a timeout
    s.sendall(b"hello")
    return s.recv(1024)


def limited(address):
    s = socket.socket()
    s.settimeout(5)
    s.connect(address)
    return s.recv(1024)


def switched_off(address):
    s = socket.socket()
    s.settimeout(None)
    s.connect(address)
#   ^^^^^^^^^ NET002: its timeout is switched off


def non_blocking(address):
    s = socket.socket()
    s.setblocking(False)
    s.connect(address)


def created(address):
    s = socket.create_connection(address, timeout=5)
    s.sendall(b"hello")


def created_without(address):
    s = socket.create_connection(address)
    #   ^^^^^^^^^^^^^^^^^^^^^^^^ NET002: nothing on the way sets a timeout
    s.sendall(b"hello")


def local():
    s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    s.connect("/run/daemon.sock")


def one_shot():
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen(1)
    client = server.accept()[0]
    #        ^^^^^^^^^^^^^ NET002: nothing on the way sets a timeout
    return client.recv(1024)
    #      ^^^^^^^^^^^ NET002: nothing on the way sets a timeout


def serve(handle):
    server = socket.socket()
    server.listen()
    while True:
        client, _ = server.accept()
        client.settimeout(5)
        handle(client.recv(1024))


def given_from_outside(s: socket.socket):
    return s.recv(1024)


def names(host):
    return socket.gethostbyname(host)


def mail(host, message):
    with smtplib.SMTP(host) as smtp:
    #    ^^^^^^^^^^^^ NET002: nothing on the way sets a timeout
        smtp.send_message(message)


def mail_limited(host, message):
    with smtplib.SMTP(host, timeout=10) as smtp:
        smtp.send_message(message)


def unconnected():
    return smtplib.SMTP()


def plain(host):
    connection = http.client.HTTPSConnection(host)
    connection.request("GET", "/")
#   ^^^^^^^^^^^^^^^^^^ NET002: nothing on the way sets a timeout
    return connection.getresponse().read()


def plain_limited(host):
    connection = http.client.HTTPSConnection(host, timeout=10)
    connection.request("GET", "/")
    return connection.getresponse().read()
