"""Summaries: actions that minutes print a second time, in a list of all of them.

"Summary of actions", and under it "1. Ann Lee to write." for what was raised elsewhere as
"Action 1: Ann Lee to write." Such a line is a point; one that says something new is read as
it would be anywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..document import Action, Doubt, Entry, Kind
from . import cells, inline, labels, logs, names
from .blocks import Block
from .entries import entries_of
from .lines import is_contained
from .points import Points

_TITLE = re.compile(
    r"(?:summary|list|table|schedule) of (?:all )?(?:the )?(?:new |agreed )?actions?(?: points?)?"
    r"(?: agreed| arising| raised)?(?: (?:at|from) (?:the|this) meeting)?"
    r"|actions?(?: points?)? (?:summary|list|table)",
    re.I,
)
_NUMBER = re.compile(r"\(?\d{1,3}[.):]\s+|[-•·▪]\s+")
# A line repeats an action with so much of the shorter one's words, and of the longer one's.
_OF_SHORTER, _OF_LONGER = 0.75, 0.5
# Each line is compared with each action; no minutes raise more.
_MOST = 300


def is_summary(plain: str) -> bool:
    """Whether a heading announces a list of all actions: "Summary of actions", "Action list"."""
    return _TITLE.fullmatch(plain.strip(" :.")) is not None


def with_summary(
    blocks: Sequence[Block],
    raised: Sequence[Action],
    *,
    is_whole: bool = False,
    people: frozenset[str] = frozenset(),
    are_reviews: bool = False,
    are_earlier: bool = False,
    doubts: list[Doubt] | None = None,
) -> tuple[Entry, ...]:
    """The entries of `blocks`, which may end with a summary of what was `raised` elsewhere.

    `is_whole` where the heading of the item announced it. `entries_of` says what the others
    mean.
    """
    at = 0 if is_whole else _start(blocks)
    found = entries_of(
        blocks[:at],
        people=people,
        are_reviews=are_reviews,
        are_earlier=are_earlier,
        doubts=doubts,
    )
    if at == len(blocks):
        return found
    raised = [*raised, *(entry for entry in found if isinstance(entry, Action))]
    return found + _summary(blocks[at:], raised, doubts)


def _start(blocks: Sequence[Block]) -> int:
    return next((at for at, block in enumerate(blocks) if is_summary(block.plain)), len(blocks))


def _summary(
    blocks: Sequence[Block], raised: Sequence[Action], doubts: list[Doubt] | None
) -> tuple[Entry, ...]:
    if len(raised) > _MOST:
        return entries_of(blocks, are_raised=True, doubts=doubts)
    known = [_words(inline.plain(action.text)) for action in raised]
    lines = _lines(blocks)
    repeats = [_is_repeat(line, known) for line, _ in lines]
    if not any(repeats):
        return entries_of(blocks, are_raised=True, doubts=doubts)
    found: list[Entry] = []
    listed = lines[repeats.index(True)][0].kind
    fresh: list[Block] = []
    for (line, own), is_repeat in zip(lines, repeats, strict=True):
        if is_repeat or is_summary(line.plain):
            found += _read(fresh, listed, doubts)
            fresh = []
            points = Points()
            points.add(line, labels.PointMarks(is_explicit=True) if is_repeat else None)
            found += points.entries
        else:
            fresh += own
    return (*found, *_read(fresh, listed, doubts))


def _lines(blocks: Sequence[Block]) -> list[tuple[Block, Sequence[Block]]]:
    """Each block, and each row of a table of actions as one line; with what reads as it.

    A row reads as itself below the headings of the columns, which are labels.
    """
    lines: list[tuple[Block, Sequence[Block]]] = []
    at = 0
    while at < len(blocks):
        if log := logs.log(blocks, at, is_announced=True):
            for row in log.rows:
                own = [block for cell in row.values() for block in cell]
                line = cells.joined([cells.joined(cell) for cell in row.values()], " – ")
                lines.append((replace(line, kind=Kind.BULLET, depth=0), [*log.head, *own]))
            at += log.length
        else:
            lines.append((blocks[at], [blocks[at]]))
            at += 1
    return lines


def _read(fresh: Sequence[Block], listed: Kind, doubts: list[Doubt] | None) -> tuple[Entry, ...]:
    """What the summary says that was not said before: an action, where it stands in the list."""
    if not fresh:
        return ()
    first = fresh[0]
    if first.cell is None and first.kind is listed and _NUMBER.match(first.plain):
        label = Block((inline.Run("Actions:"),), "Actions:")
        return entries_of([label, *fresh], are_raised=True, doubts=doubts)
    return entries_of(fresh, are_raised=True, doubts=doubts)


def _is_repeat(line: Block, known: Sequence[Counter[str]]) -> bool:
    if line.kind is Kind.QUOTATION or is_contained(line) or labels.point(line.plain).is_explicit:
        return False
    said = _words(line.plain)
    return any(_are_alike(said, action) for action in known)


def _are_alike(one: Counter[str], other: Counter[str]) -> bool:
    shorter, longer = sorted((one.total(), other.total()))
    shared = (one & other).total()
    return shorter > 2 and shared >= _OF_SHORTER * shorter and shared >= _OF_LONGER * longer


def _words(text: str) -> Counter[str]:
    """The words of an action, its label or number aside."""
    label = labels.action(text)
    number = _NUMBER.match(text)
    start = label.end if label else number.end() if number else 0
    return Counter(names.folded_words(text[start:]))
