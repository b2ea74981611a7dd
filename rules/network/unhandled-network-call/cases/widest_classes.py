"""A handler for the widest class that the operation itself raises when its peer is broken handles it."""

import httpx
import openai
import smtplib


def all_that_a_request_raises(url):
    try:
        return httpx.get(url)
    except httpx.RequestError:
        return None


def part_of_it(url):
    try:
        return httpx.get(url)
        #      ^^^^^^^^^ NET001: raises `httpx.RequestError`
    except httpx.TimeoutException:
        return None


def only_bad_statuses(url):
    try:
        return httpx.get(url).raise_for_status()
        #      ^^^^^^^^^ NET001
    except httpx.HTTPStatusError:
        return None


def answered_or_not(prompt):
    client = openai.OpenAI()
    try:
        return client.responses.create(model="small", input=prompt)
    except openai.APIError:
        return None


def made_without_a_host(message):
    relay = smtplib.SMTP(timeout=10)
    try:
        relay.connect("relay.internal")
        relay.send_message(message)
    except OSError:
        return False
    return True


def connected_later():
    relay = smtplib.SMTP(timeout=10)
    relay.connect("relay.internal")
    #<^^^^^^^^^^^ NET001: `smtplib.SMTP.connect` raises
