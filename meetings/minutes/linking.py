"""Actions from meeting to meeting: which a document raises anew, and which it reviews."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from actions.models import Action, ActionPair, Owner, Review
from meetings.minutes import document
from meetings.minutes.document import series_headings
from meetings.minutes.matching import People
from meetings.minutes.questions import questions
from meetings.minutes.reading import deadlines, statuses
from meetings.minutes.recorded import Recorded, Told
from meetings.minutes.stories import Story, stories
from meetings.minutes.wordings import SAME, Wording, Wordings, pairs, repeated_number
from meetings.models import Attendance, Entry, Meeting

# An action that stood in the same meeting before may be reworded freely.
REWORDED = 0.45


class Linking:
    """Finds or makes the action of each action and review in one meeting's document.

    `known` are wordings of the panel's actions, kept from document to document; `recorded`
    is told what was done.
    """

    def __init__(
        self,
        meeting: Meeting,
        day: datetime.date,
        people: People,
        known: Wordings,
        recorded: Recorded,
        today: datetime.date,
    ) -> None:
        self.meeting = meeting
        self.day = day
        self.panel = meeting.panel
        self.people = people
        self.known = known
        self.recorded = recorded
        self.today = today
        self.former_raised: dict[int, Action] = {}
        self.former_reviewed: dict[int, Action] = {}
        self.former_wordings: dict[int, list[Wording]] = {}
        self.stories: dict[int, Story] = {}
        self.owners: list[Owner] = []
        self.gone: set[int] = set()

    def let_go(self) -> None:
        """Take the meeting's entries away, remembering the actions that stood there."""
        raised = Action.objects.filter(entry__meeting=self.meeting)
        self.former_raised = {a.pk: a for a in raised.prefetch_related("owners")}
        reviews = Review.objects.filter(entry__meeting=self.meeting).select_related("action")
        for review in reviews:
            self.former_reviewed[review.action_id] = review.action
            wordings = self.former_wordings.setdefault(review.action_id, [])
            wordings.append(self.known.wording(review.text, review.owners))
        Action.objects.filter(pk__in=self.former_raised).update(entry=None)
        self.meeting.entries.all().delete()

    def link(
        self,
        told: Sequence[tuple[Entry, document.Entry]],
        attendances: Sequence[Attendance],
    ) -> None:
        """Give each action and review among the meeting's entries its action.

        Words decide first, then numbers and nearness.
        """
        self.attendances = attendances
        raised = [(row, e) for row, e in told if isinstance(e, document.Action) and e.text]
        reviewed = [(row, e) for row, e in told if isinstance(e, document.Review) and e.text]
        if raised or reviewed:
            self.stories = stories(self.panel, self.known)
        raised_here = self.link_raised(raised)
        reviewed_here, joined = self.link_reviewed(reviewed, told, raised_here)
        touched = [*reviewed_here, *joined]
        self.drop_former({action.pk for action in (*raised_here, *touched)})
        self.tell_from_earliest_reviews(touched)
        self.find_owners()
        told_here = [
            *((a, e.text, e.owners) for a, (_, e) in zip(raised_here, raised, strict=True)),
            *((a, e.text, e.owners) for a, (_, e) in zip(reviewed_here, reviewed, strict=True)),
        ]
        self.recorded.questions = questions(
            [(action, self.known.wording(text, owners)) for action, text, owners in told_here],
            self.day,
            {pk: story for pk, story in self.stories.items() if pk not in self.gone},
            self.known,
        )

    def link_raised(self, raised: list[tuple[Entry, document.Action]]) -> list[Action]:
        """The action of each that was raised here, in order."""
        ours = {i: [self.known.wording(e.text, e.owners)] for i, (_, e) in enumerate(raised)}
        found = self.referred([e for _, e in raised])
        former = {
            pk: [self.known.wording(a.text, [owner.name for owner in a.owners.all()])]
            for pk, a in self.former_raised.items()
            if pk not in found.values()
        }
        found |= pairs(
            without(ours, found),
            former,
            self.known,
            REWORDED,
            lambda i, pk: (
                raised[i][1].number != self.former_raised[pk].number,
                self.former_raised[pk].serial,
            ),
        )[0]
        waiting = {
            pk: story.wordings
            for pk, story in self.stories.items()
            if story.waits_on(self.day) and pk not in self.former_raised
        }
        origins, left_over = pairs(
            without(ours, found),
            waiting,
            self.known,
            SAME,
            lambda i, pk: (self.stories[pk].serial,),
        )
        found |= origins
        self.recorded.origins_found = len(origins)
        actions = self.actions_of(found, len(raised))
        for action, (row, entry) in zip(actions, raised, strict=True):
            action.entry = row
            action.withdrawn_on = None
            action.number = entry.number
            self.word(action, entry.text, entry.due, entry.owners, self.day)
        self.store(actions)
        for index, others in left_over.items():
            for other in others:
                self.join(actions[index], other)
        self.recorded.raised_actions = [Told(action.reference, action.text) for action in actions]
        return actions

    def link_reviewed(
        self,
        reviewed: list[tuple[Entry, document.Review]],
        told: Sequence[tuple[Entry, document.Entry]],
        raised_here: Sequence[Action],
    ) -> tuple[list[Action], list[Action]]:
        """The action of each that was reviewed here, in order, and what these were joined to."""
        ours = {i: [self.known.wording(e.text, e.owners)] for i, (_, e) in enumerate(reviewed)}
        found = self.referred([e for _, e in reviewed])
        former = {pk: w for pk, w in self.former_wordings.items() if pk not in found.values()}
        found |= pairs(
            without(ours, found),
            former,
            self.known,
            REWORDED,
            lambda i, pk: (self.former_reviewed[pk].serial,),
        )[0]
        taken = {action.pk for action in raised_here} | self.gone | set(found.values())
        near: dict[int, tuple[bool, int]] = {}

        def prefer(index: int, pk: int) -> tuple:
            story = self.stories[pk]
            if pk not in near:
                near[pk] = story.nearness(self.day)
            closed, days = near[pk]
            return (closed, reviewed[index][1].number != story.number, days, story.serial)

        continued, left_over = pairs(
            without(ours, found), self.reviewable(taken), self.known, SAME, prefer
        )
        found |= continued
        actions = self.actions_of(found, len(reviewed))
        for index, action in enumerate(actions):
            entry = reviewed[index][1]
            if action._state.adding:
                self.word(action, entry.text, entry.due, entry.owners, self.day)
        self.store([action for action in actions if action._state.adding])
        for index, action in enumerate(actions):
            linked = self.recorded.linked if index in found else self.recorded.unlinked
            linked.append(Told(action.reference, reviewed[index][1].text))
        series = dict(self.series(told))
        Review.objects.bulk_create(
            Review(
                entry=row,
                action=action,
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
            for action, (row, entry) in zip(actions, reviewed, strict=True)
        )
        joined = [
            stays
            for index, others in left_over.items()
            for other in others
            for stays in self.join(actions[index], other)
        ]
        self.link_repeats(
            [
                (entry, series.get(row, ""), action)
                for action, (row, entry) in zip(actions, reviewed, strict=True)
            ]
        )
        return actions, joined

    def reviewable(self, taken: set[int]) -> dict[int, list[Wording]]:
        """Wordings of what a review at this meeting may be of: nothing that was raised later."""
        return {
            pk: story.wordings
            for pk, story in self.stories.items()
            if pk not in taken
            and pk not in self.former_raised
            and story.raised_at != self.meeting.pk
            and not (story.raised_on and story.raised_on > self.day)
        }

    def link_repeats(self, reviewed: list[tuple[document.Review, str, Action]]) -> None:
        """Link what "This was a repeat of action 3" says within one series."""
        numbered = {(series, entry.number): action for entry, series, action in reviewed}
        for entry, series, action in reviewed:
            for point in entry.narrative:
                original = numbered.get((series, repeated_number(point.text)))
                if original and original != action and original.repeat_of_id != action.pk:
                    action.repeat_of = original
                    action.save(update_fields=["repeat_of"])

    def referred(self, entries: Sequence[document.Action | document.Review]) -> dict[int, int]:
        """The actions that entries name by reference, by the entries' index."""
        serials = {}
        for index, entry in enumerate(entries):
            code, _, serial = entry.reference.partition("-")
            if code == self.panel.code and serial.isdecimal():
                serials[index] = int(serial)
        if not serials:
            return {}
        known = {
            serial: joined_to or pk
            for pk, serial, joined_to in self.panel.actions.filter(
                serial__in=serials.values()
            ).values_list("pk", "serial", "joined_to")
        }
        return {index: known[serial] for index, serial in serials.items() if serial in known}

    def actions_of(self, found: Mapping[int, int], count: int) -> list[Action]:
        """The action found for each of `count` entries, a new one where none was."""
        known = {}
        if found:
            rows = Action.objects.select_related("panel").prefetch_related("owners")
            known = rows.in_bulk(set(found.values()))
        return [
            known[found[index]] if index in found else Action(panel=self.panel)
            for index in range(count)
        ]

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
        """Give an action its wording, deadline and owners as said on `day`; `store` keeps them."""
        action.text = text
        is_new = action._state.adding
        if action.due != due or is_new:
            action.due = due
            action.due_on = deadlines.due_on(due, day) if due else None
        if not is_new:
            if [owner.name for owner in action.owners.all()] == list(owners):
                return
            action.owners.all().delete()
        self.owners += [
            Owner(
                action=action,
                position=position,
                name=name,
                **self.people.owner(name, self.attendances if day == self.day else ()),
            )
            for position, name in enumerate(owners)
        ]

    def store(self, actions: Iterable[Action]) -> None:
        """Save actions with the owners that `word` gave them; new ones take the next serials."""
        new = [action for action in actions if action._state.adding]
        for action in actions:
            if not action._state.adding:
                action.save(
                    update_fields=["entry", "withdrawn_on", "number", "text", "due", "due_on"]
                )
        for action, serial in zip(
            new, self.panel.next_numbers("last_action", len(new)), strict=True
        ):
            action.serial = serial
        Action.objects.bulk_create(new)
        Owner.objects.bulk_create(self.owners)
        self.owners = []

    def join(self, action: Action, other_pk: int) -> list[Action]:
        """Join an action of unknown origin to another, and return the one that stays.

        Nothing where one meeting told of both, or it was settled that they are two.
        """
        if action.entry_id and self.stories[other_pk].raised_at:
            return []
        other = Action.objects.select_related("panel").get(pk=other_pk)
        action.refresh_from_db(fields=["joined_to", "entry"])
        if action.joined_to_id or other.joined_to_id or (other.entry_id and action.entry_id):
            return []
        meetings = [
            set(a.reviews.values_list("entry__meeting", flat=True)) for a in (action, other)
        ]
        if not meetings[0].isdisjoint(meetings[1]):
            return []
        if ActionPair(one=action, other=other).settled_as_two().exists():
            return []
        stays = action.join(other)
        goes = other if stays == action else action
        self.gone.add(goes.pk)
        self.recorded.joined.append((stays.reference, goes.reference))
        return [stays]

    def tell_from_earliest_reviews(self, actions: Iterable[Action]) -> None:
        """Let actions of unknown origin read as in the earliest review, if nobody edited them."""
        before = {action.pk for action in actions} & self.stories.keys()
        if not before:
            return
        unknown = Action.objects.standing().filter(pk__in=before, entry=None)
        reviews: dict[int, list[Review]] = {}
        for review in (
            Review.objects.filter(action__in=unknown).in_order().select_related("entry__meeting")
        ):
            reviews.setdefault(review.action_id, []).append(review)
        told = []
        for action in unknown.prefetch_related("owners"):
            first = reviews[action.pk][0]
            texts = {review.text for review in reviews[action.pk]}
            if action.text in texts and action.text != first.text:
                day = first.entry.meeting.held_on or self.day
                self.word(action, first.text, first.due, first.owners, day)
                told.append(action)
        if told:
            self.store(told)

    def drop_former(self, kept: set[int]) -> None:
        """Delete actions whose text went, or withdraw those that were published or reviewed."""
        for pk, action in {**self.former_raised, **self.former_reviewed}.items():
            if pk in kept:
                continue
            action.refresh_from_db()
            if action.entry_id or (action.reviews.exists() and pk not in self.former_raised):
                continue
            held = action.was_published or self.meeting.is_published
            if action.reviews.exists() or held:
                action.withdrawn_on = self.today
                action.save(update_fields=["withdrawn_on"])
            else:
                action.delete()

    def find_owners(self) -> None:
        """Look again for owners whom no earlier document, of any panel, made known."""
        unknown = Owner.objects.filter(person=None, organisation=None, body="")
        for name in unknown.order_by("name").values_list("name", flat=True).distinct():
            if means := self.people.owner(name, ()):
                unknown.filter(name=name).update(**means)


def without(
    ours: Mapping[int, list[Wording]], found: Mapping[int, int]
) -> dict[int, list[Wording]]:
    return {index: wordings for index, wordings in ours.items() if index not in found}
