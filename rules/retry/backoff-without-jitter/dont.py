import time

import requests


def load(order):
    for attempt in range(5):
    #<^^^^^^^^^^^^^^^^^^^^^ RTY004: the waits of `requests.get` grow
        try:
            return requests.get(f"https://orders.example.com/{order}", timeout=5)
        except requests.RequestException as error:
            last_error = error
            time.sleep(min(60, 2**attempt))
    raise last_error
