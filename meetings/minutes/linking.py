"""Actions from meeting to meeting: which a document raises anew, and which it reviews."""

import datetime
from collections.abc import Iterator, Sequence

from django.db.models import Min, Q

from actions.models import Action, Owner, Review
from meetings.minutes import document
from meetings.minutes.document import Doubt, series_headings
from meetings.minutes.matching import People
from meetings.minutes.reading import deadlines, statuses
from meetings.minutes.recorded import Recorded
from meetings.minutes.wordings import (
    MAYBE,
    SAME,
    Story,
    Wording,
    pairs,
    repeated_number,
    stories,
    wording_of,
)
from meetings.models import Attendance, Entry, Meeting

# An action that stood in the same meeting before may be reworded freely.
REWORDED = 0.45


class Linking:
    """Finds or makes the action of each action and review in one meeting's document.

    `recorded` is told what was done.
    """

    def __init__(
        self,
        meeting: Meeting,
        day: datetime.date,
        people: People,
        recorded: Recorded,
        today: datetime.date,
    ) -> None:
        self.meeting = meeting
        self.day = day
        self.panel = meeting.panel
        self.people = people
        self.recorded = recorded
        self.today = today
        self.former_raised: dict[Action, list[Wording]] = {}
        self.former_reviewed: dict[Action, list[Wording]] = {}

    def let_go(self) -> None:
        """Take the meeting's entries away, remembering the actions that stood there."""
        raised = list(Action.objects.filter(entry__meeting=self.meeting).prefetch_related("owners"))
        self.former_raised = {action: [wording_of(action)] for action in raised}
        for review in Review.objects.filter(entry__meeting=self.meeting).select_related("action"):
            wordings = self.former_reviewed.setdefault(review.action, [])
            wordings.append(Wording(review.text, tuple(review.owners)))
        Action.objects.filter(pk__in=[action.pk for action in raised]).update(entry=None)
        self.meeting.entries.all().delete()

    def link(
        self,
        told: Sequence[tuple[Entry, document.Entry]],
        attendances: Sequence[Attendance],
    ) -> None:
        """Give each action and review among the meeting's entries its action.

        Words decide first, then numbers and nearness. What is nearly alike is not linked
        but noted as a doubt.
        """
        self.attendances = attendances
        raised = [(row, e) for row, e in told if isinstance(e, document.Action) and e.text]
        reviewed = [(row, e) for row, e in told if isinstance(e, document.Review) and e.text]
        taken = self.link_raised(raised)
        touched = self.link_reviewed(reviewed, told, taken)
        self.drop_former(taken | touched)
        for action in touched:
            self.tell_from_earliest_review(action)
        self.find_owners()

    def link_raised(self, raised: list[tuple[Entry, document.Action]]) -> set[Action]:
        left = {i: [Wording(e.text, e.owners)] for i, (_, e) in enumerate(raised)}
        found = self.referred([e for _, e in raised])
        rest = {i: w for i, w in left.items() if i not in found}
        former = {a: w for a, w in self.former_raised.items() if a not in found.values()}
        found |= pairs(
            rest,
            former,
            REWORDED,
            lambda i, action: (raised[i][1].number != action.number, action.serial),
        )[0]
        rest = {i: w for i, w in left.items() if i not in found}
        waiting = self.waiting()
        origins, left_over = pairs(rest, waiting, SAME, lambda i, action: (action.serial,))
        found |= origins
        self.recorded.origins_found = len(origins)
        for index, (row, entry) in enumerate(raised):
            action = found.get(index) or Action(panel=self.panel)
            if index not in found:
                action.assign_serial()
            found[index] = action
            action.entry = row
            action.withdrawn_on = None
            action.number = entry.number
            self.word(action, entry.text, entry.due, entry.owners, self.day)
        for index, others in left_over.items():
            for other in others:
                self.join(found[index], other)
        self.recorded.raised = len(raised)
        return set(found.values())

    def link_reviewed(
        self,
        reviewed: list[tuple[Entry, document.Review]],
        told: Sequence[tuple[Entry, document.Entry]],
        raised_here: set[Action],
    ) -> set[Action]:
        left = {i: [Wording(e.text, e.owners)] for i, (_, e) in enumerate(reviewed)}
        found = self.referred([e for _, e in reviewed])
        rest = {i: w for i, w in left.items() if i not in found}
        former = {a: w for a, w in self.former_reviewed.items() if a not in found.values()}
        found |= pairs(rest, former, REWORDED, lambda i, action: (action.serial,))[0]
        rest = {i: w for i, w in left.items() if i not in found}
        told_of = self.known(without=raised_here | set(found.values()))
        known = {action: story.wordings for action, story in told_of.items()}
        near = {a: story.nearness(self.day) for a, story in told_of.items()}

        def prefer(index: int, action: Action) -> tuple:
            closed, days = near[action]
            return (closed, reviewed[index][1].number != action.number, days, action.serial)

        continued, left_over = pairs(rest, known, SAME, prefer)
        found |= continued
        self.recorded.reviews_linked = len(found)
        for index in [i for i in rest if i not in found]:
            entry = reviewed[index][1]
            like = pairs({index: left[index]}, known, MAYBE, prefer)[0].get(index)
            if like and like not in found.values():
                why = f"may continue {like.reference} ({like.text[:80]}); recorded as another"
                self.recorded.doubts.append(Doubt(entry.text, why))
            action = found[index] = Action(panel=self.panel)
            action.assign_serial()
            self.word(action, entry.text, entry.due, entry.owners, self.day)
            self.recorded.origins_unknown += 1
        series = dict(self.series(told))
        Review.objects.bulk_create(
            Review(
                entry=row,
                action=found[index],
                number=entry.number,
                series=series.get(row, ""),
                text=entry.text,
                owners=list(entry.owners),
                due=entry.due,
                status=entry.status or "",
                status_phrase=statuses.phrase(entry.narrative[0].text)[0]
                if entry.narrative
                else "",
            )
            for index, (row, entry) in enumerate(reviewed)
        )
        for index, others in left_over.items():
            for other in others:
                self.join(found[index], other)
        self.link_repeats(
            [(e, series.get(row, ""), found[i]) for i, (row, e) in enumerate(reviewed)]
        )
        return set(found.values())

    def link_repeats(self, reviewed: list[tuple[document.Review, str, Action]]) -> None:
        """Link what "This was a repeat of action 3" says within one series."""
        numbered = {(series, entry.number): action for entry, series, action in reviewed}
        for entry, series, action in reviewed:
            for point in entry.narrative:
                original = numbered.get((series, repeated_number(point.text)))
                if original and original != action and original.repeat_of_id != action.pk:
                    action.repeat_of = original
                    action.save(update_fields=["repeat_of"])

    def referred(self, entries: Sequence[document.Action | document.Review]) -> dict[int, Action]:
        """The actions that entries name by reference, by the entries' index."""
        serials = {}
        for index, entry in enumerate(entries):
            code, _, serial = entry.reference.partition("-")
            if code == self.panel.code and serial.isdecimal():
                serials[index] = int(serial)
        known = {
            action.serial: action.joined_to or action
            for action in self.panel.actions.filter(serial__in=serials.values()).select_related(
                "joined_to"
            )
        }
        return {index: known[serial] for index, serial in serials.items() if serial in known}

    def waiting(self) -> dict[Action, list[Wording]]:
        """Actions of unknown origin that were first reviewed after this meeting."""
        first = Min("reviews__entry__meeting__held_on")
        actions = (
            self.panel.actions.standing()
            .filter(entry=None)
            .annotate(first_on=first)
            .filter(first_on__gt=self.meeting.held_on)
        )
        return {
            action: story.wordings
            for action, story in stories(actions).items()
            if action not in self.former_raised
        }

    def known(self, without: set[Action]) -> dict[Action, Story]:
        """Actions that a review at this meeting may be of: none that was raised later."""
        later = Q(entry__meeting__held_on__gt=self.meeting.held_on)
        here = Q(entry__meeting=self.meeting)
        without = without | self.former_raised.keys()
        actions = self.panel.actions.standing().exclude(later | here)
        return {a: story for a, story in stories(actions).items() if a not in without}

    def series(self, told: Sequence[tuple[Entry, document.Entry]]) -> Iterator[tuple[Entry, str]]:
        """(row, heading of its series) of each review."""
        by_place: dict[tuple[int | None, bool], list[tuple[Entry, document.Entry]]] = {}
        for row, entry in told:
            by_place.setdefault((row.item_id, row.is_after), []).append((row, entry))
        for place in by_place.values():
            rows = [row for row, entry in place if isinstance(entry, document.Review)]
            headings = series_headings(tuple(entry for _, entry in place))
            yield from zip(rows, (heading for _, heading in headings), strict=True)

    def word(
        self,
        action: Action,
        text: str,
        due: str,
        owners: Sequence[str],
        day: datetime.date,
    ) -> None:
        """Give an action its wording, deadline and owners as said on `day`, and save it."""
        action.text = text
        if action.due != due or action._state.adding:
            action.due = due
            action.due_on = deadlines.due_on(due, day) if due else None
        action.save()
        if [owner.name for owner in action.owners.all()] == list(owners):
            return
        action.owners.all().delete()
        Owner.objects.bulk_create(
            Owner(
                action=action,
                position=position,
                name=name,
                **self.people.owner(name, self.attendances if day == self.day else ()),
            )
            for position, name in enumerate(owners)
        )

    def join(self, action: Action, other: Action) -> None:
        """Join an action of unknown origin to another, unless one meeting told of both."""
        if action == other or (other.entry_id and action.entry_id):
            return
        meetings = [
            set(a.reviews.values_list("entry__meeting", flat=True)) for a in (action, other)
        ]
        if meetings[0].isdisjoint(meetings[1]):
            stays = action.join(other)
            goes = other if stays == action else action
            self.recorded.joined.append((stays.reference, goes.reference))

    def tell_from_earliest_review(self, action: Action) -> None:
        """Let an action of unknown origin read as in the earliest review, if nobody edited it."""
        action.refresh_from_db()
        if action.entry_id or action.joined_to_id:
            return
        reviews = list(action.reviews.in_order().select_related("entry__meeting"))
        first = reviews[0]
        if action.text in {review.text for review in reviews} and action.text != first.text:
            self.word(action, first.text, first.due, first.owners, first.entry.meeting.held_on)

    def drop_former(self, kept: set[Action]) -> None:
        """Delete actions whose text went, or withdraw those that were published or reviewed."""
        for action in {*self.former_raised, *self.former_reviewed} - kept:
            action.refresh_from_db()
            if action.entry_id or (action.reviews.exists() and action not in self.former_raised):
                continue
            held = action.was_published or self.meeting.is_published
            if action.reviews.exists() or held:
                action.withdrawn_on = self.today
                action.save(update_fields=["withdrawn_on"])
            else:
                action.delete()

    def find_owners(self) -> None:
        """Look again for owners whom no earlier document made known."""
        unknown = Owner.objects.filter(
            action__panel=self.panel, person=None, organisation=None, body=""
        )
        for owner in unknown:
            if means := self.people.owner(owner.name, ()):
                Owner.objects.filter(pk=owner.pk).update(**means)
