"""Summaries: actions that minutes print a second time, in a list of all of them.

"Summary of actions", and under it "1. Ann Lee to write." for what was raised elsewhere as
"Action 1: Ann Lee to write." Such a line is a point; one that says something new is read as
it would be anywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from ..document import Action, Doubt, Entry, Kind
from . import cells, earlier, initials, inline, labels, logs, names
from .about import NOTHING, About
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
# It may list earlier actions as well, or these alone.
_LOG = re.compile(r"actions?(?: points?| items?)? (?:log|tracker|register)", re.I)
# A line repeats an action with so much of the shorter one's words, and of the longer one's.
_OF_SHORTER, _OF_LONGER = 0.75, 0.5
_LABEL = Block((inline.Run("Actions:"),), "Actions:")
_Read = Callable[[Sequence[Block]], tuple[Entry, ...]]
# Each line is compared with each action; no minutes raise more.
_MOST = 300


def is_summary(plain: str) -> bool:
    """Whether a heading announces a list of all actions: "Summary of actions", "Action log"."""
    return is_log(plain) or _TITLE.fullmatch(plain.strip(" :.")) is not None


def is_log(plain: str) -> bool:
    """Whether a heading announces a list that may hold earlier actions: "Action log"."""
    return _LOG.fullmatch(plain.strip(" :.")) is not None


def with_summary(
    blocks: Sequence[Block],
    raised: Sequence[Action],
    *,
    title: str = "",
    people: frozenset[str] = frozenset(),
    bodies: initials.Bodies = initials.NOBODY,
    about: About = NOTHING,
    doubts: list[Doubt] | None = None,
) -> tuple[Entry, ...]:
    """The entries of `blocks`, which may be or end with a summary of what was `raised` elsewhere.

    All of them are where the item's `title` announces it. `entries_of` says what the others
    mean.
    """
    if labels.are_new(title) and _is_list(blocks):
        blocks = [_LABEL, *blocks]
    unheard = partial(entries_of, people=people, bodies=bodies, about=about)
    read = partial(unheard, doubts=doubts)
    is_all = is_summary(title) or (labels.is_action_heading(title) and _repeats(blocks, raised))
    at = 0 if is_all else min(_start(blocks), _again(blocks, raised, unheard))
    found = read(blocks[:at])
    if at == len(blocks):
        return found
    announced = title if is_all else blocks[at].plain
    if not is_log(announced):
        read = partial(entries_of, about=About(are_raised=True), doubts=doubts)
    elif earlier.may_be_under(announced):
        read = partial(read, about=replace(about, are_reviews=True, looks_back=True))
    raised = [*raised, *(entry for entry in found if isinstance(entry, Action))]
    return found + _summary(blocks[at:], raised, read, announced)


def _is_list(blocks: Sequence[Block]) -> bool:
    """Whether blocks begin with a list that holds no other, and labels no actions itself."""
    is_listed = bool(blocks) and blocks[0].kind is Kind.BULLET
    return is_listed and not any(block.depth or labels.action(block.plain) for block in blocks)


def _repeats(blocks: Sequence[Block], raised: Sequence[Action]) -> bool:
    """Whether a row of a table of actions, or each line of a list, says again what was `raised`."""
    if not blocks or not 0 < len(raised) <= _MOST:
        return False
    known = [_words(inline.plain(action.text)) for action in raised]
    if blocks[0].kind is Kind.BULLET:
        listed = takewhile(lambda block: block.kind is Kind.BULLET, blocks)
        return all(_is_repeat(line, line.plain, known) for line in listed)
    return blocks[0].cell is not None and any(
        line.cell and _is_repeat(line, said, known) for line, _, said in _lines(blocks)
    )


def _again(blocks: Sequence[Block], raised: Sequence[Action], read: _Read) -> int:
    """Where the last "Actions" heads what was raised before, said again; else the end."""
    at = next(
        (
            at
            for at in range(len(blocks) - 2, -1, -1)
            if blocks[at].cell is None and labels.is_action_heading(blocks[at].plain)
        ),
        None,
    )
    if at is not None:
        before, below = blocks[:at], blocks[at + 1 :]
        labelled = ((block.plain, labels.action(block.plain)) for block in before)
        perhaps = [Action(inline.escaped(said[label.end :])) for said, label in labelled if label]
        if _repeats(below, [*raised, *perhaps]):
            found = [entry for entry in read(before) if isinstance(entry, Action)]
            if _repeats(below, [*raised, *found]):
                return at
    return len(blocks)


def _start(blocks: Sequence[Block]) -> int:
    return next((at for at, block in enumerate(blocks) if is_summary(block.plain)), len(blocks))


def _summary(
    blocks: Sequence[Block], raised: Sequence[Action], read: _Read, announced: str
) -> tuple[Entry, ...]:
    if len(raised) > _MOST:
        return read(blocks)
    known = [_words(inline.plain(action.text)) for action in raised]
    lines = _lines(blocks)
    repeats = [_is_repeat(line, said, known) for line, _, said in lines]
    if not any(repeats):
        return _not_said_before(blocks, read, announced)
    found: list[Entry] = []
    listed = lines[repeats.index(True)][0].kind
    fresh: list[Block] = []
    for (line, own, _), is_repeat in zip(lines, repeats, strict=True):
        if is_repeat or is_summary(line.plain):
            found += _fresh(fresh, listed, read)
            fresh = []
            points = Points()
            points.add(line, labels.PointMarks(is_explicit=True) if is_repeat else None)
            found += points.entries
        else:
            fresh += own
    return (*found, *_fresh(fresh, listed, read))


def _not_said_before(blocks: Sequence[Block], read: _Read, announced: str) -> tuple[Entry, ...]:
    """A list of actions that nothing repeats: "Action list" over bullets says "Actions:"."""
    at = int(is_summary(blocks[0].plain))
    is_list = [block.kind is Kind.BULLET for block in blocks[at : at + 1]] == [True]
    if not is_list or is_log(announced) or labels.is_action_heading(announced):
        return read(blocks)
    return (*read(blocks[:at]), *read([_LABEL, *blocks[at:]]))


def _lines(blocks: Sequence[Block]) -> list[tuple[Block, Sequence[Block], str]]:
    """Each block, and each row of a table of actions as one line; with what reads as it.

    A row reads as itself below the headings of the columns, which are labels. Last is what is
    said of the action: a row's number, and "New" beside it, are not its words.
    """
    lines: list[tuple[Block, Sequence[Block], str]] = []
    at = 0
    while at < len(blocks):
        if log := logs.log(blocks, at, is_announced=True):
            for row in log.rows:
                own = [block for cell in row.values() for block in cell]
                line = cells.joined([cells.joined(cell) for cell in row.values()], " – ")
                said = " ".join(block.plain for block in log.words(row))
                lines.append((replace(line, kind=Kind.BULLET, depth=0), [*log.head, *own], said))
            at += log.length
        else:
            lines.append((blocks[at], [blocks[at]], blocks[at].plain))
            at += 1
    return lines


def _fresh(fresh: Sequence[Block], listed: Kind, read: _Read) -> tuple[Entry, ...]:
    """What the summary says that was not said before: an action, where it stands in the list."""
    if not fresh:
        return ()
    first = fresh[0]
    if first.cell is None and first.kind is listed and _NUMBER.match(first.plain):
        return read([_LABEL, *fresh])
    return read(fresh)


def _is_repeat(line: Block, words: str, known: Sequence[Counter[str]]) -> bool:
    if line.kind is Kind.QUOTATION or is_contained(line) or labels.point(line.plain).is_explicit:
        return False
    said = _words(words)
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
