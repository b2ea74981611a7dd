"""What is printed as JSON keeps to the published schema."""

import json
import tempfile
import unittest
from pathlib import Path

import jsonschema

from support import ROOT, faultlint

SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text())
DIRECTIVES = "x = 1  # faultlint: ignore[EXC]\n= =\ny = 1  # faultlint: ignore\n"


class Schema(unittest.TestCase):
    def setUp(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        self.validator = jsonschema.Draft202012Validator(SCHEMA)

    def reports(self, folder: Path) -> list:
        return json.loads(faultlint("check", "--isolated", "--confidence", "low", "--output-format", "json", folder).stdout)

    def test_real_output_is_valid(self):
        reports = self.reports(ROOT / "fixtures" / "service")
        self.assertGreater(len(reports), 5)
        self.validator.validate(reports)

    def test_reports_about_the_analysis_are_valid(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "a.py").write_text(DIRECTIVES)
            reports = self.reports(Path(folder))
        self.assertEqual({report["code"] for report in reports}, {"SUP001", "SUP002", "SYN001"})
        self.validator.validate(reports)

    def test_the_schema_refuses_what_is_not_ours(self):
        report = self.reports(ROOT / "fixtures" / "service")[0]
        for key, value in {"severity": "Error", "location": "1:2", "fix": "none", "colour": "red"}.items():
            self.assertFalse(self.validator.is_valid([{**report, key: value}]), key)
        del report["fingerprint"]
        self.assertFalse(self.validator.is_valid([report]))


if __name__ == "__main__":
    unittest.main()
