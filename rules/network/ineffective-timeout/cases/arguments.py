"""A number at the place of another parameter."""

import smtplib

import requests

TIMEOUT = 5


def number(url, payload, session: requests.Session):
    requests.get(url, 5)
    #<^^^^^^^^^^ NET007: as `params`
    requests.get(url, TIMEOUT)
    #<^^^^^^^^^^ NET007
    requests.post(url, payload, 10)
    #<^^^^^^^^^^^ NET007: as `json`
    requests.put(url, 2.5)
    #<^^^^^^^^^^ NET007: as `data`
    session.post(url, payload, 10)
    #<^^^^^^^^^^ NET007
    smtplib.SMTP("mail.internal", 25, 10)
    #<^^^^^^^^^^ NET007: as `local_hostname`


def bears_the_name(url, timeout):
    requests.get(url, timeout)
    #<^^^^^^^^^^ NET007


def good(url, payload, params, number):
    requests.get(url, {"page": 5}, timeout=5)
    requests.get(url, params, timeout=5)
    requests.get(url, params)
    requests.get(url, number)
    requests.get(url, None, timeout=5)
    requests.get(url, params=5)
    requests.get(url, 5, timeout=5)
    requests.post(url, json=5)
    requests.post(url, payload, payload)
    requests.get(url, "5")
    smtplib.SMTP("mail.internal", 25, timeout=10)
