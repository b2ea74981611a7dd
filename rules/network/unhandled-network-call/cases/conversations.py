"""One connection in one function is one defect: the first operation is reported."""

import ftplib
import imaplib
import smtplib
import socket


def send(message):
    server = smtplib.SMTP("mail", timeout=10)
    #        ^^^^^^^^^^^^ NET001: nothing handles it
    server.starttls()
    server.login("user", "secret")
    server.send_message(message)
    server.quit()


def send_in_context(message):
    with smtplib.SMTP("mail", timeout=10) as server:
#        ^^^^^^^^^^^^ NET001
        server.login("user", "secret")
        server.send_message(message)


def connects_later(message):
    server = smtplib.SMTP(timeout=10)
    server.connect("mail")
#   ^^^^^^^^^^^^^^ NET001
    server.send_message(message)


def given(mailbox: imaplib.IMAP4):
    mailbox.select("orders")
#   ^^^^^^^^^^^^^^ NET001
    return mailbox.search(None, "ALL")


def two_servers():
    first = ftplib.FTP("one", timeout=10)
    #       ^^^^^^^^^^ NET001
    second = ftplib.FTP("two", timeout=10)
    #        ^^^^^^^^^^ NET001
    first.login()
    second.login()


def partly_handled():
    try:
        server = ftplib.FTP("one", timeout=10)
    except ftplib.all_errors:
        return None
    server.login()
#   ^^^^^^^^^^^^ NET001
    server.cwd("orders")
    try:
        server.retrlines("LIST")
    except ftplib.all_errors:
        return None
    return server


def raw(peer: socket.socket, data):
    """Of a plain socket, each operation may have another peer."""
    peer.sendto(data, ("one", 80))
#   ^^^^^^^^^^^ NET001
    peer.sendto(data, ("two", 80))
#   ^^^^^^^^^^^ NET001
