"""A panel's meetings in order, and the story of each action told in them.

Plain Python: `linking` fills it from the rows, and lets the rows follow what it decides.
"""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from meetings.minutes.continuity.told import FIRST, Raised, Report, Story, Told, When
from meetings.minutes.continuity.wordings import (
    MAYBE,
    SAME,
    Wording,
    Wordings,
    is_part,
    names_day,
    owners_differ,
    pairs,
)
from meetings.minutes.identity.grouping import Link, groups
from meetings.minutes.reading import names


class History:
    """All that a panel's meetings told of its actions, and what of it is of one action.

    Meetings are gone through in their order, and each report finds its action among those
    that earlier meetings told of: by its words, one to one within the meeting, then what is
    open before what is closed, by number, by nearness; one without words by its number, where
    only one can be meant. So the same meetings give the same stories in whatever order they
    become known.

    `one` and `two` are pairs of rows that were settled as one and as two; `loose` are
    actions that no meeting told of, and `gone` rows that stand no more.
    """

    def __init__(
        self,
        known: Wordings,
        meetings: Iterable[Told] = (),
        *,
        loose: Mapping[int, Wording] | None = None,
        gone: Iterable[int] = (),
        one: Iterable[Link[int]] = (),
        two: Iterable[Link[int]] = (),
    ) -> None:
        self.known = known
        self.meetings = sorted(meetings, key=lambda told: told.when)
        self.loose = dict(loose or {})
        self.gone = set(gone)
        self.two = set(two)
        ones = list(one)
        settled = {row for pair in ones for row in pair}
        self.root = {row: min(group) for group in groups(settled, ones) for row in group}
        self.of: dict[Raised | Report, Story] = {}
        self.held: dict[int, Story] = {}
        # Sets that keep their order.
        self.stories: dict[Story, None] = {}
        self.by_wording: dict[Wording, dict[Story, None]] = defaultdict(dict)
        self.through = FIRST
        self.decide_from(FIRST)

    def put(self, told: Told) -> Told | None:
        """Let a meeting tell what it tells now; returns what it told before."""
        place = bisect.bisect_left(self.meetings, told.when, key=lambda one: one.when)
        before = None
        if place < len(self.meetings) and self.meetings[place].when == told.when:
            before = self.meetings.pop(place)
        self.meetings.insert(place, told)
        return before

    def decide_from(self, when: When) -> None:
        """Find anew what each report is of, in the meeting `when` and all after it."""
        later = [told for told in self.meetings if told.when >= when]
        if when <= self.through:
            self._go_back(len(self.meetings) - len(later))
        for told in later:
            for raised in told.raised:
                held = None if raised.action is None else self.held.get(self._root(raised.action))
                story = held or Story()
                story.origin = (told, raised)
                self._keep(raised, story)
        for told in later:
            self._tell(told)
            self.through = told.when

    def _go_back(self, count: int) -> None:
        """Know only what the first so many meetings told, as it was decided."""
        before, self.of, self.held = self.of, {}, {}
        self.stories, self.by_wording = {}, defaultdict(dict)
        for told in self.meetings[:count]:
            for one in told.parts():
                self._keep(one, before[one])
        for story in dict.fromkeys(self.of.values()):
            story.reports = [(told, report) for told, report in story.reports if report in self.of]
            story.origin = story.origin if story.raised in self.of else None
            self._meet(story)
        for row, wording in self.loose.items():
            if self._root(row) not in self.held:
                story = Story(row=row, wording=wording)
                self._keep(None, story)
                self._meet(story)

    def hold(self, story: Story) -> None:
        """Know the row that a story was given."""
        if story.action is not None:
            self.held.setdefault(self._root(story.action), story)

    def forget(self, row: int) -> None:
        """Know no more of a row that was deleted."""
        self.loose.pop(row, None)
        self.held.pop(self._root(row), None)

    def _tell(self, told: Told) -> None:
        """Let each report of a meeting find its story among those told of earlier."""
        here: dict[Report, Story] = {}
        left: list[Report] = []
        for report in told.reports:
            if story := self._held(report):
                here[report] = story
            else:
                left.append(report)
        found = pairs(
            {report: [report.wording] for report in left},
            {story: story.wordings() for story in self._alike(left, told, here.values())},
            self.known,
            prefer=lambda report, story: (
                story.is_closed(),
                report.number != story.number(),
                told.day - max((one.day for one in story.told()), default=told.day),
                story.begins(),
            ),
            may=self._may_be,
        )
        here |= found
        here |= self._in_part([report for report in left if report not in here], told, here)
        for report in left:
            if report.is_numbered_only and (meant := self._numbered(report, told, here)):
                here[report] = meant
        for report in told.reports:
            story = here.get(report) or self._former(report, told, here) or Story()
            here[report] = story
            story.reports.append((told, report))
            self._keep(report, story)
        for one in told.parts():
            self._meet(self.of[one])

    def _alike(self, reports: Iterable[Report], told: Told, taken: Iterable[Story]) -> list[Story]:
        """The stories that some of the reports could be of by their words."""
        alike = dict.fromkeys(
            story
            for report in reports
            for wording in self.known.alike(report.wording, SAME)
            for story in self.by_wording.get(wording, ())
        )
        others = set(taken)
        return [s for s in alike if s not in others and self._is_open_to(s, told)]

    def _in_part(
        self, left: Sequence[Report], told: Told, here: Mapping[Report, Story]
    ) -> dict[Report, Story]:
        """The open stories that reports put in fewer words or in more, if they can be no other.

        "Nora Day to write a foreword" is of "Nora Day to write a foreword by 1 November": the
        number or an owner agrees, and no other report or story of the time is as near.
        """
        taken = set(here.values())
        near = {
            report: {
                story
                for wording in self.known.alike(report.wording, MAYBE)
                for story in self.by_wording.get(wording, ())
                if story not in taken
                and not story.is_closed()
                and self._is_open_to(story, told)
                and self._may_be(report, story)
            }
            for report in left
        }
        times = Counter(story for stories in near.values() for story in stories)
        return {
            report: story
            for report, stories in near.items()
            for story in stories
            if len(stories) == times[story] == 1 and _is_in_part(report, story)
        }

    def _is_open_to(self, story: Story, told: Told) -> bool:
        return story.row not in self.gone and told not in story.told()

    def _meet(self, story: Story) -> None:
        """Know a story and its wordings from now on."""
        self.stories[story] = None
        for wording in story.wordings():
            self.by_wording[wording][story] = None

    def _held(self, report: Report) -> Story | None:
        """The story that a report is of, whatever its words."""
        row = report.began if report.held is None else report.held
        if row is None:
            return None
        if report.held is not None and self._root(row) not in self.held:
            self._keep(None, Story(row=row))
        return self.held.get(self._root(row))

    def _former(self, report: Report, told: Told, here: Mapping[Report, Story]) -> Story | None:
        """The story of a report whose words lead nowhere since they were changed."""
        if report.former is None:
            return None
        story = self.held.get(self._root(report.former))
        if story is None or story in here.values() or not self._is_open_to(story, told):
            return None
        if told.when < story.begins()[0]:
            return None
        report.held = report.former
        return story

    def _numbered(self, report: Report, told: Told, here: Mapping[Report, Story]) -> Story | None:
        """The open story that a report means by its number alone, if it can be no other.

        That is of the meeting before that numbers any, or of the one that its heading names;
        else of any earlier one.
        """
        alike = [
            one for one in told.reports if one.is_numbered_only and one.number == report.number
        ]
        earlier = [
            one
            for one in self.meetings
            if one.when < told.when and any(part.number for part in one.parts())
        ]
        named = [one for one in earlier if names_day(report.heading, one.day)]
        for meetings in (named[-1:], named):
            found = dict.fromkeys(
                self.of[part]
                for one in meetings
                for part in one.parts()
                if part.number == report.number
            )
            if found:
                taken = set(here.values())
                may = [
                    story
                    for story in found
                    if story not in taken
                    and not story.is_closed()
                    and self._is_open_to(story, told)
                    and self._may_be(report, story)
                ]
                return may[0] if len(may) == len(alike) == 1 else None
        return None

    def _may_be(self, report: Report, story: Story) -> bool:
        """Whether nothing speaks against what the words say.

        That is a settled pair, or that all owners are others, unless the numbers agree.
        """
        if any(frozenset((report.action, mark)) in self.two for mark in story.marks()):
            return False
        if report.number and report.number == story.number():
            return True
        return not all(
            owners_differ(report.wording.owners, wording.owners) for wording in story.wordings()
        )

    def _keep(self, one: Raised | Report | None, story: Story) -> None:
        """Know that a part, if there is one, is of a story, and what leads to it."""
        row = story.row
        if one is not None:
            self.of[one] = story
            row = one.action if isinstance(one, Raised) else one.began
        for known in (row, story.row):
            if known is not None:
                self.held.setdefault(self._root(known), story)

    def _root(self, row: int) -> int:
        return self.root.get(row, row)


def _is_in_part(report: Report, story: Story) -> bool:
    """Whether words and an owner or the number agree, though more is said of one."""
    has_number = report.number != "" and report.number == story.number()
    owners = set(map(names.key, report.wording.owners))
    return any(
        is_part(report.wording, wording)
        and (has_number or not owners.isdisjoint(map(names.key, wording.owners)))
        for wording in story.wordings()
    )
