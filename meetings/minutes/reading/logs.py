"""Logs: tables of actions, told by the headings of their columns.

No. | Action            | Owner  | Status
1   | Write to members. | Jo Day | Complete
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..document import Action, Kind, Review
from . import actions, labels, names, numbers
from .blocks import Block
from .cells import heading_words, joined, rows_of, table_at
from .points import Points, is_sub_heading

# The words that head a column of a table of actions, by what stands in it.
_HEADINGS = {
    "number": "no|number|ref|reference|action no|action number|action ref",
    "text": "action|actions|action point|action points|agreed action|agreed actions|task",
    "owner": "owner|owners|lead|action owner|responsible|responsibility|who|by whom|action by",
    "due": "due|due date|date due|deadline|by when|when|target date|target|timescale",
    "report": "progress|status|update|updates|outcome|comment|comments|position|progress update"
    "|current status|current position|status update",
}
_LONGEST_DUE = 80
COLUMN = {words: name for name, said in _HEADINGS.items() for words in said.split("|")}


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

    def tasks(self) -> list[Row]:
        """Each row's action, a review where the table reports."""
        reports = any(self._cells(row, "report") for row in self.rows)
        return [self._task(row, reports=reports) for row in self.rows]

    def _task(self, row: dict[int, list[Block]], *, reports: bool) -> Row:
        if not self._cells(row, "text"):
            return Row([block for cell in row.values() for block in cell], None, [])
        text = joined(self._cells(row, "text"))
        label = labels.action(text.plain) or labels.ActionLabel(0)
        number = " ".join(block.plain for block in self._cells(row, "number")).rstrip(".")
        is_number = numbers.is_number(number)
        if is_number:
            label = replace(label, number=number)
        facts = actions.Facts(due=" ".join(block.plain for block in self._cells(row, "due")))
        if said := [name for block in self._cells(row, "owner") for name in _owners(block.plain)]:
            facts.stated_owners = tuple(said)
        before: list[Block] = []
        after: list[Block] = []
        others = before
        for column, cell in row.items():
            name = self.columns.get(column)
            others = after if name == "text" else others
            if name is None or (name == "number" and not is_number):
                others += cell
        if reports:
            points = Points()
            for block in self._cells(row, "report"):
                points.add(block)
            facts.narrative = points.points()
            facts.is_reviewed = True
        return Row(before, actions.made(text.rest(label.end), label, facts), after)

    def _cells(self, row: dict[int, list[Block]], name: str) -> list[Block]:
        return [
            block
            for column, cell in row.items()
            if self.columns.get(column) == name
            for block in cell
        ]


def _owners(plain: str) -> list[str]:
    return names.owners(plain) or [plain]


def log(blocks: Sequence[Block], at: int) -> Log | None:
    """The table of actions that begins at `at`, known by the headings of its columns."""
    table = table_at(blocks, at)
    if not table:
        return None if blocks[at].cell else _flattened(blocks, at)
    head, *rows = rows_of(table)
    columns = {
        column: COLUMN[words]
        for column, cell in head.items()
        if (words := heading_words(joined(cell).plain)) in COLUMN
    }
    told = set(columns.values())
    if "text" not in told or len(told) < 2 or len(told) < len(columns) or not rows:
        return None
    if len(columns) < len(head) or any(block.kind is not Kind.PARAGRAPH for block in table[:1]):
        return None
    return Log(columns, [block for cell in head.values() for block in cell], rows, len(table))


def _flattened(blocks: Sequence[Block], at: int) -> Log | None:
    """A table of actions that lost its cells, each now a paragraph: the headings, then rows.

    "Action", "Owner", "Deadline", "Write to members", "Jo Day", "3 May"
    """
    columns: dict[int, str] = {}
    for block in blocks[at : at + len(_HEADINGS)]:
        name = COLUMN.get(heading_words(block.plain)) if _is_cell(block) else None
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


def _is_cell(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and not block.depth and not block.is_rule


def _fits(block: Block, name: str) -> bool:
    """Whether a line can be the cell of a column."""
    if not _is_cell(block) or labels.action(block.plain) or labels.point(block.plain).is_explicit:
        return False
    if name == "number":
        return numbers.is_number(block.plain.rstrip("."))
    if name == "owner":
        return bool(names.owners(block.plain))
    return len(block.plain) <= _LONGEST_DUE if name == "due" else not is_sub_heading(block)
