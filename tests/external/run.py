#!/usr/bin/env python3
"""Runs the tests that need Python, other programs and a package registry.

usage: run.py [unittest arguments]

Makes a virtual environment under target/external, installs the pinned requirements there, builds the release binary,
and runs every test_*.py beside this file.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ENVIRONMENT = ROOT / "target" / "external" / "venv"


def main(arguments: list[str]) -> int:
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    requirements = str(HERE / "requirements.txt")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--requirement", requirements], check=True)
    subprocess.run(["cargo", "build", "--locked", "--release"], cwd=ROOT, check=True)
    tests = arguments or ["discover", "--start-directory", str(HERE), "--verbose"]
    path = os.pathsep.join([str(ENVIRONMENT / "bin"), os.environ["PATH"]])
    return subprocess.run([python, "-m", "unittest", *tests], cwd=HERE, env={**os.environ, "PATH": path}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
