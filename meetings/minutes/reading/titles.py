"""Titles: the look of a line that heads something, set in bold, underlined or alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Kind
from . import attendance, inline, labels, names, people, summaries
from .blocks import Block

# "Date of next meeting", "Date and time of the next meeting: 3 May", "Future meetings".
_NEXT = r"(?:the )?(?:next|future) meetings?"
_NO_ITEMS = re.compile(
    r"(?:dates?|time|venue)(?:(?:,| and| &)? (?:dates?|time|venue|place))* (?:of|for) "
    rf"{_NEXT}\b|{_NEXT}(?: dates?)?\.?(?: ?[:–—-]|$)",
    re.I,
)
# Who presents an item, after its title: "(Ann Lee, Some Office)", "– Ann Lee".
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{2,120}[)\]] ?:?")
_AFTER_DASH = re.compile(r"\s*[–—-]\s+(?=\S)")
_LONGEST = 250
# Tags below these head parts of items.
LOWEST = 3
# Words that make a sentence of a short line.
_VERBS = frozenset("is are was were has have had will would can should agreed noted said".split())
MARKS = inline.STRONG | inline.UNDERLINE


def could_head(block: Block, *, is_bold: bool = True) -> bool:
    """Whether a line can head something: a short paragraph, bold or underlined, and no label."""
    plain = block.plain
    return (
        block.kind is Kind.PARAGRAPH
        and not block.depth
        and not block.is_rule
        and block.cell is None
        and len(plain) <= _LONGEST
        and (not is_bold or bool(title_runs(block)))
        and any(char.isalpha() for char in plain)
        and not labels.point(plain).is_explicit
        and labels.action(plain) is None
        and not labels.is_action_heading(plain)
        and labels.after_due(plain) < 0
        and not tells_next_meeting(plain)
        and attendance.group(plain) is None
    )


def tells_next_meeting(plain: str) -> bool:
    """Whether a line without a number heads when the next meeting is, and no item."""
    return _NO_ITEMS.match(plain) is not None


def is_title(plain: str) -> bool:
    """Whether a line is a title by its shape: short, and no sentence."""
    return (
        len(plain.split()) <= 12
        and plain[0].isupper()
        and plain[-1].isalnum()
        and not _VERBS & set(plain.split())
    )


def is_sentence(plain: str) -> bool:
    """Whether a bold line stresses what was said: "The panel agreed that it was late." """
    return plain.endswith(".") and len(plain.split()) > 4 and bool(_VERBS & set(plain.split()))


def is_somebody(plain: str) -> bool:
    """Whether a line is a person, and says from where: "Ann Lee, Mill Trust"."""
    person = None if plain[0].isdigit() else people.attendee(plain)
    return person is not None and bool(person.organisation)


def heads_actions(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line announces a list of actions: "Actions", or "Action table" over a table.

    "Action log" may tell of earlier actions, as an item among others; at the end it is a list.
    """
    plain = blocks[index].plain
    if labels.is_action_heading(plain):
        return True
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if (
        not summaries.is_summary(plain)
        or following is None
        or not (following.cell or following.kind is Kind.BULLET or labels.action(following.plain))
    ):
        return False
    return not summaries.is_log(plain) or not any(
        0 < block.level <= LOWEST or could_head(block) for block in blocks[index + 1 :]
    )


def marks(block: Block) -> int:
    """The marks, bold and underlined, that all of a title has."""
    found = MARKS
    for run in title_runs(block):
        if run.text.strip(" .:"):
            found &= run.style
    return found


def title_runs(block: Block) -> Sequence[inline.Run]:
    """The runs of a line that is bold or underlined, or all but who presents it; else none.

    "**Roads** (Ann Lee)", "**Roads** – Ann Lee", "**Roads:** *Ann Lee*".
    """
    if block.is_bold:
        return block.runs
    at = 0
    while block.runs[at].style & MARKS:
        at += 1
    title = "".join(run.text for run in block.runs[:at]).strip()
    after = "".join(run.text for run in block.runs[at:])
    is_italic = all(
        run.style & inline.EMPHASIS for run in block.runs[at:] if run.text.strip(" –—-")
    )
    dash = _AFTER_DASH.match(after)
    is_presented = (
        _IN_BRACKETS.fullmatch(after)
        or (dash and (is_italic or people.is_attendee(after[dash.end() :])))
        or (is_italic and title.endswith(":"))
    )
    has_title = any(map(str.isalpha, title)) and not names.is_person(title.rstrip(" :"))
    return block.runs[:at] if is_presented and has_title else ()
