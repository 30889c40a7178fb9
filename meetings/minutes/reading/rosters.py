"""Rosters: tables of people, a person a row or a cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ..document import Presence
from . import attendance, gaps, groups, inline, listings, misfits, names, people, presences, roles
from .blocks import Block
from .cells import cell_of, heading_words, joined, rows_of

_BETWEEN = re.compile(r", | and |; ")
# What heads a column that counts the rows, and those of names in two parts.
_COUNTS = frozenset(["no", "number", "nr", "s no"])
_FIRST_NAMES = ("first name", "forename", "given name", "first names")
_SURNAMES = ("surname", "last name", "family name")
Row = Mapping[int, Sequence[Block]]


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
        if lines := _told_beside(rows, labelled):
            return lines
        table = sorted(table, key=lambda block: cell_of(block).column)
    elif lines := roster(rows) or _labels_first(rows):
        return lines
    cells = [list(cell) for _, cell in groupby(table, lambda block: cell_of(block)[1:])]
    pairs = [{0: cell[:1], 1: cell[1:]} for cell in cells if len(cell) == 2]
    are_pairs = _names_then_others(pairs)
    return [
        joined([_name_apart(line[0]), *line[1:]], ", ")
        for cell in cells
        for line in ([cell] if are_pairs and len(cell) == 2 else _people_in(cell))
    ]


def _labels_first(rows: Sequence[Row]) -> list[Block]:
    """The lines of rows that begin with a label, or go on with its people; none if they do not.

    Present   | Ann Lee | Chair          Chair   | Ann Lee
              | Jo Day  | Some Office    Present | Jo Day, Di Low
    Apologies | Cy Hall | Mill Trust
    """
    lines: list[Block] = []
    for row in rows:
        first, *others = row.values()
        label = joined(first)
        is_label = bool(others) and _is_label(label)
        if not (is_label or lines):
            return []
        cells = others if is_label else [first, *others]
        people_told = _people_of(cells)
        if not all(_are_people(line.plain) for line in people_told):
            return []
        if is_label and (roles.is_office(label.plain) or len(cells) == len(people_told) == 1):
            lines.append(joined([label, *people_told], ": "))
        else:
            lines += [label, *people_told] if is_label else people_told
    return lines


def _is_label(block: Block) -> bool:
    return attendance.group(block.plain) is not None or roles.is_office(block.plain)


def _people_of(cells: Sequence[Sequence[Block]]) -> list[Block]:
    """The people in cells after a label: a line each in one cell, or one told in several."""
    if len(cells) == 1:
        return list(cells[0])
    told = list(map(joined, cells))
    if not names.is_person(told[0].plain) and names.is_person(told[1].plain):
        told[:2] = told[1::-1]
    return [joined(told, ", ")]


def _are_people(plain: str) -> bool:
    return gaps.are_people(plain) or attendance.says_nobody(plain) or listings.are_names(plain)


def below_label(table: Sequence[Block]) -> Sequence[Block]:
    """The lines of a table right below a label, where it has none of its own.

    A person a row or a cell, or a body a row: "Some Office | Ann Lee, Jo Day".
    """
    rows = rows_of(table)
    if _are_told_in_cells(rows):
        return one_person_a_cell(table)
    return roster(rows) or _bodies_first(rows) or _one_row(rows) or table


def _one_row(rows: Sequence[Row]) -> list[Block]:
    """The one row of a table as a line: "Ann Lee | Member | DFX"; none if it is no person's."""
    if len(rows) > 1 or len(rows[0]) < 2 or any(len(cell) > 1 for cell in rows[0].values()):
        return []
    first, *others = (cell[0].plain for cell in rows[0].values())
    is_person = names.is_person(first) and not any(map(names.is_person, others))
    return [_person_of(rows[0])] if is_person else []


def _are_told_in_cells(rows: Sequence[Row]) -> bool:
    """Whether cells are people, some of whom are told below their name: "Jo Day", "Mill Trust"."""
    cells = [cell for row in rows for cell in row.values()]
    named = [people.is_attendee(cell[0].plain) for cell in cells]
    return any(len(cell) > 1 for cell in cells) and sum(named) * 2 > len(named)


def _told_beside(rows: Sequence[Row], labelled: Sequence[int]) -> list[Block]:
    """The rows below each label, with what stands in the columns beside that have none.

    "Present |  | Apologies | " over "Ann Lee | Some Office | Jo Day | DFX". None if these
    columns hold people as well.
    """
    lines: list[Block] = []
    others: list[Block] = []
    for at, end in pairwise((*labelled, max(map(max, rows)) + 1)):
        for row in rows:
            cells = [joined(row[column]) for column in range(at, end) if column in row]
            others += cells[1:]
            lines += [joined(cells, ", ")] if cells else []
    people_beside = sum(names.is_person(one.plain.partition(" (")[0]) for one in others)
    return lines if others and people_beside * 2 < len(others) else []


def _bodies_first(rows: Sequence[Row]) -> list[Block]:
    """The rows as "Some Office: Ann Lee; Jo Day"; none if these are no bodies and people."""
    if not all(len(row) == 2 and len(row[min(row)]) == 1 for row in rows):
        return []
    lines = [joined([row[min(row)][0], joined(row[max(row)], "; ")], ": ") for row in rows]
    return lines if all(groups.run_in(line.plain) for line in lines) else []


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
    return block.of_runs(runs)


def roster(rows: Sequence[Row]) -> list[Block]:
    """The rows of a table of people without headings as lines; none if it is no such table."""
    return [_person_of(row) for row in rows] if _names_then_others(rows) else []


def headed(rows: Sequence[Row], above: Presence | None) -> list[Block]:
    """The rows of a table of people below the headings of its columns as lines.

    "Name | Organisation | Present" with "Yes" and "Apologies" below tells who came, as do
    marks below "Present" and "Apologies": those who did stand first. The headings are a label
    of the attendance where none stands above, or one of another presence (`above`):
    "Apologies | Organisation". None if it is no such table.
    """
    rows = _with_names(_without_numbers(rows))
    headings = {column: joined(cell).plain for column, cell in rows[0].items()}
    told = {at: headings[at] for at in headings if presences.tells_who_came(rows, at)}
    columns = {at: heading for at, heading in headings.items() if at not in told}
    named = attendance.name_column(list(columns.values()))
    if named is None and told and len(columns) == 1:
        named = 0 if attendance.is_name_column(*columns.values()) else None
    if named is None or len(rows) < 2:
        return []
    name_at = list(columns)[named]
    # "Organisation | Name" is read as "Name | Organisation".
    people_in = [
        dict(sorted(one.items(), key=lambda cell: cell[0] != name_at))
        for row in rows[1:]
        for one in _one_each(row, name_at)
    ]
    if told:
        said = presences.told_in(people_in, told)
        return _by_presence(people_in, said, rows[0][min(told)][0], told)
    heads = joined([joined(cell) for cell in rows[0].values()], ", ")
    label = attendance.group(heads.plain)
    lines = [_person_of(row) for row in people_in]
    says_so = above is None or (
        presences.is_told_by(columns[name_at]) and label is not None and label.presence is not above
    )
    return [heads, *lines] if says_so else lines


def _without_numbers(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows without a first column that counts them: "No. | Name"."""
    first = min(rows[0])
    if heading_words(joined(rows[0][first]).plain) not in _COUNTS or len(rows[0]) < 2:
        return rows
    counted = [joined(row[first]).plain.rstrip(".") for row in rows[1:] if first in row]
    if not all(map(str.isdecimal, counted)):
        return rows
    return [{at: cell for at, cell in row.items() if at != first} for row in rows]


def _with_names(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with first names and surnames, of a column each, in one: "Ann | Lee"."""
    said = {heading_words(joined(cell).plain): at for at, cell in rows[0].items()}
    first = next((said[words] for words in _FIRST_NAMES if words in said), None)
    last = next((said[words] for words in _SURNAMES if words in said), None)
    if first is None or last is None:
        return rows
    whole: list[Row] = [{**rows[0], first: [_line_like(rows[0][first][0], "Name")]}]
    for row in rows[1:]:
        cells = [joined(row[at]) for at in (first, last) if at in row]
        whole.append({**row, first: [joined(cells)]} if cells else row)
    return [{at: cell for at, cell in row.items() if at != last} for row in whole]


def _one_each(row: Row, at: int) -> list[Row]:
    """A row for each person in a cell of names: "Ann Lee, Jo Day", or a line each."""
    cell = row.get(at, ())
    if len(cell) == 1:
        marks = list(_BETWEEN.finditer(cell[0].plain))
        starts = [0, *(mark.end() for mark in marks)]
        ends = [*(mark.start() for mark in marks), None]
        cell = [cell[0].part(start, end) for start, end in zip(starts, ends, strict=True)]
        are_people = all(names.is_person(block.plain) for block in cell)
    else:
        are_people = all(people.is_attendee(block.plain) for block in cell)
    return [{**row, at: [block]} for block in cell] if len(cell) > 1 and are_people else [row]


def _by_presence(
    rows: Sequence[Row],
    told: Sequence[tuple[Presence, str]],
    label: Block,
    columns: Collection[int],
) -> list[Block]:
    """Lines of rows whose other columns say who came, below a label for each presence."""
    under: dict[Presence, list[Block]] = {}
    for row, (presence, note) in zip(rows, told, strict=True):
        line = _person_of({at: one for at, one in row.items() if at not in columns} or row)
        if note:
            runs = inline.folded((*line.runs, inline.Run(f" ({note})")))
            line = line.of_runs(runs)
        under.setdefault(presence, []).append(line)
    lines: list[Block] = []
    for presence in Presence:
        if presence in under:
            plain = attendance.write_group(presence, "")
            lines += [_line_like(label, plain), *under[presence]]
    return lines


def _line_like(block: Block, plain: str) -> Block:
    return replace(block, runs=(inline.Run(plain),), plain=plain)


def _person_of(row: Row) -> Block:
    """A row of a table of people as a line: "Ann Lee, Some Office (AL)"."""
    cells = [joined(cell) for cell in row.values()]
    *others, last = cells
    if others and people.are_initials(last.plain, others[0].plain.partition(" (")[0]):
        runs = (*joined(others, ", ").runs, inline.Run(f" ({last.plain})"))
        return cells[0].of_runs(inline.folded(runs))
    return joined(cells, ", ")


def _is_told_more(plain: str) -> bool:
    """Whether a bracket after a name tells where somebody is from: "Ann Lee (Some Office)"."""
    name, bracket, rest = plain.partition(" (")
    return bool(bracket) and not (names.is_body(name) or people.is_note(rest))


def _names_then_others(rows: Sequence[Row]) -> bool:
    """Whether names stand in the first column, and in the second where they come from.

    Two columns of people differ in that none of the second repeats, is an abbreviation or
    says more than a name. A few rows may be misfits: "Vacant | Mill Trust".
    """
    pairs = [row for row in rows if len(row) > 1]
    if not pairs or any(len(row[min(row)]) > 1 for row in rows):
        return False
    firsts = [row[min(row)][0].plain for row in pairs]
    seconds = [row[max(row)][0].plain.rstrip(",") for row in pairs]
    if any(attendance.group(plain) or _is_told_more(plain) for plain in seconds):
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
