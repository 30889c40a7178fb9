"""Reviews: lines that tell by themselves what became of an earlier action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ..document import Kind, Point, Review, Status
from . import actions, earlier, labels, names, owners, progress, statuses
from .blocks import Block
from .points import Points, is_sub_heading

_SEVERAL = re.compile(r"(?:action|AP|action point|action item)s\b", re.I)
_OWNER_FIRST = re.compile(r"(?P<owners>[A-Z][^:;.–—]{1,60}?)(?: ?:| [–—-](?= ))\s*(?=\S)")
# "Action 41 (Ann Lee to write)": its words after its number, in a bracket.
_IN_BRACKET = re.compile(
    r"(?:action(?: point| item)?|AP)(?: no\.?)? ?(?P<number>\d[\w./]*):? \((?P<words>.+)\)\.?", re.I
)
_BY_NUMBER = "tells what became of an earlier action by its number alone"
_IN_PASSING = "the status of an earlier action is told in passing"


class Found(NamedTuple):
    """The reviews that a line makes, where the blocks go on after it, and why it is doubted.

    `meeting` is what the line says of the meeting that raised them.
    """

    reviews: tuple[Review, ...]
    end: int
    why: str = ""
    meeting: str = ""


def on_line(
    blocks: Sequence[Block],
    at: int,
    *,
    are_reviews: bool,
    are_earlier: bool,
    status: Status | None,
) -> Found | None:
    """What the line at `at`, which begins with no label, tells of earlier actions, if it does.

    Where such are announced (`are_reviews`, and no others if `are_earlier`), less tells it;
    `status` is what a heading tells of all below it.
    """
    block = blocks[at]
    if are_reviews and (numbered := earlier.numbered(block, are_earlier=are_earlier)):
        return _numbered(blocks, at, numbered)
    title_end, status_start = actions.titled(block)
    if title_end:
        return _titled(blocks, at, title_end, status_start)
    end, start = actions.listed_with_status(block)
    if end and (are_reviews or owners.implied(block.plain[:end])):
        return _listed(blocks, at, end, start)
    if are_reviews and (found := _told(blocks, at) or _led(blocks, at)):
        return found
    if status and earlier.is_one(block):
        return _of_group(blocks, at, status)
    return _of_topic(blocks, at)


def headed(blocks: Sequence[Block], at: int, *, are_earlier: bool) -> Found | None:
    """ "**Monthly figures (AL)**" over "Completed. They are out.": a topic and its status.

    What stands below an owner's topic needs none where there are no other actions
    (`are_earlier`): "They are to come in June". All up to the next heading is the report, and
    below the last of them one paragraph or list.
    """
    block = blocks[at]
    if not is_topic(blocks, at):
        return None
    line = blocks[at + 1]
    status = statuses.phrase(line.plain)[1] if line.plain[:1].isupper() else None
    is_owned = are_earlier and owners.implied(block.plain) and progress.tells(line.plain)
    if not status and not is_owned:
        return None
    end = at + 1
    while end < len(blocks) and _stands_below(blocks[end]):
        end += 1
    if end == len(blocks):
        end = at + 2
        while line.kind is Kind.BULLET and end < len(blocks) and blocks[end].kind is Kind.BULLET:
            end += 1
    said, rest = (None, at + 1) if line.kind is Kind.BULLET else (line, at + 2)
    narrative = _points(said, blocks[rest:end])
    label = earlier.number(block)
    return _found(
        block.rest(label.end), label, status or statuses.of_report(line.plain), narrative, end
    )


def is_topic(blocks: Sequence[Block], at: int) -> bool:
    """Whether a heading over a text may be the topic of an action: no label, nor of several."""
    block = blocks[at]
    heading = block.plain
    return (
        (block.kind is Kind.HEADING or is_sub_heading(block))
        and at + 1 < len(blocks)
        and _stands_below(blocks[at + 1])
        and not (
            block.cell
            or labels.action(heading)
            or labels.is_action_heading(heading)
            or labels.is_owner_alone(heading.strip(" :."))
            or labels.announces_actions(heading)
            or labels.point(heading).is_explicit
            or labels.after_status(f"{heading.rstrip(' :')}:") >= 0
            or earlier.may_be_under(heading)
            or earlier.of_group(heading)
        )
    )


def _stands_below(line: Block) -> bool:
    return (
        line.kind in (Kind.PARAGRAPH, Kind.BULLET)
        and not (line.cell or line.is_rule)
        and (not is_sub_heading(line) or statuses.named(line.plain) is not None)
        and labels.action(line.plain) is None
        and not labels.point(line.plain).is_explicit
    )


def after_label(
    blocks: Sequence[Block], at: int, label: labels.ActionLabel, *, are_reviews: bool
) -> Found | None:
    """ "Action 1: Complete", and "Action 1:" over "Complete.": the words are in minutes before.

    None where the label has no number, or what follows is the action's words.
    """
    block = blocks[at]
    is_one = not _SEVERAL.match(block.plain)
    numbers = (label.number,) if is_one else earlier.numbers(label.number)
    if not any(numbers):
        return None
    said = block.rest(label.end)
    first = _OWNER_FIRST.match(said.plain)
    if first and labels.is_owner_alone(first["owners"]):
        # "Action 1 – Ann Lee – Complete".
        label = replace(label, owners=tuple(names.owners(first["owners"])))
        said = said.rest(first.end())
    if said.plain:
        is_told, status = earlier.stated(said.plain)
        if not is_told or not (are_reviews or status):
            return None
        narrative, end = _report(blocks, at, said)
        due = "" if label.meeting else label.due
    else:
        facts = actions.after(block, blocks, at + 1)
        if not facts.is_told:
            return None
        narrative, status, due = facts.narrative, facts.said_status(), facts.due
        end = at + 1 + facts.count
        label = replace(label, owners=label.owners or facts.stated_owners)
    review = Review("", "", label.owners, due, status, narrative, label.reference)
    why = "" if are_reviews else _BY_NUMBER
    return Found(_each(review, numbers), end, why, label.meeting)


def within(text: Block, said: earlier.Told, facts: actions.Facts) -> Block:
    """The words of an action in `text`; what a line tells of it goes into `facts`."""
    facts.narrative = _points(text.part(said.start, said.stop))
    facts.status, facts.is_status_stated = said.status, True
    return text.part(0, said.end)


def follow(lines: Sequence[Block], facts: actions.Facts, status: Status | None) -> None:
    """Take the lines that follow an earlier action as its report into `facts`.

    "Nine were seen." and then "Closed."; `status` holds where none of them states any.
    """
    points = Points()
    for line in lines:
        points.add(line)
    facts.status = earlier.of_report([line.plain for line in lines]) or status
    facts.narrative, facts.is_status_stated = points.points(), True


def _numbered(blocks: Sequence[Block], at: int, said: earlier.Numbered) -> Found:
    """ "Actions 2 and 4: complete": one review a number, the report with the last of them."""
    narrative, end = _report(blocks, at, blocks[at].rest(said.start))
    return Found(_each(Review("", status=said.status, narrative=narrative), said.numbers), end)


def _each(review: Review, numbers: Sequence[str]) -> tuple[Review, ...]:
    """A review for each of the numbers; the last has the report, which is printed once."""
    return (
        *(replace(review, number=number, narrative=()) for number in numbers[:-1]),
        replace(review, number=numbers[-1]),
    )


def _titled(blocks: Sequence[Block], at: int, title_end: int, status_start: int) -> Found:
    """ "Some report – on track" and the paragraphs that report on it."""
    block, end = blocks[at], at + 1
    # Another task of a list reports on nothing: "Ann Lee to ask – done", "Cy Hall to write".
    is_task = owners.is_task(block.plain[earlier.number(block).end : title_end])
    while end < len(blocks) and actions.reports(blocks[end]):
        if is_task and owners.is_task(blocks[end].plain[earlier.number(blocks[end]).end :]):
            break
        end += 1
    narrative = _points(block.part(status_start, None), blocks[at + 1 : end])
    label = earlier.number(block)
    status = statuses.named(block.plain[status_start:])
    return _found(block.part(label.end, title_end), label, status, narrative, end)


def _listed(blocks: Sequence[Block], at: int, text_end: int, start: int) -> Found:
    """ "Ann Lee to write - not complete, two replies came", and what it holds."""
    block = blocks[at]
    said = block.part(start, None)
    narrative, end = _report(blocks, at, said)
    status = statuses.phrase(statuses.capital(said.plain))[1]
    label = earlier.number(block)
    return _found(block.part(label.end, text_end), label, status, narrative, end)


def _told(blocks: Sequence[Block], at: int) -> Found | None:
    """ "Ann Lee to write (ongoing)": a line of a list of earlier actions, and what it holds."""
    block = blocks[at]
    label = earlier.number(block)
    text = block.rest(label.end)
    said = earlier.told(statuses.capital(text.plain) if label.end else text.plain)
    if said is None or block.kind not in (Kind.BULLET, Kind.PARAGRAPH):
        return None
    narrative, end = _report(blocks, at, text.part(said.start, said.stop))
    return _found(text.part(0, said.end), label, said.status, narrative, end)


def _led(blocks: Sequence[Block], at: int) -> Found | None:
    """ "Complete: Ann Lee to write": the words stay as they are printed; "✓ Ann Lee to write"."""
    block = blocks[at]
    end, tick = earlier.ticked(block.plain)
    if tick:
        narrative = _points(block.part(0, end), blocks[at + 1 : _end(blocks, at)])
        return _found(block.rest(end), labels.ActionLabel(0), tick, narrative, _end(blocks, at))
    status = earlier.led_by(block.plain)
    return _of_group(blocks, at, status) if status else None


def _of_group(blocks: Sequence[Block], at: int, status: Status) -> Found:
    """ "Ann Lee to write" under "Completed actions", and what it holds."""
    block, end = blocks[at], _end(blocks, at)
    label = earlier.number(block)
    return _found(block.rest(label.end), label, status, _points(None, blocks[at + 1 : end]), end)


def _of_topic(blocks: Sequence[Block], at: int) -> Found | None:
    """ "Roads – actions not completed and on the agenda again"."""
    block = blocks[at]
    end, start, status = actions.of_topic(block)
    if not status:
        return None
    narrative = _points(block.part(start, None))
    found = _found(block.part(0, end), labels.ActionLabel(0), status, narrative, at + 1)
    said = block.plain[start:].partition(".")[0]
    is_certain = said.casefold().endswith(tuple(statuses.LAST_WORDS))
    return found if is_certain else found._replace(why=_IN_PASSING)


def _found(
    text: Block,
    label: labels.ActionLabel,
    status: Status | None,
    narrative: tuple[Point, ...],
    end: int,
) -> Found:
    facts = actions.Facts(narrative=narrative, status=status, is_status_stated=True)
    if match := _IN_BRACKET.fullmatch(text.plain):
        label = labels.ActionLabel(0, match["number"])
        text = text.part(*match.span("words"))
    review = actions.made(text, label, facts)
    assert isinstance(review, Review)
    return Found((review,), end)


def _report(blocks: Sequence[Block], at: int, said: Block) -> tuple[tuple[Point, ...], int]:
    """What is said of an action in its line, and what that holds if it is a list item; its end."""
    end = _end(blocks, at)
    return _points(said, blocks[at + 1 : end]), end


def _end(blocks: Sequence[Block], at: int) -> int:
    """Where the blocks go on after a line and what it holds if it is a list item."""
    block, end = blocks[at], at + 1
    while block.kind is Kind.BULLET and end < len(blocks) and blocks[end].depth > block.depth:
        end += 1
    return end


def _points(said: Block | None, following: Sequence[Block] = ()) -> tuple[Point, ...]:
    points = Points()
    if said:
        points.add(replace(said, kind=Kind.PARAGRAPH), labels.PointMarks(is_explicit=True))
    for block in following:
        points.add(block)
    return points.points()
