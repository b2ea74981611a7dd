"""Mailboxes and file servers of the standard library."""

import ftplib
import imaplib
import poplib
import xmlrpc.client


def created(mailbox: imaplib.IMAP4):
    mailbox.create("orders")
#   ^^^^^^^^^^^^^^ NET001: raises `OSError` or `imaplib.IMAP4.error`


def created_or_not(mailbox: imaplib.IMAP4):
    try:
        mailbox.create("orders")
    except (OSError, imaplib.IMAP4.error):
        pass


def reset(mailbox: poplib.POP3):
    try:
        mailbox.rset()
        #<^^^^^^^^^^ NET001: `OSError`
    except poplib.error_proto:
        pass


def aborted(server: ftplib.FTP):
    try:
        server.abort()
    except (*ftplib.all_errors,):
        pass


def called(url):
    proxy = xmlrpc.client.Server(url)
    return proxy.orders()
    #      ^^^^^^^^^^^^ NET001
