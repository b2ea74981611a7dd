"""The experiments beside the pages of rules show what the pages say of the real libraries."""

import subprocess
import sys
import unittest

from support import ROOT

EXPERIMENTS = sorted((ROOT / "rules").glob("*/*/experiment.py"))


class Protections(unittest.TestCase):
    def test_the_experiments_come_out_as_the_pages_say(self):
        self.assertTrue(EXPERIMENTS)
        for experiment in EXPERIMENTS:
            with self.subTest(rule=experiment.parent.name):
                run = subprocess.run([sys.executable, experiment], capture_output=True, text=True, timeout=120)
                self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def test_each_page_tells_of_its_experiment(self):
        for experiment in EXPERIMENTS:
            self.assertIn("experiment.py", (experiment.parent / "README.md").read_text(), experiment)


if __name__ == "__main__":
    unittest.main()
