"""The agenda that some print above the minutes: a table of what was to be discussed.

Item | Description | Lead
1    | Welcome     | AL

Its rows are no items, but the minuted items have their numbers from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..document import Item, Kind
from . import names, numbers, tables
from .blocks import Block

_NUMBERS = frozenset(["item", "no", "number", "item no", "item number"])
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
    """The agenda that stands before the minutes in `blocks`, known by its columns' headings."""
    for at in range(min(_BEGINS_WITHIN, len(blocks))):
        table = tables.table_at(blocks, at)
        if table:
            end = at + len(table)
            return _read(table, at) if end < len(blocks) else None
    return None


def _read(table: Sequence[Block], start: int) -> Agenda | None:
    head, *rows = tables.rows_of(table)
    headings = {
        column: tables.heading_words(tables.joined(cell).plain) for column, cell in head.items()
    }
    told = set(headings.values())
    numbered = next((column for column, words in headings.items() if words in _NUMBERS), None)
    titled = next((column for column, words in headings.items() if words in _TITLES), None)
    if (
        numbered is None
        or titled is None
        or not told <= _NUMBERS | _TITLES | _OTHERS
        or len(rows) > _MOST_ROWS
        or any(len(block.plain) > _LONGEST_CELL for block in table)
    ):
        return None
    found = []
    for row in rows:
        number = " ".join(block.plain for block in row.get(numbered, ())).rstrip(".")
        title = " ".join(block.plain for block in row.get(titled, ()))
        if numbers.is_number(number) and title:
            found.append((number, title))
    lines = [
        replace(tables.joined([tables.joined(cell) for cell in row.values()], " – "), cell=None)
        for row in (head, *rows)
    ]
    return Agenda(
        tuple(replace(line, kind=Kind.BULLET, depth=0) for line in lines),
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
