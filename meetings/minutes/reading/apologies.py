"""Apologies that the minutes tell in words: "Apologies had been received from Ann Lee (DFX)." """

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ..document import Attendee, Kind, Presence
from . import attendance, labels, listings, names, numbers, people
from .blocks import Block

_FROM = re.compile(
    r"(?:(?:[Nn]o other )?[Aa]pologies|An apology)(?: for absence)?"
    r"(?: (?:had been|have been|has been|were|was))?(?: (?:received|sent|given|noted|offered))?"
    r"(?: (?:from|by|for)|:) (?P<who>[A-Z].+)"
)
_SENT = re.compile(
    r"(?P<who>[A-Z].+?) (?:(?:(?:had|has|have) )?(?:sent|gave|given|offered) (?:\w+ )?apologies\b"
    r"|(?:was|were) unable to attend(?: today| the meeting)?(?=[.,;]|$))"
)
_NOTED = re.compile(r"The apologies of (?P<who>[A-Z].+?) (?:was|were) (?:noted|received)\b")
_TELLS = re.compile(r"polog|unable to attend")
_SENTENCE = re.compile(r"(?<=[a-z)’”\"]{2}\.)\s+(?=[A-Z])")
_NONE = re.compile(r"No (?:other )?apologies\b")
# What ends those who came, before a sentence: "Jo Day (DFX). Apologies …", but no "J. Day".
_AFTER_PEOPLE = re.compile(r"(?<=\w[\w)][.;]) +(?=[A-Z]|apologies\b)")
# They are told when the meeting opens.
_WITHIN = 20
_LONGEST = 1000


def told_in(blocks: Sequence[Block]) -> list[Attendee]:
    """Those of whom the first of these lines say that they sent apologies.

    A sentence that names somebody else as well, or nobody in full, tells of nobody. So do
    people under "1. Apologies", a line each or several.
    """
    found: list[Attendee] = []
    for at, block in enumerate(blocks[:_WITHIN]):
        if _is_heading(block):
            found += under(blocks[at + 1 : at + 1 + _WITHIN])
        elif (
            not _TELLS.search(block.plain)
            or block.kind in (Kind.QUOTATION, Kind.HEADING)
            or _says_what_it_is(block.plain)
        ):
            continue
        for sentence in _SENTENCE.split(block.plain):
            if len(sentence) > _LONGEST:
                continue
            if match := _sent(sentence):
                found += people_in(match["who"])
    return [replace(one, presence=Presence.APOLOGIES) for one in found]


def set_apart(blocks: Sequence[Block]) -> list[Block]:
    """`blocks`, where a sentence on apologies after those who came is a line of its own.

    "Present: Ann Lee, Jo Day (DFX). Apologies were received from Cy Hall." is two.
    """
    out: list[Block] = []
    for block in blocks:
        out += _apart(block) if _TELLS.search(block.plain) else [block]
    return out


def _apart(block: Block) -> list[Block]:
    if people.is_explicit(block.plain) or attendance.group(block.plain):
        return [block]
    starts = [match.end() for match in _AFTER_PEOPLE.finditer(block.plain)]
    parts: list[tuple[int, int]] = []
    is_told = False
    for start, end in pairwise([0, *starts, len(block.plain)]):
        sentence = block.plain[start:end].rstrip()
        was_told, is_told = is_told, _is_told(sentence)
        if parts and not (is_told or was_told):
            start = parts.pop()[0]
        parts.append((start, end))
    lines = [block.part(start, end) for start, end in parts]
    are_people = len(lines) > 1 and (attendance.run_in(lines[0]) or not attendance.ends(lines[0]))
    return lines if are_people else [block]


def _is_told(sentence: str) -> bool:
    """Whether a sentence tells of apologies, "Apologies: Ann Lee" aside, which is a label."""
    if sentence.startswith("No "):
        return _NONE.match(sentence) is not None
    return bool(_sent(sentence)) and not attendance.group(sentence.partition(":")[0])


def _sent(sentence: str) -> re.Match[str] | None:
    return _FROM.fullmatch(sentence) or _NOTED.match(sentence) or _SENT.match(sentence)


def _is_heading(block: Block) -> bool:
    """Whether a line heads those who sent apologies: "1. Apologies for absence"."""
    title = block.plain[numbers.before_title(block.plain)[1] :]
    label = attendance.group(title)
    return label is not None and label.presence is Presence.APOLOGIES and not label.heading


def under(blocks: Sequence[Block]) -> list[Attendee]:
    """The people on the lines below a heading, a line each or several."""
    lines = takewhile(
        lambda one: not (one.is_rule or one.level or one.is_bold or attendance.ends(one)), blocks
    )
    return [one for line in lines for one in people_in(line.plain)]


def people_in(who: str) -> list[Attendee]:
    """The people of "Ann Lee (DFX), Lady Fenwick and Cy Hall"; [] if some are nobody."""
    lines, nobody = listings.people_in(who.rstrip(" ."))
    found = [line.person for line in lines if line.person]
    if nobody or not all(names.is_person(f"{one.honorific} {one.name}".strip()) for one in found):
        return []
    return found


def _says_what_it_is(plain: str) -> bool:
    """Whether a line is an action, what is told of one, who presents, or marked as a point."""
    return bool(
        labels.action(plain)
        or labels.point(plain).is_explicit
        or max(labels.after_due(plain), labels.after_owner(plain), labels.after_status(plain)) >= 0
        or labels.after_presenters(plain) >= 0
    )
