import requests


def exchange_rate(currency):
    response = requests.get(f"https://rates.example.com/{currency}")
    #          ^^^^^^^^^^^^ NET002: can wait for ever
    response.raise_for_status()
    return response.json()["rate"]
