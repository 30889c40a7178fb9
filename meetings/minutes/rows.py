"""A document in the rows of its meeting: attendance, items, entries."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from meetings.minutes.continuity.histories import History
from meetings.minutes.continuity.linking import Linking
from meetings.minutes.continuity.references import settled
from meetings.minutes.document import Attendee, Doubt, Item, Minutes, Point, Review, called
from meetings.minutes.document import Entry as DocumentEntry
from meetings.minutes.identity.matching import People, listed_twice
from meetings.minutes.reading import inline, labels, names
from meetings.minutes.recorded import Recorded
from meetings.minutes.standing import Standing
from meetings.minutes.withheld import Withheld
from meetings.models import AgendaItem, Attendance, Entry, Meeting, Paper


class Writing:
    """Writes one document into the rows of its meeting.

    `people` and `history` are who is known and what is known of the panel's actions, for one
    document or many.
    """

    def __init__(
        self,
        meeting: Meeting,
        minutes: Minutes,
        recorded: Recorded,
        people: People,
        history: History,
    ) -> None:
        self.meeting = meeting
        self.minutes = minutes
        self.recorded = recorded
        self.people = people
        self.history = history
        self.is_new = False
        self.listed: list[Attendee] = []
        self.references: list[str] = []

    def write(self, today: datetime.date) -> None:
        meeting, minutes = self.meeting, self.minutes
        self.is_new = meeting.pk is None
        meeting.title = minutes.title
        meeting.starts_at = minutes.starts_at or meeting.starts_at
        meeting.ends_at = minutes.ends_at or meeting.ends_at
        meeting.venue = minutes.venue or meeting.venue
        meeting.save()
        self.settle_references()
        linking = Linking(meeting, self.people, self.history, self.recorded, today)
        if self.is_new:
            self.write_attendance()
            self.write_entries(linking, [])
            return
        withheld = Withheld(meeting)
        linking.remember()
        self.write_attendance()
        self.write_entries(linking, list(meeting.items.all()))
        withheld.carry_over()

    def rewrite(self, today: datetime.date) -> None:
        """Let the rows of a meeting say what its own minutes say now.

        Unlike `write`, what is not said any more goes, and what is no longer withheld is open.
        """
        self.meeting.title = self.minutes.title
        self.meeting.save()
        self.settle_references()
        linking = Linking(self.meeting, self.people, self.history, self.recorded, today)
        linking.remember()
        self.write_attendance()
        self.write_entries(linking, list(self.meeting.items.all()), is_own=True)

    def settle_references(self) -> None:
        """Let what the document names by reference be what it may be."""
        self.minutes, doubts = settled(self.minutes, self.meeting)
        self.recorded.doubts += doubts

    def written(self) -> Minutes | None:
        """What the rows hold: the document, with the references of its actions.

        None where rows may hold more: those of a meeting that there was before, and those
        that review what was raised under reserved business.
        """
        reviews = self.meeting.entries.filter(kind=Entry.Kind.REVIEW)
        if not self.is_new or (self.recorded.linked and reviews.filter(is_reserved=True).exists()):
            return None
        left = iter(self.references)

        def referred(entries: Iterable[DocumentEntry]) -> tuple[DocumentEntry, ...]:
            return tuple(
                entry if isinstance(entry, Point) else replace(entry, reference=next(left))
                for entry in map(recorded_as, entries)
            )

        return replace(
            self.minutes,
            attendance=tuple(self.listed),
            before=referred(self.minutes.before),
            items=tuple(
                replace(item, entries=referred(item.entries)) for item in self.minutes.items
            ),
            after=referred(self.minutes.after),
        )

    def write_attendance(self) -> None:
        """The attendance as printed, each line with its person, who is made if not known.

        Whoever was listed before keeps the row.
        """
        listed = self.listed
        for attendee in self.minutes.attendance:
            if not attendee.name or any(listed_twice(attendee, other) for other in listed):
                why = "is listed twice; the first stands" if attendee.name else "has no name"
                self.recorded.doubts.append(Doubt(attendee.name or attendee.withheld, why))
                continue
            listed.append(attendee)
        found = self.people.attend(self.meeting, listed)
        standing = {} if self.is_new else {a.person_id: a for a in self.meeting.attendances.all()}
        rows = [
            Attendance(
                pk=standing[person.pk].pk if person.pk in standing else None,
                meeting=self.meeting,
                position=position,
                person=person,
                honorific=attendee.honorific,
                name=attendee.name,
                organisation=organisation,
                organisation_name=attendee.organisation,
                description=attendee.description,
                heading=attendee.heading,
                role=attendee.role or "",
                presence=attendee.presence,
                deputy_for=attendee.deputy_for,
                note=attendee.note,
                withheld=attendee.withheld,
            )
            for position, (attendee, (person, organisation)) in enumerate(
                zip(listed, found, strict=True)
            )
        ]
        self.store_attendance(rows, {row.pk: row for row in standing.values()})
        self.people.attended(rows)
        people, organisations = self.people.people, self.people.organisations
        new = dict.fromkeys(person for person, _ in found if person.pk in people.new)
        self.recorded.people_added = [person.name for person in new]
        self.recorded.known_people = len(found) - len(new)
        self.recorded.organisations_added = [
            organisations.by_pk[pk].name for pk in organisations.new
        ]

    def store_attendance(self, rows: list[Attendance], standing: dict[int, Attendance]) -> None:
        """Save the lines of an attendance in place of those that stood."""
        gone = standing.keys() - {row.pk for row in rows}
        if gone:
            Attendance.objects.filter(pk__in=gone).delete()
        Attendance.objects.bulk_create(row for row in rows if row.pk is None)
        for row in rows:
            if row.pk in standing and not same_columns(row, standing[row.pk]):
                row.save(force_update=True)

    def write_entries(
        self, linking: Linking, planned: list[AgendaItem], *, is_own: bool = False
    ) -> None:
        """Items and entries in order; an item that is one of those planned keeps its row.

        Where the document is the meeting's own (`is_own`), it is known by its number as well,
        and has nothing but what that says.
        """
        items = []
        rows = same_items(self.minutes.items, planned, by_number=is_own)
        for position, (item, row) in enumerate(zip(self.minutes.items, rows, strict=True)):
            before = row if row and not is_own else AgendaItem()
            row = row or AgendaItem(meeting=self.meeting)
            row.position, row.number, row.title = position, item.number, item.title
            row.presenters = item.presenters or before.presenters
            row.withheld = item.withheld or before.withheld
            items.append(row)
        for row in items:
            if row.pk:
                row.save()
        AgendaItem.objects.bulk_create(row for row in items if not row.pk)
        sections: list[tuple[AgendaItem | None, bool, tuple[DocumentEntry, ...]]] = [
            (None, False, self.minutes.before),
            *(
                (row, False, item.entries)
                for row, item in zip(items, self.minutes.items, strict=True)
            ),
            (None, True, self.minutes.after),
        ]
        told: list[tuple[Entry, DocumentEntry]] = []
        stored: list[tuple[Entry, Entry | None]] = []
        for item_row, is_after, entries in sections:
            place = {"meeting": self.meeting, "item": item_row, "is_after": is_after}
            for entry in map(recorded_as, entries):
                row_of_entry = entry_row(entry, len(stored), **place)
                told.append((row_of_entry, entry))
                stored.append((row_of_entry, None))
                if isinstance(entry, Review):
                    for point in map(recorded_as, entry.narrative):
                        stored.append((entry_row(point, len(stored), **place), row_of_entry))
        linking.recognise(told)
        standing = Standing(() if self.is_new else self.meeting.entries.all())
        standing.recognise([row for row, _ in stored if row.is_point])
        standing.store(stored)
        if gone := [row for row in planned if row not in items]:
            going = AgendaItem.objects.filter(pk__in=[row.pk for row in gone])
            Paper.objects.stay_without(going)
            for row in gone:
                row.delete()
        found = linking.link(told)
        self.references = [found.get(row, "") for row, e in told if not isinstance(e, Point)]


def same_columns(row: Attendance, other: Attendance) -> bool:
    columns = [field.attname for field in Attendance._meta.concrete_fields]
    return all(getattr(row, column) == getattr(other, column) for column in columns)


def recorded_as(entry: DocumentEntry) -> DocumentEntry:
    """An entry as it can be recorded: of an action that the public's form withholds only a place.

    "Action 3: [withheld: personal]" is a point that is withheld; "[withheld: personal]" alone
    a point that says so.
    """
    if isinstance(entry, Point) and not entry.text:
        return replace(
            entry, text=inline.escaped(labels.write_withheld(entry.withheld)), withheld=""
        )
    if isinstance(entry, Point) or not entry.withheld or entry != entry.redacted():
        return entry
    return Point(called(entry.text, entry.number), withheld=entry.withheld)


def same_items(
    items: Sequence[Item], rows: Iterable[AgendaItem], *, by_number: bool
) -> list[AgendaItem | None]:
    """The row that each item had before: that of its title, else perhaps of its number."""
    left = list(rows)
    found: list[AgendaItem | None] = [None] * len(items)

    def take(key: Callable[[Item | AgendaItem], str]) -> None:
        for place, item in enumerate(items):
            if found[place] is None and key(item):
                found[place] = next((row for row in left if key(row) == key(item)), None)
                if row := found[place]:
                    left.remove(row)

    take(lambda item: names.key(item.title))
    if by_number:
        take(lambda item: item.number)
    return found


def entry_row(entry: DocumentEntry, position: int, **place: Any) -> Entry:
    if not isinstance(entry, Point):
        kind = Entry.Kind.REVIEW if isinstance(entry, Review) else Entry.Kind.ACTION
        return Entry(position=position, kind=kind, withheld=entry.withheld, **place)
    return Entry(
        position=position,
        kind=entry.kind,
        text=entry.text,
        depth=entry.depth,
        is_advice=entry.is_advice,
        is_for_later=entry.is_for_later,
        withheld=entry.withheld,
        **place,
    )
