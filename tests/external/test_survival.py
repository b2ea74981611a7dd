"""No input makes faultlint crash, hang or leave with another status than 0, 1 or 2."""

import json
import random
import sysconfig
import tempfile
import unittest
from pathlib import Path

from support import crash, faultlint

SUITE = Path(sysconfig.get_path("stdlib")) / "test"
MUTANTS = 1_000


def mutated(chance: random.Random, text: bytes, other: bytes) -> bytes:
    """`text` with bytes flipped, cut out, or joined with a part of `other`."""
    data = bytearray(text)
    for _ in range(chance.randint(1, 20)):
        if not data:
            break
        start = chance.randrange(len(data))
        end = min(len(data), start + chance.randint(1, 200))
        match chance.randrange(4):
            case 0:
                data[start] ^= 1 << chance.randrange(8)
            case 1:
                del data[start:end]
            case 2:
                data[start:start] = other[start:end]
            case _:
                del data[start:]
                data += other[chance.randrange(len(other) + 1):]
    return bytes(data)


class Survival(unittest.TestCase):
    def test_cpythons_own_test_suite(self):
        run = faultlint("check", "--isolated", "--include-tests", "--output-format", "json", SUITE)
        self.assertIsNone(crash(run))
        json.loads(run.stdout)
        files = faultlint("check", "--isolated", "--include-tests", "--show-files", SUITE).stdout.splitlines()
        self.assertGreaterEqual(len(files), 700)

    def test_a_thousand_mutated_files(self):
        chance = random.Random(20261125)
        seeds = sorted(path for path in SUITE.rglob("*.py") if path.stat().st_size < 60_000)
        with tempfile.TemporaryDirectory() as folder:
            for number in range(MUTANTS):
                text, other = (chance.choice(seeds).read_bytes() for _ in range(2))
                (Path(folder) / f"mutant_{number}.py").write_bytes(mutated(chance, text, other))
            run = faultlint("check", "--isolated", "--output-format", "json", folder)
            self.assertIsNone(crash(run))
            json.loads(run.stdout)
            self.assertIn(f"{MUTANTS} files", run.stderr.replace(",", ""))


if __name__ == "__main__":
    unittest.main()
