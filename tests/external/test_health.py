"""The health checks that HLT003 and HLT007 report stay green for everybody who reads the status, by the real libraries."""

import socket
import unittest

from fastapi.testclient import TestClient

from support import ROOT

RULES = ROOT / "rules" / "health"


def closed_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def application(rule: str, example: str):
    """The application of a rule's example, with its dependency at an address where nobody listens."""
    text = (RULES / rule / example).read_text(encoding="utf-8")
    port = closed_port()
    text = text.replace("https://billing.example.com", f"http://127.0.0.1:{port}")
    text = text.replace('host="cache.internal"', f'host="127.0.0.1", port={port}')
    namespace = {"__name__": "app"}
    exec(compile(text, f"{rule}/{example}", "exec"), namespace)
    return namespace["app"]


class ProtectionsThatDoNotProtect(unittest.TestCase):
    def test_an_unhealthy_body_goes_out_as_success(self):
        answer = application("unhealthy-reported-ok", "dont.py").test_client().get("/health")
        self.assertEqual(answer.get_json(), {"status": "unhealthy", "billing": "down"})
        self.assertEqual(answer.status_code, 200)

    def test_the_mended_route_says_so_in_the_status(self):
        answer = application("unhealthy-reported-ok", "do.py").test_client().get("/health")
        self.assertEqual(answer.status_code, 503)

    def test_a_swallowed_failure_is_reported_as_healthy(self):
        answer = TestClient(application("health-check-swallows-failure", "dont.py")).get("/health")
        self.assertEqual((answer.status_code, answer.json()), (200, {"status": "ok"}))

    def test_the_mended_check_notices_the_lost_cache(self):
        answer = TestClient(application("health-check-swallows-failure", "do.py")).get("/health")
        self.assertEqual(answer.status_code, 503)


if __name__ == "__main__":
    unittest.main()
