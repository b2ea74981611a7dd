"""Channels with two ends: no bound, a rendezvous, a bound."""

import math

import anyio


async def without_bound(items):
    send, receive = anyio.create_memory_object_stream(math.inf)
    #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ BKP002: nothing bounds this queue
    async with anyio.create_task_group() as group:
        group.start_soon(consume, receive)
        async for item in items:
            await send.send(item)


async def each_item_is_handed_over(items):
    send, receive = anyio.create_memory_object_stream()
    async with anyio.create_task_group() as group:
        group.start_soon(consume, receive)
        async for item in items:
            await send.send(item)


async def with_bound(items):
    send, receive = anyio.create_memory_object_stream(max_buffer_size=100)
    async with anyio.create_task_group() as group:
        group.start_soon(consume, receive)
        async for item in items:
            await send.send(item)


async def consume(receive):
    async for item in receive:
        print(item)
