"""Planning a meeting: its agenda from the last one, who is expected, what was put off."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

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


@dataclass(frozen=True)
class Planned:
    """An item as it is to stand on an agenda; `item` is its row, `topic` what it takes up."""

    title: str
    presenters: str = ""
    minutes: int | None = None
    withheld: str = ""
    item: AgendaItem | None = None
    topic: Topic | None = None


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
) -> list[AgendaItem]:
    """Save a meeting, new or not, with its agenda and who is expected; the items' rows.

    Raises ValidationError where something is wrong with it, and as `arrange` does.
    """
    if meeting._state.adding:
        meeting.assign_number()
    meeting.full_clean()
    meeting.save()
    rows = arrange(meeting, items)
    expect(meeting, seats, guests)
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


@transaction.atomic
def expect(meeting: Meeting, seats: Iterable[Membership], guests: Iterable[Person]) -> None:
    """Let those expected be the holders of these seats, and these guests; others go.

    Whoever is noted already as present or away stays so.
    """
    locked(meeting)
    standing = {row.person_id: row for row in meeting.attendances.all()}
    wanted = [
        Attendance(
            person=seat.person,
            organisation=seat.representing,
            organisation_name=seat.representing.name if seat.representing else "",
            role="" if seat.role == Membership.Role.MEMBER else seat.role,
        )
        for seat in seats
    ]
    wanted += [Attendance(person=person, heading=GUESTS) for person in guests]
    people = {row.person_id for row in wanted}
    gone = [
        row.pk
        for row in standing.values()
        if row.presence == Presence.EXPECTED and row.person_id not in people
    ]
    meeting.attendances.filter(pk__in=gone).delete()
    position = max((row.position for row in standing.values()), default=-1)
    for row in wanted:
        if row.person_id in standing:
            continue
        position += 1
        row.meeting, row.position, row.presence = meeting, position, Presence.EXPECTED
        row.honorific, row.name = row.person.honorific, row.person.name
        row.full_clean()
        row.save()


def seats_of(panel: Panel, day: datetime.date) -> list[Membership]:
    """Who sits on a panel that day, the chair first."""
    seats = panel.memberships.current(day).select_related("person", "representing")
    order = {role.value: place for place, role in enumerate(Membership.Role)}
    return sorted(seats, key=lambda seat: (order[seat.role], seat.person.sort_name))
