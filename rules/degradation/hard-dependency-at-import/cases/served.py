"""A module that a server imports."""

import functools

import boto3
import requests
from fastapi import FastAPI

app = FastAPI()

FLAGS = requests.get("https://flags.example.com", timeout=3).json()
#       ^^^^^^^^^^^^ DEG003: cannot start


class Settings:
    secret = boto3.client("secretsmanager").get_secret_value(SecretId="db")
    #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ DEG003


def load():
    return requests.get("https://rates.example.com", timeout=3)
    #      ^^^^^^^^^^^^ DEG003


RATES = load()


def default(value=requests.get("https://default.example.com", timeout=3)):
    #             ^^^^^^^^^^^^ DEG003
    return value


def registered(function):
    requests.post("https://registry.example.com", json={"name": function.__name__}, timeout=3)
    #<^^^^^^^^^^^ DEG003
    return function


@registered
def job():
    return 1


class Client:
    def __init__(self):
        self.info = requests.get("https://info.example.com", timeout=3)
        #           ^^^^^^^^^^^^ DEG003


client = Client()

try:
    OPTIONAL = requests.get("https://optional.example.com", timeout=3).json()
except requests.RequestException:
    OPTIONAL = {}


def guarded():
    try:
        return requests.get("https://guarded.example.com", timeout=3).json()
    except requests.RequestException:
        return {}


GUARDED = guarded()


def half_guarded():
    try:
        return requests.get("https://half.example.com", timeout=3).json()
        #      ^^^^^^^^^^^^ DEG003
    except requests.Timeout:
        return {}


HALF = half_guarded()


@functools.cache
def lazily():
    return requests.get("https://lazy.example.com", timeout=3).json()


LATER = lambda: requests.get("https://lambda.example.com", timeout=3)


@app.get("/x")
def route():
    return requests.get("https://route.example.com", timeout=3).json()


if __name__ == "__main__":
    requests.get("https://program.example.com", timeout=3)
