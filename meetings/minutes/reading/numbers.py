"""Printed numbers: of items and of actions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

# A letter, a Roman number or one word with a figure in it: 3, 7i, iv, B/2.
PATTERN = r"(?:[\w./-]*\d[\w./-]*|[A-Za-z]|[ivx]+)"
_NUMBER = re.compile(PATTERN)
# "Item 3: Title", "Item: Title" (no number, whatever the title begins with), "Item 4 Title",
# "Agenda item 1 – Title"
_ITEM = re.compile(
    r"(?:Agenda )?Item(?: no\.?)?(?: (?P<number>[^\s:]+))?(?P<mark>\s?:|\s[–—-](?= )|(?= ))\s*",
    re.I,
)
# As in "1. Title", "7i. Title", "2) Title", "(2) Title", "2 – Title" and "3.1 Title".
_NUMBERED = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d+)*[a-z]{0,4})(?:\)?[.):](?!\d)\s*|\s+[–—-]\s+)(?=\S)"
    r"|\((?P<bracketed>\d{1,2})\)\s+(?=\S)"
    r"|(?P<parts>\d{1,3}(?:\.\d+)+)\s+(?=[^\sa-z])"
)
# Numbers that might be words, and are numbers only in a series: "1 Roads", "2 Rivers".
_IN_SERIES = (
    re.compile(r"(?P<number>\d{1,2})\s+(?=\S)"),
    re.compile(r"(?P<number>[IVX]{1,5})[.):]\s*(?=\S)"),
    re.compile(r"(?P<number>[A-Z])[.):]\s*(?=\S)"),
)
# "Item Three: Roads".
_WORDS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
_ROMAN = dict(
    zip("I II III IV V VI VII VIII IX X XI XII XIII XIV XV".split(), range(1, 16), strict=True)
)


def is_number(text: str) -> bool:
    """Whether `text` can be printed as the number of an item or an action."""
    return len(text) <= 20 and _NUMBER.fullmatch(text) is not None


def before_title(plain: str) -> tuple[str, int]:
    """The number before an item's title, and where the title begins: ("7i", 4).

    "Item 3: Title", "7i. Title"; `Item: Title` says that there is no number. ("", 0) where
    nothing stands before the title.
    """
    if match := _ITEM.match(plain):
        # As in "Item 7i): Roads".
        number = (match["number"] or "").rstrip(")")
        if match["mark"].strip() != ":":
            number = number.rstrip(".)")
        is_told = is_number(number) or number.casefold() in _WORDS
        if number and is_told and (match["mark"] or number[0].isdigit()):
            return number, match.end()
        if not number and match["mark"]:
            return "", match.end()
    if match := _NUMBERED.match(plain):
        return match["number"] or match["bracketed"] or match["parts"], match.end()
    return "", 0


def before_titles(lines: Sequence[str]) -> list[tuple[str, int]]:
    """What `before_title` says of each, or else the numbers that only a series shows.

    "1 Roads", "2 Rivers"; "I. Roads", "II. Rivers"; "A. Roads", "B. Rivers".
    """
    found = [before_title(line) for line in lines]
    if any(start for _, start in found):
        return found
    for pattern in _IN_SERIES:
        matches = [pattern.match(line) for line in lines]
        values = [_value(match["number"]) for match in matches if match]
        if len(values) > 1 and values[0] == 1 and all(a < b for a, b in pairwise(values)):
            return [(match["number"], match.end()) if match else ("", 0) for match in matches]
    return found


def follow(line: str, other: str) -> bool:
    """Whether the number before one line is next to that before another: "4.1 …", "4.2 …"."""
    one, two = (before_title(plain)[0].rpartition(".") for plain in (line, other))
    return one[0] == two[0] and 0 < value(one[2]) == value(two[2]) - 1


def value(number: str) -> int:
    """The figure that a printed number begins with: 7 for "7i"; 0 if it begins with none."""
    match = re.match(r"\d+", number)
    return int(match.group()) if match else 0


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    return _ROMAN.get(number) or ord(number[0]) - ord("A") + 1
