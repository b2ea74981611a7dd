import requests


def rates():
    try:
        response = requests.get("https://rates.example.com/today", timeout=5)
        response.raise_for_status()
        return response.json()
    except requests.RequestException:
        return {}
