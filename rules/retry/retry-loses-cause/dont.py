import time

import requests


def send(data):
    for attempt in range(5):
        try:
            return requests.post("https://orders.example.com/api", json=data, timeout=5)
        except requests.ConnectionError:
            time.sleep(2**attempt)
    raise RuntimeError("failed after 5 attempts")
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RTY006: neither chained, kept nor logged
