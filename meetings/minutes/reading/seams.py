"""Seams: headings that an editor broke over lines, or joined with the text under them.

Each becomes a line of its own, as the headings of other minutes are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..document import Doubt, Kind
from . import (
    attendance,
    cells,
    headings,
    inline,
    labels,
    listed,
    misfits,
    names,
    numbers,
    titles,
)
from .blocks import Block

_NUMBER_ALONE = re.compile(r"(?:(?:Agenda )?Item )?\d{1,2}[.):]?", re.I)
_LONGEST_NUMBER = len("Agenda Item 10.")
# Where the first line of a heading cannot end: "Welcome and", "Roads,".
_GOES_ON = re.compile(r"(?:[,&/–—-]|\b(?:and|or|of|on|for|from|the|to|with|in|by))$", re.I)
_BETWEEN = " .:–—-"
_MOST_WORDS = 12
# Titles that open paragraphs are told by how many there are.
_FEWEST = 3
_NO_TITLES = re.compile(
    r"(?:date|time|venue)s?\b|.*\bnext meeting|note|notes|decision|decisions|resolved|agreed"
    r"|recommendation|recommendations|outcome|status|update|progress",
    re.I,
)


def mended(blocks: Sequence[Block], doubts: list[Doubt]) -> list[Block]:
    """Blocks, with the headings of items each on a line of its own."""
    return listed.unlisted(with_run_in(unglued(rejoined(blocks)), doubts), doubts)


def rejoined(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, with headings in one that stand on several lines.

    "**1. Welcome and<br>introductions**"; "**1.**", and under it "**Welcome**"; "Item 1" over
    "Welcome".
    """
    are_broken = sum(map(_is_number_alone, blocks)) > 1
    out: list[Block] = []
    for block in blocks:
        if out and (
            _goes_on(out[-1], block)
            or (are_broken and _is_number_alone(out[-1]) and _is_title_of(out[-1], block))
        ):
            out[-1] = _set_as(block, cells.joined([out[-1], block]))
        else:
            out.append(block)
    return out


def _set_as(title: Block, heading: Block) -> Block:
    """A heading, with its number in bold as the title is: "1." over "**Roads**"."""
    if heading.level or not title.is_bold or heading.is_bold:
        return heading
    runs = [run._replace(style=run.style | inline.STRONG) for run in heading.runs]
    return replace(heading, runs=inline.folded(runs))


def _goes_on(before: Block, block: Block) -> bool:
    if not block.is_continued or numbers.before_title(block.plain)[1]:
        return False
    if block.level:
        return block.level == before.level and not headings.is_other(block.plain)
    return (
        titles.could_head(before)
        and titles.could_head(block)
        and (block.plain[0].islower() or _GOES_ON.search(before.plain) is not None)
    )


def _is_number_alone(block: Block) -> bool:
    return (
        len(block.plain) <= _LONGEST_NUMBER
        and (block.level > 0 or block.kind is Kind.PARAGRAPH)
        and not (block.depth or block.cell or block.is_rule)
        and _NUMBER_ALONE.fullmatch(block.plain) is not None
    )


def _is_title_of(number: Block, block: Block) -> bool:
    is_plain = titles.could_head(block, is_bold=False) and titles.is_title(block.plain)
    is_alike = (
        block.level == number.level
        if number.level
        else titles.could_head(block) or (is_plain and not number.is_bold)
    )
    return is_alike and not numbers.before_title(block.plain)[1] and not _is_number_alone(block)


def unglued(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, with a bold numbered heading parted from a text that an editor glued to it.

    "**2. Minutes** They were agreed." and "They were agreed. **3. Roads**" are two each.
    """
    if headings.tags(blocks):
        return list(blocks)
    out: list[Block] = []
    for block in blocks:
        if block.kind is Kind.PARAGRAPH and not block.depth and len(block.runs) > 1:
            out += _parted(block)
        else:
            out.append(block)
    return out


def _parted(block: Block) -> list[Block]:
    first, last = block.runs[0], block.runs[-1]
    if labels.point(block.plain).is_explicit or titles.could_head(block):
        return [block]
    end = len(first.text)
    if _is_numbered_bold(first) and (start := _text_after(block, end)):
        return [block.part(0, end), block.rest(start)]
    end = len(block.plain) - len(last.text)
    if _is_numbered_bold(last) and block.plain[:end].rstrip().endswith((".", ":", "?", ")")):
        return [block.part(0, end), block.rest(end)]
    return [block]


def _text_after(block: Block, end: int) -> int:
    """Where a text begins after a title that ends at `end`; 0 if none does."""
    after = block.plain[end:].lstrip(_BETWEEN)
    return len(block.plain) - len(after) if after[:1].isupper() else 0


def _is_numbered_bold(run: inline.Run) -> bool:
    number, start = numbers.before_title(run.text)
    return bool(
        run.style & inline.STRONG
        and number
        and len(run.text) <= 150
        and run.text[start : start + 1].isupper()
    )


def with_run_in(blocks: Sequence[Block], doubts: list[Doubt]) -> list[Block]:
    """Blocks, with titles that open a paragraph parted from it, where nothing else heads items.

    "**Roads.** They were wet.", "**Mills:** Ann Lee spoke of them.", "**Locks** – None."
    """
    if headings.tags(blocks):
        return list(blocks)
    found = {index: end for index, block in enumerate(blocks) if (end := _title_end(block))}
    said = Counter(_title(blocks[index], end) for index, end in found.items())
    found = {index: end for index, end in found.items() if said[_title(blocks[index], end)] == 1}
    if len(found) < _FEWEST or _are_headed(blocks, min(found)):
        _doubt_beside(blocks, found, doubts)
        # "**AOB:** None." is an item, however the others are headed.
        found = {
            index: end
            for index, end in found.items()
            if names.organisation_key(_title(blocks[index], end)) in names.STANDING_ITEMS
        }
    out: list[Block] = []
    for index, block in enumerate(blocks):
        if end := found.get(index, 0):
            text = block.rest(_text_after(block, end))
            in_list = block.kind is Kind.BULLET
            out.append(block.part(0, len(block.plain[:end].rstrip(_BETWEEN))))
            out.append(replace(text, kind=Kind.PARAGRAPH, depth=int(in_list), ordinal=0))
        else:
            out.append(block)
    if len(found) > 1:
        first = min(found)
        why = "opens a paragraph in bold, as others do where no line heads items: read as an item"
        doubts.append(Doubt(_title(blocks[first], found[first]), why))
    return out


def _doubt_beside(blocks: Sequence[Block], found: Mapping[int, int], doubts: list[Doubt]) -> None:
    """ "**Roads**", then "**Mills.** They grind." and "**Locks**": it may be an item as well."""
    lines = headings.bold(blocks) if found else []
    if len(found) * 2 > len(lines) or any(
        numbers.before_title(blocks[index].plain)[1] for index in lines
    ):
        return
    why = "opens a paragraph in bold, where lines in bold head items: may head one, read as a point"
    doubts += [
        Doubt(_title(blocks[index], end), why)
        for index, end in found.items()
        if lines[0] < index
        and names.organisation_key(_title(blocks[index], end)) not in names.STANDING_ITEMS
    ]


def _title(block: Block, end: int) -> str:
    return block.plain[:end].strip(_BETWEEN)


def _title_end(block: Block) -> int:
    """Where the title ends that opens a paragraph or an item of a numbered list; 0 if none does."""
    if (
        len(block.runs) < 2
        or block.depth
        or block.cell
        or not (block.kind is Kind.PARAGRAPH or block.ordinal)
        or not block.runs[0].style & titles.MARKS
        or labels.point(block.plain).is_explicit
        or labels.action(block.plain)
        or max(labels.after_due(block.plain), labels.after_owner(block.plain)) >= 0
        or attendance.is_label(block)
        or titles.could_head(block)
    ):
        return 0
    end = len(block.runs[0].text)
    title, start = block.plain[:end].strip(_BETWEEN), _text_after(block, end)
    if (
        not (start and title)
        or not titles.is_title(title)
        or numbers.before_title(title)[1]
        or _NO_TITLES.fullmatch(title)
        or headings.is_other(title)
        or names.is_person(title)
        or names.is_body(title)
        or misfits.lines_on(block.plain[start:].partition(",")[0])
    ):
        return 0
    return end


def _are_headed(blocks: Sequence[Block], first: int) -> bool:
    """Whether lines or list items head items, `Any other business` aside."""
    lines = [blocks[index].plain for index in headings.bold(blocks) if index > first]
    return bool(
        [line for line in lines if names.organisation_key(line) not in names.STANDING_ITEMS]
        or headings.numbered_lines(blocks)
    )
