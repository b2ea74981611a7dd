"""Brokers: what sending raises, and the callbacks that consumers call."""

import aio_pika
import nats
import pika
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from celery import signature
from confluent_kafka import Producer
from kombu import Connection
from kombu.exceptions import OperationalError
from nats.errors import Error, TimeoutError as NatsTimeout


async def sent(producer: AIOKafkaProducer):
    await producer.send_and_wait("orders", b"1")
    #     ^^^^^^^^^^^^^^^^^^^^^^ NET001: raises `aiokafka.errors.KafkaError`


async def sent_and_handled(producer: AIOKafkaProducer):
    try:
        await producer.send_and_wait("orders", b"1")
    except KafkaError:
        return False


async def connected():
    return await aio_pika.connect("amqp://jobs.internal/", timeout=10)
    #            ^^^^^^^^^^^^^^^^ NET001: raises `aio_pika.exceptions.AMQPConnectionError`


async def connected_and_handled():
    try:
        return await aio_pika.connect("amqp://jobs.internal/", timeout=10)
    except ConnectionError:
        return None


async def asked(client: nats.NATS):
    try:
        return await client.request("orders", b"1")
        #            ^^^^^^^^^^^^^^ NET001: raises `nats.errors.Error`
    except NatsTimeout:
        return None


async def asked_and_handled(client: nats.NATS):
    try:
        return await client.request("orders", b"1")
    except Error:
        return None


def published(connection: Connection):
    queue = connection.SimpleQueue("orders")
    #       ^^^^^^^^^^^^^^^^^^^^^^ NET001: raises `kombu.exceptions.OperationalError`
    try:
        queue.put("1")
    except OperationalError:
        return False


def started():
    signature("orders.price").delay()
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET001: raises `kombu.exceptions.OperationalError`


def put_into_the_local_queue(settings):
    Producer(settings).produce("orders", b"1")


def consumes(channel: pika.channel.Channel):
    try:
        channel.basic_consume("orders", price)
        channel.start_consuming()
    except pika.exceptions.AMQPError:
        return


def price(channel: pika.channel.Channel, method, properties, body):
    # What it raises comes out of `start_consuming`, where it is handled.
    channel.basic_ack(method.delivery_tag)
