import asyncio


async def produce(events, queue):
    async for event in events:
        await queue.put(event)


async def consume(queue, store):
    while True:
        await store(await queue.get())


async def run(events, store):
    queue = asyncio.Queue()
    #       ^^^^^^^^^^^^^ BKP002: grows until the process runs out of memory
    await asyncio.gather(produce(events, queue), consume(queue, store))
