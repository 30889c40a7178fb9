"""What the database keeps of actions, entries and meetings, computed anew in Python."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from actions.models import Action, Review
from meetings.models import AgendaItem, Entry, Meeting, Revision, Withdrawal
from tests.examples import examples
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    EntryFactory,
    MeetingFactory,
    PanelFactory,
    ReviewEntryFactory,
    ReviewFactory,
    RevisionFactory,
    WithdrawalFactory,
)

DAYS = [None, *(datetime.date(2024, month, 12) for month in (1, 2, 3))]
LAPSES = [datetime.date(2024, 1, 31), datetime.date(2024, 3, 12), datetime.date(2024, 6, 1)]
STATED = ["", "not_complete", "partially_complete", "complete", "not_taken_forward"]


# The rules again, as plainly as they can be said


def day_published(meeting: Meeting) -> datetime.date | None:
    minutes = meeting.revisions.filter(kind="minutes", audience="public").order_by("number")
    if not minutes or Withdrawal.objects.filter(revision=list(minutes)[-1]).exists():
        return None
    return min(revision.issued_on for revision in minutes)


def is_hidden(entry: Entry | None) -> bool:
    return entry is not None and bool(entry.withheld or (entry.item and entry.item.withheld))


def is_reserved(entry: Entry) -> bool:
    """Hidden, or said of what is: of a review, or of an action raised where it is hidden."""
    places = [entry, entry.parent]
    reviews = Review.objects.filter(entry__in=[place for place in places if place])
    places += [review.action.entry for review in reviews]
    return any(is_hidden(place) for place in places)


def origin_of(action: Action) -> Action:
    return origin_of(action.repeat_of) if action.repeat_of else action


def task_of(origin: Action) -> list[Action]:
    """An action and all that repeat it, which are one task."""
    return [origin, *(repeat for action in origin.repeats.all() for repeat in task_of(action))]


def weight(review: Review) -> tuple:
    """At one meeting what is said of the repeated comes before what is said of repeats."""
    *meeting, position = place(review)
    return (*meeting, -len(review.action.repeated()), position)


def place(review: Review) -> tuple:
    meeting = review.entry.meeting
    return (
        meeting.held_on is None,
        meeting.held_on or datetime.date.min,
        meeting.starts_at is not None,
        meeting.starts_at or datetime.time.min,
        meeting.pk,
        review.entry.position,
    )


def statuses(action: Action) -> tuple[str, str]:
    origin = origin_of(action)
    reviews = Review.objects.filter(action__in=task_of(origin)).exclude(status="")
    stating = sorted(reviews.select_related("action"), key=weight)
    published = [
        review
        for review in stating
        if day_published(review.entry.meeting)
        and not is_hidden(review.entry)
        and not is_hidden(review.action.entry)
    ]
    current = stating[-1].status if stating else "not_complete"
    if origin.lapsed_on and not any(
        review.entry.meeting.held_on is None or review.entry.meeting.held_on > origin.lapsed_on
        for review in stating
    ):
        current = "lapsed"
    return current, published[-1].status if published else "not_complete"


# What may happen. Each takes the numbers that choose among what there is.


class World:
    """Two actions that three meetings reviewed, two of them published; one meeting undated."""

    def __init__(self) -> None:
        self.panel = PanelFactory()
        for day in DAYS:
            meeting = MeetingFactory(panel=self.panel, held_on=day, date_words="" if day else "?")
            AgendaItemFactory(meeting=meeting)
        for a, b in [(1, 1), (1, 0)]:
            self.action(a, b)
        for a, b in [(1, 1), (2, 0), (2, 1), (3, 0), (3, 1)]:
            self.review(a, b)
            self.report(a, b)
        for a in (2, 3):
            self.publish(a, a)
        self.stale = [list(Action.objects.all()), list(Meeting.objects.all())]

    def pick(self, rows, choice: int):
        found = list(rows.order_by("pk"))
        return found[choice % len(found)] if found else None

    def action(self, a: int, b: int) -> None:
        meeting = self.pick(Meeting.objects, a)
        item = meeting.items.first() if b % 2 else None
        ActionFactory(entry__meeting=meeting, entry__item=item)

    def action_of_unknown_origin(self, a: int, b: int) -> None:
        ActionFactory(entry=None, panel=self.panel)

    def review(self, a: int, b: int) -> None:
        meeting = self.pick(Meeting.objects, a)
        ReviewFactory(
            action=self.pick(Action.objects.filter(joined_to=None), b),
            entry__meeting=meeting,
            entry__item=meeting.items.first() if b % 2 else None,
            status=STATED[(a + b) % 5],
        )

    def report(self, a: int, b: int) -> None:
        if parent := self.pick(Entry.objects.filter(kind="review"), a + b):
            item = [parent.item, None][b % 2]
            EntryFactory(meeting=parent.meeting, parent=parent, item=item)

    def report_elsewhere(self, a: int, b: int) -> None:
        """Another review of the same meeting takes what was reported, or none does."""
        if entry := self.pick(Entry.objects.exclude(parent=None), a):
            reviews = Entry.objects.filter(kind="review", meeting=entry.meeting)
            entry.parent = self.pick(reviews, b) if b % 3 else None
            entry.save()

    def reviews_in_bulk(self, a: int, b: int) -> None:
        action = self.pick(Action.objects.filter(joined_to=None), a)
        meeting = self.pick(Meeting.objects, b)
        Review.objects.bulk_create(
            Review(
                action=action,
                text="x",
                status=status,
                entry=ReviewEntryFactory(meeting=meeting),
            )
            for status in (STATED[a % 5], STATED[b % 5])
        )

    def state_otherwise(self, a: int, b: int) -> None:
        Review.objects.filter(action=self.pick(Action.objects, a)).update(status=STATED[b % 5])

    def delete_review(self, a: int, b: int) -> None:
        if review := self.pick(Review.objects, a):
            review.delete() if b % 2 else review.entry.delete()

    def review_of_another(self, a: int, b: int) -> None:
        if review := self.pick(Review.objects, a):
            sql = "UPDATE actions_review SET action_id = %s WHERE id = %s"
            action = self.pick(Action.objects.filter(joined_to=None), b)
            self.execute(sql, [action.pk, review.pk])

    def move_day(self, a: int, b: int) -> None:
        meeting = self.pick(Meeting.objects, a)
        meeting.held_on, meeting.date_words = DAYS[b % 4], "?"
        meeting.save()

    def set_time(self, a: int, b: int) -> None:
        times = [None, datetime.time(9), datetime.time(14)]
        Meeting.objects.filter(pk=self.pick(Meeting.objects, a).pk).update(starts_at=times[b % 3])

    def move_all_to_one_day(self, a: int, b: int) -> None:
        self.execute("UPDATE meetings_meeting SET held_on = %s", [DAYS[1]])

    def move_entry(self, a: int, b: int) -> None:
        entry = self.pick(Entry.objects, a)
        item = entry.meeting.items.first() if b % 2 else None
        Entry.objects.filter(pk=entry.pk).update(item=item)

    def turn_entries_around(self, a: int, b: int) -> None:
        self.execute("UPDATE meetings_entry SET position = 100000 - position", [])

    def withhold_entry(self, a: int, b: int) -> None:
        entry = self.pick(Entry.objects, a)
        Entry.objects.filter(pk=entry.pk).update(withheld=["", "s. 40"][b % 2])

    def withhold_item(self, a: int, b: int) -> None:
        item = self.pick(AgendaItem.objects, a)
        item.withheld = ["", "s. 40"][b % 2]
        item.save()

    def delete_item(self, a: int, b: int) -> None:
        items = AgendaItem.objects.exclude(entries__action__isnull=False)
        if item := self.pick(items, a):
            item.delete()

    def publish(self, a: int, b: int) -> None:
        meeting = self.pick(Meeting.objects, a)
        number = meeting.revisions.filter(kind="minutes").count() + 1
        issued_on = datetime.date(2024, 4, 1 + b)
        RevisionFactory(meeting=meeting, number=number, issued_on=issued_on)

    def freeze_what_is_not_published_minutes(self, a: int, b: int) -> None:
        meeting = self.pick(Meeting.objects, a)
        kind, audience = [
            ("agenda", "members"),
            ("agenda", "public"),
            ("draft", "members"),
            ("minutes", "members"),
        ][b % 4]
        number = meeting.revisions.filter(kind=kind).count() + 1
        RevisionFactory(meeting=meeting, kind=kind, audience=audience, number=number)

    def withdraw(self, a: int, b: int) -> None:
        if revision := self.pick(Revision.objects.filter(withdrawal=None), a):
            WithdrawalFactory(revision=revision)

    def lapse(self, a: int, b: int) -> None:
        try:
            self.pick(Action.objects, a).lapse(
                on=LAPSES[b % 3], reason="Overtaken.", by=None, today=LAPSES[b % 3]
            )
        except ValidationError as error:
            assert error.code in {"closed", "early"}

    def repeat(self, a: int, b: int) -> None:
        action, origin = self.pick(Action.objects, a), self.pick(Action.objects, b)
        action.repeat_of = origin
        try:
            with transaction.atomic():
                action.save()
        except IntegrityError:
            assert action in [origin, *origin.repeated()]

    def repeat_no_more(self, a: int, b: int) -> None:
        Action.objects.filter(pk=self.pick(Action.objects, a).pk).update(repeat_of=None)

    def join(self, a: int, b: int) -> None:
        action, other = self.pick(Action.objects, a), self.pick(Action.objects, b)
        try:
            action.join(other)
        except ValidationError as error:
            assert error.code in {"joined", "two_origins", "repeat", "one_meeting"}

    def forget_where_raised(self, a: int, b: int) -> None:
        Action.objects.filter(pk=self.pick(Action.objects, a).pk).update(entry=None)

    def learn_where_raised(self, a: int, b: int) -> None:
        entry = self.pick(Entry.objects.filter(kind="action", action=None), b)
        if action := entry and self.pick(Action.objects.filter(entry=None, joined_to=None), a):
            Action.objects.filter(pk=action.pk).update(entry=entry)

    def save_what_was_read_before(self, a: int, b: int) -> None:
        for row in self.stale[a % 2]:
            try:
                with transaction.atomic():
                    row.save()
            except IntegrityError:  # what it points to is gone, or would now repeat itself
                pass

    def write_over_what_is_kept(self, a: int, b: int) -> None:
        self.execute("UPDATE actions_action SET status = 'lapsed'")
        self.execute("UPDATE actions_action SET published_status = 'not_taken_forward'")
        self.execute("UPDATE meetings_meeting SET published_on = '2020-01-01'")
        self.execute("UPDATE meetings_entry SET is_reserved = NOT is_reserved")
        self.execute("UPDATE actions_action SET was_published = false")

    def execute(self, sql: str, values: list | None = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)


OPERATIONS: list[Callable[[World, int, int], None]] = [
    operation
    for name, operation in vars(World).items()
    if name not in {"__init__", "pick", "execute"} and callable(operation)
]
STATE_PARTIALLY = (World.state_otherwise, 0, 2)
WRITE_OVER = (World.write_over_what_is_kept, 0, 0)


@pytest.mark.django_db
@example([(World.withhold_item, 3, 1)])
@example([(World.withhold_item, 1, 1)])
@example([(World.withhold_entry, 5, 1)])
@example([(World.withhold_entry, 0, 1)])
@example([(World.move_all_to_one_day, 0, 0), (World.set_time, 2, 2), (World.set_time, 3, 1)])
@example([STATE_PARTIALLY, (World.lapse, 0, 1)])
@example([STATE_PARTIALLY, (World.review, 0, 2), (World.lapse, 0, 2)])
@example([(World.repeat, 1, 0), (World.action, 1, 0), (World.repeat, 2, 1), STATE_PARTIALLY])
@example([(World.repeat, 1, 0)])
@example([(World.repeat, 0, 1), (World.repeat_no_more, 0, 0)])
@example([(World.repeat, 0, 1), (World.action, 1, 0), (World.repeat, 0, 2)])
@example([(World.repeat, 1, 0), (World.withhold_entry, 1, 1), (World.publish, 0, 0)])
@example([(World.publish, 2, 4), (World.withdraw, 0, 0)])
@example([(World.withhold_entry, 0, 1), (World.forget_where_raised, 0, 0)])
@example([(World.report_elsewhere, 0, 2), (World.withhold_item, 2, 1)])
@example([(World.freeze_what_is_not_published_minutes, 1, 1), WRITE_OVER])
@example([(World.freeze_what_is_not_published_minutes, 2, 3), WRITE_OVER])
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 7), st.integers(0, 7)),
        min_size=1,
        max_size=10,
    )
)
def test_statuses_whatever_happens_equal_those_computed_anew(steps):
    with transaction.atomic():
        world = World()
        for operation, a, b in steps:
            operation(world, a, b)
        assert {entry.pk: entry.is_reserved for entry in Entry.objects.all()} == {
            entry.pk: is_reserved(entry) for entry in Entry.objects.all()
        }
        stored = {
            action.reference: (action.status, action.published_status)
            for action in Action.objects.select_related("panel")
        }
        assert stored == {
            action.reference: statuses(action) for action in Action.objects.select_related("panel")
        }
        assert {meeting.number: meeting.published_on for meeting in Meeting.objects.all()} == {
            meeting.number: day_published(meeting) for meeting in Meeting.objects.all()
        }
        for action in Action.objects.all():
            assert list(action.reviews.in_order()) == sorted(action.reviews.all(), key=place)
        transaction.set_rollback(True)
