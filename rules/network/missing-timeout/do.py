import requests

CONNECT_TIMEOUT = 3.05
READ_TIMEOUT = 10


def exchange_rate(currency):
    try:
        response = requests.get(f"https://rates.example.com/{currency}", timeout=(CONNECT_TIMEOUT, READ_TIMEOUT))
        response.raise_for_status()
        return response.json()["rate"]
    except requests.RequestException as error:
        raise LookupError(f"no rate for {currency}") from error
