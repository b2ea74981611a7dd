import time

import requests


def load(order):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY003: is tried again after the same time
        try:
            return requests.get(f"https://orders.example.com/{order}", timeout=5)
        except requests.RequestException as error:
            last_error = error
            time.sleep(1)
    raise last_error
