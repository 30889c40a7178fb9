"""Rosters: tables of people, a person a row or a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from . import attendance, inline, misfits, names, people
from .blocks import Block
from .cells import cell_of, joined, rows_of


def untabbed(block: Block) -> list[Block]:
    """A person and, after a tab, where from: "Ann Lee (Chair)\tSome Office" with a comma.

    A label before the person is a line of its own: "Present:\tAnn Lee\tSome Office".
    """
    if not block.tabs:
        return [block]
    ends = zip((0, *block.tabs), (*block.tabs, None), strict=True)
    cells = [block.part(start, end) for start, end in ends]
    label = cells[:1] if attendance.group(cells[0].plain) else []
    person, *others = cells[len(label) :]
    if not people.is_attendee(person.plain) or not all(one.plain[:1].isupper() for one in others):
        return [block]
    line = joined([person, *others], ", ")
    return [*label, line] if people.is_attendee(line.plain) else [block]


def one_person_a_cell(table: Sequence[Block]) -> Sequence[Block]:
    rows = rows_of(table)
    labelled = [column for column, cell in rows[0].items() if attendance.group(cell[0].plain)]
    if len(labelled) > 1:
        table = sorted(table, key=lambda block: cell_of(block).column)
    elif lines := roster(rows):
        return lines
    cells = [list(cell) for _, cell in groupby(table, lambda block: cell_of(block)[1:])]
    pairs = [{0: cell[:1], 1: cell[1:]} for cell in cells if len(cell) == 2]
    are_pairs = _names_then_others(pairs)
    return [
        joined([_name_apart(line[0]), *line[1:]], ", ")
        for cell in cells
        for line in ([cell] if are_pairs and len(cell) == 2 else _people_in(cell))
    ]


def _people_in(cell: Sequence[Block]) -> list[list[Block]]:
    """The lines of a cell, each name with what stands under it.

    "**Ann Lee**" and "Some Office" are one; "Ann Lee" and "Jo Day" are two.
    """
    lines: list[list[Block]] = []
    for block in cell:
        if lines and _says_more(block, lines[-1][0]):
            lines[-1].append(block)
        else:
            lines.append([block])
    return lines


def _says_more(block: Block, name: Block) -> bool:
    if attendance.group(block.plain) or attendance.group(name.plain):
        return False
    is_somebody = people.is_attendee(block.plain)
    if name.runs[0].style & inline.STRONG:
        # "Jo Day, Deputy Director" under "**Some Office**" is somebody who is from there.
        is_told = is_somebody and any(mark in block.plain for mark in ",(")
        return not (is_told or block.runs[0].style & inline.STRONG)
    is_heading = block.runs[0].style & inline.STRONG
    return people.is_attendee(name.plain) and not (is_somebody or is_heading)


def _name_apart(block: Block) -> Block:
    """ "**Ann Lee** Director, Some Office" with the comma that the bold stands for."""
    first, rest = block.runs[0], block.plain[len(block.runs[0].text) :].strip()
    is_name = first.style & inline.STRONG and names.is_person(first.text.strip())
    if not is_name or not rest[:1].isalnum() or block.runs[1].style & inline.STRONG:
        return block
    runs = inline.folded((first, inline.Run(", "), *block.runs[1:]))
    return replace(block, runs=runs, plain=inline.plain_of(runs))


def roster(rows: Sequence[dict[int, list[Block]]]) -> list[Block]:
    """The rows of a table of people as lines; none if it is no such table."""
    if is_headed(rows):
        named = next(
            at for at, cell in rows[0].items() if attendance.is_name_column(joined(cell).plain)
        )
        # "Organisation | Name" is read as "Name | Organisation".
        rows = [dict(sorted(row.items(), key=lambda one: one[0] != named)) for row in rows[1:]]
    elif not _names_then_others(rows):
        return []
    return [_person_of([joined(cell) for cell in row.values()]) for row in rows]


def is_headed(rows: Sequence[dict[int, list[Block]]]) -> bool:
    """Whether headings of the columns say that a row is a person: "Name | Organisation"."""
    return len(rows) > 1 and attendance.are_columns(
        [joined(cell).plain for cell in rows[0].values()]
    )


def _person_of(cells: Sequence[Block]) -> Block:
    """A row of a table of people as a line: "Ann Lee, Some Office (AL)"."""
    *others, last = cells
    if others and people.are_initials(last.plain, others[0].plain.partition(" (")[0]):
        runs = (*joined(others, ", ").runs, inline.Run(f" ({last.plain})"))
        return replace(cells[0], runs=inline.folded(runs), plain=inline.plain_of(runs))
    return joined(cells, ", ")


def _names_then_others(rows: Sequence[dict[int, list[Block]]]) -> bool:
    """Whether names stand in the first column, and in the second where they come from.

    Two columns of people differ in that none of the second repeats, is an abbreviation or
    says more than a name. A few rows may be misfits: "Vacant | Mill Trust".
    """
    pairs = [row for row in rows if len(row) > 1]
    if not pairs or any(len(cell) > 1 for row in rows for cell in row.values()):
        return False
    firsts = [row[min(row)][0].plain for row in pairs]
    seconds = [row[max(row)][0].plain for row in pairs]
    if any(attendance.group(plain) for plain in seconds) or any("(" in s for s in seconds):
        return False
    others = [plain for plain in seconds if not names.is_person(plain)]
    repeated = len(seconds) - len(set(seconds))
    if len(pairs) == 1 and not names.is_body(seconds[0]):
        return False
    named = [names.is_person(plain.partition(" (")[0]) for plain in firsts]
    are_people = all(
        is_named or names.is_nobody(first) or misfits.people_on(f"{first}, {second}")
        for is_named, first, second in zip(named, firsts, seconds, strict=True)
    )
    return (
        are_people
        and sum(named) * 2 > len(named)
        and max(len(others), repeated) * 3 >= len(seconds)
        and not any(names.honorific(plain)[0] for plain in seconds)
    )
