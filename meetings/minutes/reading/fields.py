"""Fields: what stands in each column of a table of actions, by its heading or its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from . import deadlines, earlier, labels, names, numbers, owners, statuses
from .blocks import Block
from .cells import heading_words, joined

Rows = Sequence[dict[int, list[Block]]]

# The words that head a column of a table of actions, by what stands in it.
_HEADINGS = {
    "number": "no|number|ref|ref no|reference|action no|action number|action ref|item|item no|#"
    "|minute|minute no|minute ref",
    "text": "action|actions|action point|action points|agreed action|agreed actions|task|what"
    "|action required|actions required|action item|action items|action agreed|actions agreed"
    "|action description|description of action|action to be taken|action details|new actions"
    "|actions arising|outstanding action|outstanding actions|previous action|previous actions"
    "|action from last meeting|action from the last meeting|actions from last meeting"
    "|actions from the last meeting|action from previous meeting|actions from previous meeting",
    "owner": "owner|owners|owner s|lead|leads|lead s|action owner|responsible|responsibility|who"
    "|by whom|who by|action by|person responsible|responsible person|responsible officer"
    "|lead officer|action lead|assigned|assigned to|allocated to|action for|initials|name",
    "due": "due|due date|date due|due by|deadline|by when|when|when by|by|target date|target"
    "|timescale|timeframe|complete by|completion date|target completion date|date for completion",
    "report": "progress|status|update|updates|outcome|comment|comments|position|progress update"
    "|current status|current position|status update|latest update|rag|rag status|rag rating"
    "|action taken|report|result|response|state|where we are|open closed",
    "done": "done|complete|completed|done y n|complete y n|completed y n|closed y n|date completed"
    "|completed on|closed|date closed",
    "meeting": "meeting|meeting date|date of meeting|date|date raised|raised|raised at|raised on"
    "|date agreed|date set|date opened|date of action",
}
COLUMN = {words: name for name, said in _HEADINGS.items() for words in said.split("|")}
# What heads the text of minutes in a table. Beside it an item's number is no action's.
DISCUSSION = frozenset(
    "minute minutes discussion discussions notes summary detail details narrative".split()
)
# Under "Action" may stand the action's number, and under these what is to be done.
_WORDING = frozenset(["description", "detail", "details", "task", "what", "wording"])
# Where a column is headed again, these keep to the first.
_ONCE = frozenset(["number", "text", "due"])
# These head actions where nothing else does, beside who is to act and one of those below.
_SUBJECT = frozenset(["description", "matter"])
_TELL = frozenset(["due", "report", "done"])


def heading(cell: Sequence[Block]) -> str:
    plain = joined(cell).plain
    return heading_words(plain) or plain.strip()


def known(headings: dict[int, str], rows: Rows) -> dict[int, str]:
    """What stands in each column that is known by its heading."""
    columns: dict[int, str] = {}
    first = [joined(row[0]).plain for row in rows if row.get(0)]
    if 0 not in headings and first and all(map(is_number, first)):
        columns[0] = "number"
    for column, words in headings.items():
        name = COLUMN.get(words)
        cells = [joined(row[column]).plain for row in rows if row.get(column)]
        if words == "minute" and not all(map(is_number, cells)):
            continue
        if words == "by" and "owner" not in map(COLUMN.get, headings.values()):
            # "By" may be who or when; beside another column that says when, it is who.
            is_due = [*map(COLUMN.get, headings.values())].count("due") == 1
            name = "due" if is_due and any(map(_is_when, cells)) else "owner"
        if name == "text" and cells and all(map(is_number, cells)):
            wording = next((at for at, said in headings.items() if said in _WORDING), None)
            if wording is None and column + 1 in {at for row in rows for at in row} - set(headings):
                # "Actions" over "7" and "Write to members", a heading that spans both.
                wording = column + 1
            if wording is not None and wording != column:
                columns |= {column: "number", wording: "text"}
                continue
        if name and column not in columns and not (name in _ONCE and name in columns.values()):
            columns[column] = name
    told = set(columns.values())
    if "text" not in told and "owner" in told and told & _TELL:
        columns |= {at: "text" for at, words in headings.items() if words in _SUBJECT}
    return columns | _reports(columns, rows) if "text" in columns.values() else columns


def _reports(columns: dict[int, str], rows: Rows) -> dict[int, str]:
    """Columns under other words that report on the actions, as half of their cells tell.

    "Where we are" over "Complete: sent in May", "Not yet complete" and "She was ill".
    """
    found: dict[int, str] = {}
    for column in {column for row in rows for column in row if column not in columns}:
        cells = [joined(row[column]).plain for row in rows if column in row]
        if 2 * sum(earlier.last_stated(cell) is not None for cell in cells) >= len(cells):
            found[column] = "report"
    return found


def is_number(plain: str) -> bool:
    return numbers.is_number(plain.rstrip("."))


_CONTENT: dict[str, Callable[[str], bool]] = {
    "number": is_number,
    "owner": labels.is_owner_alone,
    "report": lambda plain: statuses.phrase(statuses.capital(plain))[0] != "",
    "due": lambda plain: (
        deadlines.due(f"({plain})").removeprefix("by ") == plain.removeprefix("by ")
    ),
}


def _is_when(plain: str) -> bool:
    return bool(deadlines.due(f"by {plain}") or not names.owners(plain))


def by_content(rows: Rows) -> dict[int, str]:
    """What stands in each column of a table of actions without headings; {} if it is none.

    1 | Write to members. | Jo Day | Complete
    2 | Call the mill.    | DFX    | Carried forward
    """
    cells: dict[int, list[str]] = {}
    for row in rows:
        for column, cell in row.items():
            cells.setdefault(column, []).append(joined(cell).plain)
    columns = {
        column: next((name for name, fits in _CONTENT.items() if all(map(fits, said))), "text")
        for column, said in cells.items()
    }
    told = [*columns.values()]
    if told.count("text") != 1 or len(told) != len(set(told)):
        return {}
    texts = cells[next(column for column, name in columns.items() if name == "text")]
    is_told = {"owner", "report"} & set(told) or all(map(owners.is_task, texts))
    return columns if len(told) > 1 and is_told else {}
