"""Service loops: endless, and success goes round again."""

import queue
import socket
import time

import requests


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
