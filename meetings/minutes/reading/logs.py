"""Logs: tables of actions, told by the headings of their columns.

No. | Action            | Owner  | Status
1   | Write to members. | Jo Day | Complete
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..document import Action, Kind, Review, Status
from . import (
    actions,
    dates,
    earlier,
    endings,
    fields,
    inline,
    labels,
    names,
    owners,
    reviews,
    statuses,
)
from .blocks import Block
from .cells import heading_words, joined, rows_of, table_at
from .points import Points, is_sub_heading

_LONGEST_HEADING = 60
_LONGEST_DUE = 80
_MOST_FIELDS = len(set(fields.COLUMN.values()))
_REPORTS = ("report", "done")
_CLOSING = (Status.COMPLETE, Status.NOT_TAKEN_FORWARD)
_IS_DONE = re.compile(r"(?:y|yes|[✓✔√☑])\.?", re.I)
_IS_OPEN = re.compile(r"(?:n|no|[✗✘☐])\.?", re.I)
_NEW = re.compile(r"new(?: action)?", re.I)
_JUST_RAISED = re.compile(r"new(?: action)?|open|not (?:yet )?started|to do", re.I)
_NOT_BEGUN = re.compile(
    r"new(?: action)?|open|not (?:yet )?started|to do|pending|outstanding", re.I
)


class Row(NamedTuple):
    """A row's action, if it has one, between the cells that are no field of it."""

    before: list[Block]
    task: Action | Review | None
    after: list[Block]


@dataclass(frozen=True, slots=True)
class Log:
    """A table of actions: what stands in each column, its headings, and the rows under them."""

    columns: dict[int, str]
    head: Sequence[Block]
    rows: list[dict[int, list[Block]]]
    length: int
    other: Sequence[Block] = ()  # headings of columns that are no field

    def tasks(
        self, *, are_raised: bool = False, are_reviews: bool = False, looks_back: bool = False
    ) -> list[Row]:
        """Each row's action, a review where the table reports.

        Among earlier actions (`are_reviews`) the words may end with what became of one.

        "New" reports nothing, and nor does "Open" where all that a table says is such: in a
        list of what this meeting raised (`are_raised`) also "Outstanding", and none of them
        where earlier actions may stand (`looks_back`).
        """
        may_be_earlier = are_reviews or looks_back
        idle = _NOT_BEGUN if are_raised else _NEW if may_be_earlier else _JUST_RAISED
        reports = not self._say_only(idle, self.rows)
        return [
            self._task(row, reports=reports and not self._is_new(row), are_reviews=are_reviews)
            for row in self.rows
        ]

    def words(self, row: dict[int, list[Block]]) -> list[Block]:
        """What a row says of its action: neither its number nor what became of it."""
        others = ("number", "meeting", *_REPORTS)
        return [
            block
            for column, cell in row.items()
            if self.columns.get(column) not in others
            for block in cell
        ]

    def could_report(self) -> list[Block]:
        """Cells beside an action that state a status, in a column where few do."""
        return [
            block
            for row in self.rows
            for column, cell in row.items()
            if column not in self.columns
            for block in cell
            if earlier.last_stated(block.plain)
        ]

    def _said(self) -> list[str]:
        return [block.plain for block in self.head]

    def _is_new(self, row: dict[int, list[Block]]) -> bool:
        return bool(self._cells(row, *_REPORTS)) and self._say_only(_NEW, [row])

    def _say_only(self, words: re.Pattern[str], rows: list[dict[int, list[Block]]]) -> bool:
        return all(
            words.fullmatch(block.plain.strip(" ."))
            for row in rows
            for block in self._cells(row, *_REPORTS)
        )

    def _task(self, row: dict[int, list[Block]], *, reports: bool, are_reviews: bool) -> Row:
        cells = self._cells(row, "text")
        # "Roads" alone in bold heads the rows below it, and headings may stand again.
        is_head = [block.plain for cell in row.values() for block in cell] == self._said()
        is_none = cells and labels.is_no_action(joined(cells).plain)
        if (
            not cells
            or is_none
            or is_head
            or (len(row) == 1 < len(self.columns) and all(map(is_sub_heading, cells)))
        ):
            return Row([block for cell in row.values() for block in cell], None, [])
        text = joined(self._cells(row, "text"))
        label = labels.action(text.plain) or earlier.number(text)
        number = " ".join(block.plain for block in self._cells(row, "number")).rstrip(".")
        is_number = fields.is_number(number)
        if is_number:
            label = replace(label, number=number)
        due = [*filter(_says_something, self._cells(row, "due"))]
        # "Complete" where the deadline would stand tells what became of it.
        closes = [block for block in due if statuses.named(block.plain) in _CLOSING]
        reports = reports or bool(closes)
        facts = actions.Facts(due=" ".join(block.plain for block in due if block not in closes))
        whose = self._cells(row, "owner")
        both = endings.who_and_when(whose[0].plain) if len(whose) == 1 and not facts.due else None
        if both:
            facts.stated_owners, facts.due = both.owners, both.due
        elif said := [name for block in whose for name in _owners(block.plain)]:
            facts.stated_owners = tuple(said)
        before: list[Block] = []
        after: list[Block] = []
        others = before
        for column, cell in row.items():
            name = self.columns.get(column)
            others = after if name == "text" else others
            if (
                name in (None, "meeting")
                or (name == "number" and not is_number)
                or (name in _REPORTS and not reports)
            ):
                others += cell
            elif name == "owner" and not facts.stated_owners:
                # "To be confirmed"; a dash says nothing.
                others += filter(_says_something, cell)
        if reports:
            points = Points()
            for block in [*self._cells(row, *_REPORTS), *closes]:
                points.add(block)
            facts.narrative = points.points()
            facts.is_reviewed = True
            # A colour may stand before what says it in words: "Green", "Complete".
            said = [inline.plain(point.text) for point in facts.narrative]
            found = [
                *map(statuses.of_report, said),
                *(_ticked(block.plain) for block in self._cells(row, "done")),
                *map(earlier.last_stated, said),
            ]
            facts.status = next((status for status in found if status), None)
            facts.is_status_stated = facts.status is not None
        text = text.rest(label.end)
        if are_reviews and not reports and (told := earlier.told(text.plain, is_labelled=True)):
            text = reviews.within(text, told, facts)
        return Row(before, actions.made(text, label, facts), after)

    def _cells(self, row: dict[int, list[Block]], *wanted: str) -> list[Block]:
        return [
            block
            for column, cell in row.items()
            if self.columns.get(column) in wanted
            for block in cell
        ]


def _ticked(plain: str) -> Status | None:
    """The status that a cell under "Completed" tells: "Yes", "✓" and a day that it was."""
    if _IS_DONE.fullmatch(plain) or dates.said(plain):
        return Status.COMPLETE
    return Status.NOT_COMPLETE if _IS_OPEN.fullmatch(plain) else None


def _says_something(block: Block) -> bool:
    return any(map(str.isalnum, block.plain))


def _owners(plain: str) -> tuple[str, ...]:
    return names.owners(plain) or (() if names.is_nobody_yet(plain) else (plain,))


def log(blocks: Sequence[Block], at: int, *, is_announced: bool = False) -> Log | None:
    """The table of actions that begins at `at`, known by the headings of its columns.

    One of the actions and one of what else is told of them; the first alone where a heading
    above announced actions (`is_announced`). Other columns may stand beside.
    """
    table = table_at(blocks, at)
    if not table:
        return None if blocks[at].cell else _flattened(blocks, at)
    rows = rows_of(table)
    title: list[Block] = []
    if len(rows) > 2 and len(rows[0]) == 1 < len(rows[1]):
        # The whole table may be headed: "Action log".
        title = [block for cell in rows[0].values() for block in cell]
        rows = rows[1:]
    head, *rows = rows
    first = next(iter(head.values()))[0]
    if not rows or first.kind is not Kind.PARAGRAPH:
        return None
    headings = {column: fields.heading(cell) for column, cell in head.items()}
    columns = fields.known(headings, rows)
    is_beside = any(
        words in fields.DISCUSSION and column not in columns for column, words in headings.items()
    )
    if is_beside:
        columns = {column: name for column, name in columns.items() if name != "number"}
    told = set(columns.values())
    if "text" not in told:
        unheaded = fields.by_content([head, *rows]) if is_announced else {}
        return Log(unheaded, (), [head, *rows], len(table), title) if unheaded else None
    text_at = next(column for column, name in columns.items() if name == "text")
    texts = [block.plain for row in rows for block in row.get(text_at, ())]
    if not (is_announced or len(told - {"meeting"}) > 1 or all(map(owners.is_task, texts))):
        return None
    if (is_beside and (len(told) < 2 or all(map(names.owners, texts)))) or (
        headings.get(text_at) == "what" and not (is_announced or "owner" in told)
    ):
        return None
    said = [block for column, cell in head.items() for block in cell]
    other = [
        block
        for column, cell in head.items()
        for block in cell
        if headings[column] not in fields.COLUMN and columns.get(column) in (None, "report")
    ]
    return Log(columns, said, rows, len(table), [*title, *other])


def is_new(block: Block) -> bool:
    """Whether a cell says that its row's action is a new one."""
    return _NEW.fullmatch(block.plain.strip(" .")) is not None


def heads(blocks: Sequence[Block], at: int) -> Sequence[Block]:
    """The headings of columns, one of them of actions, where a table begins; () if none do.

    "Action | Weather", but not "Action | Ann Lee to write.", a label and what it labels.
    """
    table = table_at(blocks, at)
    rows = rows_of(table) if table else []
    if len(rows) < 2 or len(rows[0]) < 2:
        return ()
    said = [block for cell in rows[0].values() for block in cell]
    if not any(fields.COLUMN.get(fields.heading(cell)) == "text" for cell in rows[0].values()):
        return ()
    are_short = all(len(block.plain.split()) <= 4 for block in said)
    return said if are_short and not any(block.plain.endswith(".") for block in said) else ()


def _flattened(blocks: Sequence[Block], at: int) -> Log | None:
    """A table of actions that lost its cells, each now a paragraph: the headings, then rows.

    "Action", "Owner", "Deadline", "Write to members", "Jo Day", "3 May"
    """
    columns: dict[int, str] = {}
    for block in blocks[at : at + _MOST_FIELDS]:
        name = fields.COLUMN.get(heading_words(block.plain)) if _is_heading(block) else None
        if name is None or name in columns.values():
            break
        columns[len(columns)] = name
    told = set(columns.values())
    if not told >= {"text", "owner"}:
        return None
    rows: list[dict[int, list[Block]]] = []
    start = at + len(columns)
    while len(row := blocks[start : start + len(columns)]) == len(columns):
        if not all(_fits(block, name) for block, name in zip(row, columns.values(), strict=True)):
            break
        rows.append({column: [block] for column, block in enumerate(row)})
        start += len(columns)
    return Log(columns, blocks[at : at + len(columns)], rows, start - at) if rows else None


def _is_heading(block: Block) -> bool:
    return _is_cell(block) and len(block.plain) <= _LONGEST_HEADING


def _is_cell(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and not block.depth and not block.is_rule


def _fits(block: Block, name: str) -> bool:
    """Whether a line can be the cell of a column."""
    if not _is_cell(block) or labels.action(block.plain) or labels.point(block.plain).is_explicit:
        return False
    if name == "number":
        return fields.is_number(block.plain)
    if name == "owner":
        return bool(names.owners(block.plain))
    return len(block.plain) <= _LONGEST_DUE if name == "due" else not is_sub_heading(block)
