"""Printed numbers: of items and of actions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from . import numbering
from .memory import remembered

# A letter, a Roman number or one word with a figure in it: 3, 7i, iv, IV, B/2.
PATTERN = r"(?:[\w./-]*\d[\w./-]*|[A-Za-z]|[ivx]+|[IVX]+)"
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
# Numbers that might be words, and are numbers only in a series: "1 Roads", "2 Rivers". So are
# "No. 1 Roads", "#1 Roads", "[1] Roads" and "1/ Roads".
_FIGURES = re.compile(r"(?:No\.? ?|#|\[)?(?P<number>\d{1,2})(?:[\]/]\s*|\s+)(?=\S)")
# "IV. Roads", "(iv) Roads" and "D. Roads", "d) Roads".
_ROMANS = (
    re.compile(r"\(?(?P<number>[IVX]{1,5})[.):]+\s*(?=\S)"),
    re.compile(r"\(?(?P<number>[ivx]{1,5})[.):]+\s*(?=\S)"),
)
_LETTERS = (
    re.compile(r"\(?(?P<number>[A-Z])[.):]+\s*(?=\S)"),
    re.compile(r"\(?(?P<number>[a-z])[.):]+\s*(?=\S)"),
)
# "12/07 Roads", "12/08 Rivers", and "7/12 Roads": where minutes are counted through a year.
_OF_YEAR = re.compile(r"(?P<number>(\d{1,4})/(\d{1,4}))[.):]?\s+(?=\S)")
# "Item Three: Roads".
_WORDS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
_ROMAN = {numbering.written(value, "ROMAN"): value for value in range(1, 40)}


def is_number(text: str) -> bool:
    """Whether `text` can be printed as the number of an item or an action."""
    return len(text) <= 20 and _NUMBER.fullmatch(text) is not None


@remembered
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

    "1 Roads", "2 Rivers"; "12/07 Roads", "12/08 Rivers"; and letters.
    """
    found = [before_title(line) for line in lines]
    if any(start for _, start in found):
        return found
    matches = [_FIGURES.match(line) for line in lines]
    if _count_up([int(match["number"]) for match in matches if match]):
        return _told(matches)
    matches = [_OF_YEAR.match(line) for line in lines]
    firsts = [int(match[2]) for match in matches if match]
    seconds = [int(match[3]) for match in matches if match]
    for year, counted in ((firsts, seconds), (seconds, firsts)):
        if len(set(year)) == 1 and _rise(counted):
            return _told(matches)
    return in_letters(lines)


def is_first_letter(plain: str) -> bool:
    """Whether a line begins as the first of a series in letters would: "A. Roads"."""
    said = (pattern.match(plain) for pattern in (*_ROMANS, *_LETTERS))
    return any(match["number"] in "AaIi" for match in said if match)


def in_letters(lines: Sequence[str]) -> list[tuple[str, int]]:
    """The numbers in letters before titles: "I. Roads", "II. Rivers"; "a) Roads", "b) Rivers"."""
    for pattern in (*_ROMANS, *_LETTERS):
        matches = [pattern.match(line) for line in lines]
        said = [match["number"].upper() for match in matches if match]
        values = [_ROMAN.get(one, 0) if pattern in _ROMANS else ord(one) - 64 for one in said]
        if _count_up(values):
            return _told(matches)
    return [("", 0)] * len(lines)


def _told(matches: Sequence[re.Match[str] | None]) -> list[tuple[str, int]]:
    return [(match["number"], match.end()) if match else ("", 0) for match in matches]


def _count_up(values: Sequence[int]) -> bool:
    return values[:1] == [1] and _rise(values)


def _rise(values: Sequence[int]) -> bool:
    return len(values) > 1 and all(one < other for one, other in pairwise(values))


def follow(line: str, other: str) -> bool:
    """Whether the number before one line is next to that before another: "4.1 …", "4.2 …"."""
    one, two = (before_title(plain)[0].rpartition(".") for plain in (line, other))
    return one[0] == two[0] and 0 < value(one[2]) == value(two[2]) - 1


def value(number: str) -> int:
    """The figure that a printed number begins with: 7 for "7i"; 0 if it begins with none."""
    match = re.match(r"\d+", number)
    return int(match.group()) if match else 0


def whole(plain: str) -> int:
    """The number before a title, where it is nothing but a figure: 3 for "3. Title"; else 0."""
    number = before_title(plain)[0]
    return int(number) if number.isdecimal() else 0
