"""Brokers and queues of jobs: what asks them or waits for them without a limit."""

import asyncio

import aio_pika
import nats
from aiokafka import AIOKafkaProducer
from arq.connections import RedisSettings, create_pool
from celery.result import AsyncResult
from confluent_kafka import Consumer, Producer, TopicPartition
from kombu import Connection

AMQP = "amqp://jobs.internal/"


async def amqp_without():
    return await aio_pika.connect(AMQP)
    #            ^^^^^^^^^^^^^^^^ NET002


async def amqp_robust_without(url):
    async with await aio_pika.connect_robust(url) as connection:
        #            ^^^^^^^^^^^^^^^^^^^^^^^ NET002
        channel = await connection.channel()
        await channel.default_exchange.publish(aio_pika.Message(b"1"), routing_key="orders")


async def amqp_limited():
    return await aio_pika.connect_robust(AMQP, timeout=10)


async def amqp_limited_around():
    async with asyncio.timeout(10):
        return await aio_pika.connect_robust(AMQP)


def kafka_without(settings):
    consumer = Consumer(settings)
    consumer.list_topics("orders")
    #<^^^^^^^^^^^^^^^^^^ NET002
    consumer.committed([TopicPartition("orders", 0)])
    #<^^^^^^^^^^^^^^^^ NET002
    consumer.get_watermark_offsets(TopicPartition("orders", 0))
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET002


def kafka_switched_off(settings):
    Consumer(settings).list_topics("orders", timeout=-1)
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET002


def kafka_limited(settings):
    consumer = Consumer(settings)
    consumer.list_topics("orders", 10)
    consumer.committed([TopicPartition("orders", 0)], timeout=10)
    consumer.get_watermark_offsets(TopicPartition("orders", 0), cached=True)


def kafka_listens(settings):
    consumer = Consumer(settings)
    while True:
        message = consumer.poll()
        if message is None:
            continue
        print(message.value())


def kafka_gives_up_by_itself(settings):
    producer = Producer(settings)
    producer.produce("orders", b"1")
    producer.flush()


async def limited_by_default():
    producer = AIOKafkaProducer(bootstrap_servers="events.internal")
    await producer.start()
    client = await nats.connect("nats://events.internal")
    await client.request("orders", b"1")
    await client.jetstream().publish("orders", b"1", timeout=None)


async def nats_switched_off():
    return await nats.connect("nats://events.internal", connect_timeout=None)
    #            ^^^^^^^^^^^^ NET002: its timeout is switched off


def limited_by_default_too():
    with Connection(AMQP) as connection:
        connection.connect()


async def result_of_a_job():
    pool = await create_pool(RedisSettings())
    job = await pool.enqueue_job("price")
    return await job.result()
    #            ^^^^^^^^^^ NET002


async def result_in_time():
    pool = await create_pool(RedisSettings())
    job = await pool.enqueue_job("price")
    return await job.result(timeout=30)


def result_of_a_task(result: AsyncResult):
    return result.get(timeout=30)
