"""Tasks of a job queue that are run again without end."""

import requests
from celery import Celery, shared_task

app = Celery("jobs")


@app.task(bind=True, max_retries=None)
#^^^^^^^^ RTY002: `app.task` never gives up
def by_itself(self, url):
    try:
        requests.get(url, timeout=1)
    except requests.RequestException as error:
        raise self.retry(exc=error, countdown=60)


@shared_task(max_retries=None, autoretry_for=(requests.RequestException,), retry_backoff=True)
#^^^^^^^^^^^ RTY002: `shared_task` never gives up
def by_its_decorator(url):
    requests.get(url, timeout=1)


@app.task(max_retries=None)
def never_retried(url):
    requests.get(url, timeout=1)


@app.task(bind=True)
def three_times_by_default(self, url):
    try:
        requests.get(url, timeout=1)
    except requests.RequestException as error:
        raise self.retry(exc=error, countdown=60)


@app.task(bind=True, max_retries=None)
def limited_where_it_asks(self, url):
    try:
        requests.get(url, timeout=1)
    except requests.RequestException as error:
        raise self.retry(exc=error, countdown=60, max_retries=5)


@app.task(max_retries=None, autoretry_for=(requests.RequestException,), retry_kwargs={"max_retries": 5})
def limited_beside(url):
    requests.get(url, timeout=1)


@app.task(bind=True, max_retries=None)
def counts_by_itself(self, url):
    try:
        requests.get(url, timeout=1)
    except requests.RequestException as error:
        if self.request.retries < 5:
            raise self.retry(exc=error, countdown=60)
        raise
