import logging

import requests

log = logging.getLogger(__name__)


def exchange_rate(currency):
    try:
        response = requests.get(f"https://rates.example.com/{currency}", timeout=5)
        response.raise_for_status()
        return response.json()["rate"]
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001: the body can raise `requests.RequestException`
        log.warning("no rate for %s: %s", currency, error)
        return None
