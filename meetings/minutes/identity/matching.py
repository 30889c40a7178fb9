"""Which rows a document speaks of: people and organisations.

`sameness` and `organisations` say which evidence counts how; this module keeps the evidence
of all documents at hand, and the rows as it decides.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from actions.models import Owner
from meetings.minutes.document import Attendee, Presence, Role
from meetings.minutes.identity import organisation_names, personal_names
from meetings.minutes.identity.calling import (
    new_organisation,
    new_person,
    organisation_called,
    person_called,
)
from meetings.minutes.identity.families import Families
from meetings.minutes.identity.organisations import Mention, Place, organisations_of
from meetings.minutes.identity.owning import owner_called
from meetings.minutes.identity.personal_names import Likeness
from meetings.minutes.identity.sameness import Sighting, people_of
from meetings.minutes.identity.standing import Rows
from meetings.models import Attendance, Meeting, OrganisationPair, PersonPair, Source
from panel.models import Membership, Organisation, Panel, Person

LAST: Place = (datetime.date.max, 0, 0)
NOBODY: dict[str, object] = {"person_id": None, "organisation_id": None, "body": ""}


class People:
    """Everybody who is known and where from, with the evidence for who is who.

    One load serves a whole run of documents; load anew after a transaction that failed, and
    after others changed people, pairs or attendance.
    """

    def __init__(self) -> None:
        self.people = Rows(
            Person,
            PersonPair,
            {
                *Person.objects.exclude(user=None).values_list("pk", flat=True),
                *Membership.objects.values_list("person", flat=True),
            },
        )
        self.organisations = Rows(Organisation, OrganisationPair, ())
        self.names = Families(_blocks, _are_alike)
        self.offices = Families(organisation_names.blocks, _offices_are_alike)
        self.sightings: dict[str, list[Sighting]] = defaultdict(list)
        self.mentions: dict[str, list[Mention]] = defaultdict(list)
        self.at_meeting: dict[int, list[Sighting]] = defaultdict(list)
        self.called: dict[int, frozenset[str]] = {}
        self.seen: set[tuple[int, str]] = set()
        self.owners = set(Owner.objects.order_by().values_list("name", flat=True).distinct())
        self.changed: set[str] = set()
        self.changed_at: set[int] = set()
        self.load()

    def load(self) -> None:
        printed: set[tuple[int, str]] = set()
        addressed: set[tuple[int, str]] = set()
        for row in Attendance.objects.select_related("meeting").order_by("pk"):
            sighting = _sighting(row.meeting, row, row.position)
            sighting.row, sighting.attendance = row.person_id, row.pk
            sighting.entered = row.organisation_id
            self.know(sighting, organisation=row.organisation_id)
            self.gather(sighting.mention)
            printed.add((self.people.resolved(row.person_id), row.name))
            if row.organisation_id:
                stands = self.organisations.resolved(row.organisation_id)
                addressed.add((stands, row.organisation_name))
        seats: dict[int, set[int]] = defaultdict(set)
        for person_id, panel_id in Membership.objects.values_list("person", "panel"):
            seats[person_id].add(panel_id)
        for person in self.people.by_pk.values():
            if (self.people.resolved(person.pk), person.name) not in printed:
                panels = frozenset(seats[person.pk])
                self.know(Sighting(person.name, person.honorific, panels=panels, row=person.pk))
        for one in self.organisations.by_pk.values():
            if (self.organisations.resolved(one.pk), one.name) not in addressed:
                self.know_office(Mention(one.name, row=one.pk, is_printed=False))
            for name in one.abbreviations:
                self.know_office(
                    Mention(
                        name,
                        place=LAST,
                        last=LAST,
                        row=one.pk,
                        is_printed=False,
                        remembered_of=one.name,
                    )
                )

        called: dict[int, list[Mention]] = defaultdict(list)
        for mention in (mention for told in self.mentions.values() for mention in told):
            if mention.row is not None:
                called[self.organisations.resolved(mention.row)].append(mention)
        for group in called.values():
            self.call(group)

    def know(self, sighting: Sighting, organisation: int | None = None) -> None:
        """Take a line of attendance, or the name of a row, for evidence."""
        if sighting.row is not None:
            sighting.held = self.people.held.get(sighting.row)
            if sighting.held is None and sighting.meeting is None:
                sighting.held = sighting.row
        self.names.add(sighting.name)
        self.sightings[sighting.name].append(sighting)
        for panel in sighting.panels:
            if (panel, sighting.name) not in self.seen:
                self.seen.add((panel, sighting.name))
                self.changed.add(sighting.name)
        if sighting.held is not None:
            self.names.unite(self.people.tie(sighting.held, sighting.name), sighting.name)
        if sighting.meeting is not None:
            self.at_meeting[sighting.meeting].append(sighting)
        if sighting.organisation_name:
            sighting.mention = Mention(
                sighting.organisation_name,
                sighting.panels,
                sighting.parsed.key if sighting.parsed.is_full else "",
                sighting.place,
                sighting.place,
                row=organisation,
                lines=[sighting],
            )
            self.know_office(sighting.mention)

    def know_office(self, mention: Mention) -> None:
        """Take an organisation as printed, or a name that its row holds, for evidence."""
        self.offices.add(mention.name)
        self.mentions[mention.name].append(mention)
        for name in (mention.remembered_of, *organisation_names.taught(mention.name)):
            if name:
                self.offices.add(name)
                self.offices.unite(mention.name, name)
        if mention.row is not None:
            mention.held = self.organisations.held.get(mention.row)
        if mention.held is not None:
            self.offices.unite(self.organisations.tie(mention.held, mention.name), mention.name)

    def gather(self, mention: Mention | None) -> None:
        """Let lines of which an organisation is known in the same way be one mention of it."""
        if mention is None:
            return
        told = self.mentions[mention.name]
        for other in told:
            if other is not mention and other.says_as(mention):
                told.remove(mention)
                other.add(mention)
                for line in mention.lines:
                    line.mention = other
                return

    def forget(self, sighting: Sighting) -> None:
        self.sightings[sighting.name].remove(sighting)
        if mention := sighting.mention:
            if len(mention.lines) > 1:
                mention.remove(sighting)
            else:
                self.mentions[mention.name].remove(mention)

    # One document

    def attend(
        self, meeting: Meeting, attendees: Sequence[Attendee]
    ) -> list[tuple[Person, Organisation | None]]:
        """Who the attendees of a meeting are and where from, with rows made for the unknown.

        They take the place of whoever was known to be at the meeting. What that tells of
        others is recorded, too; `ask` keeps what it leaves open.
        """
        self.changed, self.changed_at = set(), set()
        former = self.at_meeting.pop(meeting.pk, [])
        rows = {(s.name, s.organisation_name): s for s in former}
        for sighting in former:
            self.forget(sighting)
        here = []
        for position, attendee in enumerate(attendees):
            sighting = _sighting(meeting, attendee, position)
            before = rows.get((sighting.name, sighting.organisation_name))
            organisation = None
            if before:
                sighting.row = before.row
                organisation = before.mention.row if before.mention else None
            self.know(sighting, organisation)
            here.append(sighting)
        touched = [*former, *here]
        names_touched = {sighting.name for sighting in touched}
        names_touched |= self.place_organisations({s.mention.name for s in touched if s.mention})
        self.place_people(names_touched)
        for sighting in here:
            self.gather(sighting.mention)
        return [
            (
                self.people.by_pk[_row(sighting)],
                self.organisations.by_pk[_row(sighting.mention)] if sighting.mention else None,
            )
            for sighting in here
        ]

    def attended(self, rows: Iterable[Attendance]) -> None:
        """Know the saved rows of what `attend` was told last, in its order."""
        for row in rows:
            self.at_meeting[row.meeting_id][row.position].attendance = row.pk

    def place_organisations(self, printed: Iterable[str]) -> set[str]:
        """Decide anew about organisations so called; names of people whom that concerns."""
        found: list[list[Mention]] = []
        perhaps: list[tuple[int, int, str]] = []
        for family in self.offices.of(printed):
            told = [mention for name in sorted(family) for mention in self.mentions[name]]
            groups, asked = organisations_of(told, self.organisations.two)
            perhaps += ((one + len(found), other + len(found), why) for one, other, why in asked)
            found += groups
        placed = self.organisations.place(found, perhaps, new_organisation)
        self.move(placed.moved, "organisation")
        concerned: set[str] = set()
        for mention, before in placed.elsewhere:
            if mention.lines:
                concerned |= {line.name for line in mention.lines}
                if before or self.organisations.resolved(_row(mention)) in self.organisations.new:
                    self.changed.add(mention.name)
        for group in found:
            self.organisations.call(
                self.organisations.resolved(_row(group[0])), group, organisation_called
            )
            if new := self.call(group):
                self.changed |= new
                concerned |= {line.name for mention in group for line in mention.lines}
        return concerned

    def move(self, facts: Iterable[Sighting | Mention], column: str) -> None:
        """Let attendance that is recorded already follow facts that moved to another row."""
        moved: dict[int, list[int]] = defaultdict(list)
        for fact in facts:
            for line in [fact] if isinstance(fact, Sighting) else fact.lines:
                if line.attendance:
                    moved[_row(fact)].append(line.attendance)
                    if line.meeting is not None:
                        self.changed_at.add(line.meeting)
        for row, attendances in moved.items():
            Attendance.objects.filter(pk__in=attendances).update(**{column: row})

    def call(self, group: Sequence[Mention]) -> frozenset[str]:
        """Know by which names an organisation goes; those that are new."""
        row = self.organisations.resolved(_row(group[0]))
        was = self.called.get(row, frozenset())
        self.called[row] = frozenset(mention.name for mention in group)
        return self.called[row] - was

    def names_of(self, organisation: int) -> frozenset[str]:
        """The names by which an organisation goes in all documents."""
        return self.called[self.organisations.resolved(organisation)]

    def place_people(self, printed: Iterable[str]) -> None:
        """Decide anew about people so called."""
        found: list[list[Sighting]] = []
        perhaps: list[tuple[int, int, str]] = []
        for family in self.names.of(printed):
            told = [sighting for name in sorted(family) for sighting in self.sightings[name]]
            for sighting in told:
                if sighting.mention and sighting.mention.row:
                    sighting.organisation = self.organisations.resolved(sighting.mention.row)
            people, asked = people_of(told, self.people.two, self.are_akin)
            perhaps += ((one + len(found), other + len(found), why) for one, other, why in asked)
            found += people
        placed = self.people.place(found, perhaps, new_person)
        self.move(placed.moved, "person")
        for sighting, before in placed.elsewhere:
            if before or self.people.resolved(_row(sighting)) in self.people.new:
                self.changed.add(sighting.name)
        for group in found:
            self.people.call(self.people.resolved(_row(group[0])), group, person_called)

    def are_akin(self, one: int, other: int) -> bool:
        """Whether two organisations have names so like that they may be one."""
        return any(
            organisation_names.likeness(a, b) is not organisation_names.Likeness.NONE
            for a in self.called[one]
            for b in self.called[other]
        )

    def ask(self, source: Source) -> None:
        """Keep what evidence joined and what it leaves open since it was last asked."""
        self.people.ask(source)
        self.organisations.ask(source)

    # Owners

    def concerned(self) -> list[str]:
        """Names of owners that could mean somebody else since `attend` was told last."""
        by_key: dict[str, set[str]] = defaultdict(set)
        for name in self.changed:
            for key in blocks(name):
                by_key[key].add(name)
        return [
            name
            for name in self.owners
            if any(
                _are_alike(name, other) or _offices_are_alike(name, other)
                for key in blocks(name)
                for other in by_key.get(key, ())
            )
        ]

    def owner(
        self, printed: str, panel: Panel, meeting: int, wording: str = ""
    ) -> dict[str, object]:
        """Whom an owner as printed means, as values of Owner's columns, all of them.

        `wording` is that of the action.
        """
        return NOBODY | owner_called(printed, panel, self.at_meeting[meeting], self, wording)

    def known(self, printed: str, panel: Panel) -> set[int]:
        """Those of the panel who have that name or one that is alike, the closest only.

        They were seen there, or have no panel.
        """
        wanted = personal_names.parsed(printed)
        found: dict[int, set[int]] = defaultdict(set)
        for name in self.names.near(printed):
            like = personal_names.likeness(wanted, personal_names.parsed(name))
            if like > Likeness.MISPRINT:
                continue
            for sighting in self.sightings[name]:
                if sighting.row and (not sighting.panels or panel.pk in sighting.panels):
                    found[like].add(self.people.resolved(sighting.row))
        return found[min(found)] if found else set()

    def organisation(self, printed: str) -> int | None:
        """The organisation of that name, if one alone has it."""
        wanted = organisation_names.key(printed)
        rows = {
            self.organisations.resolved(mention.row)
            for name in self.offices.near(printed)
            if organisation_names.key(name) == wanted
            for mention in self.mentions[name]
            if mention.row
        }
        return rows.pop() if len(rows) == 1 else None


def listed_twice(attendee: Attendee, other: Attendee) -> bool:
    """Whether two lines of an attendance name one person, and not two of one name."""
    ours, theirs = attendee.organisation, other.organisation
    return personal_names.parsed(attendee.name).key == personal_names.parsed(other.name).key and (
        not ours or not theirs or organisation_names.key(ours) == organisation_names.key(theirs)
    )


def _sighting(meeting: Meeting, printed: Attendee | Attendance, position: int) -> Sighting:
    organisation = (
        printed.organisation_name if isinstance(printed, Attendance) else printed.organisation
    )
    hours = None
    if printed.presence == Presence.PRESENT and meeting.starts_at and meeting.ends_at:
        hours = (meeting.starts_at, meeting.ends_at)
    return Sighting(
        printed.name,
        printed.honorific,
        organisation_name=organisation,
        panels=frozenset({meeting.panel_id}),
        day=meeting.held_on or datetime.date.max,
        meeting=meeting.pk,
        position=position,
        hours=hours,
        is_chair=printed.role == Role.CHAIR,
        note=printed.note,
    )


def _row(fact: Sighting | Mention) -> int:
    """The row of a fact that has been placed."""
    assert fact.row is not None
    return fact.row


@lru_cache(maxsize=20_000)
def blocks(printed: str) -> frozenset[str]:
    """Keys that a name shares with those that it could mean, of people and organisations."""
    return frozenset((*_blocks(printed), *organisation_names.blocks(printed)))


def _blocks(name: str) -> Iterable[str]:
    return personal_names.parsed(name).blocks()


def _are_alike(one: str, other: str) -> bool:
    like = personal_names.likeness(personal_names.parsed(one), personal_names.parsed(other))
    return like is not personal_names.Likeness.NONE


def _offices_are_alike(one: str, other: str) -> bool:
    like = organisation_names.likeness(one, other)
    return like is not organisation_names.Likeness.NONE
