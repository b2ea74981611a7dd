"""Tasks that are started in a loop."""
import asyncio

import httpx


async def load(url):
    async with httpx.AsyncClient() as client:
        return await client.get(url)


async def in_a_loop(urls):
    tasks = []
    for url in urls:
        tasks.append(asyncio.create_task(load(url)))
        #            ^^^^^^^^^^^^^^^^^^^ BKP001: starts a task for `load(url)` once for each of `urls`
    await asyncio.gather(*tasks)


async def in_a_comprehension(urls):
    tasks = [asyncio.create_task(load(url)) for url in urls]
    #        ^^^^^^^^^^^^^^^^^^^ BKP001
    await asyncio.wait(tasks)


async def wrapped(urls):
    return await asyncio.gather(*[asyncio.ensure_future(load(url)) for url in urls])
    #                             ^^^^^^^^^^^^^^^^^^^^^ BKP001


async def in_a_group(urls):
    async with asyncio.TaskGroup() as group:
        for url in urls:
            print(group.create_task(load(url)))
            #     ^^^^^^^^^^^^^^^^^ BKP001


async def from_a_feed(feed):
    while True:
        url = await feed.next()
        print(asyncio.create_task(load(url)))
        #     ^^^^^^^^^^^^^^^^^^^ BKP001: in each turn of a loop


def from_a_thread(loop, urls):
    for url in urls:
        print(asyncio.run_coroutine_threadsafe(load(url), loop))
        #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ BKP001


async def each_is_awaited(urls):
    for url in urls:
        await asyncio.create_task(load(url))


async def each_is_awaited_by_name(urls):
    for url in urls:
        task = asyncio.create_task(load(url))
        print(url)
        await task


async def each_turn_gathers(urls):
    for url in urls:
        tasks = [asyncio.create_task(load(url))]
        await asyncio.gather(*tasks)


def each_is_waited_for_by_a_thread(loop, urls):
    for url in urls:
        asyncio.run_coroutine_threadsafe(load(url), loop).result()


async def a_group_for_each(pages):
    for page in pages:
        async with asyncio.TaskGroup() as group:
            group.create_task(load(page))


async def permit_before_start(urls, slots: asyncio.Semaphore):
    for url in urls:
        await slots.acquire()
        task = asyncio.create_task(load(url))
        task.add_done_callback(lambda _: slots.release())


async def counted_before_start(urls):
    running = set()
    for url in urls:
        if len(running) >= 10:
            _, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        running.add(asyncio.create_task(load(url)))
    await asyncio.wait(running)


async def leaves_after_the_first(urls):
    for url in urls:
        if url.startswith("https:"):
            asyncio.create_task(load(url))
            break


class Pool:
    def __init__(self):
        self.tasks = {}

    async def one_per_key(self, urls):
        for url in urls:
            if url not in self.tasks:
                self.tasks[url] = asyncio.create_task(load(url))

    async def already_running(self):
        await asyncio.gather(*self.tasks.values())


async def cancelled_and_collected():
    pending = asyncio.all_tasks()
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)


async def workers(count):
    return [asyncio.create_task(load("https://a.example")) for _ in range(count)]
