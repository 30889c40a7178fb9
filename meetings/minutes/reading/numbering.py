"""The numbers that a word processor prints by itself: they stand in no text of the document."""

from __future__ import annotations

import re
from typing import NamedTuple

_LEVEL = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST = 9_999


class Level(NamedTuple):
    """How one level of a list is marked.

    `form` is "decimal", "letter", "LETTER", "roman" or "ROMAN"; "bullet" for a sign; "" for
    nothing. `pattern` is what is printed, "%1.%2" where the numbers of levels stand.
    """

    form: str
    pattern: str = ""
    start: int = 1


BULLET = Level("bullet")


class Numbering:
    """Counts the items of a document's lists."""

    def __init__(self) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}

    def restart(self, name: str, level: int = 0) -> None:
        """Count the list's `level`, and those below it, from their start again."""
        counts = self._counts.get(name, {})
        for deeper in [one for one in counts if one >= level]:
            del counts[deeper]

    def next(self, name: str, level: int, start: int | None = None) -> str | None:
        """The number printed before the list's next item of `level`, which counts from 0.

        "" for a bullet, None where nothing is printed. With `start`, counted from there.
        """
        levels = self.levels.get(name, {})
        form = levels.get(level, BULLET)
        counts = self._counts.setdefault(name, {})
        counts[level] = counts.get(level, form.start - 1) + 1 if start is None else start
        self.restart(name, level + 1)
        if form.form == "bullet":
            return ""
        printed = _between_levels(form.pattern)
        if not form.form or not printed:
            return None

        def count(match: re.Match[str]) -> str:
            one = int(match[1]) - 1
            above = levels.get(one, BULLET)
            return written(counts.get(one, above.start), above.form or "decimal")

        return _LEVEL.sub(count, printed)


def _between_levels(pattern: str) -> str:
    """A pattern without what stands around its numbers: "%1.%2" of "(%1.%2)"."""
    found = list(_LEVEL.finditer(pattern))
    return pattern[found[0].start() : found[-1].end()] if found else ""


def written(number: int, form: str) -> str:
    """`number` in one of the forms of a level: 3 as "3", "c", "C", "iii" or "III"."""
    if not 0 < number <= _MOST or form in ("decimal", "bullet"):
        return str(number)
    if form.lower() == "letter":
        # a … z, aa … zz
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    else:
        text = ""
        for value, digits in _ROMAN:
            text += digits * (number // value)
            number %= value
    return text.upper() if form.isupper() else text
