import requests


def send(data, max_retries=5):
    for attempt in range(max_retries):
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RTY001: `requests.post` is tried again
        try:
            return requests.post("https://orders.example.com/api", json=data, timeout=5)
        except requests.ConnectionError as error:
            last_error = error
    raise last_error
