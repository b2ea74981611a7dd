"""A callback's failure comes out of what drives it, where the library does not keep it."""

import pika
import requests
import schedule


def job():
    requests.get("http://shop", timeout=5)


def received(channel, method, properties, body):
    requests.post("http://shop", timeout=5)
#   ^^^^^^^^^^^^^ NET001: nothing handles it


def main():
    schedule.every(10).minutes.do(job)
    while True:
        try:
            schedule.run_pending()
        except requests.RequestException:
            print("down")


def consume(channel: pika.channel.Channel):
    channel.basic_qos(prefetch_count=1)
#   ^^^^^^^^^^^^^^^^^ NET001
    channel.basic_consume("orders", received)
#   ^^^^^^^^^^^^^^^^^^^^^ NET001
    channel.start_consuming()
