"""Gaps: where a list of people goes on around a line that is no plain person.

A list must not be lost for one line; the prose after a list must not become people.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ..document import Kind
from . import attendance, listings, misfits, names, people
from .blocks import Block

# So many lines after a gap tell whether the list goes on.
_FURTHER = 30


def stand_among(blocks: Sequence[Block], start: int, at: int) -> bool:
    """Whether the list of people that begins at `start` goes on around a line that is none.

    In a list, a table or a paragraph with breaks, at least half of the lines after it are
    people; the last line belongs to those above. Among paragraphs, people go on after it
    before any prose, or it is surely told itself: "Jo Day / Cy Hall (Mill Trust)". A label
    promises people.
    """
    block = blocks[at]
    if block.is_rule or block.level or _is_text(block.plain):
        return False
    if block.kind is Kind.BULLET or block.cell or block.is_continued:
        return _go_on_listed(blocks, start, at)
    further = blocks[at + 1 : at + 1 + _FURTHER]
    if at == start + 1 and attendance.group(blocks[start].plain):
        return _begin(blocks[at : at + 1 + _FURTHER])
    return _is_surely_told(block.plain) or _go_on(block, blocks[at - 1], further)


def could_be_people(blocks: Sequence[Block], *, is_attended: bool) -> list[Block]:
    """The lines below the people that may be meant as people, though they were not read so.

    Lines before any sentence that say where somebody comes from, list several after a label
    ("Stewards: Ann Lee, Jo Day") or stand after one of people ("Present: many"); right below
    people (`is_attended`), also one that otherwise could be some.
    """
    lines = takewhile(
        lambda one: (
            not (one.is_rule or one.level or one.is_bold)
            and (one.plain.endswith(":") or not is_prose(one.plain))
        ),
        blocks[:_FURTHER],
    )
    return [
        one
        for at, one in enumerate(lines)
        if is_surely_somebody(one.plain)
        or attendance.lists_people(one.plain)
        or attendance.promises_people(one.plain)
        or (is_attended and not at and misfits.people_on(one.plain))
    ]


def _go_on_listed(blocks: Sequence[Block], start: int, at: int) -> bool:
    block, before = blocks[at], blocks[at - 1]
    further = list(
        takewhile(lambda one: _are_listed(one, block), blocks[at + 1 : at + 1 + _FURTHER])
    )
    if not further:
        is_below_label = at == start + 1 and attendance.group(blocks[start].plain) is not None
        return is_below_label or block.is_continued or _are_listed(before, block)
    return sum(are_people(one.plain) for one in further) * 2 >= len(further)


def _begin(blocks: Sequence[Block]) -> bool:
    """Whether there are more people than misfits under a label, before any prose."""
    lines = takewhile(lambda one: not (one.is_rule or one.level or is_prose(one.plain)), blocks)
    found = [are_people(one.plain) for one in lines]
    return sum(found) * 2 > len(found)


def _are_listed(one: Block, other: Block) -> bool:
    """Whether `one` stands in the list, the table or the paragraph of `other`."""
    return (
        one.kind is other.kind
        and _table(one) == _table(other)
        and one.is_continued >= other.is_continued
    )


def _is_surely_told(plain: str) -> bool:
    """Whether a line is two people and where they come from, or nobody in so many words."""
    told = misfits.people_on(plain)
    return names.is_nobody(plain) or bool(
        told
        and not any(line.why for line in told)
        and any(line.person and line.person.organisation for line in told)
    )


def _go_on(block: Block, before: Block, further: Sequence[Block]) -> bool:
    """Whether paragraphs after a misfit go on with people.

    Before more prose, lines that say where somebody comes from are no fewer than misfits so
    far, of which a sentence counts for two; or people stand right around the one
    misfit before the next heading.
    """
    strange, known = _strangeness(block.plain), 0
    for one in further:
        if one.is_rule or one.level or one.is_bold != block.is_bold or one.kind is Kind.BULLET:
            break
        if _is_text(one.plain) or people.tells_what_was_said(one.plain):
            return False
        if not are_people(one.plain):
            strange += _strangeness(one.plain)
            continue
        known += is_surely_somebody(one.plain)
        if known >= strange:
            return True
    goes_on = bool(further) and people.is_attendee(further[0].plain)
    is_line = people.is_attendee(before.plain) or bool(misfits.people_on(before.plain))
    is_told = goes_on or bool(misfits.people_on(block.plain))
    return strange == 1 and is_line and is_told


def _strangeness(plain: str) -> int:
    return 2 if is_prose(plain) else 1


def _is_text(plain: str) -> bool:
    """Whether a line is more than a short sentence, or leads to a list of its own."""
    return len(plain.split()) > misfits.MOST_WORDS or plain.endswith(":")


def is_in_table(block: Block, before: Block, following: Sequence[Block]) -> bool:
    """Whether a line stands in a table of people, or opens one right below a label."""
    if block.cell is None:
        return False
    return _table(before) == _table(block) or (
        attendance.is_label(before)
        and any(_table(one) == _table(block) and are_people(one.plain) for one in following)
    )


def _table(block: Block) -> int:
    return block.cell.table if block.cell else -1


def are_people(plain: str) -> bool:
    """Whether a line is somebody, several people or nobody in so many words."""
    return (
        people.is_attendee(plain)
        or names.is_nobody(plain)
        or listings.is_listing(plain)
        or bool(misfits.people_on(plain))
    )


def is_surely_somebody(plain: str) -> bool:
    """Whether a line says more than two words in capitals do: "Jo Day, Mill Trust"."""
    person = people.attendee(plain)
    return person is not None and bool(
        person.organisation or person.description or person.role or person.honorific
    )


def is_prose(plain: str) -> bool:
    """Whether a line is a sentence or leads to a list, and so is no line of people."""
    words = plain.split()
    return (
        len(words) > misfits.MOST_WORDS
        or (plain.endswith((".", "!", "?", ":")) and len(words) > 2)
        or people.tells_what_was_said(plain)
    )
