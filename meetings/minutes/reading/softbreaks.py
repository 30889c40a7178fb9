"""Soft breaks: where a line of Markdown ends, and where it was only wrapped at the margin.

    Present:
    Ann Lee, Some Office
    Cy Hall, Mill Trust

are three lines, though Markdown would make one of them. A line that was wrapped is full: the
next word would have passed the margin, which the document's other lines tell. Where a full
line may have ended all the same, people tell: "Cy Hall, Mill Trust" begins a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from . import explicit, gaps, labels, names, people


class Line(NamedTuple):
    """A line of a paragraph; `width` is how far it reaches, indented as it is."""

    text: str
    width: int


# Nobody wraps text at less, and a hand that wraps it stops so far before the margin.
_NARROWEST = 60
_RAGGED = 10
# So many breaks are enough to tell the margin.
_ENOUGH = 500
# As in "Apologies: Jo Day", "Action 2: Ann Lee to write", "AP3 – Jo to ask".
_LABEL = re.compile(r"[A-Z][\w’' ]{1,30}:|AP ?\d|\(?A(?:ction|CTION)\b")
_UNFINISHED = re.compile(
    r"(?:[–—/&(\[-]|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|our|that|the|their|to|with"
    r"|Dr|Mr|Mrs|Ms|Prof|Sir|Lord|Lady)\.?)$"
)
_LISTED = (",", ";")
_MARKS = re.compile(r"[*_`\\]+")


def margin(paragraphs: Iterable[Sequence[Line]]) -> int:
    """The column at which lines of these paragraphs were wrapped; 0 if none can have been.

    It is the one that most of the lines before a break reach, and that the next word passes.
    """
    reaches: list[tuple[int, int]] = []
    for lines in paragraphs:
        reaches += [
            (line.width, _reach(line, following))
            for line, following in pairwise(lines)
            if line.width >= _NARROWEST and " " in line.text
        ]
        if len(reaches) > _ENOUGH:
            break
    return max(
        {end for end, _ in reaches},
        key=lambda at: (sum(end <= at <= past for end, past in reaches), at),
        default=0,
    )


def ends(lines: Sequence[Line], wrapped_at: int) -> list[bool]:
    """For each line of a paragraph but the last, whether it ends where it is broken."""
    said = [_MARKS.sub("", line.text).strip() for line in lines]
    full = [
        bool(wrapped_at) and _reach(line, following) > wrapped_at - _RAGGED
        for line, following in pairwise(lines)
    ]
    # Where names stand alone on their lines, a name alone can be one after a full line, too.
    has_names = any(
        names.is_person(line) and not is_full for line, is_full in zip(said[1:], full, strict=True)
    )
    # "Present:", "Ann Lee," and "Jo Day" are listed; "Ann Lee," and "Some Office" are one.
    are_listed = len(said) > 2 and all(line.endswith((*_LISTED, ":")) for line in said[:-1])
    is_list = sum(map(people.is_attendee, said)) > 1
    found: list[bool] = []
    for (line, following), is_full in zip(pairwise(said), full, strict=True):
        if _is_labelled(line, following) or labels.withheld(following)[0]:
            found.append(True)
        elif _is_open(line) or not (
            _begins(following) or (is_list and _is_strange(following, is_full))
        ):
            found.append(False)
        elif is_full:
            found.append(_are_people(line, following, has_names=has_names))
        elif line.endswith(_LISTED):
            can_end = are_listed or line.endswith(";")
            found.append(can_end and _are_people(line, following, has_names=True))
        else:
            found.append(True)
    return found


def _reach(line: Line, following: Line) -> int:
    """How far a line would have reached with the first word of the next."""
    words = following.text.split(maxsplit=1)
    return line.width + 1 + len(words[0]) if words else line.width


def _is_labelled(line: str, following: str) -> bool:
    """Whether a label begins the next line: "Apologies: Jo Day"; not within "Name: …; Role: …"."""
    is_field = line.endswith(";") and following.partition(":")[0] in explicit.FIELDS
    return _LABEL.match(following) is not None and not is_field


def _begins(line: str) -> bool:
    return line[:1].isupper() or line[:1].isdigit() or line[:1] in ("•", "[", "“", "‘", '"')


def _is_strange(line: str, is_full: bool) -> bool:
    """Whether a line within a list of people is one of its own: "friends of the fen"."""
    return line[:1].islower() and not is_full and not people.is_note(line)


def _is_open(line: str) -> bool:
    return (
        _UNFINISHED.search(line) is not None
        or line.count("(") > line.count(")")
        or line.count("[") > line.count("]")
    )


def _are_people(line: str, following: str, *, has_names: bool) -> bool:
    """Whether a line and the next are each somebody: more than a name where none stand alone."""
    return (
        people.is_attendee(line.rpartition(": ")[2])
        and people.is_attendee(following)
        and (has_names or gaps.is_surely_somebody(following))
    )
