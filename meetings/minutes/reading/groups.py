"""Groups: the organisation that several people of an attendance come from, as a line says it.

**Some Office** (for item 3)      Some Office:      Some Office: Ann Lee, Jo Day
Ann Lee                           - Ann Lee
Jo Day                            - Jo Day
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Presence
from . import attendance, inline, listings, misfits, names, people
from .blocks import Block
from .columns import Group

# Beside the words of labels: "Guest speaker", "In person", "Joined online".
_KINDS = frozenset(
    "guest speaker visitor observer presenter person remotely virtually online clerk".split()
)
_MOST_WORDS = 6
_NOTED = re.compile(r"(?P<name>[^(]+?)(?: ?\((?P<note>[^()]+)\)| [–—-] (?P<rest>[^()]+)):?")
# "Some Office: Ann Lee, Jo Day", "Some Office – Ann Lee", "Some Office (Ann Lee and Jo Day)".
_RUN_IN = re.compile(r"(?P<name>[^:(]{2,60}?)(?:: ?| [–—-] | \()(?P<people>.+?)\)?\.?")


def over(block: Block, following: Sequence[Block]) -> Group | None:
    """What a line right over people says of all of them, presence aside; None if it heads none.

    It is bold or a heading, or names a body before a colon. "Guest speaker" says what they are.
    """
    first = following[0] if following else None
    if (
        block.is_rule
        or first is None
        or not people.is_attendee(first.plain)
        or first.is_bold
        or first.level
    ):
        return None
    name, note = _noted(block.plain.strip(" :"))
    is_set_off = block.is_bold or block.level > 0 or _is_bold_before(block, name)
    is_kind = set(names.folded_words(name)) <= attendance.WORDS | _KINDS
    is_told = block.plain.endswith(":") and (is_kind or _is_body(name))
    if not (is_set_off or is_told) or len(name.split()) > _MOST_WORDS or "," in name:
        return None
    somebody = people.attendee(name)
    if somebody and (somebody.role or somebody.honorific):
        return None
    return Group(Presence.PRESENT, name, is_organisation=not is_kind, note=note)


def run_in(plain: str) -> tuple[str, str] | None:
    """The body and the people of "Some Office: Ann Lee, Jo Day"."""
    match = _RUN_IN.fullmatch(plain)
    if (
        match is None
        or not _is_body(match["name"])
        or people.is_post(match["name"])
        or attendance.group(match["name"])
        or attendance.officers(plain)
        or not attendance.look_like_people(match["people"])
        or listings.people_in(match["people"])[1]
    ):
        return None
    return match["name"].strip(), match["people"]


def _noted(plain: str) -> tuple[str, str]:
    """A name and what is noted of all who come from there: ("Some Office", "for item 3")."""
    match = _NOTED.fullmatch(plain)
    note = (match["note"] or match["rest"]).strip() if match else ""
    return (match["name"], note) if match and people.is_note(note) else (plain, "")


def _is_bold_before(block: Block, name: str) -> bool:
    """Whether a line begins with a name in bold, and is that name and a bracket or a note."""
    first = block.runs[0]
    said = first.text.strip(" :")
    is_bold = bool(first.style & inline.STRONG) and not names.is_person(said)
    return is_bold and (said == name or block.plain[len(said) :].lstrip()[:1] == "(")


def _is_body(name: str) -> bool:
    return names.is_body(name) or misfits.is_abbreviation(name)
