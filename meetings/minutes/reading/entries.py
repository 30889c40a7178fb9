"""Entries: the points, actions and reviews that a run of blocks makes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..document import Action, Entry, Kind, Point, Review, Status
from . import deadlines, inline, labels, owners, statuses
from .blocks import Block

# A list typed by hand: "-   first", "• second".
_TYPED_BULLET = re.compile(r"[-•·▪]\s+(?=\S)")


class Points:
    """Points in order, their depths made to follow from the bullets around them."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._open: list[int] = []  # depths on the page of the bullets open here

    def add(self, block: Block, marks: labels.PointMarks | None = None) -> None:
        if marks is None:
            marks = labels.point(block.plain)
        kind, depth, start = block.kind, block.depth, marks.end
        if kind is Kind.PARAGRAPH and not marks.is_explicit:
            if match := _TYPED_BULLET.match(block.plain):
                kind, start = Kind.BULLET, match.end()
            elif not depth and _is_sub_heading(block):
                kind = Kind.HEADING
        text = block.text(start)
        if not text and not marks.withheld:
            return
        if kind is Kind.HEADING:
            self._open.clear()
        while self._open and self._open[-1] >= depth:
            self._open.pop()
        point = Point(
            text,
            kind,
            0 if kind is Kind.HEADING else len(self._open),
            is_advice=marks.is_advice,
            is_for_later=marks.is_for_later,
            withheld=marks.withheld,
        )
        if kind is Kind.BULLET:
            self._open.append(depth)
        self.entries.append(point)

    def add_entry(self, entry: Entry) -> None:
        self._open.clear()
        self.entries.append(entry)


def _is_sub_heading(block: Block) -> bool:
    return block.is_bold and len(block.plain) <= 120 and not block.plain.endswith((".", ";", ","))


def entries_of(blocks: Sequence[Block]) -> tuple[Entry, ...]:
    """The entries that `blocks` make, in order."""
    return _Walk(_joined(blocks)).read()


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Lines parted by a line break become one again, unless the break began something."""
    out: list[Block] = []
    lines: list[Block] = []
    for block in blocks:
        if block.is_rule:
            continue
        if block.is_continued and lines and not _begins_something(block):
            lines.append(block)
            continue
        if lines:
            out.append(_one(lines))
        lines = [block]
    if lines:
        out.append(_one(lines))
    return out


def _one(lines: list[Block]) -> Block:
    if len(lines) == 1:
        return lines[0]
    runs = inline.folded(run for line in lines for run in (*line.runs, inline.Run(" ")))
    return replace(lines[0], runs=runs, plain=inline.plain_of(runs))


def _begins_something(block: Block) -> bool:
    plain = block.plain
    return (
        labels.action(plain) is not None
        or labels.is_action_heading(plain)
        or labels.after_due(plain) >= 0
        or _TYPED_BULLET.match(plain) is not None
    )


class _Walk:
    """Walks the blocks once, each rule taking as many as it reads."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.at = 0
        self.out = Points()

    def read(self) -> tuple[Entry, ...]:
        while self.at < len(self.blocks):
            block = self.blocks[self.at]
            marks = labels.point(block.plain)
            if block.kind is Kind.QUOTATION or marks.is_explicit:
                self._point(block, marks)
            elif label := labels.action(block.plain):
                if block.plain[label.end :].strip():
                    self.at += 1
                    self._action(block, block.rest(label.end), label)
                else:
                    self._list_under(block, label)
            elif labels.is_action_heading(block.plain):
                self._list_under(block, labels.ActionLabel(len(block.plain)))
            else:
                self._point(block, marks)
        return tuple(self.out.entries)

    def _point(self, block: Block, marks: labels.PointMarks) -> None:
        self.out.add(block, marks)
        self.at += 1

    def _list_under(self, heading: Block, label: labels.ActionLabel) -> None:
        """Actions under a label of their own: a list, or paragraphs.

        "Actions:" and a list; "Action:" and one paragraph, or several typed as a list.
        """
        self.at += 1
        first = self.blocks[self.at] if self.at < len(self.blocks) else None
        if first is None or first.kind in (Kind.QUOTATION, Kind.HEADING):
            self._unread_label(heading)
            return
        if labels.action(first.plain) or labels.point(first.plain).is_explicit:
            self._unread_label(heading)
            return
        is_list, is_typed = first.kind is Kind.BULLET, _TYPED_BULLET.match(first.plain)
        is_many = is_list or is_typed or heading.plain.rstrip(" :").lower().endswith("s")
        while self.at < len(self.blocks):
            block = self.blocks[self.at]
            if is_list and not (block.kind is Kind.BULLET and block.depth >= first.depth):
                break
            if not is_list and block.kind is not Kind.PARAGRAPH:
                break
            if labels.action(block.plain) or labels.point(block.plain).is_explicit:
                break
            if block is not first and not is_list:
                goes_on = (
                    _TYPED_BULLET.match(block.plain)
                    if is_typed
                    else first.is_bold and block.is_bold
                )
                if not goes_on:
                    break
            self.at += 1
            typed = _TYPED_BULLET.match(block.plain)
            self._action(block, block.rest(typed.end()) if typed else block, label)
            label = labels.ActionLabel(0)
            if not is_many:
                break

    def _unread_label(self, heading: Block) -> None:
        self.out.add(heading, labels.PointMarks())

    def _action(self, block: Block, text: Block, label: labels.ActionLabel) -> None:
        """One action, and the deadline, status and narrative that follow it."""
        due, status, is_review = "", None, False
        is_item = block.kind is Kind.BULLET
        while self.at < len(self.blocks):
            follower = self.blocks[self.at]
            if follower.kind is not Kind.PARAGRAPH or follower.depth != block.depth + is_item:
                break
            if (start := labels.after_due(follower.plain)) >= 0:
                if not follower.plain[start:].strip():
                    break
                due = follower.plain[start:].strip()
            elif (start := labels.after_status(follower.plain)) >= 0:
                stated, named = labels.stated_status(follower.plain[start:].strip())
                if not stated:
                    break
                status, is_review = named, True
            else:
                break
            self.at += 1
        narrative = self._narrative(block, is_review=is_review)
        is_stated = is_review
        is_review = is_review or bool(narrative)
        if narrative and not is_stated:
            status = statuses.phrase(inline.plain(narrative[0].text))[1]
        self.out.add_entry(_entry(text, label, due, status, narrative, is_review=is_review))

    def _narrative(self, block: Block, *, is_review: bool) -> tuple[Point, ...]:
        """What was reported of an action: the blocks after it, if they open with a status.

        For an action that is itself a list item, all that the item holds; else the list,
        or the one paragraph, after it.
        """
        start = self.at
        if start >= len(self.blocks):
            return ()
        first = self.blocks[start]
        is_item = block.kind is Kind.BULLET
        opens = bool(statuses.phrase(first.plain)[0])
        end = start
        if is_item:
            if not (opens or is_review):
                return ()
            while end < len(self.blocks) and self.blocks[end].depth > block.depth:
                end += 1
        elif opens and first.kind is Kind.BULLET and first.depth >= block.depth:
            while end < len(self.blocks) and (
                self.blocks[end].kind is Kind.BULLET or self.blocks[end].depth > block.depth
            ):
                end += 1
        elif opens and first.kind is Kind.PARAGRAPH and first.depth == block.depth:
            end += 1
        points = Points()
        for index in range(start, end):
            follower = self.blocks[index]
            marks = labels.point(follower.plain)
            if not marks.is_explicit and labels.action(follower.plain):
                end = index
                break
            points.add(follower, marks)
        self.at = end
        return tuple(point for point in points.entries if isinstance(point, Point))


def _entry(
    text: Block,
    label: labels.ActionLabel,
    due: str,
    status: Status | None,
    narrative: tuple[Point, ...],
    *,
    is_review: bool,
) -> Action | Review:
    plain = text.plain
    withheld, start = labels.withheld(plain)
    named, end = owners.bracketed(plain)
    words = text.text(start, end, emphasis=False)
    if named is None:
        named = owners.implied(inline.plain(words))
    if not due:
        due = deadlines.due(inline.plain(words))
    elif due == labels.NOT_STATED:
        due = ""
    if is_review:
        return Review(
            text=words,
            number=label.number,
            owners=named,
            due=due,
            status=status,
            narrative=narrative,
            reference=label.reference,
            withheld=withheld,
        )
    return Action(
        text=words,
        number=label.number,
        owners=named,
        due=due,
        reference=label.reference,
        withheld=withheld,
    )
