"""Jobs that their framework runs again, and others."""

import dramatiq
import httpx
import requests
from celery import Task, shared_task
from fastapi import FastAPI
from huey import RedisHuey
from redis import Redis
from rq import Queue, Retry

huey = RedisHuey("jobs")
queue = Queue(connection=Redis())


class Retrying(Task):
    autoretry_for = (requests.RequestException,)


class Load(Retrying):
    def run(self, url):
        requests.get(url, timeout=5)
        httpx.get(url)
#       ^^^^^^^^^ NET001


@shared_task(base=Retrying)
def based(url):
    requests.get(url, timeout=5)
    httpx.get(url)
#   ^^^^^^^^^ NET001


@dramatiq.actor
def acted(url):
    httpx.get(url)


@dramatiq.actor(max_retries=0)
def acted_once(url):
    httpx.get(url)
#   ^^^^^^^^^ NET001


@huey.task()
def hued(url):
    httpx.get(url)
#   ^^^^^^^^^ NET001


@huey.task(retries=3, retry_delay=60)
def hued_again(url):
    httpx.get(url)


def queued(url):
    httpx.get(url)
#   ^^^^^^^^^ NET001


def queued_again(url):
    httpx.get(url)


def start(url):
    try:
        queue.enqueue(queued, url)
        queue.enqueue(queued_again, url, retry=Retry(max=3, interval=60))
        hued(url)
    except Exception:
        print("the queue is down")


async def lifespan(app):
    async with httpx.AsyncClient() as client:
        await client.get("http://shop")
        #     ^^^^^^^^^^ NET001: the run ends with it
        yield


app = FastAPI(lifespan=lifespan)
