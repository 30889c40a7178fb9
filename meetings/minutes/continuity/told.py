"""What meetings told of a panel's actions, and the story of each: plain data.

`linking` makes it of the rows, and `histories` decides which reports are of one action.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from meetings.minutes.continuity.wordings import Repeat, Wording
from meetings.minutes.document import Status

CLOSED = {Status.COMPLETE.value, Status.NOT_TAKEN_FORWARD.value}

When = tuple[datetime.date, datetime.time, int]
"""A meeting's place among the panel's: day (undated last), time, identifier."""

FIRST: When = (datetime.date.min, datetime.time.min, 0)


@dataclass(eq=False)
class Raised:
    """An action as it was raised, and its place in the minutes; `action` is its row, if any."""

    place: int
    wording: Wording
    number: str = ""
    action: int | None = None
    repeats: Repeat | None = None


@dataclass(eq=False)
class Report:
    """What one meeting said of an action, and its place in the minutes: a review.

    `review` and `action` are its row and the action's, as they are recorded. `held` is the
    action that it is of for certain, `former` the one that it was of before its words were
    changed, and `began` the action of unknown origin that was made for it. `heading` is what
    it stands under, which may name a meeting.
    """

    place: int
    wording: Wording
    number: str = ""
    status: str = ""
    review: int | None = None
    action: int | None = None
    held: int | None = None
    former: int | None = None
    began: int | None = None
    series: str = ""
    heading: str = ""
    repeats: Repeat | None = None

    @property
    def is_numbered_only(self) -> bool:
        """Whether only a number says which action it is of: "Action 3: complete"."""
        return not self.wording.text and self.number != ""


@dataclass(eq=False)
class Told:
    """What one meeting told of actions."""

    when: When
    raised: list[Raised] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    def parts(self) -> list[Raised | Report]:
        return [*self.raised, *self.reports]

    @property
    def day(self) -> datetime.date:
        return self.when[0]

    @property
    def meeting(self) -> int:
        return self.when[2]


@dataclass(eq=False)
class Story:
    """One action: where it was raised, if that is known, and what meetings said of it, in order.

    `row` is the action's row where it stands without any of that: no meeting told of it, or
    the one that raised it does so no more; `wording` is then how it is put.
    """

    origin: tuple[Told, Raised] | None = None
    reports: list[tuple[Told, Report]] = field(default_factory=list)
    row: int | None = None
    wording: Wording | None = None

    @property
    def raised(self) -> Raised | None:
        return self.origin[1] if self.origin else None

    @property
    def action(self) -> int | None:
        """Its row: that of where it was raised, else the oldest that was made for a report."""
        if self.raised:
            return self.raised.action
        return min(self.began(), default=None) if self.row is None else self.row

    @property
    def stands(self) -> int:
        """Its row, of a story that was given one."""
        assert self.action is not None
        return self.action

    def parts(self) -> list[Raised | Report]:
        """Where it was raised and what was reported of it."""
        return [*([self.raised] if self.raised else ()), *(report for _, report in self.reports)]

    def began(self) -> list[int]:
        """The rows that were made for its reports."""
        return [report.began for _, report in self.reports if report.began is not None]

    def begins(self) -> tuple[When, int]:
        """The place where it was first told of."""
        places = [(told.when, report.place) for told, report in self.reports]
        if self.origin:
            places.append((self.origin[0].when, self.origin[1].place))
        return min(places, default=(FIRST, self.row or 0))

    def wordings(self) -> list[Wording]:
        """How it was put, where it was raised and in each report."""
        first = self.raised.wording if self.raised else self.wording
        return [*([first] if first else ()), *(report.wording for _, report in self.reports)]

    def told(self) -> list[Told]:
        """The meetings that told of it, in order."""
        return [*([self.origin[0]] if self.origin else ()), *(told for told, _ in self.reports)]

    def days(self) -> list[datetime.date]:
        """The days of these meetings."""
        return [told.day for told in self.told()]

    def marks(self) -> set[int]:
        """The rows that stand for it, or stood for parts of it so far."""
        rows = {self.action, *(report.action for _, report in self.reports)}
        return {row for row in rows if row is not None}

    def number(self) -> str:
        """Its number where it was raised, else as last reported."""
        if self.raised:
            return self.raised.number
        return self.reports[-1][1].number if self.reports else ""

    def is_closed(self, by: Told | None = None) -> bool:
        """Whether it was closed, as told so far or by the end of one meeting."""
        stated = [
            report.status
            for told, report in self.reports
            if report.status and (by is None or told.when <= by.when)
        ]
        return bool(stated) and stated[-1] in CLOSED
