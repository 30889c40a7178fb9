"""Headings: which blocks head an item of the agenda, and what number stands before the title."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..document import Doubt, Kind
from . import actions, attendance, labels, names, numbers, parts, titles
from .blocks import Block

# The one heading by tag, above the agenda, in minutes whose items are headed by bold lines.
_AGENDA = re.compile(r"(?:draft )?agenda", re.I)
# What is said of an item, never an item after another.
_PARTS = frozenset("comment comments discussion keypoints background".split())
# The second of a series in letters follows the first so soon.
_SECOND_WITHIN = 100
_SECTION = "stands over numbered headings that run on: read as a point, not as an item"
# A word in capitals that is no abbreviation is longer.
_LONG_WORD = 5


def is_other(plain: str) -> bool:
    """Whether a heading would be taken for a label, or for that of the next meeting."""
    return (
        attendance.group(plain) is not None
        or labels.is_action_heading(plain)
        or titles.tells_next_meeting(plain)
    )


def write(number: str, title: str) -> str:
    """The heading that reads as this number and title, whatever the title begins with."""
    return f"Item {number}: {title}" if number else f"Item: {title}"


def tags(blocks: Sequence[Block]) -> list[int]:
    """The indexes of headings by tag that can be of items.

    "Agenda", "Date of next meeting" and lists of actions are none. The lowest tags are of
    parts, but where they come before all other headings.
    """
    found = [
        index
        for index, block in enumerate(blocks)
        if block.level
        and not block.depth
        and not _AGENDA.fullmatch(block.plain)
        and not titles.heads_actions(blocks, index)
        and not titles.tells_next_meeting(block.plain)
    ]
    high = [index for index in found if blocks[index].level <= titles.LOWEST]
    if (
        high[:1] == found[:1]
        or blocks[0].is_rule
        or any(map(titles.could_head, blocks[: found[0]]))
    ):
        return high
    return found


def bold(blocks: Sequence[Block]) -> list[int]:
    """The indexes of lines that head something by being bold or underlined.

    "Comments", under each item, is a part of it; one that opens the minutes is an item, and
    so is one with a number. "Ann Lee, Mill Trust" right under one is who presents it.
    """
    found: list[int] = []
    for index, block in enumerate(blocks):
        is_under = index > 0 and found[-1:] == [index - 1]
        if (
            titles.could_head(block)
            and not titles.heads_actions(blocks, index)
            and not (is_under and titles.is_somebody(block.plain))
        ):
            found.append(index)
    said = Counter(names.organisation_key(blocks[index].plain) for index in found)
    return [
        index
        for index in found
        if numbers.before_title(plain := blocks[index].plain)[1]
        or (
            said[key := names.organisation_key(plain)] == 1
            and (index == found[0] or key not in _PARTS)
            and not titles.is_sentence(plain)
        )
    ]


def items(blocks: Sequence[Block], doubts: list[Doubt], planned: Iterable[str] = ()) -> list[int]:
    """The indexes of the blocks that head an item; `doubts` takes what may be one as well.

    Headings by their tag, the highest level of them, where the page has any, with bold lines
    above them; else bold lines: the numbered ones if there are several, with `Any other
    business`, or all that look like the first; else short lines that are numbered; else short
    lines over others. A bold line that is a `planned` title word for word heads an item, as
    `Any other business` does, however the others are set.
    """
    certain = names.STANDING_ITEMS | set(map(names.organisation_key, planned))
    tagged = _by_tag(blocks, certain, doubts)
    lines = bold(blocks)
    if tagged:
        if len(tagged) == 1 and _is_over_numbered(blocks, tagged[0], lines):
            return _by_weight(blocks, lines, certain, doubts)
        return [*_above(blocks, tagged[0], doubts), *tagged]
    if lines:
        return _by_weight(blocks, lines, certain, doubts)
    if numbered := numbered_lines(blocks):
        return numbered
    alone = [index for index in range(len(blocks)) if _stands_alone(blocks, index)]
    return parts.without_stacked(blocks, alone, doubts)


def _by_tag(blocks: Sequence[Block], certain: frozenset[str], doubts: list[Doubt]) -> list[int]:
    """Headings of the highest level, and those below it that are of items all the same."""
    found = tags(blocks)
    if not found:
        return []
    top = min(blocks[index].level for index in found)
    first = blocks[found[0]].level
    if first > top and not blocks[0].is_rule:
        # What stands first is a part of nothing: "h3 Roads", "h3 Mills" and then "h2 AOB".
        higher = [index for index in found if blocks[index].level < first]
        alike = [index for index in found if blocks[index].level == first]
        if len(alike) > len(higher) or _are_numbered_alone(blocks, alike, higher):
            top = first
            why = "set above the headings before it: read as the heading of an item, as they are"
            doubts += [Doubt(blocks[index].plain, why) for index in higher]
        else:
            _doubt_before(blocks[found[0]], doubts)
    sections = _over_numbered(blocks, found, top)
    doubts += [Doubt(blocks[index].plain, _SECTION) for index in sections]
    heads = [
        index
        for index, block in enumerate(blocks)
        if (0 < block.level <= top or (sections and 0 < block.level <= top + 1))
        and index not in sections
        and not block.depth
        and not titles.heads_actions(blocks, index)
        and not titles.tells_next_meeting(block.plain)
    ]
    heads = parts.without_counted_again(blocks, heads, doubts)
    heads = parts.without_repeated(blocks, heads, certain, doubts)
    return sorted([*heads, *_set_lower(blocks, heads, certain, doubts)])


def _over_numbered(blocks: Sequence[Block], found: Sequence[int], top: int) -> list[int]:
    """Headings without numbers right over those of the next level, whose numbers run through all.

    "Minutes" over "1. Roads" and "2. Mills"; "Morning" over "1. Roads", "Afternoon" over
    "2. Mills".
    """
    lower = [index for index in found if blocks[index].level == top + 1]
    counts = [count for index in lower if (count := numbers.whole(blocks[index].plain))]
    if len(counts) * 2 <= len(lower) or len(counts) < 2 or counts[0] != 1:
        return []
    highest = [
        index
        for index in found
        if blocks[index].level == top
        and names.organisation_key(blocks[index].plain) not in names.STANDING_ITEMS
    ]
    over = [index for index in highest if index + 1 in lower]
    run_on = all(one < two for one, two in pairwise(counts))
    are_numbered = any(numbers.before_title(blocks[index].plain)[1] for index in highest)
    return over if run_on and not are_numbered and len(over) * 2 > len(highest) else []


def _are_numbered_alone(
    blocks: Sequence[Block], heads: Sequence[int], others: Sequence[int]
) -> bool:
    """Whether several headings have numbers, and others have none: "1. Roads", "Comments"."""
    return sum(numbers.whole(blocks[index].plain) > 0 for index in heads) > 1 and not any(
        numbers.before_title(blocks[index].plain)[1] for index in others
    )


def _set_lower(
    blocks: Sequence[Block], heads: Sequence[int], certain: frozenset[str], doubts: list[Doubt]
) -> list[int]:
    """Headings of items that are set lower than the others, or in bold only.

    "3. Mills" after "2. Roads", and "AOB".
    """
    found: list[int] = []
    for start, end in pairwise([*heads, len(blocks)]):
        last = numbers.whole(blocks[start].plain)
        following = numbers.whole(blocks[end].plain) if end < len(blocks) else 0
        for index in range(start + 1, end):
            block = blocks[index]
            if block.depth or not (block.level or titles.could_head(block)):
                continue
            number = numbers.whole(block.plain)
            if names.organisation_key(block.plain) in certain:
                found.append(index)
            elif number and last and number == last + 1 and not 0 < following <= number:
                found.append(index)
                last = number
                why = "set below other headings, but its number goes on from theirs: read as one"
                doubts.append(Doubt(block.plain, why))
            elif number:
                last = 0
    return found


def _is_over_numbered(blocks: Sequence[Block], tagged: int, lines: Sequence[int]) -> bool:
    """Whether the one heading by tag stands right above all items: "Discussion", "**1. Roads**"."""
    starts = numbers.before_titles([blocks[index].plain for index in lines])
    return (
        sum(start > 0 for _, start in starts) > 1
        and starts[0][1] > 0
        and lines[0] == tagged + 1
        and not numbers.before_title(blocks[tagged].plain)[1]
    )


def _above(blocks: Sequence[Block], first: int, doubts: list[Doubt]) -> list[int]:
    """Bold lines that head items above the first heading by tag.

    Several, each over a text, or "**1. Roads**" above "<h3>2. Mills</h3>".
    """
    if not first or blocks[0].is_rule:
        return []
    lines = [
        index
        for index in bold(blocks[:first])
        if index + 1 < first and not titles.could_head(blocks[index + 1])
    ]
    numbered = [index for index in lines if numbers.before_title(blocks[index].plain)[1]]
    lines = numbered or lines
    number = numbers.whole(blocks[lines[0]].plain) if len(lines) == 1 else 0
    if len(lines) == 1 and not 0 < number < numbers.whole(blocks[first].plain):
        _doubt_before(blocks[lines[0]], doubts)
        return []
    return lines


def _doubt_before(block: Block, doubts: list[Doubt]) -> None:
    why = "stands like a heading before the first item: may be of one itself, read as a point"
    doubts.append(Doubt(block.plain, why))


def _by_weight(
    blocks: Sequence[Block], lines: list[int], certain: frozenset[str], doubts: list[Doubt]
) -> list[int]:
    # Bold and underlined is above either alone.
    weights = {index: titles.marks(blocks[index]).bit_count() for index in lines}
    top_weight = max(weights.values())
    heaviest = [index for index in lines if weights[index] == top_weight]
    first = blocks[lines[0]]
    if len(heaviest) > 1:
        first = blocks[heaviest[0]]
        lines = [
            index
            for index in lines
            if weights[index] == top_weight
            or names.organisation_key(blocks[index].plain) in certain
        ]
    starts = numbers.before_titles([blocks[index].plain for index in lines])
    if sum(start > 0 for _, start in starts) < 2:
        lines = _of_one_look(blocks, lines, first, certain, doubts)
        return parts.without_presented(blocks, lines, certain, doubts)
    found = [
        index
        for index, (_, start) in zip(lines, starts, strict=True)
        if start or names.organisation_key(blocks[index].plain) in certain
    ]
    found = parts.without_counted_again(blocks, found, doubts)
    _doubt_lost_numbers(blocks, lines, found, doubts)
    return found


def _doubt_lost_numbers(
    blocks: Sequence[Block], lines: Sequence[int], heads: Sequence[int], doubts: list[Doubt]
) -> None:
    """ "**1. Roads**", "**Mills**", "**3. Locks**": an editor may have lost the 2."""
    for start, end in pairwise(heads):
        last, following = numbers.whole(blocks[start].plain), numbers.whole(blocks[end].plain)
        between = lines[bisect_right(lines, start) : bisect_left(lines, end)]
        if last and following == last + 2 and len(between) == 1:
            why = f"may head an item {last + 1}, whose number is missing: read as a part of the one"
            doubts.append(Doubt(blocks[between[0]].plain, f"{why} before it"))


def _of_one_look(
    blocks: Sequence[Block],
    lines: list[int],
    first: Block,
    certain: frozenset[str],
    doubts: list[Doubt],
) -> list[int]:
    """Headings of items, without those that are set in another way than the `first`.

    "**Roads**", "**Mills**" and under them "<u>Wet mills</u>"; "ROADS", "MILLS" and "Wet mills".
    """
    is_in_capitals = first.plain.isupper() and max(map(len, first.plain.split())) > _LONG_WORD

    def is_alike(block: Block) -> bool:
        return titles.marks(block) == titles.marks(first) and (
            block.plain.isupper() or not is_in_capitals
        )

    if sum(is_alike(blocks[index]) for index in lines) < 2:
        return lines
    found: list[int] = []
    for index in lines:
        block = blocks[index]
        if is_alike(block) or names.organisation_key(block.plain) in certain:
            found.append(index)
        else:
            parts.doubt(block, doubts)
    return found


def numbered_lines(blocks: Sequence[Block]) -> list[int]:
    """Plain lines "1. Roads", "2. Rivers": short, no sentences, in a series from 1.

    Or from A or I: "A. Roads", "B. Rivers".
    """
    lines = [
        index
        for index, block in enumerate(blocks)
        if titles.could_head(block, is_bold=False)
        and len(block.plain) <= 120
        and not block.plain.endswith((".", ";", ","))
    ]
    series: list[int] = []
    last = 0
    for index in lines:
        number = numbers.value(numbers.before_title(blocks[index].plain)[0])
        if number > last and (series or number <= 2):
            series.append(index)
            last = number
    if len(series) > 1:
        return series
    lettered = [index for index in lines if titles.is_title(blocks[index].plain)]
    starts = numbers.in_letters([blocks[index].plain for index in lettered])
    return [index for index, (_, start) in zip(lettered, starts, strict=True) if start]


def begin_in_letters(blocks: Sequence[Block], index: int) -> bool:
    """Whether items begin here that letters count: "A. Roads" is somebody, but over a text.

    "A. Lee", "B. Fox" right under each other are people.
    """
    if not numbers.is_first_letter(blocks[index].plain):
        return False
    series = numbered_lines(blocks[index : index + _SECOND_WITHIN])
    return series[:1] == [0] and series[1] > 1


def _stands_alone(blocks: Sequence[Block], index: int) -> bool:
    """Whether a plain line is a heading by its shape: short, no sentence, over a text."""
    block = blocks[index]
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    before = blocks[index - 1] if index else None
    return (
        titles.could_head(block, is_bold=False)
        and titles.is_title(block.plain)
        and following is not None
        and following.kind in (Kind.PARAGRAPH, Kind.BULLET)
        and (before is None or labels.after_due(before.plain) < 0)
        and not actions.titled(block)[0]
        and not labels.is_action_heading(before.plain if before else "")
        and not titles.heads_actions(blocks, index)
    )
