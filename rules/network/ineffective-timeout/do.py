import requests

TIMEOUT = 5

session = requests.Session()


def exchange_rate(currency):
    try:
        response = session.get(f"https://rates.example.com/{currency}", timeout=TIMEOUT)
        response.raise_for_status()
        return response.json()["rate"]
    except requests.RequestException as error:
        raise LookupError(f"no rate for {currency}") from error
