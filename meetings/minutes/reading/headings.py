"""Headings: which blocks head an item of the agenda, and what number stands before the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..document import Doubt, Kind
from . import actions, attendance, inline, labels, names, numbers, parts
from .blocks import Block

_NO_ITEMS = re.compile(r"(?:date|dates|time) of (?:the )?(?:next|future) meeting", re.I)
# The one heading by tag, above the agenda, in minutes whose items are headed by bold lines.
_AGENDA = re.compile(r"(?:draft )?agenda", re.I)
# What is said of an item, never an item after another.
_PARTS = frozenset("comment comments discussion keypoints background".split())
_OF_ACTIONS = re.compile(r"\bactions?\b|\bmatters arising\b", re.I)
_LONGEST = 250
# Words that make a sentence of a short line.
_VERBS = frozenset("is are was were has have had will would can should agreed noted said".split())


def is_other(plain: str) -> bool:
    """Whether a heading would be taken for a label of the attendance or of actions."""
    return attendance.group(plain) is not None or labels.is_action_heading(plain)


def reports_on_actions(title: str) -> bool:
    """Whether an item's title promises earlier actions: "Matters arising", "Action update"."""
    return _OF_ACTIONS.search(title) is not None


def write(number: str, title: str) -> str:
    """The heading that reads as this number and title, whatever the title begins with."""
    return f"Item {number}: {title}" if number else f"Item: {title}"


def unglued(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, with a bold numbered heading parted from a text that an editor glued to it.

    "**2. Minutes** They were agreed." and "They were agreed. **3. Roads**" are two each.
    """
    if any(0 < block.level <= 3 for block in blocks):
        return list(blocks)
    out: list[Block] = []
    for block in blocks:
        at = 0
        if block.kind is Kind.PARAGRAPH and not block.depth and len(block.runs) > 1:
            at = _seam(block)
        out += [block.part(0, at), block.part(at, None)] if at else [block]
    return out


def _seam(block: Block) -> int:
    """Where a glued heading and its text meet; 0 where nothing is glued."""
    first, last = block.runs[0], block.runs[-1]
    if labels.point(block.plain).is_explicit:
        return 0
    after = block.plain[len(first.text) :].lstrip()
    if _is_numbered_bold(first) and after[:1].isupper():
        return len(first.text)
    before = block.plain[: -len(last.text)].rstrip()
    if _is_numbered_bold(last) and before.endswith((".", ":", "?", ")")):
        return len(block.plain) - len(last.text)
    return 0


def _is_numbered_bold(run: inline.Run) -> bool:
    number, start = numbers.before_title(run.text)
    return bool(
        run.style & inline.STRONG
        and number
        and len(run.text) <= 150
        and run.text[start : start + 1].isupper()
    )


def unlisted(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, with headings that are bold items of a numbered list as numbered headings.

    "<ol><li><b>Roads</b></li></ol>" before a text, then "<ol start=2>", or the text within
    the list items. Bold items that follow each other are what the minutes list.
    """
    heads = [
        index
        for index, block in enumerate(blocks)
        if block.ordinal and not block.depth and _could_head(replace(block, kind=Kind.PARAGRAPH))
    ]
    ordinals = [blocks[index].ordinal for index in heads]
    together = sum(after == before + 1 for before, after in pairwise(heads))
    if (
        len(heads) < 2
        or any(0 < block.level <= 3 for block in blocks)
        or any(before >= after for before, after in pairwise(ordinals))
        or together * 2 > len(heads)
    ):
        return list(blocks)
    out = list(blocks)
    for index, end in pairwise([*heads, len(blocks)]):
        block = blocks[index]
        number = inline.Run(f"{block.ordinal}. ", inline.STRONG)
        runs = inline.folded((number, *block.runs))
        out[index] = replace(
            block, runs=runs, plain=inline.plain_of(runs), kind=Kind.PARAGRAPH, ordinal=0
        )
        for inside in range(index + 1, end):
            if not blocks[inside].depth:
                break
            out[inside] = replace(blocks[inside], depth=blocks[inside].depth - 1)
    return out


def items(blocks: Sequence[Block], doubts: list[Doubt]) -> list[int]:
    """The indexes of the blocks that head an item; `doubts` takes what may be one as well.

    Headings by their tag, the highest level of them, where the page has any; else bold
    lines: the numbered ones if there are several, with `Any other business`, or all; else
    short lines that are numbered; else short lines over others.
    """
    levels = [
        block.level
        for block in blocks
        if 0 < block.level <= 3 and not block.depth and not _AGENDA.fullmatch(block.plain)
    ]
    if levels:
        top = min(levels)
        return [
            index
            for index, block in enumerate(blocks)
            if block.level == top and not block.depth and not labels.is_action_heading(block.plain)
        ]
    bold = [index for index, block in enumerate(blocks) if _could_head(block)]
    titles = Counter(names.organisation_key(blocks[index].plain) for index in bold)
    # "Comments", under each item, is a part of it; one that opens the minutes is an item, and
    # so is one with a number.
    bold = [
        index
        for index in bold
        if numbers.before_title(blocks[index].plain)[1]
        or (
            titles[key := names.organisation_key(blocks[index].plain)] == 1
            and (index == bold[0] or key not in _PARTS)
        )
    ]
    if not bold:
        if numbered := _numbered_lines(blocks):
            return numbered
        alone = [index for index in range(len(blocks)) if _stands_alone(blocks, index)]
        return parts.without_stacked(blocks, alone, doubts)
    weights = {index: _weight(blocks[index]) for index in bold}
    top_weight = max(weights.values())
    heaviest = [index for index in bold if weights[index] == top_weight]
    if len(heaviest) > 1:
        bold = heaviest
    starts = numbers.before_titles([blocks[index].plain for index in bold])
    if sum(start > 0 for _, start in starts) < 2:
        return parts.without_presented(blocks, bold, doubts)
    return [
        index
        for index, (_, start) in zip(bold, starts, strict=True)
        if start or names.organisation_key(blocks[index].plain) in names.STANDING_ITEMS
    ]


def _numbered_lines(blocks: Sequence[Block]) -> list[int]:
    """Plain lines "1. Roads", "2. Rivers": short, no sentences, in a series from 1."""
    lines = [
        index
        for index, block in enumerate(blocks)
        if _could_head(block, is_bold=False)
        and len(block.plain) <= 120
        and not block.plain.endswith((".", ";", ","))
        and numbers.before_title(block.plain)[1]
    ]
    series: list[int] = []
    last = 0
    for index in lines:
        number = numbers.value(numbers.before_title(blocks[index].plain)[0])
        if number > last and (series or number <= 2):
            series.append(index)
            last = number
    return series if len(series) > 1 else []


def _stands_alone(blocks: Sequence[Block], index: int) -> bool:
    """Whether a plain line is a heading by its shape: short, no sentence, over a text."""
    block = blocks[index]
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    before = blocks[index - 1] if index else None
    return (
        _could_head(block, is_bold=False)
        and len(block.plain.split()) <= 12
        and block.plain[0].isupper()
        and block.plain[-1].isalnum()
        and not _VERBS & set(block.plain.split())
        and following is not None
        and following.kind in (Kind.PARAGRAPH, Kind.BULLET)
        and (before is None or labels.after_due(before.plain) < 0)
        and not actions.titled(block)[0]
        and not labels.is_action_heading(before.plain if before else "")
    )


def _weight(block: Block) -> int:
    """How strongly a heading is set: bold and underlined is above either alone."""
    styles = [run.style for run in block.runs if run.text.strip(" .:")]
    return sum(all(style & mark for style in styles) for mark in (inline.STRONG, inline.UNDERLINE))


def _could_head(block: Block, *, is_bold: bool = True) -> bool:
    plain = block.plain
    return (
        block.kind is Kind.PARAGRAPH
        and not block.depth
        and not block.is_rule
        and block.cell is None
        and len(plain) <= _LONGEST
        and (block.is_bold or not is_bold)
        and any(char.isalpha() for char in plain)
        and not labels.point(plain).is_explicit
        and labels.action(plain) is None
        and not labels.is_action_heading(plain)
        and labels.after_due(plain) < 0
        and not _NO_ITEMS.match(plain)
        and attendance.group(plain) is None
    )
