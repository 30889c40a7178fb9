"""How many real documents are read in a second on one core: at least a hundred.

Run alone, with its figure: pytest -s tests/benchmarks/test_throughput.py
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from meetings.minutes import reading
from meetings.minutes.reading import memory

# A machine shared with others is slower than its core: half of what is promised fails.
_LEAST = 50


@pytest.mark.whole
def test_hundred_documents_are_read_in_a_second(corpus: Path) -> None:
    documents = [path.read_bytes() for path in sorted((corpus / "minutes").glob("*.md"))]
    best = float("inf")
    for _ in range(5):
        memory.forget()
        start = time.process_time()
        for data in documents:
            reading.read(data)
        best = min(best, time.process_time() - start)
    rate = len(documents) / best
    sys.stdout.write(f"\n{len(documents)} documents: {rate:.0f} a second\n")
    assert rate >= _LEAST
