"""A module that a worker imports for its tasks."""

import requests
from celery import shared_task

REGION = requests.get("https://metadata.example.com/region", timeout=3).text
#        ^^^^^^^^^^^^ DEG003


@shared_task
def report():
    return REGION
