"""Queues between a producer and a consumer."""
import asyncio
import multiprocessing
import queue
from queue import Queue, SimpleQueue
from threading import Thread

events = queue.Queue()
#        ^^^^^^^^^^^ BKP002: grows until the process runs out of memory


def on_event(event):
    events.put(event)


def worker():
    while True:
        print(events.get())


class Service:
    def __init__(self):
        self.jobs = asyncio.Queue()
        #           ^^^^^^^^^^^^^ BKP002
        self.zero = asyncio.Queue(maxsize=0)
        #           ^^^^^^^^^^^^^ BKP002
        self.negative = asyncio.PriorityQueue(-1)
        #               ^^^^^^^^^^^^^^^^^^^^^ BKP002
        self.bounded = asyncio.Queue(100)
        self.processes = multiprocessing.Queue()
        #                ^^^^^^^^^^^^^^^^^^^^^ BKP002

    async def submit(self, job):
        await self.jobs.put(job)
        self.zero.put_nowait(job)
        self.negative.put_nowait(job)
        self.processes.put(job)
        await self.bounded.put(job)

    async def run(self):
        while True:
            await self.jobs.get()
            await self.zero.get()
            await self.negative.get()
            await self.bounded.get()
            self.processes.get()


def reader_thread(stream):
    lines = SimpleQueue()
    #       ^^^^^^^^^^^ BKP002

    def read():
        for line in stream:
            lines.put(line)

    Thread(target=read).start()
    while line := lines.get():
        print(line)


def callback(client):
    received = Queue()
    #          ^^^^^ BKP002
    client.on_message = lambda message: received.put(message)
    while True:
        print(received.get())


def handed_on(client):
    received = Queue()
    #          ^^^^^ BKP002
    client.subscribe(received.put)
    while True:
        print(received.get())


def produce(out, items):
    for item in items:
        out.put(item)


def through_arguments(items):
    items_queue = queue.Queue()
    #             ^^^^^^^^^^^ BKP002
    Thread(target=produce, args=(items_queue, items)).start()
    while True:
        print(items_queue.get())


class Notifications(queue.Queue):
    pass


notifications = Notifications()
#               ^^^^^^^^^^^^^ BKP002


def notify(message):
    notifications.put(message)


def notifier():
    while True:
        print(notifications.get())


class Wrapped:
    def __init__(self, maxsize: int = 0):
        self.inner = queue.Queue(maxsize=maxsize if maxsize > 0 else 0)
        #            ^^^^^^^^^^^ BKP002

    def put(self, item):
        self.inner.put(item)

    def get(self):
        return self.inner.get()


live = {}


def start(name):
    live[name] = {"queue": queue.Queue()}
    #                      ^^^^^^^^^^^ BKP002


def feed(name, items):
    inbox = live[name]["queue"]
    for item in items:
        inbox.put(item)


def stream(name):
    while True:
        yield live[name]["queue"].get()


class Hub:
    def __init__(self):
        self.listeners = []

    async def listen(self):
        inbox = asyncio.Queue()
        #       ^^^^^^^^^^^^^ BKP002
        self.listeners.append(inbox)
        while True:
            yield await inbox.get()

    def publish(self, message):
        for listener in self.listeners:
            listener.put_nowait(message)


class Inbox:
    def __init__(self):
        self.mail = asyncio.Queue[str]()
        #           ^^^^^^^^^^^^^^^^^^ BKP002

    def deliver(self, letter):
        self.mail.put_nowait(letter)

    async def read(self):
        while True:
            print(await self.mail.get())


def consume(inbox):
    while True:
        print(inbox.get())


def of_a_context(items):
    context = multiprocessing.get_context("spawn")
    inbox = context.Queue()
    #       ^^^^^^^^^^^^^ BKP002
    context.Process(target=consume, args=(inbox,)).start()
    for item in items:
        inbox.put(item)


def of_a_manager(items):
    with multiprocessing.Manager() as manager:
        inbox = manager.Queue()
        #       ^^^^^^^^^^^^^ BKP002
        multiprocessing.Process(target=consume, args=(inbox,)).start()
        for item in items:
            inbox.put(item)
