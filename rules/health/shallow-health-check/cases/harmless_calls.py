# Calls of the standard library, of logs and of the project that talk to nobody.
import logging
import os
import platform
import time
from datetime import datetime, timezone

import redis
from flask import Flask, jsonify

app = Flask(__name__)
log = logging.getLogger(__name__)
cache = redis.Redis(host="cache.internal", socket_timeout=1)
STARTED = time.time()


class Report:
    def __init__(self, version):
        self.version = version

    def as_dict(self):
        return {"version": self.version, "uptime": time.time() - STARTED}


def version():
    return os.environ.get("VERSION", "dev").strip()


@app.get("/health")
def health():
#   ^^^^^^ HLT002: `/health`
    log.debug("asked")
    report = Report(version()).as_dict()
    return jsonify(report, now=datetime.now(timezone.utc).isoformat(), python=platform.python_version())


@app.get("/count")
def count():
    return jsonify({"count": cache.incr("count")})
