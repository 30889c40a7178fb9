"""Headings: which blocks head an item of the agenda, and what number stands before the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Kind
from . import attendance, labels, names
from .blocks import Block

# "Item 3: Title", "Item: Title" (no number, whatever the title begins with), "Item 4 Title"
_ITEM = re.compile(r"(?:Agenda )?Item(?: (?P<number>[^\s:]+))?(?P<mark>\s?:|(?= ))\s*", re.I)
# "1. Title", "7i. Title", "2) Title", "3.1 Title"
_NUMBERED = re.compile(r"(?P<number>\d{1,3}(?:\.\d+)*[a-z]{0,4})(?:[.):]\s*|\s+[–-]\s+)(?=\S)|(?P<parts>\d{1,3}(?:\.\d+)+)\s+(?=\S)")
_STANDING = frozenset(["aob", "anyotherbusiness", "otherbusiness"])
_NO_ITEMS = re.compile(r"(?:date|dates|time) of (?:the )?(?:next|future) meeting", re.I)
_LONGEST = 250


def number(plain: str) -> tuple[str, int]:
    """The number before an item's title, and where the title begins: ("7i", 4)."""
    if match := _ITEM.match(plain):
        given = match["number"] or ""
        if (labels.is_number(given) and (match["mark"] or given[0].isdigit())) or (
            not given and match["mark"]
        ):
            return given, match.end()
    if match := _NUMBERED.match(plain):
        return match["number"] or match["parts"], match.end()
    return "", 0


def is_other(plain: str) -> bool:
    """Whether a heading would be taken for a label of the attendance or of actions."""
    return attendance.group(plain) is not None or labels.is_action_heading(plain)


def write(number_printed: str, title: str) -> str:
    """The heading that reads as this number and title, whatever the title begins with."""
    return f"Item {number_printed}: {title}" if number_printed else f"Item: {title}"


def items(blocks: Sequence[Block]) -> list[int]:
    """The indexes of the blocks that head an item.

    Headings by their tag, the highest level of them, where the page has any; else bold
    lines: the numbered ones if there are several, with `Any other business`, or all.
    """
    levels = [block.level for block in blocks if 0 < block.level <= 3 and not block.depth]
    if levels:
        top = min(levels)
        return [
            index
            for index, block in enumerate(blocks)
            if block.level == top and not block.depth and not labels.is_action_heading(block.plain)
        ]
    bold = [index for index, block in enumerate(blocks) if _could_head(block)]
    numbered = [index for index in bold if number(blocks[index].plain)[1]]
    if len(numbered) < 2:
        return bold
    return [
        index
        for index in bold
        if number(blocks[index].plain)[1]
        or names.organisation_key(blocks[index].plain) in _STANDING
    ]


def _could_head(block: Block) -> bool:
    plain = block.plain
    return (
        block.kind is Kind.PARAGRAPH
        and not block.depth
        and not block.is_rule
        and block.cell is None
        and len(plain) <= _LONGEST
        and block.is_bold
        and any(char.isalpha() for char in plain)
        and not labels.point(plain).is_explicit
        and labels.action(plain) is None
        and not labels.is_action_heading(plain)
        and labels.after_due(plain) < 0
        and not _NO_ITEMS.match(plain)
        and attendance.group(plain) is None
    )
