"""What reading a file takes, told by a process of its own, whose memory is its alone."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from meetings.minutes import reading

_ROOT = Path(__file__).parents[2]
# Markdown's escapes and bullets, which are no characters of what is said.
_MARKS = str.maketrans("", "", "\\-")


@dataclass(frozen=True, slots=True)
class Measured:
    """Process seconds, bytes that reading added to the most ever held, and what was said."""

    seconds: float
    held: int
    said: str


def of(path: Path) -> Measured:
    """What reading the file takes; CalledProcessError if it cannot be read."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.measured", str(path)],
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    return Measured(**json.loads(told.stdout))


def digest(text: str) -> str:
    """A digest of `text`, white space and marks aside."""
    return hashlib.sha256("".join(text.translate(_MARKS).split()).encode()).hexdigest()


def most_held() -> int:
    """The most bytes this program held; what `getrusage` tells begins with its parent's."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def held_from_here() -> int:
    """Let `most_held` begin anew; the bytes that this program holds now."""
    Path("/proc/self/clear_refs").write_text("5")
    return most_held()


def _measure(path: Path) -> Measured:
    data = path.read_bytes()
    # What is built once is no part of what a document takes.
    reading.read(b"# Some Panel - 3 May 2012\n\n## 1. *Roads*\n\nAction: Ann Lee to write.\n")
    before, start = most_held(), time.process_time()
    minutes = reading.read(data).minutes
    seconds, held = time.process_time() - start, most_held() - before
    return Measured(seconds, held, digest(" ".join(entry.text for entry in minutes.entries())))


if __name__ == "__main__":
    one = _measure(Path(sys.argv[1]))
    sys.stdout.write(json.dumps({"seconds": one.seconds, "held": one.held, "said": one.said}))
