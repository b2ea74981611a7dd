"""Service loops: endless, and success goes round again."""

import queue
import socket
import time

import redis
import requests
import websockets


def hammers(url):
    while True:
    #<^^^^^^^^ RTY001: without end
        try:
            print(requests.get(url, timeout=1))
        except requests.ConnectionError as error:
            print(error)


def sleeps(url):
    while True:
        try:
            print(requests.get(url, timeout=1))
        except requests.ConnectionError as error:
            print(error)
        time.sleep(10)


def blocks_on_a_queue(url, work: queue.Queue):
    while True:
        item = work.get()
        try:
            requests.post(url, json=item, timeout=1)
        except requests.ConnectionError as error:
            print(error)


def only_a_local_call(parse):
    while True:
        try:
            parse()
        except ValueError as error:
            print(error)


def listens(sock: socket.socket):
    while True:
        try:
            print(sock.recv(1024))
        except socket.timeout:
            continue


def reads_at_once_again(store: redis.Redis):
    while True:
    #<^^^^^^^^ RTY001: `store.blpop` is tried again without end
        try:
            _, job = store.blpop("jobs")
        except redis.RedisError as error:
            print(error)
            continue
        print(job)


async def connects_at_once_again(url):
    while True:
    #<^^^^^^^^ RTY001: `websockets.connect` is tried again without end
        try:
            async with websockets.connect(url) as stream:
                while True:
                    print(await stream.recv())
        except OSError as error:
            print(error)


def connects_after_a_wait(address):
    while True:
        try:
            stream = socket.create_connection(address, timeout=5)
        except OSError as error:
            print(error)
            time.sleep(5)
            continue
        while True:
            try:
                print(stream.recv(100))
            except OSError:
                time.sleep(5)
                break


def reads_until_the_end(address):
    while True:
    #<^^^^^^^^ RTY001: without end
        try:
            with socket.create_connection(address, timeout=5) as stream:
                while data := stream.recv(1024):
                    print(data)
        except OSError as error:
            print(error)
