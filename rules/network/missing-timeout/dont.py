import requests

session = requests.Session()


def price_of(article):
    try:
        response = session.get(f"https://prices.example.com/{article}")
        #          ^^^^^^^^^^^ NET002: can wait for ever
        response.raise_for_status()
        return response.json()["cents"]
    except requests.RequestException:
        return None
