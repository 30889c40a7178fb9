"""Presences: who came, as columns of a table of people say.

Name    | Present | Apologies        Name    | Attended
Ann Lee | x       |                  Ann Lee | Yes
Jo Day  |         | x                Jo Day  | Apologies (ill)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..document import Presence
from . import attendance, names, people
from .blocks import Block
from .cells import heading_words, joined

# What heads a column that says who came, beside the labels of the attendance.
_WHO_CAME = frozenset(["attended", "status", "in attendance", "came", "p a", "y n"])
_SEVERAL = frozenset("present apologies absent attended or and not".split())
_YES = frozenset("yes y ✓ ✔ √ ☑ ☒ p attended present here".split())
_NO = frozenset(
    ["no", "n", "–", "-", "—", "", "not present", "did not attend", "✗", "✘", "☐"]
)  # fmt: skip
# A cross means no beside ticks, and yes where nothing else is ticked.
_CROSSES = frozenset(["x", "×"])
_APOLOGIES = frozenset("apols apol ap apologies".split())


def told_in(
    rows: Sequence[Mapping[int, Sequence[Block]]], headings: Mapping[int, str]
) -> list[tuple[Presence, str]]:
    """What the columns with these headings say of each row: who came, and a note beside it.

    Of several columns one is marked; a row where none is, or more than one, says nobody came
    or stayed away: that person is "expected".
    """
    cells = {at: [joined(row[at]).plain if at in row else "" for row in rows] for at in headings}
    crosses = {
        at: not any(_is_yes(_word(cell)[0]) or _label(cell) for cell in cells[at]) for at in cells
    }
    if len(headings) == 1:
        [(at, heading)] = headings.items()
        return [_presence_in(cell, heading, is_yes=crosses[at]) for cell in cells[at]]
    found = []
    for index in range(len(rows)):
        marked = [at for at in headings if _is_marked(cells[at][index], is_yes=crosses[at])]
        word, note = _word(cells[marked[0]][index]) if marked else ("", "")
        presence = _means(headings[marked[0]]) if len(marked) == 1 else Presence.EXPECTED
        is_mark = _is_yes(word) or word.casefold() in _CROSSES or _label(word)
        found.append((presence, note if is_mark else word))
    return found


def tells_who_came(rows: Sequence[Mapping[int, Sequence[Block]]], at: int) -> bool:
    """Whether a column says who came, and does not name them: "Yes" under "Present".

    "Ann Lee, Mill Trust" or several such lines name them.
    """
    heading, *cells = [row[at] for row in rows if at in row]
    lines = [block.plain for cell in cells for block in cell]
    if not is_told_by(joined(heading).plain) or any(map(people.is_attendee, lines)):
        return False
    # "None" below "Apologies", beside all who came in one cell, is nobody.
    return len(rows) > 2 or not any(map(attendance.says_nobody, lines))


def is_told_by(heading: str) -> bool:
    """Whether a heading is over a column that says who came: "Present", "Attended?"."""
    label = attendance.group(heading)
    is_label = label is not None and not label.heading and not attendance.is_name_column(heading)
    return is_label or heading_words(heading) in _WHO_CAME or _tells_several(heading)


def _tells_several(heading: str) -> bool:
    """Whether a heading names what its cells choose from: "Present / Apologies"."""
    words = set(names.folded_words(heading))
    return len(words) > 1 and words <= _SEVERAL


def _means(heading: str) -> Presence:
    """What a mark under a heading says."""
    label = None if _tells_several(heading) else attendance.group(heading)
    return label.presence if label else Presence.PRESENT


def _presence_in(cell: str, heading: str, *, is_yes: bool) -> tuple[Presence, str]:
    """What a cell says of who came, and what else it says.

    "Yes" and "✓" are what the heading says, "Apologies (item 2)" is itself and "item 2", "A"
    under "Present / Apologies" is the second; "online" is a note of somebody who was there.
    """
    means = _means(heading)
    not_so = Presence.ABSENT if means is Presence.PRESENT else Presence.PRESENT
    word, note = _word(cell)
    folded = word.casefold()
    if folded in _CROSSES:
        return (means if is_yes else not_so), note
    if _is_yes(word):
        return means, note
    if folded in _NO:
        return not_so, note
    if label := _label(word):
        return label, note
    if folded == "a":
        meant = [_label(word) for word in names.folded_words(heading) if word[0] == "a"]
        return (meant[0], note) if len(meant) == 1 and meant[0] else (Presence.EXPECTED, cell)
    return Presence.PRESENT, cell


def _word(cell: str) -> tuple[str, str]:
    """The first words of a cell, and what stands in a bracket after them."""
    word, _, note = cell.strip(" .)").partition(" (")
    return word, note


def _is_yes(word: str) -> bool:
    return word.casefold() in _YES


def _is_marked(cell: str, *, is_yes: bool) -> bool:
    word = _word(cell)[0].casefold()
    return is_yes if word in _CROSSES else word not in _NO


def _label(word: str) -> Presence | None:
    if word.casefold() in _APOLOGIES:
        return Presence.APOLOGIES
    label = attendance.group(word)
    return label.presence if label and not label.heading else None
