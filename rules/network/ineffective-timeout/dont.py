import requests

session = requests.Session()
session.timeout = 5
#<^^^^^^^^^^^^^ NET007: the library never reads this attribute


def exchange_rate(currency):
    response = session.get(f"https://rates.example.com/{currency}")
    response.raise_for_status()
    return response.json()["rate"]
