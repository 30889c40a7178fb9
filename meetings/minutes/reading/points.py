"""Points: what a block says when it is neither an action nor a review."""

from __future__ import annotations

import re

from ..document import Entry, Kind, Point
from . import labels
from .blocks import Block

# A list typed by hand: "-   first", "• second".
TYPED_BULLET = re.compile(r"[-•·▪]\s+(?=\S)")
# A list typed by hand under a label: "- Ann Lee to ask", "2. Ann Lee to ask".
_TYPED = re.compile(rf"{TYPED_BULLET.pattern}|\(?(?P<number>\d{{1,2}})[.)]\s+(?=[A-Z])")


def typed(block: Block) -> re.Match[str] | None:
    return _TYPED.match(block.plain)


def is_sub_heading(block: Block) -> bool:
    """Whether a block that heads no item still heads something: bold, short, no sentence."""
    return block.is_bold and len(block.plain) <= 120 and not block.plain.endswith((".", ";", ","))


class Points:
    """Entries in order, the depths of points made to follow from the bullets around them."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._open: list[int] = []  # depths on the page of the bullets open here

    def add(self, block: Block, marks: labels.PointMarks | None = None) -> None:
        """The point that a block makes; a block without text makes none."""
        if marks is None:
            marks = labels.point(block.plain)
        kind, depth, start = block.kind, block.depth, marks.end
        if kind is Kind.PARAGRAPH and not marks.is_explicit:
            if match := TYPED_BULLET.match(block.plain):
                kind, start = Kind.BULLET, match.end()
            elif not depth and is_sub_heading(block):
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

    def take_point(self) -> Point | None:
        """Take the last entry back if it is a plain point of text."""
        last = self.entries[-1] if self.entries else None
        if (
            isinstance(last, Point)
            and last.kind in (Kind.PARAGRAPH, Kind.BULLET)
            and not (last.withheld or last.is_advice or last.is_for_later)
        ):
            self.entries.pop()
            return last
        return None

    def put_back(self, point: Point) -> None:
        self.entries.append(point)

    def points(self) -> tuple[Point, ...]:
        return tuple(entry for entry in self.entries if isinstance(entry, Point))
