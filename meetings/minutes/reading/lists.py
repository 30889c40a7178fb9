"""Lists of the attendance: labels that stand in lists, and people in lists typed by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from ..document import Kind
from . import attendance, people
from .blocks import Block

_TYPED = re.compile(r"(?:[-•·▪]|\(?\d{1,2}[.)])\s+(?=[A-Z])")
_NOTHING = Block((), "")


def unnested(blocks: Sequence[Block]) -> list[Block]:
    """`blocks`, where list items that are labels of the attendance are none.

    A label stands over a list of its own, or before its people above all that was said:
    "- Present: Ann Lee, Jo Day".
    """
    out: list[Block] = []
    is_above = True
    for block, following in zip_longest(blocks, blocks[1:], fillvalue=_NOTHING):
        if block.kind is not Kind.BULLET:
            is_above = is_above and (block.level < 2 or attendance.group(block.plain) is not None)
        elif _is_over(block, following) or (
            is_above and not block.depth and attendance.run_in(block)
        ):
            block = replace(block, kind=Kind.PARAGRAPH)
        out.append(block)
    return out


def _is_over(block: Block, following: Block) -> bool:
    """Whether a list item is a label over a list of its own."""
    is_over = following.kind is Kind.BULLET and following.depth > block.depth
    return is_over and attendance.group(block.plain) is not None


def untyped(blocks: Sequence[Block]) -> list[Block]:
    """`blocks`, where people in a list that was typed by hand below a label are list items.

    "- Ann Lee (Chair)", "1. Ann Lee (Chair)".
    """
    out: list[Block] = []
    for block in blocks:
        match = _TYPED.match(block.plain)
        before = out[-1] if out else _NOTHING
        if (
            match
            and (attendance.group(before.plain) or before.kind is Kind.BULLET)
            and block.kind is Kind.PARAGRAPH
            and not (block.is_bold or block.cell)
            and people.is_attendee(block.plain[match.end() :])
        ):
            block = replace(block.rest(match.end()), kind=Kind.BULLET, is_continued=False)
        out.append(block)
    return out
