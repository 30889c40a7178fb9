"""Planning a meeting: its agenda from the last one, who is expected, what was put off."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from meetings.minutes.document import Presence
from meetings.minutes.publishing import locked
from meetings.minutes.reading import inline, names
from meetings.minutes.updates import is_update
from meetings.models import AgendaItem, Attendance, Meeting, Topic
from panel.models import Membership, Panel, Person

_STANDING = re.compile(
    r"(?:welcomes?|introductions?|apologies|declarations? of (?:interests?|conflicts?)"
    r"|(?:agreement of |draft |matters arising from )?(?:the )?minutes\b"
    r"|(?:date|dates|time) (?:and time )?of (?:the )?(?:next|future) meetings?)",
    re.I,
)
_NEXT_MEETING = re.compile(r"\b(?:next|future) meetings?\b", re.I)
FIRST = ("Welcome and apologies", "Minutes of the last meeting and update on actions")
LAST = ("Any other business",)
GUESTS = "Guests"
"""The heading under which those stand who hold no seat."""

Row = TypeVar("Row")


@dataclass(frozen=True)
class Planned:
    """An item as it is to stand on an agenda; `item` is its row, `topic` what it takes up."""

    title: str
    presenters: str = ""
    minutes: int | None = None
    withheld: str = ""
    item: AgendaItem | None = None
    topic: Topic | None = None


class UnsureError(ValidationError):
    """What is done only knowingly: `answer` says so, `button` is what to press."""

    def __init__(self, message: str, *, answer: str, button: str) -> None:
        super().__init__(message, code="unsure")
        self.answer, self.button = answer, button


def is_standing(title: str) -> bool:
    """Whether an item stands on every agenda: "Welcome", "Minutes and actions", "AOB"."""
    plain = inline.plain(title)
    return (
        _STANDING.match(plain) is not None
        or is_update(plain)
        or names.organisation_key(plain) in names.STANDING_ITEMS
    )


def last_before(panel: Panel, day: datetime.date | None = None) -> Meeting | None:
    """The panel's last meeting that was not cancelled and has an agenda, before a day."""
    meetings = Meeting.objects.filter(
        panel=panel, cancelled_at=None, held_on__isnull=False, items__isnull=False
    )
    if day:
        meetings = meetings.filter(held_on__lt=day)
    return meetings.order_by("-held_on", "-starts_at", "-pk").first()


def last_held(panel: Panel, today: datetime.date) -> Meeting | None:
    """The meeting to plan the next one from: the last up to today, else the last planned."""
    return last_before(panel, today + datetime.timedelta(days=1)) or last_before(panel)


def day_of(meeting: Meeting) -> datetime.date | None:
    """The day whose members are expected: the meeting's, or the last of the month in words.

    None where the words name no month: "autumn 2028".
    """
    if meeting.month is None:
        return meeting.held_on
    days = calendar.monthrange(meeting.month.year, meeting.month.month)[1]
    return meeting.month.replace(day=days)


def standing_items(last: Meeting | None) -> list[Planned]:
    """The agenda to begin from: the last meeting's standing items, in their places.

    The usual ones where there was no meeting, or it had none.
    """
    if last:
        found = [
            Planned(item.title, item.presenters, item.minutes_allotted)
            for item in last.items.filter(withheld="")
            if is_standing(item.title)
        ]
        if found:
            return found
    return [Planned(title) for title in (*FIRST, *LAST)]


def place_of_new(items: Sequence[Planned]) -> int:
    """Where what is added belongs: before the standing items that end an agenda."""
    place = len(items)
    while place and is_closing(items[place - 1].title):
        place -= 1
    return place


def is_closing(title: str) -> bool:
    plain = inline.plain(title)
    is_any_other = names.organisation_key(plain) in names.STANDING_ITEMS
    return is_any_other or _NEXT_MEETING.search(plain) is not None


def in_places(rows: Iterable[tuple[Row, int | None, int | None]]) -> list[Row]:
    """Rows of an agenda, each with the place that is asked for, from 1, and the one it had.

    Those whose place is another now stand there, the others around them as they stood.
    """
    moved: list[tuple[int, Row]] = []
    standing: list[Row] = []
    for row, place, before in rows:
        if place is None or place == before:
            standing.append(row)
        else:
            moved.append((place, row))
    for place, row in sorted(moved, key=lambda one: one[0]):
        standing.insert(max(place - 1, 0), row)
    return standing


def taken_up(topic: Topic) -> Planned:
    """A topic as an item of an agenda: what was put off as reserved stays reserved."""
    title = inline.escaped(inline.plain(topic.says)).strip().rstrip(".")
    entry = topic.entry
    withheld = ""
    if entry:
        withheld = entry.withheld or (entry.item.withheld if entry.item else "")
    return Planned(title[:500], withheld=withheld, topic=topic)


@transaction.atomic
def plan(
    meeting: Meeting,
    items: Sequence[Planned],
    *,
    seats: Iterable[Membership] = (),
    guests: Iterable[Person] = (),
    named: Iterable[tuple[Person, str]] = (),
    sure: Collection[str] = (),
) -> list[AgendaItem]:
    """Save a meeting, new or not, with its agenda and who is expected; the items' rows.

    Raises ValidationError where something is wrong with it, as `arrange` does, and as
    `refuse_twice` where its day is new.
    """
    if meeting._state.adding:
        meeting.assign_number()  # who plans another for the panel waits here
    meeting.full_clean()
    refuse_twice(meeting, sure)
    meeting.save()
    rows = arrange(meeting, items)
    expect(meeting, seats, guests, named)
    return rows


@transaction.atomic
def arrange(meeting: Meeting, items: Sequence[Planned]) -> list[AgendaItem]:
    """Let the agenda be these items in this order, numbered from 1; others go. Gives their rows.

    A topic whose item goes waits again. Papers of an item that goes stay with the meeting.
    Raises ValidationError `minuted` where minutes are written: they hold the items then.
    """
    if locked(meeting).is_published or meeting.entries.exists():
        raise ValidationError(
            "Minutes are written: their items are changed where they are written.", code="minuted"
        )
    rows = []
    for position, planned in enumerate(items):
        row = planned.item or AgendaItem(meeting=meeting)
        row.position, row.number = position, str(position + 1)
        row.title, row.presenters = planned.title, planned.presenters
        row.minutes_allotted, row.withheld = planned.minutes, planned.withheld
        rows.append(row)
    kept = [row.pk for row in rows if row.pk]
    gone = meeting.items.exclude(pk__in=kept)
    meeting.papers.stay_without(gone)
    gone.delete()
    for row, planned in zip(rows, items, strict=True):
        row.clean_fields()  # places are all different once the last is saved
        row.save()
        if planned.topic and planned.topic.item_id != row.pk:
            planned.topic.item = row
            planned.topic.save(update_fields=["item"])
    return rows


def refuse_twice(meeting: Meeting, sure: Collection[str] = ()) -> None:
    """Raises UnsureError where a meeting comes to the day, or words, of another of its panel.

    A meeting that was cancelled comes back to its own.
    """
    days = ("held_on", "date_words")
    stored = Meeting.objects.filter(pk=meeting.pk, cancelled_at=None).values_list(*days).first()
    if meeting.cancelled_at or stored == (meeting.held_on, meeting.date_words):
        return
    same = Meeting.objects.filter(panel=meeting.panel_id, cancelled_at=None)
    if meeting.held_on:
        same = same.filter(held_on=meeting.held_on)
    else:
        same = same.filter(held_on=None, date_words__iexact=meeting.date_words)
    other = same.exclude(pk=meeting.pk).select_related("panel").first()
    if other is None or (answer := f"twice {other.pk}") in sure:
        return
    raise UnsureError(
        f"The panel has a meeting then already: {other.reference}, {other.date_text}. "
        "Are there to be two?",
        answer=answer,
        button="Yes, there are to be two",
    )


def refuse_past(meeting: Meeting, today: datetime.date, sure: Collection[str] = ()) -> None:
    """Raises UnsureError where a meeting's day is over."""
    if meeting.held_on is None or meeting.held_on >= today:
        return
    if (answer := f"past {meeting.held_on}") not in sure:
        raise UnsureError(
            f"{meeting.date_text} is past. Was there a meeting that day?",
            answer=answer,
            button="Yes, it was that day",
        )


@transaction.atomic
def expect(
    meeting: Meeting,
    seats: Iterable[Membership],
    guests: Iterable[Person],
    named: Iterable[tuple[Person, str]] = (),
) -> None:
    """Let those expected be the holders of these seats, and these guests; others go.

    Guests that are `named` may be people whom nobody knew, each with the organisation they come
    from as printed. Who is both comes as a member. Whoever is noted already as present or away
    stays so.
    """
    locked(meeting)
    wanted = {seat.person_id: expected(seat) for seat in seats}
    for person in guests:
        wanted.setdefault(person.pk, Attendance(person=person, heading=GUESTS))
    for person, body in named:
        if person._state.adding:
            person.save()
        row = Attendance(person=person, heading=GUESTS, organisation_name=body)
        wanted.setdefault(person.pk, row)
    standing = {row.person_id: row for row in meeting.attendances.all()}
    gone = [
        row.pk
        for row in standing.values()
        if row.presence == Presence.EXPECTED and row.person_id not in wanted
    ]
    meeting.attendances.filter(pk__in=gone).delete()
    list_after(meeting, [row for person, row in wanted.items() if person not in standing])


def expected(seat: Membership) -> Attendance:
    """The holder of a seat as a meeting lists them."""
    return Attendance(
        person=seat.person,
        organisation=seat.representing,
        organisation_name=seat.representing.name if seat.representing else "",
        role="" if seat.role == Membership.Role.MEMBER else seat.role,
    )


def list_after(meeting: Meeting, rows: Iterable[Attendance]) -> None:
    """Store those expected after all who are listed."""
    last = meeting.attendances.aggregate(last=Max("position"))["last"]
    for position, row in enumerate(rows, 0 if last is None else last + 1):
        row.meeting, row.position, row.presence = meeting, position, Presence.EXPECTED
        row.honorific, row.name = row.person.honorific, row.person.name
        row.full_clean()
        row.save()


@transaction.atomic
def follow_seats(
    meeting: Meeting, *, since: datetime.date, on: datetime.date
) -> tuple[list[str], list[str]]:
    """Let the members of another day be expected; the names of who came, and of who went.

    Who is unticked of the members of both days stays so, and guests stay guests.
    """
    if since == on:
        return [], []
    before = {seat.person_id for seat in seats_of(meeting.panel, since)}
    seats = seats_of(meeting.panel, on)
    ended = before - {seat.person_id for seat in seats}
    going = meeting.attendances.filter(presence=Presence.EXPECTED, person__in=ended)
    going = going.exclude(heading=GUESTS)
    went = [row.printed_name for row in going]
    going.delete()
    known = before | set(meeting.attendances.values_list("person", flat=True))
    coming = [expected(seat) for seat in seats if seat.person_id not in known]
    list_after(meeting, coming)
    return [row.printed_name for row in coming], went


def seats_of(panel: Panel, day: datetime.date) -> list[Membership]:
    """Who sits on a panel that day, the chair first."""
    seats = panel.memberships.current(day).select_related("person", "representing")
    order = {role.value: place for place, role in enumerate(Membership.Role)}
    return sorted(seats, key=lambda seat: (order[seat.role], seat.person.sort_name))


def with_members_left(meetings: QuerySet[Meeting]) -> Any:
    """Meetings with `has_members_left`: whether somebody expected as a member is none that day."""
    seats = Membership.objects.current(OuterRef("meeting__held_on")).filter(
        panel=OuterRef("meeting__panel"), person=OuterRef("person")
    )
    expected = Attendance.objects.filter(
        ~Exists(seats),
        meeting=OuterRef("pk"),
        meeting__held_on__isnull=False,
        presence=Presence.EXPECTED,
    )
    return meetings.annotate(has_members_left=Exists(expected.exclude(heading=GUESTS)))
