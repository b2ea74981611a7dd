"""Queues that need no bound, or have one."""
import asyncio
import queue
import threading

SIZE = 100


class Bounded:
    def __init__(self, size, config):
        self.fixed = queue.Queue(SIZE)
        self.given = queue.Queue(maxsize=size)
        self.configured = queue.Queue(config["size"])

    def put(self, item):
        self.fixed.put(item)
        self.given.put(item)
        self.configured.put(item)

    def run(self):
        while True:
            self.fixed.get()
            self.given.get()
            self.configured.get()


class Ready:
    """Filled completely before the consumers start; the stop signals are as many as the workers."""

    def __init__(self, workers):
        self.todo = asyncio.Queue()
        self.workers = workers

    async def worker(self):
        while (item := await self.todo.get()) is not None:
            print(item)

    async def run(self, items):
        for item in items:
            await self.todo.put(item)
        tasks = [asyncio.create_task(self.worker()) for _ in range(self.workers)]
        for _ in range(self.workers):
            await self.todo.put(None)
        await asyncio.wait(tasks)


def filled_first(urls):
    todo = queue.Queue()
    for url in urls:
        todo.put(url)

    def worker():
        while not todo.empty():
            print(todo.get_nowait())

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()


class Connections:
    """A pool of a fixed number of tokens."""

    def __init__(self, connect):
        self.free = queue.Queue()
        for _ in range(8):
            self.free.put(connect())

    def run(self, statement):
        connection = self.free.get()
        try:
            return connection.execute(statement)
        finally:
            self.free.put(connection)


def one_result(function):
    result = queue.Queue()

    def run():
        result.put(function())

    threading.Thread(target=run).start()
    return result.get(timeout=5)


def breadth_first(graph, start):
    todo = queue.Queue()
    todo.put(start)
    while not todo.empty():
        for node in graph[todo.get()]:
            todo.put(node)


class Watched:
    def __init__(self):
        self.jobs = queue.Queue()
        self.stop = queue.Queue()

    def submit(self, job):
        if self.jobs.qsize() >= 100:
            raise OverflowError
        self.jobs.put(job)

    def halt(self):
        if self.stop.empty():
            self.stop.put(True)

    def run(self):
        while self.stop.empty():
            print(self.jobs.get())
        self.stop.get()


class BoundedKind(queue.Queue):
    def __init__(self):
        super().__init__(50)


kind = BoundedKind()


def put(item):
    kind.put(item)


def get():
    while True:
        kind.get()
