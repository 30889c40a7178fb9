"""Apologies that the minutes tell in words: "Apologies had been received from Ann Lee (DFX)." """

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..document import Attendee, Kind, Presence
from . import labels, listings, names
from .blocks import Block

_FROM = re.compile(
    r"(?:(?:[Nn]o other )?[Aa]pologies|An apology)(?: for absence)?"
    r"(?: (?:had been|have been|has been|were|was))?(?: (?:received|sent|given|noted|offered))?"
    r"(?: (?:from|by|for)|:) (?P<who>[A-Z].+)"
)
_SENT = re.compile(
    r"(?P<who>[A-Z].+?) (?:(?:had|has|have) )?(?:sent|gave|given|offered) (?:\w+ )?apologies\b"
)
_SENTENCE = re.compile(r"(?<=[a-z)’”\"]{2}\.)\s+(?=[A-Z])")
# They are told when the meeting opens.
_WITHIN = 20
_LONGEST = 1000


def told_in(blocks: Sequence[Block]) -> list[Attendee]:
    """Those of whom the first of these lines say that they sent apologies.

    A sentence that names somebody else as well, or nobody in full, tells of nobody.
    """
    found: list[Attendee] = []
    for block in blocks[:_WITHIN]:
        if (
            "polog" not in block.plain
            or block.kind in (Kind.QUOTATION, Kind.HEADING)
            or _says_what_it_is(block.plain)
        ):
            continue
        for sentence in _SENTENCE.split(block.plain):
            if len(sentence) > _LONGEST:
                continue
            match = _FROM.fullmatch(sentence) or _SENT.match(sentence)
            if match:
                lines, nobody = listings.people_in(match["who"].rstrip(" ."))
                people = [line.person for line in lines if line.person]
                if not nobody and all(names.is_person(one.name) for one in people):
                    found += [replace(one, presence=Presence.APOLOGIES) for one in people]
    return found


def _says_what_it_is(plain: str) -> bool:
    """Whether a line is an action, what is told of one, or marked as a point."""
    return bool(
        labels.action(plain)
        or labels.point(plain).is_explicit
        or max(labels.after_due(plain), labels.after_owner(plain), labels.after_status(plain)) >= 0
    )
