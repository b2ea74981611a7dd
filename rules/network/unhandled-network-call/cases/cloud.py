"""Clouds and hosted services: a handler for what the library raises handles it."""

import docker
import github
import gitlab
import hvac
import requests
import stripe
import urllib3
from azure.core.exceptions import AzureError, ResourceNotFoundError
from azure.identity import DefaultAzureCredential
from azure.servicebus import ServiceBusClient
from azure.storage.blob import BlobServiceClient
from google.api_core import exceptions
from google.cloud import bigquery, pubsub_v1, storage
from kubernetes import client
from kubernetes.client.rest import ApiException
from python_http_client.exceptions import HTTPError
from sendgrid import SendGridAPIClient
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from twilio.base.exceptions import TwilioException
from twilio.rest import Client


def downloaded(name):
    return storage.Client().bucket("orders").blob(name).download_as_text()
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET001: raises `google.api_core.exceptions.GoogleAPIError`


def downloaded_or_nothing(name):
    try:
        return storage.Client().bucket("orders").blob(name).download_as_text()
    except exceptions.GoogleAPIError:
        return None


def only_missing(name):
    try:
        return storage.Client().bucket("orders").blob(name).download_as_text()
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET001
    except exceptions.NotFound:
        return None


def counted():
    try:
        return bigquery.Client().query("select 1", timeout=30).result()
    except exceptions.GoogleAPIError:
        return None


def published(data):
    publisher = pubsub_v1.PublisherClient()
    future = publisher.publish("orders", data)
    return future.result()
    #      ^^^^^^^^^^^^^ NET001


def azure_blob(url, name):
    blob = BlobServiceClient(url, DefaultAzureCredential()).get_blob_client("orders", name)
    try:
        return blob.download_blob().readall()
    except AzureError:
        return None


def azure_blob_missing(url, name):
    blob = BlobServiceClient(url).get_blob_client("orders", name)
    try:
        return blob.download_blob()
        #      ^^^^^^^^^^^^^^^^^^ NET001
    except ResourceNotFoundError:
        return None


def queued(url, message):
    with ServiceBusClient.from_connection_string(url) as bus:
        sender = bus.get_queue_sender("orders")
        sender.send_messages(message)
    #   ^^^^^^^^^^^^^^^^^^^^ NET001


def pods():
    try:
        return client.CoreV1Api().list_namespaced_pod("orders", _request_timeout=5)
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET001: `urllib3.exceptions.HTTPError`
    except ApiException:
        return None


def pods_or_none():
    try:
        return client.CoreV1Api().list_namespaced_pod("orders", _request_timeout=5)
    except (ApiException, urllib3.exceptions.HTTPError):
        return None


def containers():
    try:
        return docker.from_env().containers.list()
    except (docker.errors.DockerException, requests.RequestException):
        return []


def repository():
    return github.Github().get_repo("orders/orders")
    #      ^^^^^^^^^^^^^^^^^^^^^^^^ NET001


def repository_or_none():
    try:
        return github.Github().get_repo("orders/orders")
    except (github.GithubException, requests.RequestException):
        return None


def project(url):
    try:
        return gitlab.Gitlab(url, timeout=5).projects.get(1)
    except (gitlab.GitlabError, requests.RequestException):
        return None


def secret(url):
    return hvac.Client(url).secrets.kv.v2.read_secret_version("orders")
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET001: raises `hvac.exceptions.VaultError`


def told(token):
    try:
        WebClient(token).chat_postMessage(channel="#orders", text="done")
        #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET001: `OSError`
    except SlackApiError:
        pass


def told_or_not(token):
    try:
        WebClient(token).chat_postMessage(channel="#orders", text="done")
    except (SlackClientError, OSError):
        pass


def paid(amount):
    try:
        return stripe.Charge.create(amount=amount)
    except stripe.error.StripeError:
        return None


def paid_with_card(amount):
    try:
        return stripe.Charge.create(amount=amount)
        #      ^^^^^^^^^^^^^^^^^^^^ NET001
    except stripe.CardError:
        return None


def texted(number):
    phone = Client("account", "token")
    try:
        return phone.messages.create(to=number, body="done")
    except (TwilioException, requests.RequestException):
        return None


def mailed(message):
    try:
        return SendGridAPIClient("key").send(message)
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET001: `OSError`
    except HTTPError:
        return None
