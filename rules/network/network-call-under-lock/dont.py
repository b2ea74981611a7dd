import threading

import requests

lock = threading.Lock()
rates = {}


def refresh(currency):
    with lock:
        response = requests.get(f"https://rates.example.com/{currency}", timeout=10)
        #          ^^^^^^^^^^^^ NET005: stalls everybody
        response.raise_for_status()
        rates[currency] = response.json()["rate"]


def rate(currency):
    with lock:
        return rates.get(currency)
