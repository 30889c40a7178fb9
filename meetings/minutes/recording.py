"""From a document to rows: finds the meeting it is of, its people and its actions.

One document is one transaction: it is recorded whole or not at all.
"""

import datetime
import difflib
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from meetings.minutes import papers, publishing, writing
from meetings.minutes.document import (
    Attendee,
    Doubt,
    Item,
    Minutes,
    MinutesError,
    Point,
    Reading,
    Review,
)
from meetings.minutes.document import Entry as DocumentEntry
from meetings.minutes.linking import Linking
from meetings.minutes.matching import People, listed_twice, may_be
from meetings.minutes.reading import names
from meetings.minutes.recorded import Outcome, Recorded
from meetings.models import AgendaItem, Attendance, Entry, Meeting, Paper, Passage, Source
from panel.models import Organisation, Panel, Person, User
from panel.turns import take_turn


@transaction.atomic
def record(
    reading: Reading,
    *,
    panel: Panel,
    name: str,
    data: bytes,
    today: datetime.date,
    publish_on: datetime.date | None = None,
    replace_minutes: bool = False,
    by: User | None = None,
) -> Recorded:
    """Record a document as minutes of `panel`, published if `publish_on` is given.

    The bytes that were recorded last are skipped; others for a meeting that has minutes
    change nothing without `replace_minutes`. A page that only attaches the minutes makes
    its meeting known, with the attachments as papers: there are no minutes, so an agenda is
    what is published, and that only where nothing was known of the meeting before.

    Raises MinutesError where the meeting cannot be told, where published minutes would be
    replaced without being published, and where something withheld is no longer found.
    """
    take_turn()
    checksum = hashlib.sha256(data).hexdigest()
    received = Source.objects.filter(checksum=checksum).select_related("meeting").first()
    if received and received.is_latest:
        return Recorded(Outcome.SAME, received.meeting)
    minutes = replace(reading.minutes, panel=panel.name)
    if minutes.held_on is None:
        raise MinutesError("does not say when the meeting was held")
    attached = papers.attached_by(reading)
    meeting = meeting_of(panel, minutes)
    outcome = Outcome.CREATED
    if meeting is None:
        meeting = Meeting(panel=panel, held_on=minutes.held_on)
        meeting.assign_number()
    elif reading.is_attached and not meeting.is_published:
        if not papers.missing(meeting, attached):
            return Recorded(Outcome.SAME, meeting)
        publish_on = None  # it would publish what is being prepared of the meeting, too
    elif meeting.entries.exists() or meeting.is_published:
        differences = papers.compare(meeting, attached)
        if not reading.is_attached:
            differences = compare(publishing.minutes_of(meeting), minutes) + differences
        if not differences:
            return Recorded(Outcome.SAME, meeting)
        if not replace_minutes:
            return Recorded(Outcome.DIFFERS, meeting, differences=differences)
        if meeting.is_published and publish_on is None:
            raise MinutesError(
                f"would change the published minutes {meeting.reference}; "
                "give --published to publish the correction"
            )
        outcome = Outcome.REPLACED
    recorded = Recorded(outcome, meeting)
    if reading.is_attached:
        keep_masthead(meeting, minutes)
    else:
        Writing(meeting, minutes, recorded).write(minutes.held_on, today)
    recorded.papers = papers.add(meeting, papers.missing(meeting, attached))
    if may_be(panel, reading.minutes.panel):
        remember_name(panel, reading.minutes.panel)
    keep_source(reading, recorded, name=name, data=data, checksum=checksum, by=by)
    where = reading.post.permalink if reading.post else ""
    if publish_on and reading.is_attached and not meeting.is_published:
        recorded.revision = publishing.publish_agenda(
            meeting, on=publish_on, by=by, published_where=where
        )
    elif publish_on:
        recorded.revision = publishing.publish(
            meeting,
            on=publish_on,
            by=by,
            reason=f"Recorded again from {name}." if outcome is Outcome.REPLACED else "",
            published_where=where,
        )
    return recorded


def keep_masthead(meeting: Meeting, minutes: Minutes) -> None:
    """Save the meeting with what a page says that only attaches its minutes."""
    meeting.title = meeting.title or minutes.title
    meeting.starts_at = meeting.starts_at or minutes.starts_at
    meeting.ends_at = meeting.ends_at or minutes.ends_at
    meeting.venue = meeting.venue or minutes.venue
    meeting.save()


def meeting_of(panel: Panel, minutes: Minutes) -> Meeting | None:
    """The panel's meeting of that day, or None.

    Raises MinutesError that names them where there are several and no time decides.
    """
    meetings = list(
        panel.meetings.filter(held_on=minutes.held_on, cancelled_at=None).order_by("number")
    )
    if len(meetings) > 1 and minutes.starts_at:
        meetings = [m for m in meetings if m.starts_at == minutes.starts_at] or meetings
    if len(meetings) > 1:
        which = ", ".join(meeting.reference for meeting in meetings)
        raise MinutesError(f"could be of any of the meetings {which} of that day")
    return meetings[0] if meetings else None


def compare(recorded: Minutes, document: Minutes) -> list[str]:
    """What differs between the recorded minutes and a document's, as lines of a comparison."""
    ours, theirs = (writing.markdown(minutes).splitlines() for minutes in (recorded, document))
    return list(difflib.unified_diff(ours, theirs, "recorded", "document", n=0, lineterm=""))


def remember_name(panel: Panel, printed: str) -> None:
    """Keep a name under which the panel's minutes were printed."""
    known = {names.organisation_key(name) for name in (panel.name, *panel.other_names)}
    if printed and names.organisation_key(printed) not in known:
        panel.other_names = [*panel.other_names, printed]
        panel.save(update_fields=["other_names"])


def keep_source(
    reading: Reading,
    recorded: Recorded,
    *,
    name: str,
    data: bytes,
    checksum: str,
    by: User | None,
) -> None:
    """Keep the bytes with what was not read and what was read with doubt."""
    source, _ = Source.objects.update_or_create(
        checksum=checksum,
        defaults={
            "meeting": recorded.meeting,
            "name": name,
            "data": data,
            "received_at": timezone.now(),
            "received_by": by,
        },
    )
    source.passages.all().delete()
    recorded.unread = len(reading.unread)
    recorded.doubts = [*reading.doubts, *recorded.doubts]
    passages = [(text, "") for text in reading.unread]
    passages += [(doubt.passage, doubt.why) for doubt in recorded.doubts]
    Passage.objects.bulk_create(
        Passage(source=source, position=position, text=text, why=why)
        for position, (text, why) in enumerate(passages)
    )


class Writing:
    """Writes one document into the rows of its meeting."""

    def __init__(self, meeting: Meeting, minutes: Minutes, recorded: Recorded) -> None:
        self.meeting = meeting
        self.minutes = minutes
        self.recorded = recorded
        self.people = People()

    def write(self, day: datetime.date, today: datetime.date) -> None:
        meeting, minutes = self.meeting, self.minutes
        meeting.title = minutes.title
        meeting.starts_at = minutes.starts_at or meeting.starts_at
        meeting.ends_at = minutes.ends_at or meeting.ends_at
        meeting.venue = minutes.venue or meeting.venue
        meeting.save()
        linking = Linking(meeting, day, self.people, self.recorded, today)
        withheld = Withheld(meeting)
        linking.let_go()
        attendances = self.write_attendance()
        self.write_entries(linking, attendances)
        withheld.carry_over()

    def write_attendance(self) -> list[Attendance]:
        """The attendance as printed, each line with its person, who is made if not known."""
        self.meeting.attendances.all().delete()
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

    def write_entries(self, linking: Linking, attendances: list[Attendance]) -> None:
        """Items and entries in order; an item of the same title keeps its row."""
        planned = {names.key(item.title): item for item in self.meeting.items.all()}
        sections: list[tuple[AgendaItem | None, bool, tuple[DocumentEntry, ...]]] = [
            (None, False, self.minutes.before)
        ]
        for position, item in enumerate(self.minutes.items):
            row = planned.pop(names.key(item.title), None) or AgendaItem(meeting=self.meeting)
            sections.append((fill_item(row, item, position), False, item.entries))
        sections.append((None, True, self.minutes.after))
        Paper.objects.filter(item__in=planned.values()).update(item=None)
        for row in planned.values():
            row.delete()
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
        for row, parent in reported:
            row.parent = parent
        Entry.objects.bulk_create(row for row, _ in reported)
        linking.link(told, attendances)


def fill_item(row: AgendaItem, item: Item, position: int) -> AgendaItem:
    row.position = position
    row.number = item.number
    row.title = item.title
    row.presenters = item.presenters or row.presenters
    row.withheld = item.withheld or row.withheld
    row.save()
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
    later = Attendance.objects.filter(meeting__held_on__gt=meeting.held_on)
    people = [row.person for row in rows]
    named_later = set(later.filter(person__in=people).values_list("person", flat=True))
    titled_later = set(
        later.filter(person__in=people).exclude(honorific="").values_list("person", flat=True)
    )
    printed: dict[int, set[str]] = {}
    titles: dict[int, set[str]] = {}
    for pk, name, honorific in Attendance.objects.filter(person__in=people).values_list(
        "person", "name", "honorific"
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
    organisations = {row.organisation: row.organisation_name for row in rows if row.organisation}
    seen_later = set(
        later.filter(organisation__in=organisations).values_list("organisation", flat=True)
    )
    known_as: dict[int, set[str]] = {}
    for pk, name in Attendance.objects.filter(organisation__in=organisations).values_list(
        "organisation", "organisation_name"
    ):
        known_as.setdefault(pk, set()).add(name)
    for organisation, name in organisations.items():
        if organisation.pk not in seen_later and organisation.name in known_as[organisation.pk]:
            Organisation.objects.filter(pk=organisation.pk).exclude(name=name).update(name=name)


class Withheld:
    """What is withheld of a meeting, carried over when its minutes are recorded again."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.reasons = {self.key(row): row.withheld for row in self.rows() if row.withheld}

    def rows(self) -> Iterator[Attendance | AgendaItem | Entry]:
        yield from self.meeting.attendances.all()
        yield from self.meeting.items.all()
        yield from self.meeting.entries.select_related("action", "review")

    @staticmethod
    def key(row: Attendance | AgendaItem | Entry) -> tuple[str, int | str]:
        """What tells a row again: the person, the item's row, the action, a point's words."""
        if isinstance(row, Attendance):
            return ("name", row.person_id)
        if isinstance(row, AgendaItem):
            return ("item", row.pk)
        if row.kind == Entry.Kind.ACTION:
            return ("action", row.action.pk)
        if row.kind == Entry.Kind.REVIEW:
            return ("review", row.review.action_id)
        return ("point", row.text)

    def carry_over(self) -> None:
        """Withhold the same things again.

        Raises MinutesError where one of them is no longer found: it might become public.
        """
        if not self.reasons:
            return
        missing = dict(self.reasons)
        for row in self.rows():
            key = self.key(row)
            if key in self.reasons:
                missing.pop(key, None)
                row.withheld = self.reasons[key]
                row.save(update_fields=["withheld"])
        if missing:
            raise MinutesError(
                f"no longer holds what was withheld ({'; '.join(missing.values())}); "
                "nothing was changed, so that it does not become public"
            )
