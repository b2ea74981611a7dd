"""Sessions of Authlib are those of `requests`, with a default of their own if it is given."""

from authlib.integrations.requests_client import OAuth2Session


def without(url):
    session = OAuth2Session("app", "secret")
    session.fetch_token(url, grant_type="client_credentials")
    #<^^^^^^^^^^^^^^^^^ NET002
    return session.get("https://api.example/orders")
    #      ^^^^^^^^^^^ NET002


def limited_each(url):
    session = OAuth2Session("app", "secret")
    session.fetch_token(url, grant_type="client_credentials", timeout=5)
    return session.get("https://api.example/orders", timeout=5)


def limited_once(url):
    session = OAuth2Session("app", "secret", default_timeout=5)
    session.fetch_token(url, grant_type="client_credentials")
    return session.get("https://api.example/orders")
