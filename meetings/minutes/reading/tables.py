"""Tables as lines: of people, of labels, and of the minutes' whole text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..document import Kind, Presence
from . import (
    attendance,
    endings,
    fields,
    gaps,
    inline,
    labels,
    logs,
    masthead,
    names,
    numbers,
    roles,
    rosters,
    statuses,
)
from .blocks import Block
from .cells import cell_of, heading_words, joined, rows_of, table_at

# What stands beside the text of minutes in a table.
_BESIDE_HEADINGS = frozenset(
    "item|items|no|number|ref|agenda item|item no|action|actions|action by|action for|owner|lead"
    "|by|who".split("|")
)


def untangled(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, with tables of people as one line a person, and tables of one column as text.

    A row is a person ("Ann Lee | Some Office") if the columns are headed `Name` and
    `Organisation`, or if names fill the first column and something else the second. A cell
    is one if attendance labels stand in the table, or one right above it: its columns are read
    one after the other where several are labelled at the top, else row by row. Headings of
    columns are a label of the attendance where none stands above. Some word processors' minutes
    stand in a table of one column, a row an item: that is no table.
    """
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        table = table_at(blocks, at)
        if not table:
            out += rosters.untabbed(blocks[at])
        elif not any(cell_of(block).column for block in table):
            out += [replace(block, cell=None) for block in table]
        elif lines := (
            rosters.headed(rows := rows_of(table), _presence_above(out))
            or _labelled(table)
            or _discussion(table)
        ):
            out += lines
        elif any(attendance.group(one.plain) or roles.is_office(one.plain) for one in table):
            out += rosters.one_person_a_cell(table)
        elif out and attendance.is_label(out[-1]):
            out += rosters.below_label(table)
        else:
            out += rosters.roster(rows) or table
        at += max(1, len(table))
    return out


def _presence_above(blocks: Sequence[Block]) -> Presence | None:
    """What the last label of the attendance says; None if there is none."""
    label = next(filter(attendance.is_label, reversed(blocks)), None)
    if label is None:
        return None
    together = attendance.run_in(label)
    group = together[0] if together else attendance.group(label.plain)
    return group.presence if group else Presence.PRESENT


def _labelled(table: Sequence[Block]) -> list[Block]:
    """The rows of a table of the masthead's labels as lines; none if it is no such table.

    "Date | 4 May 2012" and "Venue: | Some House" are "Date: 4 May 2012", "Venue: Some House".
    "Panel | Others present" heads people, as "Panel | Ann Lee, DFX" is some.
    """
    if logs.log(table, 0):
        return []
    rows = rows_of(table)
    lines = [joined([joined(cell, ", ") for cell in row.values()], ": ") for row in rows]
    are_labels = [len(row) == 2 and _is_of_masthead(*row.values()) for row in rows]
    if not any(are_labels) or any(len(row) > 2 for row in rows):
        return []
    out: list[Block] = []
    for row, line, is_label in zip(rows, lines, are_labels, strict=True):
        if is_label:
            label, value = line.plain.split(":", 1)
            plain = f"{label.strip()}: {value.strip(' :')}"
            runs = (inline.Run(plain),)
            out.append(replace(line, runs=runs, plain=plain, cell=None))
        else:
            out += [replace(block, cell=None) for cell in row.values() for block in cell]
    return out


def _is_of_masthead(label: Sequence[Block], value: Sequence[Block]) -> bool:
    """Whether cells are a label of the masthead and what it tells: "Venue", "Some House"."""
    told = [block.plain for block in value]
    are_people = attendance.group(told[0]) is not None or (
        attendance.group(label[0].plain) is not None and all(map(gaps.is_surely_somebody, told))
    )
    return masthead.is_label_of(label[0].plain) and not are_people


def _discussion(table: Sequence[Block]) -> list[Block]:
    """The text of minutes that stand in a table, beside numbers and owners; none if not.

    1 | **Roads** They are late. | Action
      | A plan is to be written. | Ann Lee
    is "**1. Roads**", "They are late." and "Action: A plan is to be written. [Ann Lee]". So
    it is below headings of these columns, "Item | Minute | Action", where "1. Roads" may stand
    in the first.
    """
    if logs.log(table, 0):
        return []
    rows = rows_of(table)
    head = rows[0]
    is_headed = has_titles = _heads_discussion(rows[0])
    if is_headed:
        table = table[sum(map(len, rows[0].values())) :]
        rows = rows[1:]
        if not rows:
            return []
    lengths: Counter[int] = Counter()
    for block in table:
        lengths[cell_of(block).column] += len(block.plain)
    text_at = max(lengths, key=lambda column: lengths[column])
    if is_headed:
        text_at = next(
            column for column, cell in head.items() if _heading(cell) in fields.DISCUSSION
        )
    texts = [block.plain for block in table if cell_of(block).column == text_at]
    is_headed = is_headed or any(
        labels.is_action_heading(cell[0].plain)
        for column, cell in rows[0].items()
        if column > text_at
    )
    if (
        len(lengths) > 3
        or not (is_headed or any(len(plain.split()) > 12 for plain in texts))
        or not all(
            _is_number(cell) or (has_titles and _is_title(cell))
            if column < text_at
            else _is_owner(cell) or labels.is_action_heading(_heading(head.get(column, ())))
            for row in rows
            for column, cell in row.items()
            if column != text_at
        )
    ):
        return []
    out: list[Block] = []
    for row in rows:
        lines = [replace(block, cell=None) for block in row.get(text_at, ())]
        before = [row[column][0] for column in row if column < text_at]
        number = " ".join(block.plain.rstrip(".)") for block in before if _is_number([block]))
        number = f"{number}. " if number else ""
        is_titled = any(not _is_number([block]) for block in before)
        if is_titled:
            out.append(_title(number, [block for block in before if not _is_number([block])]))
        elif number and lines:
            lines[0] = _with(lines[0], (inline.Run(number, lines[0].runs[0].style),), ())
        beside = [cell for column, cell in row.items() if column > text_at]
        tasks = [block for cell in beside if not _is_owner(cell) for block in cell]
        whose = [block.plain for cell in beside if _is_owner(cell) for block in cell]
        dated = [endings.who_and_when(plain) for plain in whose]
        after = ", ".join(
            plain[: both.end] if both else plain for plain, both in zip(whose, dated, strict=True)
        )
        if after and lines and not labels.is_action_heading(after):
            label = () if labels.action(lines[-1].plain) else (inline.Run("Action: "),)
            lines[-1] = _with(lines[-1], label, (inline.Run(f" [{after}]"),))
            if due := ", ".join(both.due for both in dated if both):
                lines.append(_due(lines[-1], due))
        lines += map(_labelled_task, tasks)
        out += lines or [
            replace(block, cell=None)
            for column, cell in row.items()
            for block in cell
            if column >= text_at or not is_titled
        ]
    return out


def _due(block: Block, when: str) -> Block:
    """The deadline of an action, which stood beside its owner, as a line below it."""
    runs = (inline.Run(f"Due: {when}"),)
    depth = block.depth + (block.kind is Kind.BULLET)
    return Block(runs, inline.plain_of(runs), depth=depth)


def _is_title(cell: Sequence[Block]) -> bool:
    return len(cell) == 1 and len(cell[0].plain.split()) <= 12 and cell[0].plain[-1] not in ".;,"


def _title(number: str, cells: Sequence[Block]) -> Block:
    """The heading of an item from the cells beside its text: "1" and "Roads" as "**1. Roads**"."""
    title = _with(joined(cells, " – "), (inline.Run(number),), ())
    runs = tuple(run._replace(style=run.style | inline.STRONG) for run in title.runs)
    return replace(title, runs=runs, cell=None, kind=Kind.PARAGRAPH, depth=0)


def _labelled_task(block: Block) -> Block:
    """What is to be done, from beside the text: "Ann Lee to write" is an action's."""
    block = replace(block, cell=None)
    if labels.action(block.plain) or labels.is_no_action(block.plain):
        return block
    return _with(block, (inline.Run("Action: "),), ())


def _heading(cell: Sequence[Block]) -> str:
    return heading_words(joined(cell).plain) if cell else ""


def _heads_discussion(row: dict[int, list[Block]]) -> bool:
    """Whether a row heads columns of numbers, text and owners: "Item | Minute | Action"."""
    said = [_heading(cell) for cell in row.values()]
    return (
        len(said) > 1
        and bool(fields.DISCUSSION & set(said))
        and all(words in fields.DISCUSSION | _BESIDE_HEADINGS for words in said)
    )


def _is_number(cell: Sequence[Block]) -> bool:
    return len(cell) == 1 and numbers.is_number(cell[0].plain.rstrip(".)"))


def _is_owner(cell: Sequence[Block]) -> bool:
    """Whether a cell names who is to act, or is the heading of such cells."""
    return all(
        labels.is_action_heading(block.plain)
        or (
            len(block.plain.split()) <= 8
            and bool(names.owners(block.plain) or endings.who_and_when(block.plain))
            and not statuses.phrase(block.plain)[0]
            and not labels.is_no_action(block.plain)
        )
        for block in cell
    )


def _with(block: Block, before: Sequence[inline.Run], after: Sequence[inline.Run]) -> Block:
    runs = inline.folded((*before, *block.runs, *after))
    return block.of_runs(runs)
