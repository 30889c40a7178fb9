"""What was said of a line is remembered: many rules ask the same of it, again and again.

"Ann Lee (Some Office)" is asked by the rules for attendance, headings and owners whether it
is a person; what was found once is found.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, TypeVar

A = TypeVar("A")

# What is longer is no line to be asked of often: it is neither a name, a label nor a title.
_LONGEST = 300
# So many lines a function at most, and all are forgotten: memory does not grow.
_MOST = 4096
_MISSING = object()
_known: list[dict[str, Any]] = []


def remembered(function: Callable[[str], A]) -> Callable[[str], A]:
    """Remember what a function says of lines; it must depend on nothing else.

    What it gives is shared by all who ask, so it must be of a kind that nobody changes.
    """
    known: dict[str, Any] = {}
    _known.append(known)

    def asked(line: str, /) -> A:
        said = known.get(line, _MISSING)
        if said is not _MISSING:
            return said
        said = function(line)
        if len(line) <= _LONGEST:
            if len(known) >= _MOST:
                known.clear()
            known[line] = said
        return said

    return update_wrapper(asked, function)


def forget() -> None:
    """Remember nothing, as when the first document is read: for measurements."""
    for known in _known:
        known.clear()
