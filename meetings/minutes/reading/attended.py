"""Those who came, as the minutes tell in words or under an item of their own.

"Ann Lee (Chair) and Jo Day (DFX) were present."      "1. Attendance" over "Ann Lee, Jo Day"
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Attendee, Kind, Presence
from . import apologies, attendance, numbers
from .blocks import Block

_CAME = re.compile(
    r"(?P<who>[A-Z].+?) (?:was|were) (?:also )?(?:present|in attendance)(?: at the meeting)?\.?"
)
_CAME_FIRST = re.compile(
    r"(?:The meeting was attended by|Those (?:present|attending|in attendance) were"
    r"|(?:Also )?[Pp]resent were|In attendance were):? (?P<who>[A-Z].+)"
)
_TELLS = re.compile(r"present|attend")
# They are told when the meeting opens.
_WITHIN = 20
_LONGEST = 1000


def told_in(blocks: Sequence[Block]) -> list[Attendee]:
    """Those of whom the first of these lines say that they came.

    A line that names somebody else as well, or nobody in full, tells of nobody.
    """
    found: list[Attendee] = []
    for at, block in enumerate(blocks[:_WITHIN]):
        plain = block.plain
        if (block.level or block.is_bold) and _heads_people(plain):
            found += apologies.under(blocks[at + 1 : at + 1 + _WITHIN])
        elif block.kind is Kind.PARAGRAPH and len(plain) < _LONGEST and _TELLS.search(plain):
            match = _CAME_FIRST.fullmatch(plain) or _CAME.fullmatch(plain)
            found += apologies.people_in(match["who"]) if match else []
    return found


def _heads_people(plain: str) -> bool:
    title = plain[numbers.before_title(plain)[1] :]
    return attendance.group(title) == attendance.Group(Presence.PRESENT)
