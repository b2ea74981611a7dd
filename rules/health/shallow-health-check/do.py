import logging

import psycopg
from flask import Flask, jsonify

app = Flask(__name__)
log = logging.getLogger(__name__)


@app.get("/livez")
def livez():
    return jsonify({"status": "ok"})


@app.get("/readyz")
def readyz():
    try:
        with psycopg.connect("dbname=orders", connect_timeout=2) as connection:
            connection.execute("select 1")
    except psycopg.Error as error:
        log.warning("the database is down: %s", error)
        return jsonify({"status": "unavailable", "database": "down"}), 503
    return jsonify({"status": "ok", "database": "up"})
