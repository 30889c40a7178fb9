"""The agenda that some print above the minutes: a table of what was to be discussed.

Item | Description | Lead
1    | Welcome     | AL

Its rows are no items, but the minuted items have their numbers from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from ..document import Item, Kind
from . import cells, names, numbers
from .blocks import Block

_NUMBERS = frozenset(["item", "no", "number", "item no", "item number"])
_AGENDA = re.compile(r"(?:draft )?agenda", re.I)
_TITLES = frozenset(
    ["description", "title", "subject", "topic", "agenda item", "agenda", "discussion item"]
)
_OTHERS = frozenset(
    "lead leads presenter presenters speaker owner time times timing timings duration paper papers"
    " purpose".split()
)
# Below these an agenda begins nowhere; beyond those it is none.
_BEGINS_WITHIN = 8
_MOST_ROWS = 40
_LONGEST_CELL = 200
# Words that two titles may share without being about the same.
_FAINT = frozenset("a an and the of on to for from in with by update updates item".split())
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Agenda:
    """An agenda above the minutes: its blocks as lines, and the number and title of each row."""

    lines: tuple[Block, ...]
    rows: tuple[tuple[str, str], ...]
    start: int
    end: int


def above(blocks: Sequence[Block]) -> Agenda | None:
    """The agenda before the minutes in `blocks`: a table, or a list under "Agenda".

    A table is known by its columns' headings, or by standing under "Agenda".
    """
    for at in range(min(_BEGINS_WITHIN, len(blocks))):
        table = cells.table_at(blocks, at)
        if table:
            end = at + len(table)
            return _read(table, at) if end < len(blocks) else None
        if _AGENDA.fullmatch(blocks[at].plain.rstrip(" :")):
            return _under(blocks, at)
    return None


def _under(blocks: Sequence[Block], start: int) -> Agenda | None:
    """The agenda under a heading "Agenda": list items, or rows of a number and a title.

    "Minutes" on a line of its own, between it and the minutes, is a part of it.
    """
    table = cells.table_at(blocks, start + 1) if start + 1 < len(blocks) else ()
    if table and (found := _read(table, start + 1, is_told=True)):
        lines, rows, end = list(found.lines), list(found.rows), found.end
    else:
        lines, rows = _rows(table) if table else _listed(blocks, start)
        end = start + 1 + (len(table) or len(lines))
        are_titles = all(len(line.plain) <= _LONGEST_CELL for line in lines)
        if len(rows) < 2 or len(rows) * 2 < len(lines) or not are_titles:
            return None
    if end < len(blocks) and blocks[end].plain.rstrip(" :").casefold() == "minutes":
        lines.append(replace(blocks[end], kind=Kind.PARAGRAPH, level=0))
        end += 1
    if end >= len(blocks) or len(rows) > _MOST_ROWS:
        return None
    heading = replace(blocks[start], kind=Kind.PARAGRAPH, level=0)
    return Agenda((heading, *lines), tuple(rows), start, end)


def _rows(table: Sequence[Block]) -> tuple[list[Block], list[tuple[str, str]]]:
    """The rows of a table without headings; none if its columns have headings of their own."""
    lines: list[Block] = []
    rows: list[tuple[str, str]] = []
    for row in cells.rows_of(table):
        lines.append(_line(row))
        said = [cells.joined(cell).plain for cell in row.values()]
        if len(said) > 1 and numbers.is_number(number := said[0].rstrip(".")):
            rows.append((number, said[1]))
        elif not rows:
            break
    return lines, rows


def _listed(blocks: Sequence[Block], start: int) -> tuple[list[Block], list[tuple[str, str]]]:
    """The list below "Agenda", or the lines below it in one paragraph: "1 Welcome", "2 Roads"."""
    below = blocks[start + 1 :]
    lines = list(takewhile(lambda block: block.kind is Kind.BULLET, below))
    if lines:
        top = [line for line in lines if line.ordinal and not line.depth]
        return lines, [(str(line.ordinal), line.plain) for line in top]
    lines = [
        replace(block, kind=Kind.BULLET, is_continued=False)
        for block in takewhile(lambda block: block.is_continued, below)
    ]
    titles = [line.plain for line in lines]
    found = zip(titles, numbers.before_titles(titles), strict=True)
    return lines, [(number, title[at:]) for title, (number, at) in found if number]


def _line(row: dict[int, list[Block]]) -> Block:
    line = cells.joined([cells.joined(cell) for cell in row.values()], " – ")
    return replace(line, cell=None, kind=Kind.BULLET, depth=0)


def _read(table: Sequence[Block], start: int, *, is_told: bool = False) -> Agenda | None:
    """The agenda in a table with headings; "Time | Item | Lead" if it `is_told` that it is one."""
    head, *rows = cells.rows_of(table)
    headings = {
        column: cells.heading_words(cells.joined(cell).plain) for column, cell in head.items()
    }
    told = set(headings.values())
    numbered = next((column for column, words in headings.items() if words in _NUMBERS), None)
    titled = next((column for column, words in headings.items() if words in _TITLES), None)
    if is_told and titled is None:
        numbered, titled = None, numbered
    if (
        (numbered is None and not is_told)
        or titled is None
        or not told <= _NUMBERS | _TITLES | _OTHERS
        or len(rows) > _MOST_ROWS
        or any(len(block.plain) > _LONGEST_CELL for block in table)
    ):
        return None
    found = []
    for row in rows:
        cell = () if numbered is None else row.get(numbered, ())
        number = " ".join(block.plain for block in cell).rstrip(".")
        title = " ".join(block.plain for block in row.get(titled, ()))
        if numbers.is_number(number) and title:
            found.append((number, title))
    return Agenda(
        tuple(_line(row) for row in (head, *rows)),
        tuple(found),
        start,
        start + len(table),
    )


def numbered(items: Sequence[Item], agenda: Agenda) -> tuple[Item, ...]:
    """`items` with the numbers of the agenda's rows that they minute, where they have none.

    A row is an item's if their titles are alike, in the same order; between two that are,
    as many rows as items are theirs in turn. An item that was not on the agenda has no number.
    """
    if any(item.number for item in items) or len(items) > _MOST_ROWS:
        return tuple(items)
    places = _places([item.title for item in items], [title for _, title in agenda.rows])
    return tuple(
        replace(item, number=agenda.rows[places[index]][0]) if index in places else item
        for index, item in enumerate(items)
    )


def _places(titles: Sequence[str], rows: Sequence[str]) -> dict[int, int]:
    """The index of the row for each title that has one."""
    said, planned = [_telling(title) for title in titles], [_telling(title) for title in rows]
    alike = sorted(
        (-_likeness(one, other), index, row)
        for index, one in enumerate(said)
        for row, other in enumerate(planned)
    )
    places: dict[int, int] = {}
    for score, index, row in alike:
        if -score < _ALIKE:
            break
        if index not in places and all(
            (index < other) == (row < place) and row != place for other, place in places.items()
        ):
            places[index] = row
    anchors = [(-1, -1), *sorted(places.items()), (len(titles), len(rows))]
    if len(anchors) > 2:
        for (index, row), (next_index, next_row) in pairwise(anchors):
            if next_index - index == next_row - row:
                places |= {index + step: row + step for step in range(1, next_index - index)}
    return places


def _telling(title: str) -> list[str]:
    """The words of a title that tell what it is about: not "(for approval)"."""
    title = title.partition(" (")[0] or title
    if (standing := names.organisation_key(title)) in names.STANDING_ITEMS:
        return ["aob" if "b" in standing else standing]
    return [
        word.rstrip("s") for word in names.folded_words(title) if word not in _FAINT and word != "s"
    ]


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Twice the words they share over all they have; "data" and "dataset" are shared."""
    left = list(other)
    for word in one:
        same = next((w for w in left if w == word or _begins(w, word)), None)
        if same is not None:
            left.remove(same)
    shared = len(other) - len(left)
    return 2 * shared / (len(one) + len(other)) if one and other else 0.0


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and long.startswith(short)
