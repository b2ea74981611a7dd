import requests


def notify(event):
    try:
        requests.post("https://hooks.example.com/events", json=event, timeout=5)
    except requests.RequestException:
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ EXC002: `requests.post`
        pass
