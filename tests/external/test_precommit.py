"""pre-commit itself, from its package, runs the hook in a scratch repository."""

import subprocess
import tempfile
import unittest
from pathlib import Path

from support import ROOT

DEFECT = "import requests\n\n\ndef fetch(url):\n    return requests.get(url)\n"
MENDED = (
    "import requests\n\n\ndef fetch(url):\n    try:\n        return requests.get(url, timeout=10)\n"
    "    except requests.RequestException as error:\n        raise LookupError(url) from error\n"
)


def run(*command: str, cwd: Path, check: bool = True) -> subprocess.CompletedProcess:
    return subprocess.run(command, cwd=cwd, check=check, capture_output=True, text=True)


class PreCommit(unittest.TestCase):
    def test_it_fails_on_a_planted_defect_and_passes_when_it_is_gone(self):
        revision = run("git", "rev-parse", "HEAD", cwd=ROOT).stdout.strip()
        with tempfile.TemporaryDirectory() as folder:
            repository = Path(folder)
            run("git", "init", "--quiet", cwd=repository)
            config = f"repos:\n  - repo: {ROOT}\n    rev: {revision}\n    hooks:\n      - id: faultlint\n"
            (repository / ".pre-commit-config.yaml").write_text(config)
            service = repository / "service.py"
            service.write_text(DEFECT)
            run("git", "add", ".", cwd=repository)
            failed = run("pre-commit", "run", cwd=repository, check=False)
            self.assertEqual(failed.returncode, 1, failed.stdout + failed.stderr)
            self.assertIn("NET002", failed.stdout)
            service.write_text(MENDED)
            run("git", "add", ".", cwd=repository)
            passed = run("pre-commit", "run", cwd=repository, check=False)
            self.assertEqual(passed.returncode, 0, passed.stdout + passed.stderr)


if __name__ == "__main__":
    unittest.main()
