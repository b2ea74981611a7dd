import logging
import threading

import requests

log = logging.getLogger(__name__)
lock = threading.Lock()
rates = {}


def refresh(currency):
    try:
        response = requests.get(f"https://rates.example.com/{currency}", timeout=10)
        response.raise_for_status()
        fresh = response.json()["rate"]
    except requests.RequestException as error:
        log.warning("the rate of %s stays as it is: %s", currency, error)
        return
    with lock:
        rates[currency] = fresh


def rate(currency):
    with lock:
        return rates.get(currency)
