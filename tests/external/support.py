"""What the external tests share: the binary, and how it is run."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BINARY = ROOT / "target" / "release" / "faultlint"


def faultlint(*arguments: object, timeout: float = 600, cwd: Path | None = None) -> subprocess.CompletedProcess:
    """Runs faultlint; a run that hangs raises `TimeoutExpired`."""
    command = [str(BINARY), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, timeout=timeout, capture_output=True, text=True, errors="replace")


def crash(run: subprocess.CompletedProcess) -> str | None:
    """Why a run is no orderly end, or nothing."""
    if run.returncode not in (0, 1, 2):
        return f"exit status {run.returncode}: {run.stderr[-2000:]}"
    if "panicked" in run.stderr or "internal error" in run.stderr:
        return run.stderr[-2000:]
    return None
