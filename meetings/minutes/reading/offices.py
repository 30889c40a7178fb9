"""Offices: who was in the chair, and people whom both the list and a label of an office name.

Ann Lee – Minister for Weather (Chair)      Present: Ann Lee (Chair), Cy Hall (DFX)
Cy Hall – Chair, Reef User Group            Minutes taken by: Cy Hall
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..document import Attendee, Presence, Role
from . import attendance, inline, names, people, roles
from .blocks import Block
from .columns import Group, Line

_TWO_CHAIRS = "called the chair, as somebody else is: who was in the chair is not told"
_CHAIR = re.compile(r"\b(?P<office>Chair(?:man|woman|person)?)(?=, |$)", re.I)
_TOGETHER = re.compile(r"\b(?:co-?|joint[ -])chair", re.I)
_FIELDS = ("honorific", "organisation", "description", "deputy_for", "note")


def with_officers(blocks: Sequence[Block]) -> list[Block]:
    """`blocks`, where "Chair" right above "Ann Lee" is "Chair: Ann Lee".

    Right below a name alone it may as well say what that one is, and below the heading of an
    item it is one.
    """
    out: list[Block] = []
    is_above = True
    for block in blocks:
        above = out[-1] if out and roles.is_office(out[-1].plain) else None
        if block.level > 1 and not (attendance.group(block.plain) or roles.is_office(block.plain)):
            is_above = False
        if (
            is_above
            and above
            and block.cell is above.cell is None
            and people.is_attendee(block.plain)
            and not (block.is_bold or block.level)
            and (above.is_bold or above.level or not out[:-1] or not _is_name(out[-2]))
        ):
            plain = f"{above.plain.strip(' :')}: {block.plain}"
            out[-1] = Block((inline.Run(plain),), plain)
        else:
            out.append(block)
    return out


def _is_name(block: Block) -> bool:
    one = None if attendance.is_label(block) else people.attendee(block.plain)
    return one is not None and not (one.organisation or one.role)


def settled(lines: Sequence[Line], under: Sequence[Group]) -> list[Line]:
    """The lines of a list, with `under` the group of each, and what each person is as all tell.

    Whoever a label of an office names is the one of that name on the list. Beside somebody
    else who is called the chair, "Cy Hall – Chair, Reef User Group" is the chair of that
    group. A line that told nobody else is empty.
    """
    return _one_chair(_each_once(lines, under), under)


def _each_once(lines: Sequence[Line], under: Sequence[Group]) -> list[Line]:
    settled = list(lines)
    for at, line in enumerate(lines):
        if not line.is_office or line.person is None:
            continue
        key = names.key(line.person.name)
        listed = [
            index
            for index, other in enumerate(settled)
            if other.person
            and not other.is_office
            and names.key(other.person.name) == key
            and under[index].presence is under[at].presence
        ]
        if len(listed) == 1 and (one := _both(settled[listed[0]].person, line.person)):
            settled[listed[0]] = replace(settled[listed[0]], person=one)
            settled[at] = Line()
    return settled


def _both(listed: Attendee | None, officer: Attendee) -> Attendee | None:
    """One person as two lines tell, the list first; None if they contradict each other."""
    if listed is None or (listed.role and listed.role is not officer.role):
        return None
    told = [(getattr(listed, field), getattr(officer, field)) for field in _FIELDS]
    if any(one and other and one != other for one, other in told):
        return None
    honorific, organisation, description, deputy_for, note = (one or other for one, other in told)
    return replace(
        listed,
        role=officer.role,
        honorific=honorific,
        organisation=organisation,
        description=description,
        deputy_for=deputy_for,
        note=note,
    )


def _one_chair(lines: Sequence[Line], under: Sequence[Group]) -> list[Line]:
    chairs = [
        at
        for at, line in enumerate(lines)
        if line.person
        and line.person.role is Role.CHAIR
        and under[at].presence is Presence.PRESENT
        and not _TOGETHER.search(line.printed)
    ]
    settled = list(lines)
    if len(chairs) < 2:
        return settled
    elsewhere = {at: office for at in chairs if (office := _office_of_body(lines[at]))}
    if len(elsewhere) == len(chairs):
        elsewhere = {}
    for at, office in elsewhere.items():
        person = lines[at].person
        assert person is not None
        told = ", ".join(filter(None, (office, person.description)))
        settled[at] = replace(lines[at], person=replace(person, role=None, description=told))
    others = [at for at in chairs if at not in elsewhere][1:]
    for at in others:
        if not lines[at].is_office:
            settled[at] = replace(lines[at], why=lines[at].why or _TWO_CHAIRS)
    return settled


def _office_of_body(line: Line) -> str:
    """The office on a line that goes on with whose it is: "Chair" in "Chair, Mill Trust"."""
    for match in _CHAIR.finditer(line.printed):
        body = line.person.organisation if line.person else ""
        if body and line.printed[match.end() :].startswith(f", {body}"):
            return match["office"]
    return ""
