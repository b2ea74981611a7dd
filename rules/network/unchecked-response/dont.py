import requests


def rates():
    try:
        response = requests.get("https://rates.example.com/today", timeout=5)
        return response.json()
        #      ^^^^^^^^^^^^^ NET003: whatever the status
    except requests.RequestException:
        return {}
