import random
import time

import requests


def send(data, max_retries=5):
    for attempt in range(max_retries):
        try:
            return requests.post("https://orders.example.com/api", json=data, timeout=5)
        except requests.ConnectionError as error:
            last_error = error
            time.sleep(min(60, 2**attempt) + random.random())
    raise last_error
