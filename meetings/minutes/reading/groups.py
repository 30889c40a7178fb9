"""Groups: the organisation that several people of an attendance come from, as a line says it.

**Some Office** (for item 3)      Some Office:      Some Office: Ann Lee, Jo Day
Ann Lee                           - Ann Lee
Jo Day                            - Jo Day
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ..document import Kind, Presence
from . import attendance, gaps, inline, listings, misfits, names, people, posts
from .blocks import Block
from .columns import Group

# Beside the words of labels: "Guest speaker", "In person", "Independent experts".
_KINDS = frozenset(
    "guest speaker visitor observer presenter person remotely virtually online clerk government"
    " governmental local central authority authorities public private voluntary academic industry"
    " sector user core additional executive advisory advisers advisors experts representatives"
    " departments departmental organisations bodies agencies stakeholders partners colleagues"
    " participants supporting support non".split()
)
_PLURALS = frozenset("members experts advisers advisors guests observers participants".split())
# Who is from the body before it: "DFX officials", "Sea Office staff".
_FROM = re.compile(
    r"(?P<body>[A-Z].*?) (?:officials?|staff|team|colleagues|representatives?|observers?)"
    r"|(?:officials?|staff|colleagues|representatives?) (?:from|of) (?:the )?(?P<of>[A-Z].*)",
    re.I,
)
# Which of the two is the body is not told: "Levy Watch: Ann Lee", "Ann Lee – Levy Watch".
_HALVES = re.compile(r"(?P<name>[^:(–—]{2,60}?)(?P<mark>: | [–—-] )(?P<people>.+?)\.?")
# So many lines above and below tell it.
_BESIDE = 3
# A body that is no part of another: under "Wider network", each is from one of their own.
_BODY_OF_ITS_OWN = re.compile(
    r"\b(?:office|department|ministry|council|authority|agency|institute|university|college"
    r"|association|commission|trust|foundation|society|union|ltd|company|federation|alliance"
    r"|charity|forum)\b",
    re.I,
)
_MOST_WORDS = 6
_LONGEST = 150
# So many lines below a heading tell what it is.
BELOW = 10
_NOTED = re.compile(r"(?P<name>[^(]+?)(?: ?\((?P<note>[^()]+)\)| [–—-] (?P<rest>[^()]+)):?")
# The body stands before its people: "Some Office – Ann Lee", "Some Office (Ann Lee and Jo Day)",
# and with their number in "Some Office (2): Ann Lee, Jo Day".
_RUN_IN = re.compile(
    r"(?P<name>[^:(]{2,60}?)(?: \(\d{1,2}\))?(?:: ?| [–—-] | \()(?P<people>.+?)\)?\.?"
)


def over(block: Block, following: Sequence[Block]) -> Group | None:
    """What a line right over people says of all of them, presence aside; None if it heads none.

    It is bold or a heading, names a body before a colon or the lines of its paragraph, or is a
    list item over a list of its own. "Guest speaker" says what they are: then each comes from
    where their own line says.
    """
    first = following[0] if following else None
    if (
        block.is_rule
        or first is None
        or len(block.plain) > _LONGEST
        or first.is_bold
        or first.level
    ):
        return None
    name, note = _noted(block.plain.strip(" :"))
    is_set_off = block.is_bold or block.level > 0 or _is_bold_before(block, name)
    is_set_off = is_set_off or is_over_list(block, first)
    begins = first.is_continued and not block.is_continued
    if (
        not (is_set_off or begins or block.plain.endswith(":"))
        or "," in name
        or len(name.split()) > _MOST_WORDS
        or attendance.is_label(block)
        or not people.is_attendee(first.plain)
    ):
        return None
    body = body_of(name)
    if _are_from_bodies(following, at_least=2 if _is_body(body) else 1):
        body = ""
    is_told = block.plain.endswith(":") and (not body or _is_body(body))
    if begins:
        is_told = is_told or (_is_body(body) and not posts.is_post(body))
    if not (is_set_off or is_told):
        return None
    somebody = people.attendee(name)
    is_listed = block.kind is Kind.BULLET is first.kind and block.depth == first.depth
    if somebody and (somebody.role or somebody.honorific or is_listed):
        return None
    return Group(Presence.PRESENT, name, body, note)


def opens(block: Block, following: Sequence[Block]) -> Group | None:
    """What a line in words of its own says that opens the attendance, right over two at least.

    "Stewards" over "Ann Lee (Chair)" and "Jo Day (Some Office)", and before the next label or
    heading nothing else.
    """
    heading = block.plain.strip(" :")
    if (
        block.is_rule
        or block.level == 1
        or block.kind in (Kind.QUOTATION, Kind.BULLET)
        or len(following) < 2
        or not attendance.could_be_label(heading)
        or not all(gaps.is_surely_somebody(one.plain) for one in following[:2])
        or any(one.is_bold or one.level for one in following[:2])
    ):
        return None
    below = takewhile(
        lambda one: not (one.is_rule or one.level or one.is_bold or attendance.is_label(one)),
        following[:BELOW],
    )
    return (
        Group(Presence.PRESENT, heading)
        if all(gaps.are_people(one.plain) for one in below)
        else None
    )


def body_of(name: str) -> str:
    """Where those under a heading come from; empty if it says only what they are.

    "DFX officials" come from DFX, "Other Government Departments" and "Founding members" from
    their own bodies.
    """
    if is_kind(name):
        return ""
    match = _FROM.fullmatch(name)
    body = (match["body"] or match["of"]) if match else ""
    if body and not is_kind(body):
        return body
    front, _, last = name.rpartition(" ")
    if last.casefold() in _PLURALS:
        return front if _is_body(front) else ""
    return name


def _are_from_bodies(blocks: Sequence[Block], *, at_least: int) -> bool:
    """Whether people each tell a body that is none of another's parts, so many in all."""
    lines = takewhile(
        lambda one: people.is_attendee(one.plain) and not (one.is_bold or one.level), blocks
    )
    found = [one for block in lines if (one := people.attendee(block.plain))]
    told = [one.organisation for one in found if one.organisation or not one.role]
    return len(set(told)) >= at_least and all(
        _BODY_OF_ITS_OWN.search(body) or misfits.is_abbreviation(body) for body in told
    )


def is_kind(name: str) -> bool:
    """Whether a heading says only what people are: "Independent experts"."""
    return set(names.folded_words(name)) <= attendance.WORDS | _KINDS


def is_over_list(block: Block, following: Block) -> bool:
    """Whether a list item stands over a list of its own."""
    are_items = block.kind is Kind.BULLET is following.kind
    return (
        are_items and following.depth > block.depth and not people.tells_what_was_said(block.plain)
    )


def run_in(plain: str) -> tuple[str, str] | None:
    """The body and the people of "Some Office: Ann Lee, Jo Day"."""
    match = _RUN_IN.fullmatch(plain)
    if (
        match is None
        or not _is_body(match["name"])
        or posts.is_post(match["name"])
        or attendance.group(match["name"])
        or attendance.officers(plain)
        or not attendance.look_like_people(match["people"])
        or listings.people_in(match["people"])[1]
    ):
        return None
    return match["name"].strip(), match["people"]


def before_people(blocks: Sequence[Block]) -> dict[int, tuple[str, str]]:
    """The body and the people of each line that tells them in this order, by its place.

    Beside "Some Office: Jo Day", "Levy Watch: Ann Lee" is one too, although both halves could
    be names; so is "Levy Watch: Ann Lee, Jo Day", unless other lines begin with somebody.
    """
    found = {at: told for at, block in enumerate(blocks) if (told := run_in(block.plain))}
    halves = {
        at: match
        for at, block in enumerate(blocks)
        if at not in found and (match := _HALVES.fullmatch(block.plain))
    }
    begin_with_people = {
        match["mark"]
        for match in halves.values()
        if names.is_person(match["name"]) and not _are_people(match["people"])
    }
    alike = {
        at: (match["name"], match["people"])
        for at, match in halves.items()
        if match["mark"] not in begin_with_people
        and names.is_person(match["name"])
        and _are_people(match["people"])
    }
    found |= {
        at: told
        for at, told in alike.items()
        if halves[at]["mark"] == ": " and len(listings.people_in(told[1])[0]) > 1
    }
    beside = {near for at in found for near in range(at - _BESIDE, at + _BESIDE + 1)}
    return found | {at: told for at, told in alike.items() if at in beside}


def _are_people(text: str) -> bool:
    lines, nobody = listings.people_in(text)
    return not nobody and all(line.person and names.is_person(line.person.name) for line in lines)


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
