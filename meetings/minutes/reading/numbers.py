"""Printed numbers: of items and of actions."""

from __future__ import annotations

import re

# A letter, a Roman number or one word with a figure in it: 3, 7i, iv, B/2.
PATTERN = r"(?:[\w./-]*\d[\w./-]*|[A-Za-z]|[ivx]+)"
_NUMBER = re.compile(PATTERN)
# "Item 3: Title", "Item: Title" (no number, whatever the title begins with), "Item 4 Title"
_ITEM = re.compile(r"(?:Agenda )?Item(?: (?P<number>[^\s:]+))?(?P<mark>\s?:|(?= ))\s*", re.I)
# As in "1. Title", "7i. Title", "2) Title" and "3.1 Title".
_NUMBERED = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d+)*[a-z]{0,4})(?:[.):](?!\d)\s*|\s+[–-]\s+)(?=\S)"
    r"|(?P<parts>\d{1,3}(?:\.\d+)+)\s+(?=\S)"
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
        number = match["number"] or ""
        if number and is_number(number) and (match["mark"] or number[0].isdigit()):
            return number, match.end()
        if not number and match["mark"]:
            return "", match.end()
    if match := _NUMBERED.match(plain):
        return match["number"] or match["parts"], match.end()
    return "", 0
