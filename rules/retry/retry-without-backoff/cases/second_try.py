"""One single immediate second try, in whatever way it is kept to one, is no hammering."""

import requests


def a_flag(url):
    retried = False
    while True:
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            if retried:
                raise
            retried = True


def a_flag_that_lets_go_on(url):
    retried = False
    while True:
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            if not retried:
                retried = True
                continue
            raise


def a_number_in_the_test(url):
    tries = 0
    while tries < 2:
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            tries += 1
            last = error
    raise last


def a_larger_number_in_the_test(url):
    tries = 0
    while tries < 3:
    #<^^^^^^^^^^^^^ RTY001: several times
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            tries += 1
            last = error
    raise last


def a_number_in_the_handler(url):
    tries = 0
    while True:
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            tries += 1
            if tries >= 2:
                raise


def a_larger_number_in_the_handler(url):
    tries = 0
    while True:
    #<^^^^^^^^ RTY001: several times
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            tries += 1
            if tries > 2:
                raise


def a_number_that_is_not_known(url, number):
    tries = 0
    while True:
    #<^^^^^^^^ RTY001: several times
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            tries += 1
            if tries > number:
                raise


def a_refreshed_token(client, url):
    refreshed = False
    while True:
        response = requests.get(url, headers=client.headers(), timeout=1)
        if response.status_code == 401 and not refreshed:
            client.refresh()
            refreshed = True
            continue
        response.raise_for_status()
        return response.json()


def a_flag_that_is_taken_back(client, url):
    refreshed = False
    while True:
    #<^^^^^^^^ RTY001: `requests.get` is tried again
        response = requests.get(url, headers=client.headers(), timeout=1)
        if response.status_code == 401 and not refreshed:
            refreshed = client.refresh()
            continue
        return response.json()
