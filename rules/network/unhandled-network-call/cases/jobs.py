"""Jobs and scheduled functions: nobody stands around what a scheduler runs."""

import requests
from airflow.decorators import task
from airflow.models import BaseOperator
from airflow.operators.python import PythonOperator
from apscheduler.schedulers.background import BackgroundScheduler
from arq.worker import func
from celery.signals import worker_ready
from huey import RedisHuey, crontab

scheduler = BackgroundScheduler()
huey = RedisHuey("jobs")


@scheduler.scheduled_job("interval", minutes=5)
def prices():
    requests.get("https://bank.example", timeout=5)
    #<^^^^^^^^^^ NET001: job `prices`


@scheduler.scheduled_job("interval", minutes=5)
def guarded():
    try:
        requests.get("https://bank.example", timeout=5)
    except requests.RequestException:
        return


def rates():
    requests.get("https://bank.example", timeout=5)
    #<^^^^^^^^^^ NET001: callback `rates`


scheduler.add_job(rates, "interval", minutes=5)


@huey.periodic_task(crontab(minute="*/5"))
def fees():
    requests.get("https://bank.example", timeout=5)
    #<^^^^^^^^^^ NET001: `fees`


@huey.task(retries=3)
def run_again_by_the_queue():
    requests.get("https://bank.example", timeout=5)


@worker_ready.connect
def warm_up(sender, **kwargs):
    requests.get("https://bank.example", timeout=5)
    #<^^^^^^^^^^ NET001: `warm_up`


async def limits(context):
    requests.get("https://bank.example", timeout=5)
    #<^^^^^^^^^^ NET001: callback `limits`


functions = [func(limits)]


@task
def load():
    requests.get("https://bank.example", timeout=5)
    #<^^^^^^^^^^ NET001: `load`


@task.branch
def choose():
    try:
        requests.get("https://bank.example", timeout=5)
    except requests.RequestException:
        return "later"
    return "now"


def transform():
    requests.get("https://bank.example", timeout=5)
    #<^^^^^^^^^^ NET001: callback `transform`


PythonOperator(task_id="transform", python_callable=transform)


class Load(BaseOperator):
    def execute(self, context):
        requests.get("https://bank.example", timeout=5)
        #<^^^^^^^^^^ NET001: `Load.execute`
