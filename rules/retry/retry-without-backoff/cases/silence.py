"""What is no retry, or hammers nobody."""

import json
import queue
import time

import requests


def the_failure_leaves(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError:
            break


def work_items(urls):
    for url in urls:
        try:
            requests.get(url, timeout=1)
        except requests.ConnectionError:
            continue


def pages(url):
    for page in range(10):
        try:
            print(requests.get(url, params={"page": page}, timeout=1))
        except requests.ConnectionError:
            continue


def batches(url, ids):
    for start in range(0, len(ids), 100):
        batch = ids[start : start + 100]
        try:
            requests.post(url, json=batch, timeout=1)
        except requests.ConnectionError:
            continue


def mirrors(hosts):
    for i in range(len(hosts)):
        try:
            return requests.get(hosts[i], timeout=1)
        except requests.ConnectionError:
            continue


def another_mirror_is_taken(hosts):
    while hosts:
        host = hosts.pop()
        try:
            return requests.get(host, timeout=1)
        except requests.ConnectionError:
            continue


def redirects(url):
    for _ in range(10):
        response = requests.get(url, timeout=1, allow_redirects=False)
        if response.status_code not in (301, 302):
            return response
        url = response.headers["Location"]


def success_goes_round(url):
    for _ in range(3):
        try:
            requests.post(url, timeout=1)
        except requests.ConnectionError:
            pass


def local_work(lines):
    for attempt in range(3):
        try:
            return json.loads(lines.read())
        except ValueError:
            continue


def drains(work: queue.Queue):
    while True:
        try:
            item = work.get_nowait()
        except queue.Empty:
            break
        print(item)


def at_most_one_further_attempt(url):
    for attempt in range(2):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            print(error)


def unknown_call_in_a_plain_loop(parse):
    for i in range(3):
        try:
            return parse()
        except Exception as error:
            print(error)


def unknown_call_that_waits_by_its_name(url, limiter):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=1)
        except requests.ConnectionError as error:
            limiter.wait_for_slot(error)


def polls(url):
    while True:
        response = requests.get(url, timeout=1)
        response.raise_for_status()
        if response.json()["done"]:
            return
        time.sleep(5)


def leaves_through_a_function(url):
    while True:
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException as error:
            give_up(error)


def give_up(error):
    raise RuntimeError("no answer") from error


def tries_once_more_by_the_truth_of_its_count(url):
    attempt = 0
    while True:
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if attempt:
                raise
            attempt += 1
