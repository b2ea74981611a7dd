"""Threads that are started in a loop."""
import socket
import threading
from threading import Thread

import requests

HOSTS = ("a.example", "b.example")


def fetch(url):
    return requests.get(url, timeout=5)


def chained(urls):
    for url in urls:
        threading.Thread(target=fetch, args=(url,)).start()
    #   ^^^^^^^^^^^^^^^^ BKP001: starts a thread for `fetch` once for each of `urls`


def named(urls):
    threads = []
    for url in urls:
        thread = Thread(target=fetch, args=(url,))
        thread.start()
    #   ^^^^^^^^^^^^ BKP001
        threads.append(thread)
    for thread in threads:
        thread.join()


def collected(urls):
    threads = [Thread(target=fetch, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    #   ^^^^^^^^^^^^ BKP001


class Fetcher(threading.Thread):
    def __init__(self, url):
        super().__init__()
        self.url = url

    def run(self):
        fetch(self.url)


def own_class(urls):
    for url in urls:
        Fetcher(url).start()
    #   ^^^^^^^ BKP001


def served(server):
    while True:
        connection, address = server.accept()
        Thread(target=answer, args=(connection,)).start()
    #   ^^^^^^ BKP001: in each turn of a loop


def answer(connection):
    requests.post("https://log.example", data=connection.recv(10), timeout=5)


def unknown_target(calls):
    for function, url in calls:
        thread = Thread(target=function, args=(url,))
        thread.start()
    #   ^^^^^^^^^^^^ BKP001


def joined_in_turn(urls):
    for url in urls:
        thread = Thread(target=fetch, args=(url,))
        thread.start()
        thread.join()


def previous_is_joined(urls):
    thread = None
    for url in urls:
        if thread:
            thread.join()
        thread = Thread(target=fetch, args=(url,))
        thread.start()


def fixed_hosts():
    for host in HOSTS:
        Thread(target=fetch, args=(host,)).start()


def counted(workers):
    for _ in range(workers):
        Thread(target=fetch, args=("https://a.example",)).start()


def one(url):
    Thread(target=fetch, args=(url,)).start()


def local_work(numbers):
    for number in numbers:
        Thread(target=square, args=(number,)).start()


def square(number):
    return number * number


class Topic:
    def start(self):
        return self


def no_threads(names):
    for _ in names:
        Topic().start()


def converse(connection):
    connection.sendall(b"ready")


def serve(server: socket.socket):
    while True:
        connection, _ = server.accept()
        Thread(target=converse, args=(connection,)).start()
    #   ^^^^^^ BKP001: in each turn of a loop
