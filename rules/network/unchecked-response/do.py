import requests


class BankUnavailable(Exception):
    pass


def balance(account):
    try:
        response = requests.get(f"https://bank.example.com/accounts/{account}", timeout=5)
        response.raise_for_status()
        return response.json()["balance"]
    except requests.RequestException as error:
        raise BankUnavailable(f"no balance for {account}") from error
