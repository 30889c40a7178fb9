"""Series: earlier actions one after the other, each with what became of it.

Action 1: Ann Lee to write.
- Complete. Sent in May.
Action 2: Cy Hall to ask.
- DFX have been asked.

Where one of a series states a status, or a heading announces earlier actions, what follows
each of them is a report, whatever its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..document import Kind
from . import actions, earlier, labels, lines, owners, progress, statuses
from .about import About
from .blocks import Block
from .points import is_sub_heading

# What may stand above a series: "The minutes were agreed.", "Progress was as follows:".
_LEAD_IN = re.compile(
    r"\b(?:minutes?|notes?|actions?|progress|update[sd]?|log|list|went through)\b", re.I
)
_MOST_LEAD_IN = 6
_MAY_BE = "stands among earlier actions: what follows it is read as what became of it"
_NEW = re.compile(r"new(?: action)?\W*", re.I)


@dataclass(frozen=True, slots=True)
class Member:
    """An action of a series; the blocks on from it up to `end` are its own.

    `is_stated` where it is a review whatever stands around it, `is_in_line` where its own line
    reports on it, `is_held` where that does or a list below it, `is_told` where the words
    tell what became of it. `why` it is doubted.
    """

    end: int
    has_report: bool
    is_stated: bool = False
    is_in_line: bool = False
    is_held: bool = False
    is_told: bool = False
    why: str = ""


def of(blocks: Sequence[Block], at: int, about: About) -> tuple[Mapping[int, Member], int]:
    """The actions under review of the series that begins at `at`, by where each stands.

    And where the series ends; `about` is what the heading above says.
    """
    are_reviews = about.are_reviews or about.looks_back
    are_earlier = about.are_earlier
    if not are_reviews and labels.action(blocks[at].plain) is None:
        return {}, at + 1
    found = _members(blocks, at, are_reviews=are_reviews, are_earlier=are_earlier)
    end = max((one.end for one in found.values()), default=at + 1)
    reported = [one for one in found.values() if one.has_report]
    if not are_reviews:
        found = {index: one for index, one in found.items() if one.has_report}
    is_labelled = labels.action(blocks[at].plain) is not None
    stated = sum(one.is_stated for one in reported)
    all_held = all(one.is_held or one.is_stated for one in reported)
    all_told = 1 < len(reported) == len(found) and all(one.is_told for one in reported)
    if stated:
        is_series = are_reviews or (all_held and stated > max(1, len(reported) - stated))
    elif are_earlier:
        is_in_line = any(one.is_in_line for one in reported)
        is_series = (is_labelled or not is_in_line) and (all_held or _opens(blocks, at))
    else:
        is_series = (
            about.looks_back and is_labelled and (all_held or all_told) and _opens(blocks, at)
        )
    if not reported or not is_series:
        return {}, end
    is_sure = bool(stated) or are_earlier or (all_held and all_told)
    return {index: _doubted(one, is_sure=is_sure) for index, one in found.items()}, end


def _doubted(member: Member, *, is_sure: bool) -> Member:
    """The member, with a doubt where its report could be something else."""
    is_certain = is_sure and (member.is_stated or member.is_told or member.is_held)
    return member if is_certain or not member.has_report else replace(member, why=_MAY_BE)


def _opens(blocks: Sequence[Block], at: int) -> bool:
    """Whether nothing stands above but what leads to a series: "The minutes were agreed."."""
    for block in reversed(blocks[max(0, at - _MOST_LEAD_IN) : at]):
        if block.kind is Kind.HEADING or is_sub_heading(block):
            return True
        if block.kind is not Kind.PARAGRAPH or labels.action(block.plain):
            return False
        if not _LEAD_IN.search(block.plain):
            return False
        if block.plain.endswith(":"):
            return True
    return at <= _MOST_LEAD_IN


def _members(
    blocks: Sequence[Block], at: int, *, are_reviews: bool, are_earlier: bool
) -> dict[int, Member]:
    found: dict[int, Member] = {}
    form = None
    while at < len(blocks):
        label = labels.action(blocks[at].plain)
        if not _can_be(blocks[at], label, are_reviews=are_reviews):
            break
        if form not in (None, _form(blocks[at], label)):
            break
        form = _form(blocks[at], label)
        one = _member(blocks, at, label, are_reviews=are_reviews, are_earlier=are_earlier)
        if one.has_report and _NEW.fullmatch(blocks[one.end - 1].plain):
            break
        found[at] = one
        at = one.end
    return found


def _form(block: Block, label: labels.ActionLabel | None) -> tuple[object, ...]:
    """What all actions of a series have alike."""
    number = (label or earlier.number(block)).number
    return block.kind, block.depth, label is not None, bool(number)


def _can_be(block: Block, label: labels.ActionLabel | None, *, are_reviews: bool) -> bool:
    if block.cell or block.kind is Kind.QUOTATION or lines.is_contained(block):
        return False
    if label:
        words = block.plain[label.end :]
        return bool(words.strip()) and not labels.is_no_action(words)
    is_explicit = labels.point(block.plain).is_explicit
    is_heading = block.kind is Kind.HEADING or is_sub_heading(block)
    return are_reviews and not (is_explicit or is_heading) and _is_task(block)


def _is_task(block: Block) -> bool:
    """Whether a line says who is to do something: "CH to ask", "2. CH to ask"."""
    return owners.is_task(block.plain[earlier.number(block).end :])


def _member(
    blocks: Sequence[Block],
    at: int,
    label: labels.ActionLabel | None,
    *,
    are_reviews: bool,
    are_earlier: bool,
) -> Member:
    block = blocks[at]
    words = block.plain[(label or earlier.number(block)).end :].strip()
    facts = actions.after(block, blocks, at + 1)
    start = at + 1 + facts.count
    if facts.is_told:
        return Member(start, has_report=True, is_stated=True)
    is_labelled = label is not None

    def told(*, is_known: bool) -> earlier.Told | None:
        if label:
            return earlier.told_under(label, words, is_known=is_known)
        return earlier.told(words, is_labelled=is_known, is_known=is_known)

    if (
        statuses.report(words)[0]
        or (are_reviews and told(is_known=False))
        or (is_labelled and earlier.stated(words)[0])
    ):
        return Member(start, has_report=True, is_stated=True)
    end = _end(block, blocks, start, are_earlier=are_earlier)
    first = blocks[start] if end > start else None
    is_held = first is not None and first.depth + (first.kind is Kind.BULLET) > block.depth
    in_line = told(is_known=True) if are_reviews else None
    if in_line and not is_held and (is_labelled or owners.is_task(words[: in_line.end])):
        return Member(start, has_report=True, is_in_line=True, is_held=True, is_told=True)
    is_told = first is not None and (
        progress.tells(statuses.capital(first.plain))
        or any(earlier.last_stated(line.plain) for line in blocks[start:end])
    )
    return Member(end, first is not None, is_held=is_held, is_told=is_told)


def _end(block: Block, blocks: Sequence[Block], start: int, *, are_earlier: bool) -> int:
    """Where the report ends that begins at `start`: all that a list item holds, or the list,
    or the one paragraph, that follows; among earlier actions alone all up to the next label.
    """
    end = start
    if are_earlier and block.kind is not Kind.BULLET:
        while end < len(blocks) and _may_report(blocks[end], block):
            end += 1
        if end < len(blocks) and labels.action(blocks[end].plain):
            return end
        end = start
    while end < len(blocks) and _is_report(blocks[end]):
        line = blocks[end]
        is_below = line.depth > block.depth or (block.holds(line) and not _is_task(line))
        is_listed = block.kind is not Kind.BULLET and line.kind is Kind.BULLET
        if not (is_below or (is_listed and line.depth >= block.depth)):
            break
        end += 1
    is_one = end == start < len(blocks) and blocks[start].kind is Kind.PARAGRAPH
    return end + (is_one and _may_report(blocks[start], block))


def _may_report(line: Block, block: Block) -> bool:
    """Whether a line below an action is neither another nor what leads to one."""
    return (
        _is_report(line)
        and line.depth >= block.depth + (block.kind is Kind.BULLET)
        and not line.plain.endswith(":")
        and not (line.ordinal or earlier.number(line).number)
        and not (_is_task(line) and not statuses.of_report(line.plain))
        and not earlier.numbered(line, are_earlier=True)
    )


def _is_report(line: Block) -> bool:
    plain = line.plain
    return (
        line.kind in (Kind.BULLET, Kind.PARAGRAPH)
        and not (line.cell or line.is_rule or is_sub_heading(line))
        and labels.action(plain) is None
        and not labels.is_action_heading(plain)
        and not labels.point(plain).is_explicit
    )
