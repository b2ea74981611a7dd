# Databases and caches are judged by how their client is made.
import psycopg2
import pymemcache
from flask import Flask

app = Flask(__name__)
waiting = pymemcache.Client(("cache.internal", 11211))
bounded = pymemcache.Client(("cache.internal", 11211), connect_timeout=1, timeout=1)


@app.route("/health/waiting")
def waits():
#   ^^^^^ HLT004: `pymemcache.
    waiting.get("x")
    return "ok"


@app.route("/health/bounded")
def ends():
    bounded.get("x")
    return "ok"


@app.route("/health/database")
def database():
#   ^^^^^^^^ HLT004: `psycopg2.connect`
    psycopg2.connect("dbname=orders").close()
    return "ok"
