import random
import time

import requests


def load(order):
    for attempt in range(5):
        try:
            return requests.get(f"https://orders.example.com/{order}", timeout=5)
        except requests.RequestException as error:
            last_error = error
            time.sleep(min(60, 2**attempt) * random.uniform(0.5, 1))
    raise RuntimeError(f"order {order} cannot be had") from last_error
