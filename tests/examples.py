"""How many examples a property is tried with."""

import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def some(ways: Iterable[T]) -> list[T]:
    """All `ways`, or every fifth with QUICK in the environment."""
    return list(ways)[:: 5 if os.environ.get("QUICK") else 1]


def examples(whole: int) -> int:
    """`whole`, or a tenth with QUICK in the environment: `make unit` is for every change."""
    return max(whole // 10, 5) if os.environ.get("QUICK") else whole
