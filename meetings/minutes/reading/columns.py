"""Attendance lists that were tables of two columns and lost them.

Flattened row by row, two labels come first and then a name of the left column and one of
the right in turn, blank cells left out. Flattened cell by cell, two labels come first, then
the whole left column and the whole right one, with nothing between. What each line tells
decides: officials come from somewhere, a column is often alphabetical, who speaks in the
items was there, a deputy did not send apologies. Where the items tell who did, it was they.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..document import Attendee, Presence, Role
from . import names
from .speakers import SPEAKS, Evidence


class Group(NamedTuple):
    """A label: the presence it tells, and its words where they say more than that.

    `organisation` is where those under it come from, if it says so, `note` what is noted of
    all of them.
    """

    presence: Presence
    heading: str = ""
    organisation: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the attendance: a label, or a person and the line as printed.

    `why` says why it may have been meant otherwise. A label `is_again` where it only holds
    again, after another that held for one line, and `is_over` where it heads those right
    below it, as no label of a column does. A line `is_office` where the label before it
    says what the person is: "Minutes by: Ann Lee".
    """

    group: Group | None = None
    person: Attendee | None = None
    printed: str = ""
    why: str = ""
    is_again: bool = False
    is_over: bool = False
    is_office: bool = False


_MEMBERS = frozenset("member members panel board committee".split())
_BEAM = 200
# So many names in alphabetical order are so by intent.
_SURELY_ORDERED = 5
# A longer list was no table that stood on a page: its order is all that is known of it.
_LONGEST = 300
# How much likelier somebody was there than away, as a logarithm: who opens a sentence of the
# items, who is named elsewhere in them, who is not, and who holds an office.
_SPOKE, _NAMED, _SILENT, _IN_OFFICE = 3.0, 0.0, -1.2, 4.6
# So much likelier must another order of the lines be than the one that is usual.
_SURELY = 1.1
_HERE = frozenset({Role.CHAIR, Role.DEPUTY_CHAIR, Role.SECRETARY, Role.MINUTE_TAKER, Role.DEPUTY})


def are_lost(lines: Sequence[Line]) -> bool:
    """Whether two labels stand first with nobody under the first of them.

    Below "Present:", "Members:" is no column beside it, but the first part of the list.
    """
    if not 3 < len(lines) <= _LONGEST:
        return False
    left, right = lines[0].group, lines[1].group
    if left is None or right is None or left == right or lines[1].is_over:
        return False
    is_part = _MEMBERS & set(names.folded_words(right.heading)) and not left.heading
    return not (is_part and left.presence is right.presence)


def groups(lines: Sequence[Line], evidence: Evidence) -> list[Group]:
    """The group of each line, by what it tells and by the evidence beside it."""
    left, right = lines[0].group, lines[1].group
    assert left is not None and right is not None
    other_labels = [line for line in lines[2:] if line.group and not line.group.organisation]
    if left.presence is not right.presence and not other_labels:
        if any(_is_away(line, evidence) for line in lines):
            return _as_told(lines, left, right, evidence)
        by_cell = _cell_by_cell(lines, left, right, evidence)
        return _in_turn(lines, by_cell, evidence) or by_cell
    return _row_by_row(lines, left, right, evidence)


def _is_away(line: Line, evidence: Evidence) -> bool:
    return line.person is not None and names.key(line.person.name) in evidence.away


def _as_told(lines: Sequence[Line], left: Group, right: Group, evidence: Evidence) -> list[Group]:
    """Those who sent apologies are those whom the items name, however the table was flattened."""
    here, away = (right, left) if left.presence is Presence.APOLOGIES else (left, right)
    found: list[Group] = [left, right]
    under = here
    for line in lines[2:]:
        if line.group:
            under = line.group._replace(presence=here.presence)
        found.append(away if _is_away(line, evidence) else under)
    return found


def _cell_by_cell(
    lines: Sequence[Line], left: Group, right: Group, evidence: Evidence
) -> list[Group]:
    """Those up to the last who was surely there stand left, those after right.

    Whoever is called the chair first was in the chair; another may have stayed away. Where
    those who were away stand left, those from the first who was surely there stand right.
    """
    found: list[Group] = [left, right]
    under, first_here, last_here, before = left, len(lines), 1, ""
    has_chair = False
    for index, line in enumerate(lines[2:], 2):
        person = line.person
        if line.group:
            under = line.group._replace(presence=left.presence)
        elif person and (
            (person.role in _HERE and not (person.role is Role.CHAIR and has_chair))
            or evidence.speaks(person.name) >= SPEAKS
            or (under.organisation and (person.description or person.organisation == before))
        ):
            first_here, last_here = min(first_here, index), index
        before = person.organisation if person else ""
        has_chair = has_chair or bool(person and person.role is Role.CHAIR)
        found.append(under)
    end = last_here + 1 if left.presence is Presence.PRESENT else first_here
    return found[:end] + [right] * (len(lines) - end)


def _in_turn(
    lines: Sequence[Line], by_cell: Sequence[Group], evidence: Evidence
) -> list[Group] | None:
    """One of the left column and one of the right in turn, until those who were away end.

    None if those who would have been there then are not much likelier to have been there than
    those who were where the columns stand one after the other (`by_cell`).
    """
    left, right, *_ = by_cell
    if any(line.group for line in lines[2:]):
        return None
    here, away_at = (left, 1) if left.presence is Presence.PRESENT else (right, 0)
    odds, has_chair = [], False
    for line in lines[2:]:
        is_chair = bool(line.person and line.person.role is Role.CHAIR)
        odds.append(_odds(line.person, evidence, is_chair=is_chair and not has_chair))
        has_chair = has_chair or is_chair
    usual = sum(one for one, under in zip(odds, by_cell[2:], strict=True) if under == here)
    total, best, rows = sum(odds), usual + _SURELY, 0
    for row in range(1, len(odds) // 2 + 1):
        total -= odds[2 * row - 2 + away_at]
        if total > best:
            best, rows = total, row
    if not rows:
        return None
    return [left, right, *([left, right] * rows), *[here] * (len(odds) - 2 * rows)]


def _odds(person: Attendee | None, evidence: Evidence, *, is_chair: bool) -> float:
    if person is None:
        return 0.0
    if is_chair or person.role in _HERE - {Role.CHAIR}:
        return _IN_OFFICE
    speaks = evidence.speaks(person.name)
    return _SPOKE if speaks >= SPEAKS else _NAMED if speaks else _SILENT


def _row_by_row(
    lines: Sequence[Line], left: Group, right: Group, evidence: Evidence
) -> list[Group]:
    """The likeliest way to deal the lines out to two columns, blank cells aside."""
    groups = [left, right]
    beam = [_Deal(0.0, 1, 2, (0, 1), ("", ""))]
    for line in lines[2:]:
        surname = names.key(line.person.name).rpartition(" ")[2] if line.person else ""
        fits = [_fits(line.person, group, evidence) if line.person else 0.0 for group in groups]
        if line.group:
            groups.append(line.group)
        best: dict[tuple[int, tuple[int, int], tuple[str, str]], _Deal] = {}
        for deal in beam:
            for column in (0, 1):
                following = deal.with_line(line, column, surname, fits)
                state = (column, following.under, following.before)
                if state not in best or best[state].score < following.score:
                    best[state] = following
        beam = sorted(best.values(), key=lambda deal: -deal.score)[:_BEAM]
    best_deal = max(beam, key=lambda deal: deal.score - 4 * deal.before.count(""))
    columns = best_deal.columns()
    found: list[Group] = []
    under = [left, right]
    for line, column in zip(lines, columns, strict=True):
        if line.group:
            under[column] = line.group
        found.append(under[column])
    return found


class _Deal(NamedTuple):
    """Lines dealt to columns so far, with what stands last in each.

    `column` is where the last of the `dealt` lines was put, `earlier` the deal without it.
    `under` counts the labels up to that of each column; `ordered` counts the names in a row,
    up to the last, that are alphabetical in a column.
    """

    score: float
    column: int
    dealt: int
    under: tuple[int, int]
    before: tuple[str, str]
    ordered: tuple[int, int] = (0, 0)
    earlier: _Deal | None = None

    def columns(self) -> list[int]:
        """The column of each line; the two labels stand above the first of each."""
        found = [self.column]
        deal = self
        while deal.earlier:
            deal = deal.earlier
            found.append(deal.column)
        return [0, *reversed(found)]

    def with_line(self, line: Line, column: int, surname: str, fits: Sequence[float]) -> _Deal:
        """With another line, which fits under each label as told; a label is one more."""
        score = self.score
        under, before, ordered = self.under[column], self.before[column], self.ordered[column]
        if column == self.column:
            # A blank cell beside it: likelier the further down, where a column has ended.
            score -= 1 + 0.01 / self.dealt
        if line.group:
            if not before:
                score -= 4  # nobody under the label above
            under, before, ordered = len(fits), "", 0
        elif line.person:
            score += fits[under]
            if before <= surname:
                score += 0.4 if before else 0
                ordered += 1
            else:
                # A column that was alphabetical for long goes on so.
                score -= 2 if ordered >= _SURELY_ORDERED else 0.4
                ordered = 1
            before = surname
        if column:
            pairs = (self.under[0], under), (self.before[0], before), (self.ordered[0], ordered)
        else:
            pairs = (under, self.under[1]), (before, self.before[1]), (ordered, self.ordered[1])
        return _Deal(score, column, self.dealt + 1, *pairs, self)


def _fits(person: Attendee, group: Group, evidence: Evidence) -> float:
    """How well a person fits under a label."""
    words = set(names.folded_words(group.heading))
    score = 0.0
    if words & {"officials", "presenters", "presenting"}:
        score += 1 if person.organisation else -1
    elif group.presence is not Presence.APOLOGIES:
        score += -0.5 if person.organisation else 0.5
    if person.role in _HERE and group.presence is Presence.APOLOGIES:
        score -= 4
    if person.role is Role.CHAIR and "officials" in words:
        score -= 4
    key = names.key(person.name)
    if key in evidence.members and group.presence is not Presence.APOLOGIES:
        score += -4 if words & {"officials", "presenters", "presenting"} else 1
    if key in evidence.away:
        score += 8 if group.presence is Presence.APOLOGIES else -8
    elif group.presence is Presence.APOLOGIES:
        score -= 2 * evidence.speaks(person.name)
    return score
