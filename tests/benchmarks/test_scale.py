"""Reading takes time and memory in proportion to a document's length, whatever its shape.

Run alone, it prints a table of all shapes: python -m tests.benchmarks.test_scale
"""

from __future__ import annotations

import contextlib
import gc
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from meetings.minutes import reading
from meetings.minutes.document import MinutesError

from . import measured
from .documents import LARGE_DOCUMENTS
from .shapes import LARGE

pytestmark = pytest.mark.whole

# A document four times as long may take six times as long: proportion, and some noise.
_TIMES = 4
_MOST_TIMES = 6
# Seconds and bytes below which a ratio tells of the machine, not of the reader.
_FEW_SECONDS = 0.25
_FEW_BYTES = 20_000_000
# What a byte of a long document may take at most; most of it is for the parser's tree.
_MOST_HELD = 20


@pytest.fixture(autouse=True, scope="module")
def _nothing_of_others() -> Iterator[None]:
    """What other tests left in memory is not looked through while time is measured."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def seconds(data: bytes) -> float:
    """Seconds of this process that reading takes, whether it ends in minutes or in a refusal."""
    start = time.process_time()
    with contextlib.suppress(MinutesError):
        reading.read(data)
    return time.process_time() - start


def sizes(name: str) -> tuple[bytes, bytes]:
    shape, count = LARGE[name]
    return shape(count).encode(), shape(_TIMES * count).encode()


def in_proportion(less: float, more: float, few: float) -> bool:
    return more < few or more < _MOST_TIMES * max(less, few / _MOST_TIMES)


@pytest.mark.parametrize("name", LARGE)
def test_reading_takes_time_in_proportion(name: str) -> None:
    small, large = sizes(name)
    found = seconds(small), seconds(large)
    if not in_proportion(*found, _FEW_SECONDS):
        # A machine that was busy with others is asked once more.
        found = min(found[0], seconds(small)), min(found[1], seconds(large))
    assert in_proportion(*found, _FEW_SECONDS), found


def of_both(name: str, folder: Path) -> tuple[measured.Measured, measured.Measured]:
    """What a quarter of a large document takes, and the whole."""
    document = LARGE_DOCUMENTS[name]
    found = []
    for count in (document.count // _TIMES, document.count):
        path = folder / f"{count}"
        path.write_bytes(document.made(count))
        found.append(measured.of(path))
    return found[0], found[1]


@pytest.mark.parametrize("name", LARGE_DOCUMENTS)
def test_large_document_is_read_whole_in_proportion(name: str, tmp_path: Path) -> None:
    document = LARGE_DOCUMENTS[name]
    less, more = of_both(name, tmp_path)
    assert less.said == measured.digest(document.said(document.count // _TIMES))
    assert more.said == measured.digest(document.said(document.count))
    if not in_proportion(less.seconds, more.seconds, _FEW_SECONDS):
        less, more = of_both(name, tmp_path)
    assert in_proportion(less.seconds, more.seconds, _FEW_SECONDS), (less, more)
    assert in_proportion(less.held, more.held, _FEW_BYTES), (less, more)
    assert more.held < _FEW_BYTES + _MOST_HELD * (tmp_path / f"{document.count}").stat().st_size


def table() -> None:
    """Print what each shape takes, and that by the side of one a quarter as long."""
    line = "{:38}{:>10}{:>9}{:>7}{:>11}{:>9}\n"
    write = sys.stdout.write
    write(line.format("shape", "bytes", "seconds", "ratio", "µs a byte", "MB held"))
    for name in LARGE:
        small, large = sizes(name)
        one, other = seconds(small), seconds(large)
        write(_row(line, name, len(large), one, other, ""))
    with tempfile.TemporaryDirectory() as folder:
        for name, document in LARGE_DOCUMENTS.items():
            less, more = of_both(name, Path(folder))
            size = (Path(folder) / f"{document.count}").stat().st_size
            held = f"{more.held / 1e6:.0f}"
            write(_row(line, name, size, less.seconds, more.seconds, held))


def _row(line: str, name: str, size: int, less: float, more: float, held: str) -> str:
    ratio = more / max(less, 1e-4)
    each = f"{1e6 * more / size:.2f}"
    return line.format(name[:37], size, f"{more:.3f}", f"{ratio:.1f}", each, held)


if __name__ == "__main__":
    table()
