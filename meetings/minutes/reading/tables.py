"""Tables that still are tables: of people, and of actions, told by the headings of columns.

Name        | Organisation        No. | Action            | Owner  | Status
Ann Lee     | Some Office         1   | Write to members. | Jo Day | Complete
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ..document import Action, Kind, Review
from . import actions, attendance, inline, labels, masthead, names, numbers, people, statuses
from .blocks import Block, Cell
from .points import Points

# The words that head a column of a table of actions, by what stands in it.
_HEADINGS = {
    "number": "no|number|ref|reference|action no|action number|action ref",
    "text": "action|actions|action point|action points|agreed action|agreed actions|task",
    "owner": "owner|owners|lead|action owner|responsible|responsibility|who|by whom|action by",
    "due": "due|due date|date due|deadline|by when|when|target date|target|timescale",
    "report": "progress|status|update|updates|outcome|comment|comments|position|progress update"
    "|current status|current position|status update",
}
_COLUMN = {words: name for name, said in _HEADINGS.items() for words in said.split("|")}


def heading_words(plain: str) -> str:
    return " ".join(names.folded_words(plain))


def table_at(blocks: Sequence[Block], at: int) -> Sequence[Block]:
    """The blocks of the table that begins at `at`; none if no table begins there."""
    first = blocks[at].cell
    if first is None or (at and _is_in(blocks[at - 1], first.table)):
        return ()
    end = at
    while end < len(blocks) and _is_in(blocks[end], first.table):
        end += 1
    return blocks[at:end]


def _is_in(block: Block, table: int) -> bool:
    return block.cell is not None and block.cell.table == table


def rows_of(table: Sequence[Block]) -> list[dict[int, list[Block]]]:
    """The blocks of each column, for each row that holds any."""
    rows = []
    for _, row in groupby(table, lambda block: _cell(block).row):
        columns: dict[int, list[Block]] = {}
        for block in row:
            columns.setdefault(_cell(block).column, []).append(block)
        rows.append(columns)
    return rows


def _cell(block: Block) -> Cell:
    assert block.cell is not None
    return block.cell


def joined(blocks: Sequence[Block], between: str = " ") -> Block:
    """The lines of a cell, or the cells of a row, as one block."""
    runs = list(blocks[0].runs)
    for block in blocks[1:]:
        goes_on = block.plain[:1].islower() or runs[-1].text.rstrip().endswith(",")
        runs += [inline.Run(" " if goes_on else between), *block.runs]
    folded = inline.folded(runs)
    return replace(blocks[0], runs=folded, plain=inline.plain_of(folded))


def untangled(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, with tables of people as one line a person, and tables of one column as text.

    A row is a person ("Ann Lee | Some Office") if the columns are headed `Name` and
    `Organisation`, or if names fill the first column and something else the second. A cell
    is one if attendance labels stand in the table: its columns are read one after the other
    where several are labelled at the top, else row by row. Headings of columns are a label
    of the attendance where none stands above. Some word processors' minutes
    stand in a table of one column, a row an item: that is no table.
    """
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        table = table_at(blocks, at)
        if not table:
            out += _untabbed(blocks[at])
        elif not any(_cell(block).column for block in table):
            out += [replace(block, cell=None) for block in table]
        elif lines := _labelled(table) or _discussion(table):
            out += lines
        elif any(attendance.group(block.plain) for block in table):
            out += _one_person_a_cell(table)
        else:
            rows = rows_of(table)
            if _is_headed(rows) and not any(map(attendance.is_label, out)):
                out.append(joined([joined(cell) for cell in rows[0].values()], ", "))
            out += _roster(rows) or table
        at += max(1, len(table))
    return out


def _untabbed(block: Block) -> list[Block]:
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


def _labelled(table: Sequence[Block]) -> list[Block]:
    """The rows of a table of the masthead's labels as lines; none if it is no such table.

    "Date | 4 May 2012" and "Venue: | Some House" are "Date: 4 May 2012", "Venue: Some House".
    """
    rows = rows_of(table)
    lines = [joined([joined(cell, ", ") for cell in row.values()], ": ") for row in rows]
    are_labels = [len(row) == 2 and masthead.is_label_of(row[min(row)][0].plain) for row in rows]
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


def _discussion(table: Sequence[Block]) -> list[Block]:
    """The text of minutes that stand in a table, beside numbers and owners; none if not.

    1 | **Roads** They are late. | Action
      | A plan is to be written. | Ann Lee
    is "**1. Roads**", "They are late." and "Action: A plan is to be written. [Ann Lee]".
    """
    rows = rows_of(table)
    lengths: Counter[int] = Counter()
    for block in table:
        lengths[_cell(block).column] += len(block.plain)
    text_at = max(lengths, key=lambda column: lengths[column])
    texts = [block.plain for block in table if _cell(block).column == text_at]
    is_headed = any(
        labels.is_action_heading(cell[0].plain)
        for column, cell in rows[0].items()
        if column > text_at
    )
    if (
        len(lengths) > 3
        or log(table, 0)
        or not (is_headed or any(len(plain.split()) > 12 for plain in texts))
        or not all(
            _is_number(cell) if column < text_at else _is_owner(cell)
            for row in rows
            for column, cell in row.items()
            if column != text_at
        )
    ):
        return []
    out: list[Block] = []
    for row in rows:
        lines = [replace(block, cell=None) for block in row.get(text_at, ())]
        before = " ".join(row[column][0].plain for column in row if column < text_at)
        if before and lines:
            number = before.rstrip(".") + ". "
            lines[0] = _with(lines[0], (inline.Run(number, lines[0].runs[0].style),), ())
        after = ", ".join(
            block.plain for column in row if column > text_at for block in row[column]
        )
        if after and lines and not labels.is_action_heading(after):
            label = () if labels.action(lines[-1].plain) else (inline.Run("Action: "),)
            lines[-1] = _with(lines[-1], label, (inline.Run(f" [{after}]"),))
        out += lines or [replace(block, cell=None) for cell in row.values() for block in cell]
    return out


def _is_number(cell: Sequence[Block]) -> bool:
    return len(cell) == 1 and numbers.is_number(cell[0].plain.rstrip(".)"))


def _is_owner(cell: Sequence[Block]) -> bool:
    """Whether a cell names who is to act, or is the heading of such cells."""
    return all(
        labels.is_action_heading(block.plain)
        or (
            len(block.plain.split()) <= 8
            and bool(names.owners(block.plain))
            and not statuses.phrase(block.plain)[0]
        )
        for block in cell
    )


def _with(block: Block, before: Sequence[inline.Run], after: Sequence[inline.Run]) -> Block:
    runs = inline.folded((*before, *block.runs, *after))
    return replace(block, runs=runs, plain=inline.plain_of(runs))


def _one_person_a_cell(table: Sequence[Block]) -> Sequence[Block]:
    rows = rows_of(table)
    labelled = [column for column, cell in rows[0].items() if attendance.group(cell[0].plain)]
    if len(labelled) > 1:
        table = sorted(table, key=lambda block: _cell(block).column)
    elif roster := _roster(rows):
        return roster
    cells = [list(cell) for _, cell in groupby(table, lambda block: _cell(block)[1:])]
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


def _roster(rows: Sequence[dict[int, list[Block]]]) -> list[Block]:
    """The rows of a table of people as lines; none if it is no such table."""
    if _is_headed(rows):
        rows = rows[1:]
    elif not _names_then_others(rows):
        return []
    return [_person_of([joined(cell) for cell in row.values()]) for row in rows]


def _is_headed(rows: Sequence[dict[int, list[Block]]]) -> bool:
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
    says more than a name.
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
    return (
        all(names.is_person(plain.partition(" (")[0]) for plain in firsts)
        and max(len(others), repeated) * 3 >= len(seconds)
        and not any(names.honorific(plain)[0] for plain in seconds)
    )


@dataclass(frozen=True, slots=True)
class Log:
    """A table of actions: what stands in each column, and the rows under the headings."""

    columns: dict[int, str]
    rows: list[dict[int, list[Block]]]
    length: int

    def tasks(self) -> list[tuple[Action | Review, list[Block]]]:
        """Each row's action, a review where the table reports; with it, the other cells."""
        reports = any(self._cells(row, "report") for row in self.rows)
        return [self._task(row, reports=reports) for row in self.rows if self._cells(row, "text")]

    def _task(
        self, row: dict[int, list[Block]], *, reports: bool
    ) -> tuple[Action | Review, list[Block]]:
        text = joined(self._cells(row, "text"))
        label = labels.action(text.plain) or labels.ActionLabel(0)
        number = " ".join(block.plain for block in self._cells(row, "number")).rstrip(".")
        others = [] if numbers.is_number(number) or not number else self._cells(row, "number")
        if number and not others:
            label = replace(label, number=number)
        facts = actions.Facts(due=" ".join(block.plain for block in self._cells(row, "due")))
        if said := [name for block in self._cells(row, "owner") for name in _owners(block.plain)]:
            facts.stated_owners = tuple(said)
        others += [
            block for column, cell in row.items() if column not in self.columns for block in cell
        ]
        if reports:
            points = Points()
            for block in self._cells(row, "report"):
                points.add(block)
            facts.narrative = points.points()
            facts.is_reviewed = True
        return actions.made(text.rest(label.end), label, facts), others

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
        return None
    head, *rows = rows_of(table)
    columns = {
        column: _COLUMN[words]
        for column, cell in head.items()
        if (words := heading_words(joined(cell).plain)) in _COLUMN
    }
    told = set(columns.values())
    if "text" not in told or len(told) < 2 or len(told) < len(columns) or not rows:
        return None
    if len(columns) < len(head) or any(block.kind is not Kind.PARAGRAPH for block in table[:1]):
        return None
    return Log(columns, rows, len(table))
