import requests


def balance(account):
    response = requests.get(f"https://bank.example.com/accounts/{account}", timeout=5)
    return response.json().get("balance", 0)
    #      ^^^^^^^^^^^^^ NET003: whatever the status
