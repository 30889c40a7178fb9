"""Who speaks in the items, and so was there; and what else tells of somebody on a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import names
from .blocks import Block

SPEAKS, NAMED = 1.0, 0.4
# Who is to act need not be there.
_TO_ACT = re.compile(r"(?:,? (?:and |& )?[A-Z][\w’'-]*)* to [a-z]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known, beside the list, of those on it; names are folded (`names.key`).

    `speaks` tells how surely somebody speaks in the items, `away` whose apologies the items
    tell of, `members` who sits on the panel, `is_body` how surely a name is no person's.
    """

    speaks: Callable[[str], float] = lambda _: 0.0
    away: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    is_body: Callable[[str], float] = lambda _: 0.0


def speaks_in(blocks: Sequence[Block]) -> Callable[[str], float]:
    """How much the items tell that somebody was there.

    SPEAKS where the name opens a paragraph or a sentence: "Ann Lee said", "Dr Ann Lee,
    Head of Roads, said"; but not "Ann Lee and Cy Hall to write". NAMED where it stands
    elsewhere, as "Ann Lee was thanked" may be said of those who are away. 0 for a name that
    is not there.
    """
    text = "\n".join(["", *(block.plain for block in blocks)])

    def speaks(name: str) -> float:
        at = first = text.find(name) if name else -1
        while at >= 0:
            end = at + len(name)
            if (
                text[end : end + 1] in (" ", ",")
                and _opens(text, at)
                and not _TO_ACT.match(text, end)
            ):
                return SPEAKS
            at = text.find(name, at + 1)
        return NAMED if first >= 0 else 0.0

    return speaks


def _opens(text: str, at: int) -> bool:
    """Whether nothing but an honorific stands between the sentence's start and `at`."""
    before = text[max(0, at - 40) : at]
    start = max(before.rfind("\n"), before.rfind(". "))
    words = before[start + 1 :].split() if start >= 0 else ["…"]
    return names.honorific(" ".join([word for word in words if word != "."] + ["…"]))[1] == "…"
