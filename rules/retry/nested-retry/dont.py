import time

import requests


def get_with_retry(url):
    for attempt in range(4):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException as error:
            last_error = error
            time.sleep(2**attempt)
    raise last_error


def load_prices():
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY007: 5 × 4 = 20 attempts
        try:
            return get_with_retry("https://prices.example.com/today")
        except requests.RequestException as error:
            last_error = error
            time.sleep(2**attempt)
    raise last_error
