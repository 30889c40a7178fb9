"""A document in the rows of its meeting: attendance, items, entries."""

import datetime
from typing import Any

from meetings.minutes.document import Attendee, Doubt, Item, Minutes, Point, Review
from meetings.minutes.document import Entry as DocumentEntry
from meetings.minutes.linking import Linking
from meetings.minutes.matching import People, listed_twice
from meetings.minutes.reading import names
from meetings.minutes.recorded import Recorded
from meetings.minutes.withheld import Withheld
from meetings.minutes.wordings import Wordings
from meetings.models import AgendaItem, Attendance, Entry, Meeting, Paper
from panel.models import Organisation, Person


class Writing:
    """Writes one document into the rows of its meeting.

    `people` and `known` are who and which wordings are known, for one document or many.
    """

    def __init__(
        self,
        meeting: Meeting,
        minutes: Minutes,
        recorded: Recorded,
        people: People,
        known: Wordings,
    ) -> None:
        self.meeting = meeting
        self.minutes = minutes
        self.recorded = recorded
        self.people = people
        self.known = known

    def write(self, day: datetime.date, today: datetime.date) -> None:
        meeting, minutes = self.meeting, self.minutes
        is_new = meeting.pk is None
        meeting.title = minutes.title
        meeting.starts_at = minutes.starts_at or meeting.starts_at
        meeting.ends_at = minutes.ends_at or meeting.ends_at
        meeting.venue = minutes.venue or meeting.venue
        meeting.save()
        linking = Linking(meeting, day, self.people, self.known, self.recorded, today)
        if is_new:
            self.write_entries(linking, self.write_attendance(), [])
            return
        withheld = Withheld(meeting)
        linking.let_go()
        meeting.attendances.all().delete()
        self.write_entries(linking, self.write_attendance(), list(meeting.items.all()))
        withheld.carry_over()

    def write_attendance(self) -> list[Attendance]:
        """The attendance as printed, each line with its person, who is made if not known."""
        rows: list[Attendance] = []
        listed: list[Attendee] = []
        for attendee in self.minutes.attendance:
            if not attendee.name or any(listed_twice(attendee, other) for other in listed):
                why = "is listed twice; the first stands" if attendee.name else "has no name"
                self.recorded.doubts.append(Doubt(attendee.name or attendee.withheld, why))
                continue
            listed.append(attendee)
            organisation = None
            if attendee.organisation:
                organisation = self.people.organisation(attendee.organisation)
                if organisation is None:
                    organisation = self.people.add_organisation(attendee.organisation)
                    self.recorded.new_organisations += 1
            taken = [row.person for row in rows]
            person = self.people.person(attendee.name, organisation, taken)
            if person is None:
                if self.people.is_ambiguous(attendee.name):
                    why = "could be any of several people of that name; recorded as another"
                    self.recorded.doubts.append(Doubt(attendee.name, why))
                person = self.people.add_person(attendee)
                self.recorded.new_people += 1
            else:
                self.recorded.known_people += 1
            rows.append(
                Attendance(
                    meeting=self.meeting,
                    position=len(rows),
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
            )
        Attendance.objects.bulk_create(rows)
        keep_latest_names(self.meeting, rows)
        return rows

    def write_entries(
        self, linking: Linking, attendances: list[Attendance], planned: list[AgendaItem]
    ) -> None:
        """Items and entries in order; an item of the same title as one planned keeps its row."""
        left = {names.key(item.title): item for item in planned}
        items = []
        for position, item in enumerate(self.minutes.items):
            row = left.pop(names.key(item.title), None) or AgendaItem(meeting=self.meeting)
            items.append(fill_item(row, item, position))
        if planned:
            gone = [row for row in planned if row not in items]
            Paper.objects.filter(item__in=gone).update(item=None)
            for row in gone:
                row.delete()
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
        reported: list[tuple[Entry, Entry]] = []
        position = 0
        for item_row, is_after, entries in sections:
            place = {"meeting": self.meeting, "item": item_row, "is_after": is_after}
            for entry in entries:
                row_of_entry = entry_row(entry, position, **place)
                told.append((row_of_entry, entry))
                position += 1
                if isinstance(entry, Review):
                    for point in entry.narrative:
                        reported.append((entry_row(point, position, **place), row_of_entry))
                        position += 1
        Entry.objects.bulk_create(row for row, _ in told)
        for point_row, parent in reported:
            point_row.parent = parent
        Entry.objects.bulk_create(row for row, _ in reported)
        linking.link(told, attendances)


def fill_item(row: AgendaItem, item: Item, position: int) -> AgendaItem:
    row.position = position
    row.number = item.number
    row.title = item.title
    row.presenters = item.presenters or row.presenters
    row.withheld = item.withheld or row.withheld
    return row


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


def keep_latest_names(meeting: Meeting, rows: list[Attendance]) -> None:
    """Let people and organisations be called as in the latest meeting that names them.

    A name or honorific that was never printed is somebody's own entry and stays.
    """
    otherwise = [
        row
        for row in rows
        if row.name != row.person.name or row.honorific not in ("", row.person.honorific)
    ]
    if otherwise:
        keep_latest_people(meeting, otherwise)
    organisations = {
        row.organisation: row.organisation_name
        for row in rows
        if row.organisation and row.organisation_name != row.organisation.name
    }
    if organisations:
        keep_latest_organisations(meeting, organisations)


def keep_latest_people(meeting: Meeting, rows: list[Attendance]) -> None:
    people = [row.person for row in rows]
    later = Attendance.objects.filter(person__in=people, meeting__held_on__gt=meeting.held_on)
    named_later = set(later.values_list("person", flat=True))
    titled_later = set(later.exclude(honorific="").values_list("person", flat=True))
    printed: dict[int, set[str]] = {}
    titles: dict[int, set[str]] = {}
    for pk, name, honorific in (
        Attendance.objects.filter(person__in=people)
        .order_by()
        .values_list("person", "name", "honorific")
        .distinct()
    ):
        printed.setdefault(pk, set()).add(name)
        titles.setdefault(pk, {""}).add(honorific)
    for row in rows:
        person = row.person
        before = (person.name, person.honorific)
        if person.pk not in named_later and person.name in printed[person.pk]:
            person.name = row.name
        may_title = person.pk not in titled_later and person.honorific in titles[person.pk]
        if may_title and row.honorific:
            person.honorific = row.honorific
        if before != (person.name, person.honorific):
            Person.objects.filter(pk=person.pk).update(name=person.name, honorific=person.honorific)


def keep_latest_organisations(meeting: Meeting, printed: dict[Organisation, str]) -> None:
    came = Attendance.objects.filter(organisation__in=printed)
    seen_later = set(
        came.filter(meeting__held_on__gt=meeting.held_on).values_list("organisation", flat=True)
    )
    known_as: dict[int, set[str]] = {}
    for pk, name in came.order_by().values_list("organisation", "organisation_name").distinct():
        known_as.setdefault(pk, set()).add(name)
    for organisation, name in printed.items():
        if organisation.pk not in seen_later and organisation.name in known_as[organisation.pk]:
            organisation.name = name
            organisation.save(update_fields=["name"])
