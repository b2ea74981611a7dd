"""Clients of clouds and hosted services: what has a limit of its own, and what has none."""

import docker
import github
import gitlab
import hvac
import stripe
from azure.storage.blob import BlobServiceClient
from google.cloud import bigquery, storage
from kubernetes import client, watch
from slack_sdk import WebClient


def pods():
    api = client.CoreV1Api()
    return api.list_namespaced_pod("orders")
    #      ^^^^^^^^^^^^^^^^^^^^^^^ NET002: nothing on the way sets a timeout


def pods_limited():
    return client.CoreV1Api().list_namespaced_pod("orders", _request_timeout=10)


def deployments_switched_off():
    apps = client.AppsV1Api()
    return apps.list_namespaced_deployment("orders", _request_timeout=None)
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET002: its timeout is switched off


def pods_later():
    return client.CoreV1Api().list_namespaced_pod("orders", async_req=True)


def followed(name):
    return client.CoreV1Api().read_namespaced_pod_log(name, "orders", follow=True)


def watched():
    api = client.CoreV1Api()
    for event in watch.Watch().stream(api.list_namespaced_pod, "orders"):
        yield event


def rows():
    warehouse = bigquery.Client()
    return warehouse.query("select 1")
    #      ^^^^^^^^^^^^^^^ NET002


def rows_limited():
    warehouse = bigquery.Client()
    job = warehouse.query("select 1", timeout=30)
    return job.result()


def stored(name):
    bucket = storage.Client().bucket("orders")
    return bucket.blob(name).download_as_bytes()


def stored_switched_off(name):
    bucket = storage.Client().bucket("orders")
    return bucket.blob(name).download_as_bytes(timeout=None)
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET002: its timeout is switched off


def blob(url, name):
    return BlobServiceClient(url).get_blob_client("orders", name).download_blob().readall()


def repository():
    return github.Github().get_repo("orders/orders")


def logged_in(url, token):
    forge = gitlab.Gitlab(url, private_token=token)
    forge.auth()
#   ^^^^^^^^^^ NET002
    return forge


def logged_in_limited(url, token):
    forge = gitlab.Gitlab(url, private_token=token, timeout=10)
    forge.auth()
    return forge.projects.get(1)


def secret(url):
    return hvac.Client(url).read("secret/orders")


def posted(token):
    return WebClient(token).chat_postMessage(channel="#orders", text="done")


def posted_for_ever(token):
    slack = WebClient(token, timeout=None)
    #       ^^^^^^^^^ NET002: made with its timeout switched off
    return slack.chat_postMessage(channel="#orders", text="done")


def paid(amount):
    return stripe.PaymentIntent.create(amount=amount, currency="eur")


def containers():
    return docker.from_env().containers.list()


def containers_for_ever():
    return docker.from_env(timeout=None).containers.list()
    #      ^^^^^^^^^^^^^^^ NET002: its timeout is switched off
