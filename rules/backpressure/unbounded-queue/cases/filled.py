"""Queues that are filled before their consumers start, and queues that are read when all that fill them have ended."""
import asyncio
import multiprocessing
import queue
import threading

import requests


def work(todo):
    while (url := todo.get()) is not None:
        requests.get(url, timeout=3)


def threads_of_a_comprehension(urls):
    todo = queue.Queue()
    for url in urls:
        todo.put(url)
    threads = [threading.Thread(target=work, args=(todo,)) for _ in range(4)]
    for thread in threads:
        thread.start()


def processes(urls):
    todo = multiprocessing.Queue()
    for url in urls:
        todo.put(url)
    workers = [multiprocessing.Process(target=work, args=(todo,)) for _ in range(4)]
    for worker in workers:
        worker.start()


def closure(urls):
    todo = queue.Queue()
    for url in urls:
        todo.put(url)

    def run():
        while not todo.empty():
            requests.get(todo.get(), timeout=3)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()


def stop_signals_after_the_start(urls):
    todo = queue.Queue()
    for url in urls:
        todo.put(url)
    threads = [threading.Thread(target=work, args=(todo,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in threads:
        todo.put(None)


def started_first(urls):
    todo = queue.Queue()
    #      ^^^^^^^^^^^ BKP002
    threads = [threading.Thread(target=work, args=(todo,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for url in urls:
        todo.put(url)


async def fill(todo, urls):
    for url in urls:
        await todo.put(url)


async def take(todo):
    while not todo.empty():
        print(await todo.get())


async def filled_by_a_helper(urls):
    todo = asyncio.Queue()
    await fill(todo, urls)
    await asyncio.gather(*(take(todo) for _ in range(5)))


async def pour(todo, urls):
    for url in urls:
        await todo.put(url)


async def filled_while_they_run(urls):
    todo = asyncio.Queue()
    #      ^^^^^^^^^^^^^ BKP002
    workers = [asyncio.create_task(take(todo)) for _ in range(5)]
    await pour(todo, urls)
    await asyncio.gather(*workers)


class FilledAtFirst:
    def __init__(self, urls):
        self.todo = queue.Queue()
        for url in urls:
            self.todo.put(url)

    def run(self):
        threads = [threading.Thread(target=self.work) for _ in range(5)]
        for thread in threads:
            thread.start()

    def work(self):
        while True:
            try:
                url = self.todo.get_nowait()
            except queue.Empty:
                return
            requests.get(url, timeout=3)


class StartsAtFirst:
    def __init__(self, urls):
        self.todo = queue.Queue()
        #           ^^^^^^^^^^^ BKP002
        threading.Thread(target=self.work).start()
        for url in urls:
            self.todo.put(url)

    def work(self):
        while True:
            requests.get(self.todo.get(), timeout=3)


def read_at_the_end(urls):
    done = queue.Queue()

    def run(part):
        for url in part:
            done.put(requests.get(url, timeout=3))

    threads = [threading.Thread(target=run, args=(urls[number::4],)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [done.get() for _ in urls]


def read_while_they_run(urls):
    done = queue.Queue()
    #      ^^^^^^^^^^^ BKP002

    def run(part):
        for url in part:
            done.put(requests.get(url, timeout=3))

    threads = [threading.Thread(target=run, args=(urls[number::4],)) for number in range(4)]
    for thread in threads:
        thread.start()
    for _ in urls:
        print(done.get())
    for thread in threads:
        thread.join()
