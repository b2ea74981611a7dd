import time

import requests


def order(number):
    for attempt in range(5):
        try:
            return requests.get(f"https://orders.example.com/{number}", timeout=5)
        except Exception as error:
        #<^^^^^^^^^^^^^^^^^^^^^^^ RTY005: also catches programming errors
            last_error = error
            time.sleep(2**attempt)
    raise last_error
