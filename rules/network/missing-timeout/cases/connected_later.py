"""What is made without a host connects later, and that is where it waits."""

import ftplib
import smtplib


def mail(message):
    relay = smtplib.SMTP()
    relay.connect("relay.internal", 25)
    #<^^^^^^^^^^^ NET002: `relay.connect` can wait for ever
    relay.send_message(message)
    relay.quit()


def limited(message):
    relay = smtplib.SMTP(timeout=10)
    relay.connect("relay.internal", 25)
    relay.send_message(message)


def at_once():
    return smtplib.SMTP("relay.internal")
    #      ^^^^^^^^^^^^ NET002


def transfer():
    peer = ftplib.FTP()
    peer.connect("files.internal", timeout=10)
    return peer.nlst()
