"""A circuit breaker lets failures through until it opens, and then raises its own."""

import requests
from circuitbreaker import circuit


@circuit(failure_threshold=5, recovery_timeout=30)
def prices():
    return requests.get("https://bank.example", timeout=5)
    #      ^^^^^^^^^^^^ NET001: `prices`


@circuit
def rates():
    return requests.get("https://bank.example", timeout=5)


def guarded():
    try:
        return rates()
    except requests.RequestException:
        return None
