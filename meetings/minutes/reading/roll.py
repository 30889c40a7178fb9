"""The roll: everybody whom the lines of an attendance tell of, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..document import Attendee, Doubt, Kind, Presence, Role
from . import (
    attendance,
    bodies,
    columns,
    explicit,
    groups,
    listings,
    misfits,
    names,
    offices,
    people,
    roles,
)
from .blocks import Block
from .columns import Group, Line
from .speakers import Evidence

_COULD_BE_BODY = "read as a person: it could be where the one before comes from"
_NOBODY_UNDER = "a label of the attendance with nobody under it"
_BOLD = "read as a person in bold: it could be where those below come from"
_BODY = "read as where those below it come from: it could be somebody as well"
_LABEL = "people after a label in words of its own: read as those who were there"
_AWAY = "an office and a name among those who stayed away: read as one of them"
_INITIALS = "read as the initials of a title and a name: it could be where that one comes from"
_BODY_FIRST = "read as people after where they come from: that could be somebody as well"


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
        self._evidence = evidence
        lines = self._lines(blocks)
        self._last = lines[-1] if lines else Line()
        if columns.are_lost(lines) and not any(map(attendance.run_in, blocks[:2])):
            found = columns.groups(lines, evidence)
            self._doubt(lines, found)
        else:
            found, under = [], Group(Presence.PRESENT)
            for line in lines:
                under = line.group or under
                found.append(under)
        lines = _initials_doubted(offices.settled(lines, found))
        for line, under in zip(lines, found, strict=True):
            if line.person:
                self.add(line.person, line.printed, under)
            if line.why:
                self.doubts.append(Doubt(line.printed, line.why))
        kept = Counter(one.heading for one in self.attendance)
        for line in lines:
            # A heading that nobody was found to stand under is no field of anybody.
            if line.group and line.group.heading and not line.is_again:
                if kept[line.group.heading]:
                    kept[line.group.heading] -= 1
                elif _names_somebody(line.group):
                    self.unread.append(line.group.heading)

    def _lines(self, blocks: Sequence[Block]) -> list[Line]:
        lines: list[Line] = []
        under = Group(Presence.PRESENT)
        is_run_in = False  # whether the people of `under` stood on its line
        blocks = [part for block in blocks for part in attendance.parted(block)]
        heads = _heads(blocks)
        around: list[tuple[int, Group]] = []  # what list items hold within their own lists
        of_bodies = groups.before_people(blocks)
        are_bodies = not all(names.is_person(body) for body, _ in of_bodies.values())
        for index, block in enumerate(blocks):
            plain = block.plain
            if block.is_rule:
                continue
            while around and (block.kind is not Kind.BULLET or block.depth <= around[-1][0]):
                under = around.pop()[1]
                lines.append(Line(under, is_again=True))
            if block.kind is not Kind.BULLET and (found := attendance.group(plain)):
                lines.append(Line(found, printed=plain))
                under, is_run_in = found, False
            elif people.is_explicit(plain):
                lines.append(Line(person=people.attendee(plain), printed=plain))
            elif together := attendance.run_in(block):
                under, is_run_in = together[0], True
                is_nobody = attendance.says_nobody(together[1])
                lines += [Line(under, is_again=is_nobody), *self._listed(together[1])]
            elif in_office := attendance.officers(plain):
                officers = _in_office(self._listed(in_office[1]), in_office[0])
                is_away = under.presence is not Presence.PRESENT
                if is_away and not is_run_in and ":" not in plain:
                    officers = [replace(line, why=line.why or _AWAY) for line in officers]
                elif is_away or (is_run_in and under.heading):
                    under = Group(Presence.PRESENT)
                    lines.append(Line(under))
                lines += officers
            elif elsewise := attendance.unknown(block):
                under, is_run_in = elsewise[0], True
                why = "" if groups.is_kind(under.heading) else _LABEL
                lines += [Line(under, printed=plain, why=why), *self._listed(elsewise[1])]
            elif listings.is_listing(plain):
                lines += self._listed(plain)
            elif _is_alone(blocks, index) and listings.are_names(plain, or_office=True):
                first, *others = self._listed(plain)
                # "Ann Lee (Chair), Blue Reef" can be one, "Ann Lee (Chair), Jo Day, Cy Hall" not.
                could_be = len(others) == 1 and not listings.is_bare(first)
                is_away = under.presence is not Presence.PRESENT
                why = _COULD_BE_BODY if is_away or could_be else ""
                lines += [first, *(replace(line, why=line.why or why) for line in others)]
            elif of_body := of_bodies.get(index):
                named = groups.body_of(of_body[0]) or of_body[0]
                body = Group(under.presence, of_body[0], named)
                why = "" if are_bodies else _BODY_FIRST
                lines += [
                    Line(body, printed=plain, why=why, is_over=True),
                    *self._listed(of_body[1]),
                    Line(under, is_again=True),
                ]
            elif head := heads.get(index):
                if head.group:
                    if block.kind is Kind.BULLET:
                        around.append((block.depth, under))
                    under = head.group._replace(presence=under.presence)
                    head = replace(head, group=under)
                lines.append(head)
            elif told := misfits.lines_on(plain):
                lines += told
            elif lines and lines[-1].group and attendance.says_nobody(plain):
                lines.append(Line(under, is_again=True))
            else:
                lines.append(Line(printed=plain))
                self.left_over.append(block)
                if names.is_nobody(plain) or not plain.endswith("."):
                    self.doubts.append(Doubt(plain, misfits.NOT_UNDERSTOOD))
        return lines

    def add(self, person: Attendee, line: str, under: Group) -> None:
        role, presence = person.role, under.presence
        self.unread += explicit.untold(line)
        if not people.is_explicit(line):
            role = role or attendance.role_under(under.heading)
            self.unread += people.contacts(line)
            if not _told(person) >= set(names.folded_words(people.without_contacts(line))):
                self.unread.append(line)
            if under.organisation and under.organisation != person.organisation:
                told = [part for part in (person.description, person.organisation) if part]
                person = replace(
                    person, organisation=under.organisation, description=", ".join(told)
                )
            if under.note:
                person = replace(person, note="; ".join(filter(None, (person.note, under.note))))
            if presence is Presence.PRESENT and (away := _presence_noted(person)):
                presence, person = away, replace(person, note="")
        self.attendance.append(replace(person, role=role, presence=presence, heading=under.heading))

    def doubt_label(self) -> None:
        """Doubt a label that ends the attendance with nobody under it, and nobody said so."""
        label, under = self._last, self._last.group
        is_told = label.is_again or (
            under and under.presence is Presence.APOLOGIES and self._are_away()
        )
        if under and not is_told:
            self.doubts.append(Doubt(label.printed, _NOBODY_UNDER))

    def _are_away(self) -> bool:
        return any(one.presence is Presence.APOLOGIES for one in self.attendance)

    def add_present(self, told: Callable[[], Sequence[Attendee]]) -> None:
        """Add those of whom the text tells, where the attendance lists nobody who came."""
        if not any(one.presence is Presence.PRESENT for one in self.attendance):
            new = {names.key(one.name): one for one in reversed(told())}
            self.attendance = [*reversed(new.values()), *self.attendance]

    def add_apologies(self, told: Sequence[Attendee]) -> None:
        """Add those of whom the items tell, where the attendance lists no apologies itself."""
        listed = {names.key(one.name) for one in self.attendance}
        if not self._are_away():
            new = {names.key(one.name): one for one in reversed(told)}
            self.attendance += [one for key, one in reversed(new.items()) if key not in listed]

    def _listed(self, text: str) -> list[Line]:
        if attendance.says_nobody(text):
            return []
        lines, nobody = listings.people_in(
            text, is_body=lambda name: self._evidence.is_body(name) >= bodies.SURELY
        )
        self.unread += nobody
        alternate = self._alternate(lines)
        return [
            replace(line, why=line.why or _COULD_BE_BODY)
            if index and (index in alternate or self._could_be_body(line, lines[index - 1]))
            else line
            for index, line in enumerate(lines)
        ]

    def _could_be_body(self, line: Line, before: Line) -> bool:
        """Whether a name right after another may be where that one is from: "Blue Reef"."""
        are_names = listings.is_bare(line) and listings.is_bare(before)
        return are_names and self._evidence.is_body(line.printed) >= bodies.MAYBE

    def _alternate(self, lines: Sequence[Line]) -> range:
        """The places of every second name, where the items name all others and none of them."""
        named = [self._evidence.speaks(line.printed) > 0 for line in lines]
        is_so = len(lines) > 3 and named == [True, False] * (len(lines) // 2)
        return range(1, len(lines), 2) if is_so and all(map(listings.is_bare, lines)) else range(0)

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


def _is_alone(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line is all that stands below "Present": there "Ann Lee, Jo Day" are two."""
    if not index or blocks[index].cell:
        return False
    above = attendance.group(blocks[index - 1].plain)
    return bool(above and not above.heading) and all(
        map(attendance.is_label, blocks[index + 1 : index + 2])
    )


def _heads(blocks: Sequence[Block]) -> dict[int, Line]:
    """The lines over people that say where they come from, by their place.

    The only one, if it is a name in bold, is more likely somebody.
    """
    over = [
        (index, found)
        for index, block in enumerate(blocks)
        if (found := groups.over(block, blocks[index + 1 : index + 1 + groups.BELOW]))
    ]
    heads: dict[int, Line] = {}
    if blocks and (label := groups.opens(blocks[0], blocks[1 : 1 + groups.BELOW])):
        why = "" if groups.is_kind(label.heading) else _LABEL
        heads[0] = Line(label, printed=blocks[0].plain, why=why, is_over=True)
        over = [one for one in over if one[0]]
    for index, found in over:
        plain, is_name = blocks[index].plain, names.is_person(found.heading)
        if is_name and len(over) == 1 and blocks[index].kind is not Kind.BULLET:
            heads[index] = Line(person=people.attendee(plain), printed=plain, why=_BOLD)
        else:
            why = _BODY if is_name else ""
            heads[index] = Line(found, printed=plain, why=why, is_over=True)
    return heads


def _names_somebody(under: Group) -> bool:
    """Whether a heading says more than who comes: "Some Office (present)", not "Panel"."""
    return (
        bool(under.organisation) or not set(names.folded_words(under.heading)) <= attendance.WORDS
    )


def _initials_doubted(lines: Sequence[Line]) -> list[Line]:
    """ "Dr Hale (DH)", where nobody else's initials are told: DH may as well be a body."""
    told = [
        at for at, line in enumerate(lines) if line.person and people.told_initials(line.person)
    ]
    doubted = list(lines)
    for at in told if len(told) == 1 else ():
        line, one = lines[at], lines[at].person
        is_titled = one and not people.are_initials(one.note, one.name)
        if one and is_titled and line.printed == f"{one.honorific} {one.name} ({one.note})":
            doubted[at] = replace(line, why=line.why or _INITIALS)
    return doubted


def _in_office(lines: Sequence[Line], role: Role) -> list[Line]:
    """The people after "Chair:", all of them in office unless it says of one: "Ann Lee (Chair)"."""
    if any(line.person and line.person.role is role for line in lines):
        return list(lines)
    return [
        line
        if line.person is None or line.person.role
        else replace(line, person=replace(line.person, role=role), is_office=True)
        for line in lines
    ]


def _presence_noted(person: Attendee) -> Presence | None:
    """Whether a note is that somebody was not there: "Ann Lee, Some Office (apologies)"."""
    noted = attendance.group(person.note)
    return noted.presence if noted and not noted.heading else None


def _told(person: Attendee) -> set[str]:
    """The words that a person's fields keep, and those that only say the role."""
    told = (person.honorific, person.name, person.organisation, person.description)
    marked = f"withheld {person.withheld}" if person.withheld else ""
    words = names.folded_words(" ".join((*told, person.deputy_for, person.note, marked)))
    between = people.IN_PLACE if person.deputy_for else frozenset()
    return {*words, "for", "and"} | roles.words_of_role(person.role) | between
