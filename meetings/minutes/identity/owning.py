"""Whom an owner as printed means: those at the meeting first, then whoever is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from actions.models import Owner
from meetings.minutes.identity import organisation_names, personal_names
from meetings.minutes.identity.organisation_names import Likeness as Office
from meetings.minutes.identity.panel_names import may_be
from meetings.minutes.identity.personal_names import Likeness
from meetings.minutes.identity.sameness import Sighting
from meetings.minutes.reading import names, people
from panel.models import Panel

_MEMBERS = re.compile(
    r"all|everyone|(?:all |the |panel |board |group |committee )*"
    r"(?:members|panel|board|group|committee|attendees)"
)
_SECRETARIAT = re.compile(r"(?:the |panel |board |group |committee )*secretar(?:iat|y)")
_CHAIR = re.compile(r"(?:the |panel |board |group )*(?:chair|chairman|chairwoman|chairperson)")
_INITIALS = re.compile(r"[A-Z][A-Za-z]{1,3}")
_BRACKET = re.compile(r" ?\(([^()]+)\)")


_BODY = re.compile(r"\b(?:board|panel|group|committee)(?: members)?$")


def is_body(printed: str) -> bool:
    """Whether a name is one of a body or its members: "Canal Board", "Canal Board members"."""
    return bool(_BODY.search(names.key(printed)))


def members_aside(printed: str) -> str:
    return names.key(printed).removesuffix(" members").removeprefix("the ")


class Known(Protocol):
    """Who is known from all documents, by rows."""

    def known(self, printed: str, panel: Panel) -> set[int]: ...
    def organisation(self, printed: str) -> int | None: ...
    def names_of(self, organisation: int) -> frozenset[str]: ...


def owner_called(
    printed: str, panel: Panel, here: Sequence[Sighting], known: Known, wording: str = ""
) -> dict[str, object]:
    """Whom a name means where these were listed, as values of Owner's columns.

    "Secretariat" and "Panel members" are bodies, "Canal Board members" at the Canal Board,
    and "Chair" is who chaired. "William Tarn", "W Tarn", "Sir Will", "Will" and "WT" mean the
    only one at the meeting who has that name; initials that the attendance prints after a
    name come before all others. {} where it could be any of several, and for an office that
    nobody is known to hold.
    """
    folded = names.key(printed)
    if _SECRETARIAT.fullmatch(folded):
        return {"body": Owner.Body.SECRETARIAT}
    if _MEMBERS.fullmatch(folded) or (is_body(printed) and may_be(panel, members_aside(printed))):
        return {"body": Owner.Body.MEMBERS}
    if _CHAIR.fullmatch(folded):
        return _only(line.row for line in here if line.is_chair)
    wanted = personal_names.parsed(printed)
    if named := [line for line in here if line.parsed.key == wanted.key]:
        if len({line.row for line in named}) > 1:
            named = [line for line in named if _is_from(line, printed, wording)]
        return _only(line.row for line in named)
    for is_meant in (_has_printed_initials, _is_like):
        if found := {line.row for line in here if is_meant(line, printed)}:
            return _only(found)
    if wanted.first and (rows := known.known(printed, panel)):
        return _only(rows)
    offices = {
        office
        for office in {line.office for line in here}
        if office is not None
        and any(_may_be_called(name, printed) for name in known.names_of(office))
    }
    office = known.organisation(printed)
    if office is not None:
        offices = {office}
    short = {line.row for line in here if _is_short(line, printed)}
    if offices and short:
        return {}
    if offices:
        return {"organisation_id": offices.pop()} if len(offices) == 1 else {}
    return _only(short)


def _is_from(line: Sighting, printed: str, wording: str) -> bool:
    """Whether a bracket after a name says where somebody is listed as from."""
    _, _, after = wording.partition(printed)
    bracket = _BRACKET.match(after)
    if not bracket or not line.organisation_name:
        return False
    return _may_be_called(line.organisation_name, bracket[1])


def _may_be_called(office: str, printed: str) -> bool:
    return organisation_names.likeness(printed, office) in (Office.EXACT, Office.INITIALS)


def _only(people: Iterable[int | None]) -> dict[str, object]:
    found = set(people)
    return {"person_id": found.pop()} if len(found) == 1 else {}


def _has_printed_initials(line: Sighting, printed: str) -> bool:
    """ "HS" is who is listed as "Helen Sand (HS)"; "CT" beside "Canal Trust" is none of hers."""
    if not _INITIALS.fullmatch(printed) or printed not in re.split(r"[;,\s()]+", line.note):
        return False
    is_theirs = people.are_initials(printed, line.name, line.honorific)
    return is_theirs or not _may_be_called(line.organisation_name, printed)


def _is_like(line: Sighting, printed: str) -> bool:
    """ "Bill Tarn", "W. Tarn" and "Mr Tarn" are William Tarn."""
    wanted = personal_names.parsed(printed)
    like = personal_names.likeness(wanted, line.parsed)
    if like is Likeness.SURNAME:
        return wanted.first == "" and printed != printed.split()[-1]
    return like <= Likeness.MISPRINT


def _is_short(line: Sighting, printed: str) -> bool:
    """ "Will", "Sir William" and "WT" are Sir William Tarn, "Tarn" too."""
    _, bare = names.honorific(printed)
    wanted, name = personal_names.parsed(bare), line.parsed
    if not name.is_full or wanted.first:
        return False
    if wanted.surname == name.surname or personal_names.is_form(wanted.surname, name.first):
        return True
    words = line.name.replace("-", " ").split()
    initials = {"".join(word[0] for word in some) for some in (words, (words[0], words[-1]))}
    return bare.replace(".", "").upper() in {one.upper() for one in initials}
