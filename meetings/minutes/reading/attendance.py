"""The attendance: labels such as `Apologies:`, and the people under each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..document import Attendee, Kind, Presence, Role
from . import names, numbers, people
from .blocks import Block

_WORDS = frozenset(
    "present attendees attendance attending attended also other others panel board group members"
    " member officials guests observers presenters presenting ministers secretariat apologies"
    " apology for of absence absent absentees from received regular visitors invited invitees"
    " expected not in those the and ex officio speakers staff committee including were with"
    " sent people transparency deputies attendee".split()
)
# At least one of these makes a label of the words above.
_TELLING = frozenset(
    "present attendees attendance attending attended members officials guests observers presenters"
    " presenting secretariat apologies absence absent absentees visitors invited invitees expected"
    " speakers officio attendee apology panel".split()
)
_PLAIN = {
    Presence.PRESENT: frozenset("present attendees attendance attending those attendee in".split()),
    Presence.APOLOGIES: frozenset("apologies for of absence received apology from sent".split()),
    Presence.ABSENT: frozenset("absent absentees not present".split()),
    Presence.EXPECTED: frozenset("expected invited invitees".split()),
}
_PRINTED = {
    Presence.PRESENT: "Present",
    Presence.APOLOGIES: "Apologies",
    Presence.ABSENT: "Absent",
    Presence.EXPECTED: "Expected",
}
_EX_OFFICIO = re.compile(r"(?:[–-] ?)?ex[ -]officio ?: ?", re.I)
_EXPLICIT = re.compile(
    r"(?P<mark>Attendance: )?(?P<heading>.*?) ?\((?P<presence>present|apologies|absent|expected)\)"
)


@dataclass(frozen=True, slots=True)
class Group:
    """A label: the presence it tells, and its words where they say more than that."""

    presence: Presence
    heading: str = ""


def group(line: str) -> Group | None:
    """What a line says if it is a label of the attendance: "Apologies:", "Other attendees"."""
    match = _EXPLICIT.fullmatch(line)
    if numbers.before_title(line)[1] and not (match and match["mark"]):
        return None
    if match:
        return Group(Presence(match["presence"]), match["heading"])
    if len(line) > 200:
        return None
    line = line.strip(" :.–-")
    words = names.folded_words(line)
    if not words or len(words) > 7 or not set(words) <= _WORDS or not set(words) & _TELLING:
        return None
    presence = _presence(set(words))
    return Group(presence, "" if set(words) <= _PLAIN[presence] else line)


def _presence(words: set[str]) -> Presence:
    if words & {"apologies", "apology", "absence"}:
        return Presence.APOLOGIES
    if words & {"absent", "absentees"} or {"not", "present"} <= words:
        return Presence.ABSENT
    if words & {"expected", "invited", "invitees"}:
        return Presence.EXPECTED
    return Presence.PRESENT


def write_group(presence: Presence, heading: str) -> str:
    """The label that reads as this presence and heading, as plain as that allows."""
    said = f"{heading} ({presence})" if heading else f"({presence})"
    for label in (heading or _PRINTED[presence], said):
        if group(label) == Group(presence, heading):
            return label
    return f"Attendance: {said}"


def role_under(heading: str) -> Role | None:
    """The role that a heading gives those under it who have no other."""
    words = set(names.folded_words(heading))
    if "secretariat" in words:
        return Role.SECRETARY
    return None


def person_under(heading: str, line: str) -> Attendee | None:
    """The person on a line of a list under a heading, presence aside."""
    roll = Roll()
    roll.group = Group(Presence.PRESENT, heading)
    roll.read([Block((), line, Kind.BULLET)])
    return roll.attendance[0] if len(roll.attendance) == 1 else None


def starts(block: Block) -> bool:
    """Whether a block is a label of the attendance, alone or with people after it."""
    if block.kind in (Kind.QUOTATION, Kind.BULLET) or block.is_rule:
        return False
    return group(block.plain) is not None or run_in(block) is not None


def run_in(block: Block) -> tuple[Group, str] | None:
    """The label and the people of `Apologies: Jo Bloggs (Some Office), Ann Lee`."""
    label, colon, people_text = block.plain.partition(":")
    if not colon or not people_text.strip():
        return None
    found = group(label)
    if found is None or not _looks_like_people(people_text):
        return None
    return found, people_text.strip()


def _looks_like_people(text: str) -> bool:
    first = re.split(r"[,(;–]| - | and ", text.strip(), maxsplit=1)[0].strip(" .")
    if text.strip(" .").casefold() in {"none", "none received", "nil"}:
        return True
    return names.is_person(first) and ("," in text or "(" in text or len(text.split()) <= 6)


class Roll:
    """Collects the attendance from its blocks, in order."""

    def __init__(self) -> None:
        self.attendance: list[Attendee] = []
        self.group = Group(Presence.PRESENT)
        self.left_over: list[Block] = []
        self.unread: list[str] = []

    def read(self, blocks: Sequence[Block]) -> None:
        for index, block in enumerate(blocks):
            if block.is_rule:
                continue
            if block.kind is not Kind.BULLET and (found := group(block.plain)):
                self.group = found
            elif not people.is_explicit(block.plain) and (together := run_in(block)):
                self.group = together[0]
                self._people(together[1])
            elif person := people.attendee(block.plain):
                self.add(person, block.plain)
            elif _heads_people(block, blocks[index + 1 : index + 2]):
                self.group = Group(self.group.presence, block.plain.strip(" :"))
            else:
                self.left_over.append(block)

    def add(self, person: Attendee, line: str) -> None:
        """One person; a line that says more than was understood is kept as unread."""
        role = person.role
        if not people.is_explicit(line):
            role = role or role_under(self.group.heading)
            if not _told(person) >= set(names.folded_words(line)):
                self.unread.append(line)
        self.attendance.append(
            replace(person, role=role, presence=self.group.presence, heading=self.group.heading)
        )

    def _people(self, text: str) -> None:
        """People run in after their label: "Ann Lee (Some Office), Jo Bloggs and Cy Hall"."""
        ex_officio = False
        for part in _split_people(text):
            part = part.strip(" .,;")
            if match := _EX_OFFICIO.match(part):
                ex_officio, part = True, part[match.end() :]
            person = people.attendee(part)
            if person is None:
                self.unread.append(part)
                continue
            if ex_officio:
                note = f"{person.note}; ex officio" if person.note else "ex officio"
                person = replace(person, note=note)
            self.add(person, part)


def _told(person: Attendee) -> set[str]:
    """The words that a person's fields keep, and those that only say the role."""
    told = (person.honorific, person.name, person.organisation, person.description)
    words = names.folded_words(" ".join((*told, person.deputy_for, person.note)))
    return {*words, "for", "and"} | people.words_of_role(person.role)


def _heads_people(block: Block, following: Sequence[Block]) -> bool:
    """A bold line over people: "**Some Office**", then "Jo Bloggs, Deputy Director"."""
    return (
        (block.is_bold or block.level > 0)
        and len(block.plain.split()) <= 6
        and bool(following)
        and people.is_attendee(following[0].plain)
        and not names.is_person(block.plain)
    )


def _split_people(text: str) -> list[str]:
    """Parts at commas and "and" outside brackets, and where a new name follows a bracket."""
    parts, part, depth = [], "", 0
    words = re.split(r"(\(|\)|, | and |; | (?=[–-] ?[Ee]x)|(?<=\)) (?=[A-Z]))", text)
    for token in words:
        if token == "(":
            depth += 1
        elif token == ")":
            depth = max(0, depth - 1)
        if not depth and token in (", ", " and ", "; ", " "):
            parts.append(part)
            part = ""
        else:
            part += token
    parts.append(part)
    # What follows a comma but is no name belongs to the name before it.
    joined: list[str] = []
    for part in parts:
        if (
            joined
            and part.strip()
            and not people.is_attendee(re.sub(r"^\W*[Ee]x.[Oo]fficio ?:", "", part))
        ):
            joined[-1] += f", {part}"
        elif part.strip():
            joined.append(part)
    return joined


def ends(block: Block, following: Sequence[Block]) -> bool:
    """Whether a block cannot belong to the attendance."""
    if block.is_rule:
        return True
    if block.kind is not Kind.BULLET and (group(block.plain) or run_in(block)):
        return False
    return not people.is_attendee(block.plain) and not _heads_people(block, following)
