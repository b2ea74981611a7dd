"""The catalogue's facts hold for the real libraries."""

import subprocess
import sys
import unittest
from pathlib import Path


class Libraries(unittest.TestCase):
    def test_the_catalogue_agrees_with_what_is_installed(self):
        script = Path(__file__).with_name("verify_libraries.py")
        run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stdout[-6000:] + run.stderr[-6000:])


if __name__ == "__main__":
    unittest.main()
