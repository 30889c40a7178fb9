"""Parts of an item whose sub-headings are set exactly like the headings of items.

What the minutes say beside tells the two apart; each line that was taken for a part of an
item is doubted, so that somebody looks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..document import Doubt, Kind
from . import labels, names, numbers
from .blocks import Block

# "Paper TB(4)2.ii": the second paper of the fourth meeting's second item.
_PAPER = re.compile(r"\b[A-Z]{1,6}\(\d+\)(?P<item>\d+)")
# "Ann Lee told the Board that", "The Minister set out what was done": less certain.
_TOLD = re.compile(
    r"(?:The (?:Minister|Secretary of State|Commissioner|Director|speaker)\b[^.;:,()]{0,60}?"
    r"|(?!The )(?P<who>[A-Z][^.;:,()]{1,60}?))(?: \([^()]*\)|, [^.;:,]{2,60},)?"
    r" (?:also |first |then |briefly )?(?:told|reported|described|said|spoke|set out|briefed|opened"
    r"|(?:ran|took|walked|talked) [\w ]{0,30}?through)\b"
)
_INITIALS = re.compile(r"[A-Z]{2,4}")
# What no one presents in parts.
_OPENING = re.compile(
    r"(?:welcome|introductions?|apologies|(?:the )?minutes|matters arising|actions?)\b", re.I
)
_PRESENTED = re.compile(
    r"\b(?:present(?:ed|s|ing)|introduced|outlined|explained|summarised|updated|gave|talked|led)\b",
    re.I,
)


def without_stacked(
    blocks: Sequence[Block], heads: Sequence[int], doubts: list[Doubt]
) -> list[int]:
    """Headings of items among plain lines that stand over others.

    A heading right under another is of a part of it: "Work programme", then "Roads". Where
    papers are numbered by item, so are the headings after it, until one over another, one
    whose papers have another number, or a standing item: "Roads" tells of paper TB(4)2.i,
    "Rivers" of TB(4)2.ii, "Strategy" of TB(4)3.
    """
    known = set(heads)
    alone = [index for index in heads if index - 1 not in known]
    papers = [_paper(blocks[start:end]) for start, end in _sections(blocks, alone)]
    if len({paper for paper in papers if paper}) < 2:
        return alone
    items: list[int] = []
    has_parts, paper = False, ""
    for index, cited in zip(alone, papers, strict=True):
        if (
            has_parts
            and index + 1 not in known
            and cited in ("", paper)
            and not _is_standing(blocks[index])
        ):
            doubt(blocks[index], doubts)
        else:
            items.append(index)
            has_parts, paper = index + 1 in known, cited
    return items


def without_presented(
    blocks: Sequence[Block], heads: Sequence[int], certain: frozenset[str], doubts: list[Doubt]
) -> list[int]:
    """Headings of items, without those of the parts of what somebody presents.

    Two or more lines in a row that stand right over bullets, where the item before them
    opens with who presents it and has no actions yet: "Canals", "Ann Lee presented the
    figures.", then "What we hold" and "What comes next" over bullets. After "Ann Lee told us
    of the figures." the last of them must end with the actions of all. Those of `certain`
    titles are items.
    """
    sections = [blocks[start + 1 : end] for start, end in _sections(blocks, heads)]
    items: list[int] = []
    at = 0
    while at < len(heads):
        items.append(heads[at])
        at += 1
        is_presented = _is_presented(sections[at - 1])
        is_told = not _OPENING.match(blocks[heads[at - 1]].plain) and _is_told(sections[at - 1])
        if not is_presented and not is_told:
            continue
        end = at
        while (
            end < len(heads)
            and sections[end][:1]
            and sections[end][0].kind is Kind.BULLET
            and not _is_standing(blocks[heads[end]])
            and names.organisation_key(blocks[heads[end]].plain) not in certain
            and not (end > at and _has_action(sections[end - 1]))
        ):
            end += 1
        if end - at > 1 and (is_presented or _has_action(sections[end - 1])):
            for index in heads[at:end]:
                doubt(blocks[index], doubts)
            at = end
    return items


def without_repeated(
    blocks: Sequence[Block], heads: Sequence[int], certain: frozenset[str], doubts: list[Doubt]
) -> list[int]:
    """Headings of items, without those that stand under several: "Roads", "Decision", "Mills",
    "Decision". Those with a number and those of `certain` titles are items.
    """
    keys = {index: names.organisation_key(blocks[index].plain) for index in heads}
    said = Counter(keys.values())
    again = [
        index
        for index in heads[1:]
        if said[keys[index]] > 1
        and keys[index] not in (keys[heads[0]], *certain)
        and not numbers.before_title(blocks[index].plain)[1]
    ]
    if len(heads) - len(again) < 2:
        return list(heads)
    for index in again:
        doubt(blocks[index], doubts)
    return [index for index in heads if index not in again]


def without_counted_again(
    blocks: Sequence[Block], heads: Sequence[int], doubts: list[Doubt]
) -> list[int]:
    """Headings of items, without those of parts that are numbered within an item.

    "2. Roads", "2.1 Wet ones", "3. Mills"; "2. Roads", "1. Wet ones", "2. Dry ones", "3. Mills".
    Where the items do not go on to count after a second 1, all are items. "Item 2.1: Wet ones"
    says that it is one.
    """
    lines = [blocks[index].plain for index in heads]
    counts = [numbers.whole(line) if line[0].isdigit() else 0 for line in lines]
    items: list[int] = []
    last = at = 0
    while at < len(heads):
        is_part = last and lines[at].startswith(f"{last}.") and numbers.before_title(lines[at])[0]
        if is_part and not counts[at]:
            doubt(blocks[heads[at]], doubts)
        elif counts[at] == 1 and last and (length := _counted_within(counts[at:], last)):
            for index in heads[at : at + length]:
                doubt(blocks[index], doubts)
            at += length - 1
        else:
            if 0 < counts[at] < last:
                why = "its number goes back: may head a part of the item before, read as an item"
                doubts.append(Doubt(lines[at], why))
            items.append(heads[at])
            last = counts[at] or last
        at += 1
    return items


def _counted_within(counts: Sequence[int], last: int) -> int:
    """How many of these count up from 1 before `last` is counted on; 0 where it is not."""
    length = 0
    for at, count in enumerate(counts):
        if at > 1 and count == last + 1:
            length = at
        if count != at + 1:
            break
    return length


def _is_presented(section: Sequence[Block]) -> bool:
    """Whether an item opens with who presents it, and nothing is to be done yet."""
    return bool(
        section
        and section[0].kind is Kind.PARAGRAPH
        and _PRESENTED.search(section[0].plain)
        and not _has_action(section)
    )


def _is_told(section: Sequence[Block]) -> bool:
    """Whether an item opens with somebody who tells of it, not the Chair, and without actions."""
    if not section or section[0].kind is not Kind.PARAGRAPH or _has_action(section):
        return False
    match = _TOLD.match(section[0].plain)
    if match is None:
        return False
    who = match["who"]
    return who is None or names.is_person(who) or _INITIALS.fullmatch(who) is not None


def _sections(blocks: Sequence[Block], heads: Sequence[int]) -> list[tuple[int, int]]:
    return list(pairwise([*heads, len(blocks)]))


def _paper(section: Sequence[Block]) -> str:
    """The number of the item whose paper a section cites first, or ""."""
    cited = (_PAPER.search(block.plain) for block in section)
    return next((match["item"] for match in cited if match), "")


def _has_action(section: Sequence[Block]) -> bool:
    return any(
        labels.action(block.plain) or labels.is_action_heading(block.plain) for block in section
    )


def _is_standing(block: Block) -> bool:
    key = names.organisation_key(block.plain)
    return any(key.startswith(standing) for standing in names.STANDING_ITEMS)


def doubt(block: Block, doubts: list[Doubt]) -> None:
    why = "looks like the heading of an item, read as one of a part of the item before it"
    doubts.append(Doubt(block.plain, why))
