//! The catalogue that comes with the program: every file of `rules/libraries`, embedded.

use super::Catalog;
use std::sync::{Arc, LazyLock};

static BUILTIN: LazyLock<Arc<Catalog>> = LazyLock::new(|| {
    let catalog = Catalog::from_texts(LIBRARIES.iter().copied());
    Arc::new(catalog.expect("a test reads every file of rules/libraries"))
});

impl Catalog {
    /// The catalogue of `rules/libraries`; read once. The first call reads with all threads of the pool, so it must not be
    /// one of several tasks that run side by side: a thread that waits for the catalogue could take up another of them.
    pub fn builtin() -> Arc<Self> {
        Arc::clone(&BUILTIN)
    }
}

/// The files of `rules/libraries` by name, with their text; a test rewrites the list when it is stale.
#[rustfmt::skip]
pub const LIBRARIES: &[(&str, &str)] = &[
    ("aio-pika.toml", include_str!("../../rules/libraries/aio-pika.toml")),
    ("aiobreaker.toml", include_str!("../../rules/libraries/aiobreaker.toml")),
    ("aiohttp-retry.toml", include_str!("../../rules/libraries/aiohttp-retry.toml")),
    ("aiohttp.toml", include_str!("../../rules/libraries/aiohttp.toml")),
    ("aiokafka.toml", include_str!("../../rules/libraries/aiokafka.toml")),
    ("aiolimiter.toml", include_str!("../../rules/libraries/aiolimiter.toml")),
    ("aiomysql.toml", include_str!("../../rules/libraries/aiomysql.toml")),
    ("anthropic.toml", include_str!("../../rules/libraries/anthropic.toml")),
    ("anyio.toml", include_str!("../../rules/libraries/anyio.toml")),
    ("apache-airflow.toml", include_str!("../../rules/libraries/apache-airflow.toml")),
    ("apscheduler.toml", include_str!("../../rules/libraries/apscheduler.toml")),
    ("arq.toml", include_str!("../../rules/libraries/arq.toml")),
    ("asgiref.toml", include_str!("../../rules/libraries/asgiref.toml")),
    ("async-timeout.toml", include_str!("../../rules/libraries/async-timeout.toml")),
    ("asyncpg.toml", include_str!("../../rules/libraries/asyncpg.toml")),
    ("authlib.toml", include_str!("../../rules/libraries/authlib.toml")),
    ("backoff.toml", include_str!("../../rules/libraries/backoff.toml")),
    ("boto3.toml", include_str!("../../rules/libraries/boto3.toml")),
    ("bottle.toml", include_str!("../../rules/libraries/bottle.toml")),
    ("bugsnag.toml", include_str!("../../rules/libraries/bugsnag.toml")),
    ("cassandra-driver.toml", include_str!("../../rules/libraries/cassandra-driver.toml")),
    ("celery.toml", include_str!("../../rules/libraries/celery.toml")),
    ("circuitbreaker.toml", include_str!("../../rules/libraries/circuitbreaker.toml")),
    ("click.toml", include_str!("../../rules/libraries/click.toml")),
    ("clickhouse-connect.toml", include_str!("../../rules/libraries/clickhouse-connect.toml")),
    ("cloudscraper.toml", include_str!("../../rules/libraries/cloudscraper.toml")),
    ("confluent-kafka.toml", include_str!("../../rules/libraries/confluent-kafka.toml")),
    ("curl_cffi.toml", include_str!("../../rules/libraries/curl_cffi.toml")),
    ("django-health-check.toml", include_str!("../../rules/libraries/django-health-check.toml")),
    ("django.toml", include_str!("../../rules/libraries/django.toml")),
    ("djangorestframework.toml", include_str!("../../rules/libraries/djangorestframework.toml")),
    ("dramatiq.toml", include_str!("../../rules/libraries/dramatiq.toml")),
    ("eventlet.toml", include_str!("../../rules/libraries/eventlet.toml")),
    ("falcon.toml", include_str!("../../rules/libraries/falcon.toml")),
    ("fastapi-health.toml", include_str!("../../rules/libraries/fastapi-health.toml")),
    ("fastapi.toml", include_str!("../../rules/libraries/fastapi.toml")),
    ("flask-healthz.toml", include_str!("../../rules/libraries/flask-healthz.toml")),
    ("flask-restful.toml", include_str!("../../rules/libraries/flask-restful.toml")),
    ("flask-restx.toml", include_str!("../../rules/libraries/flask-restx.toml")),
    ("flask-smorest.toml", include_str!("../../rules/libraries/flask-smorest.toml")),
    ("flask.toml", include_str!("../../rules/libraries/flask.toml")),
    ("gevent.toml", include_str!("../../rules/libraries/gevent.toml")),
    ("grpcio-health-checking.toml", include_str!("../../rules/libraries/grpcio-health-checking.toml")),
    ("grpcio.toml", include_str!("../../rules/libraries/grpcio.toml")),
    ("healthcheck.toml", include_str!("../../rules/libraries/healthcheck.toml")),
    ("httpx.toml", include_str!("../../rules/libraries/httpx.toml")),
    ("huey.toml", include_str!("../../rules/libraries/huey.toml")),
    ("kafka-python.toml", include_str!("../../rules/libraries/kafka-python.toml")),
    ("kombu.toml", include_str!("../../rules/libraries/kombu.toml")),
    ("litestar.toml", include_str!("../../rules/libraries/litestar.toml")),
    ("loguru.toml", include_str!("../../rules/libraries/loguru.toml")),
    ("motor.toml", include_str!("../../rules/libraries/motor.toml")),
    ("mysql-connector-python.toml", include_str!("../../rules/libraries/mysql-connector-python.toml")),
    ("nats-py.toml", include_str!("../../rules/libraries/nats-py.toml")),
    ("newrelic.toml", include_str!("../../rules/libraries/newrelic.toml")),
    ("openai.toml", include_str!("../../rules/libraries/openai.toml")),
    ("oslo.utils.toml", include_str!("../../rules/libraries/oslo.utils.toml")),
    ("paho-mqtt.toml", include_str!("../../rules/libraries/paho-mqtt.toml")),
    ("paramiko.toml", include_str!("../../rules/libraries/paramiko.toml")),
    ("pika.toml", include_str!("../../rules/libraries/pika.toml")),
    ("psycopg.toml", include_str!("../../rules/libraries/psycopg.toml")),
    ("psycopg2.toml", include_str!("../../rules/libraries/psycopg2.toml")),
    ("pybreaker.toml", include_str!("../../rules/libraries/pybreaker.toml")),
    ("pymongo.toml", include_str!("../../rules/libraries/pymongo.toml")),
    ("pymysql.toml", include_str!("../../rules/libraries/pymysql.toml")),
    ("python-asyncio.toml", include_str!("../../rules/libraries/python-asyncio.toml")),
    ("python-concurrency.toml", include_str!("../../rules/libraries/python-concurrency.toml")),
    ("python-network.toml", include_str!("../../rules/libraries/python-network.toml")),
    ("python.toml", include_str!("../../rules/libraries/python.toml")),
    ("quart.toml", include_str!("../../rules/libraries/quart.toml")),
    ("redis.toml", include_str!("../../rules/libraries/redis.toml")),
    ("requests-toolbelt.toml", include_str!("../../rules/libraries/requests-toolbelt.toml")),
    ("requests.toml", include_str!("../../rules/libraries/requests.toml")),
    ("retry.toml", include_str!("../../rules/libraries/retry.toml")),
    ("retrying.toml", include_str!("../../rules/libraries/retrying.toml")),
    ("rich.toml", include_str!("../../rules/libraries/rich.toml")),
    ("rollbar.toml", include_str!("../../rules/libraries/rollbar.toml")),
    ("rq.toml", include_str!("../../rules/libraries/rq.toml")),
    ("sanic.toml", include_str!("../../rules/libraries/sanic.toml")),
    ("sentry-sdk.toml", include_str!("../../rules/libraries/sentry-sdk.toml")),
    ("sqlalchemy.toml", include_str!("../../rules/libraries/sqlalchemy.toml")),
    ("stamina.toml", include_str!("../../rules/libraries/stamina.toml")),
    ("starlette.toml", include_str!("../../rules/libraries/starlette.toml")),
    ("structlog.toml", include_str!("../../rules/libraries/structlog.toml")),
    ("tenacity.toml", include_str!("../../rules/libraries/tenacity.toml")),
    ("tornado.toml", include_str!("../../rules/libraries/tornado.toml")),
    ("trio.toml", include_str!("../../rules/libraries/trio.toml")),
    ("typer.toml", include_str!("../../rules/libraries/typer.toml")),
    ("urllib3.toml", include_str!("../../rules/libraries/urllib3.toml")),
    ("websocket-client.toml", include_str!("../../rules/libraries/websocket-client.toml")),
    ("websockets.toml", include_str!("../../rules/libraries/websockets.toml")),
    ("werkzeug.toml", include_str!("../../rules/libraries/werkzeug.toml")),
];
