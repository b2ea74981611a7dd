import time

import requests


def token():
    while True:
    #<^^^^^^^^ RTY002: is tried again for as long as it fails
        try:
            return requests.get("https://auth.example.com/token", timeout=5)
        except requests.ConnectionError:
            time.sleep(5)
