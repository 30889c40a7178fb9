"""What a meeting's document tells of actions: which it raises, and which it reports on.

Each is known by its reference, or again by what stood in the minutes before.
"""

from collections.abc import Iterator, Mapping, Sequence

from actions.models import Action, Review
from meetings.minutes import document
from meetings.minutes.continuity.references import Task, named
from meetings.minutes.continuity.stories import when
from meetings.minutes.continuity.told import Raised, Report, Told
from meetings.minutes.continuity.wordings import (
    REWORDED,
    Wordings,
    pairs,
    raised_again,
    stated_repeat,
)
from meetings.minutes.document import series_headings
from meetings.models import Entry, Meeting

Rows = Sequence[tuple[Entry, document.Entry]]
RowsRaised = Sequence[tuple[Entry, document.Action]]
RowsReviewed = Sequence[tuple[Entry, document.Review]]


def raised_in(told: Rows) -> RowsRaised:
    return [(row, entry) for row, entry in told if isinstance(entry, document.Action)]


def reviewed_in(told: Rows) -> RowsReviewed:
    return [(row, entry) for row, entry in told if isinstance(entry, document.Review)]


class Telling:
    """Finds in one meeting's document what stood in its minutes before.

    `raised` and `reviews` are the rows that did, `standing` those of the reports that were
    found among them.
    """

    def __init__(self, meeting: Meeting, known: Wordings) -> None:
        self.meeting = meeting
        self.known = known
        self.raised: dict[int, Action] = {}
        self.reviews: dict[int, Review] = {}
        self.standing: dict[Report, Review] = {}

    def remember(self) -> None:
        """Know what stands in the meeting's minutes, before they are recorded again."""
        raised = Action.objects.filter(entry__meeting=self.meeting)
        self.raised = {a.pk: a for a in raised.prefetch_related("owners")}
        reviews = Review.objects.filter(entry__meeting=self.meeting)
        self.reviews = {r.pk: r for r in reviews.select_related("action")}

    def recognise(self, told: Rows) -> Told:
        """What the document tells; what stood before has again the rows of its entries."""
        raised, reviewed = raised_in(told), reviewed_in(told)
        here = Told(when(self.meeting.held_on, self.meeting.starts_at, self.meeting.pk))
        here.raised = self.as_raised(raised)
        here.reports = self.as_reports(reviewed, dict(series(told)))
        for (row, _), one in zip(raised, here.raised, strict=True):
            if one.action in self.raised:
                row.pk = self.raised[one.action].entry_id
        for (row, _), report in zip(reviewed, here.reports, strict=True):
            if report in self.standing:
                row.pk = self.standing[report].entry_id
        return here

    def as_raised(self, raised: RowsRaised) -> list[Raised]:
        """What the document raises: with its row where a reference or the former text tells."""
        entries = [e for _, e in raised]
        ours = {i: [self.known.wording(e.text, e.owners)] for i, e in enumerate(entries)}
        found = self.referred(entries)
        former = {
            pk: [self.known.wording(a.text, [owner.name for owner in a.owners.all()])]
            for pk, a in self.raised.items()
            if pk not in found.values()
        }
        found |= pairs(
            {index: wordings for index, wordings in ours.items() if index not in found},
            former,
            self.known,
            REWORDED,
            lambda i, pk: (entries[i].number != self.raised[pk].number, self.raised[pk].serial),
        )
        return [
            Raised(row.position, ours[i][0], entry.number, found.get(i), raised_again(entry.text))
            for i, (row, entry) in enumerate(raised)
        ]

    def as_reports(self, reviewed: RowsReviewed, headings: Mapping[int, str]) -> list[Report]:
        """What the document reports, with what is known of each where it stood there before.

        `headings` are those of their series, by position.
        """
        entries = [e for _, e in reviewed]
        ours = {i: [self.known.wording(e.text, e.owners)] for i, e in enumerate(entries)}
        held = self.referred(entries)
        former = {
            pk: [self.known.wording(review.text, review.owners)]
            for pk, review in self.reviews.items()
        }
        found = pairs(
            ours,
            former,
            self.known,
            REWORDED,
            lambda i, pk: (entries[i].number != self.reviews[pk].number, pk),
        )
        # What was told by its number alone is known again by that.
        by_number = {r.number: pk for pk, r in self.reviews.items() if not r.text}
        for index, entry in enumerate(entries):
            if not entry.text and entry.number in by_number:
                found[index] = by_number.pop(entry.number)
        reports = []
        for index, (row, entry) in enumerate(reviewed):
            heading = headings.get(row.position, "")
            report = Report(
                row.position,
                ours[index][0],
                entry.number,
                entry.status or "",
                held=held.get(index),
                series=heading,
                heading=heading or (row.item.title if row.item else ""),
                repeats=next(filter(None, (stated_repeat(p.text) for p in entry.narrative)), None),
            )
            if index in found:
                review = self.reviews[found[index]]
                report.former, report.began = review.action_id, review.began_id
                report.action = review.action_id
                if not review.by_words and report.held is None:
                    report.held = review.action_id
                self.standing[report] = review
            reports.append(report)
        return reports

    def referred(self, tasks: Sequence[Task]) -> dict[int, int]:
        """The rows of the actions that tasks name by reference, by the tasks' places."""
        found = named(self.meeting.panel, {task.reference for task in tasks if task.reference})
        return {
            at: found[task.reference].pk for at, task in enumerate(tasks) if task.reference in found
        }


def series(told: Rows) -> Iterator[tuple[int, str]]:
    """(position, heading of its series) of each review."""
    by_place: dict[tuple[int | None, bool], list[tuple[Entry, document.Entry]]] = {}
    for row, entry in told:
        by_place.setdefault((row.item_id, row.is_after), []).append((row, entry))
    for place in by_place.values():
        places = [row.position for row, entry in place if isinstance(entry, document.Review)]
        headings = series_headings(tuple(entry for _, entry in place))
        yield from zip(places, (heading for _, heading in headings), strict=True)
