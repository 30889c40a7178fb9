"""The roll: everybody whom the lines of an attendance tell of, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..document import Attendee, Doubt, Kind, Presence, Role
from . import attendance, columns, listings, misfits, names, people
from .blocks import Block
from .columns import Group, Line
from .speakers import Evidence


def person_under(heading: str, line: str) -> Attendee | None:
    """The person on a line of a list under a heading, presence aside."""
    label = attendance.write_group(Presence.PRESENT, heading)
    blocks = [Block((), label, Kind.HEADING, level=2), Block((), line, Kind.BULLET)]
    found = Roll(blocks, Evidence())
    return found.attendance[0] if len(found.attendance) == 1 and not found.doubts else None


class Roll:
    """The attendance that a run of blocks tells, in order.

    `left_over` are blocks that told nothing, `unread` lines that said more than was
    understood, `doubts` what might have been meant otherwise.
    """

    def __init__(self, blocks: Sequence[Block], evidence: Evidence) -> None:
        self.attendance: list[Attendee] = []
        self.left_over: list[Block] = []
        self.unread: list[str] = []
        self.doubts: list[Doubt] = []
        lines = self._lines(blocks)
        if columns.are_lost(lines):
            found = columns.groups(lines, evidence)
            self._doubt(lines, found)
        else:
            found, under = [], Group(Presence.PRESENT)
            for line in lines:
                under = line.group or under
                found.append(under)
        for line, under in zip(lines, found, strict=True):
            if line.person:
                self.add(line.person, line.printed, under)
            if line.why:
                self.doubts.append(Doubt(line.printed, line.why))
        kept = Counter(one.heading for one in self.attendance)
        for line in lines:
            # A heading that nobody was found to stand under is no field of anybody.
            if line.group and line.group.heading:
                if kept[line.group.heading]:
                    kept[line.group.heading] -= 1
                elif _names_somebody(line.group):
                    self.unread.append(line.group.heading)

    def _lines(self, blocks: Sequence[Block]) -> list[Line]:
        lines: list[Line] = []
        presence = Presence.PRESENT
        for index, block in enumerate(blocks):
            plain = block.plain
            if block.is_rule:
                continue
            if block.kind is not Kind.BULLET and (found := attendance.group(plain)):
                lines.append(Line(found))
                presence = found.presence
            elif people.is_explicit(plain):
                lines.append(Line(person=people.attendee(plain), printed=plain))
            elif together := attendance.run_in(block):
                lines.append(Line(together[0]))
                presence = together[0].presence
                lines += self._listed(together[1])
            elif in_office := attendance.officers(plain):
                if presence is not Presence.PRESENT:
                    presence = Presence.PRESENT
                    lines.append(Line(Group(presence)))
                lines += [_in_role(line, in_office[0]) for line in self._listed(in_office[1])]
            elif listings.is_listing(plain):
                lines += self._listed(plain)
            elif attendance.heads_people(block, blocks[index + 1 : index + 2]):
                lines.append(Line(Group(presence, plain.strip(" :"), is_organisation=True)))
            elif told := misfits.lines_on(plain):
                lines += told
            else:
                self.left_over.append(block)
                if names.is_nobody(plain) or not plain.endswith("."):
                    self.doubts.append(Doubt(plain, misfits.NOT_UNDERSTOOD))
        return lines

    def add(self, person: Attendee, line: str, under: Group) -> None:
        role = person.role
        self.unread += people.untold(line)
        if not people.is_explicit(line):
            role = role or attendance.role_under(under.heading)
            if not _told(person) >= set(names.folded_words(line)):
                self.unread.append(line)
            if under.is_organisation and under.heading != person.organisation:
                told = [part for part in (person.description, person.organisation) if part]
                person = replace(person, organisation=under.heading, description=", ".join(told))
        self.attendance.append(
            replace(person, role=role, presence=under.presence, heading=under.heading)
        )

    def add_apologies(self, told: Sequence[Attendee]) -> None:
        """Add those of whom the items tell, where the attendance lists no apologies itself."""
        listed = {names.key(one.name) for one in self.attendance}
        if self.attendance and not any(
            one.presence is Presence.APOLOGIES for one in self.attendance
        ):
            new = {names.key(one.name): one for one in reversed(told)}
            self.attendance += [one for key, one in reversed(new.items()) if key not in listed]

    def _listed(self, text: str) -> list[Line]:
        if attendance.says_nobody(text):
            return []
        lines, nobody = listings.people_in(text)
        self.unread += nobody
        return lines

    def _doubt(self, lines: Sequence[Line], found: Sequence[Group]) -> None:
        absent = [
            line.printed
            for line, under in zip(lines, found, strict=True)
            if line.person and under.presence is not Presence.PRESENT
        ]
        self.doubts.append(
            Doubt(
                "; ".join(absent) or "; ".join(line.printed for line in lines if line.person),
                "the attendance was a table of two columns that were lost: who stood in which"
                " is told by the order, the alphabet and who speaks",
            )
        )


def _names_somebody(under: Group) -> bool:
    """Whether a heading says more than who comes: "Some Office (present)", not "Panel"."""
    return under.is_organisation or not set(names.folded_words(under.heading)) <= attendance.WORDS


def _in_role(line: Line, role: Role) -> Line:
    if line.person is None or line.person.role:
        return line
    return replace(line, person=replace(line.person, role=role))


def _told(person: Attendee) -> set[str]:
    """The words that a person's fields keep, and those that only say the role."""
    told = (person.honorific, person.name, person.organisation, person.description)
    words = names.folded_words(" ".join((*told, person.deputy_for, person.note)))
    between = people.IN_PLACE if person.deputy_for else frozenset()
    return {*words, "for", "and"} | people.words_of_role(person.role) | between
