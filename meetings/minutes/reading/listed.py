"""Headings that stand in lists, as editors leave those that a word processor numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..document import Doubt, Kind
from . import headings, inline, names, numbers, owners, titles
from .blocks import Block


def unlisted(blocks: Sequence[Block], doubts: list[Doubt]) -> list[Block]:
    """Blocks, with headings that stand in lists as bold lines, numbered where the list is.

    "<ol><li><b>Roads</b></li></ol>" before a text, then "<ol start=2>", or the text within
    the list items. Bold items that follow each other are what the minutes list. Where each
    heading is a list of its own, all of them print "1.", and they are counted.
    """
    if headings.tags(blocks):
        return list(blocks)
    entries = [index for index, block in enumerate(blocks) if _is_entry(block)]
    if not entries:
        return list(blocks)
    bold = [index for index in entries if _could_head(blocks[index])]
    if _are_one_series(blocks, bold):
        return _with_lines(blocks, bold, [blocks[index].ordinal for index in bold])
    lines = headings.bold(blocks)
    alone = [index for index in bold if _is_alone(blocks, index)]
    if _are_of_items(blocks, alone, lines):
        return _with_lines(blocks, alone, _counted(blocks, alone, lines, doubts))
    plain = [] if bold else [index for index in entries if _is_plain_title(blocks, index)]
    if _open_body(blocks, plain, lines):
        why = "heads a text as an entry of a list, as others do: read as an item"
        doubts.append(Doubt(blocks[plain[0]].plain, why))
        ordinals = [blocks[index].ordinal for index in plain]
        if not _are_one_series(blocks, plain):
            ordinals = _counted(blocks, plain, lines, doubts)
        return _with_lines(blocks, plain, ordinals)
    return list(blocks)


def _is_entry(block: Block) -> bool:
    """Whether a block opens an item of a list that stands in no other, or is a heading in one."""
    in_list = block.depth == 1 and 0 < block.level <= titles.LOWEST
    return block.cell is None and (in_list or (block.kind is Kind.BULLET and not block.depth))


def _could_head(block: Block) -> bool:
    if not (block.level or titles.title_runs(block)):
        return False
    line = replace(block, kind=Kind.PARAGRAPH, depth=0)
    is_set_apart = block.level or titles.could_head(line)
    is_sentence = block.plain.endswith((";", ",")) or titles.is_sentence(block.plain)
    return bool(is_set_apart) and not (is_sentence or owners.is_task(block.plain))


def _are_one_series(blocks: Sequence[Block], heads: Sequence[int]) -> bool:
    """Whether headings have numbers that rise, and most of them are over something."""
    ordinals = [blocks[index].ordinal for index in heads]
    together = sum(after == before + 1 for before, after in pairwise(heads))
    return (
        len(heads) > 1
        and ordinals[0] > 0
        and all(before < after for before, after in pairwise(ordinals))
        and together * 2 <= len(heads)
    )


def _is_alone(blocks: Sequence[Block], index: int) -> bool:
    """Whether no other entry of its list stands right beside an entry."""
    block = blocks[index]
    return not any(
        _is_entry(beside) and beside.ordinal == (block.ordinal and block.ordinal + step)
        for step in (-1, 1)
        for beside in blocks[max(0, index + step) : index + step + 1]
    )


def _are_of_items(blocks: Sequence[Block], heads: Sequence[int], lines: Sequence[int]) -> bool:
    """Whether bold lists of one entry head the items, and not parts of them.

    Parts they are where numbered lines head the items, or as many lines set in the same way.
    """
    numbered = [index for index in lines if numbers.before_title(blocks[index].plain)[1]]
    alike = _set_alike(blocks, heads, lines)
    return len(heads) > 1 and len(numbered) < 2 and len(alike) < len(heads)


def _set_alike(blocks: Sequence[Block], heads: Sequence[int], lines: Sequence[int]) -> list[int]:
    """Lines set like the headings in lists, `Any other business` aside."""
    return [
        index
        for index in lines
        if heads
        and titles.marks(blocks[index]) == titles.marks(blocks[heads[0]])
        and names.organisation_key(blocks[index].plain) not in names.STANDING_ITEMS
    ]


def _is_plain_title(blocks: Sequence[Block], index: int) -> bool:
    plain = blocks[index].plain
    following = blocks[index + 1 : index + 2]
    return (
        titles.is_title(plain)
        and titles.could_head(replace(blocks[index], kind=Kind.PARAGRAPH), is_bold=False)
        and not owners.is_task(plain)
        and _is_alone(blocks, index)
        and not any(_is_entry(block) or block.is_rule for block in following)
    )


def _open_body(blocks: Sequence[Block], heads: Sequence[int], lines: Sequence[int]) -> bool:
    """Whether plain lists of one entry head the items: one opens the minutes, no line heads any."""
    first = next((index for index, block in enumerate(blocks) if not block.is_rule), 0)
    return (
        len(heads) > 2
        and heads[0] == first
        and not _set_alike(blocks, heads, lines)
        and not headings.numbered_lines(blocks)
    )


def _counted(
    blocks: Sequence[Block], heads: Sequence[int], lines: Sequence[int], doubts: list[Doubt]
) -> list[int]:
    """The number of each heading in a list of its own; 0 where they have none.

    None is told where a heading that stands in no list stands among them.
    """
    if not all(blocks[index].ordinal for index in heads):
        return [0] * len(heads)
    alike = _set_alike(blocks, heads, lines)
    between = [
        alike[bisect_right(alike, start) : bisect_left(alike, end)]
        for start, end in pairwise(heads)
    ]
    if any(len(one) == 1 for one in between):
        why = "stands in no list, as other headings of items do: none of them has a number"
        doubts += [Doubt(blocks[one[0]].plain, why) for one in between if len(one) == 1]
        return [0] * len(heads)
    why = "heads items in lists that each begin at 1: their numbers are counted"
    doubts.append(Doubt(blocks[heads[0]].plain, why))
    return list(range(1, len(heads) + 1))


def _with_lines(
    blocks: Sequence[Block], heads: Sequence[int], ordinals: Sequence[int]
) -> list[Block]:
    out = list(blocks)
    for (index, end), ordinal in zip(pairwise([*heads, len(blocks)]), ordinals, strict=True):
        block = blocks[index]
        runs = [run._replace(style=run.style | inline.STRONG) for run in block.runs]
        if ordinal:
            runs.insert(0, inline.Run(f"{ordinal}. ", inline.STRONG))
        line = block.of_runs(inline.folded(runs))
        out[index] = replace(line, kind=Kind.PARAGRAPH, depth=0, level=0, ordinal=0)
        for inside in range(index + 1, end):
            if not blocks[inside].depth:
                break
            out[inside] = replace(blocks[inside], depth=blocks[inside].depth - 1)
    return out
