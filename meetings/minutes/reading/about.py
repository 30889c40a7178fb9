"""About: what headings say of the actions under them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..document import Kind, Status
from . import earlier, labels, names
from .blocks import Block
from .points import is_sub_heading

_OF_ACTIONS = re.compile(r"\bactions?\b|\bmatters arising\b", re.I)
# "Minutes and actions", "Action update", but not "Actions and next steps".
_LOOKS_BACK = re.compile(
    r"\b(?:minutes|notes?|record|last|previous|earlier|past|prior|arising|updates?|review|progress"
    r"|log|tracker|outstanding|open|status)\b",
    re.I,
)
# "Minutes", "Notes of the last meeting".
_OF_MINUTES = re.compile(
    r"minutes|.*\b(?:minutes|notes?|record)\b.*\b(?:last|previous|meeting)\b.*", re.I
)


@dataclass(frozen=True, slots=True)
class About:
    """What a heading says of the actions under it.

    `are_reviews` where they may be earlier ones, and no others if `are_earlier`; it
    `looks_back` where some of them should be. `are_raised` where they are what this meeting
    raised. `status` is what became of all of them, `owners` are those whose they are.
    """

    are_reviews: bool = False
    are_earlier: bool = False
    are_raised: bool = False
    looks_back: bool = False
    status: Status | None = None
    owners: tuple[str, ...] = ()

    @property
    def are_actions(self) -> bool:
        return self.are_reviews or self.are_raised

    @classmethod
    def under(cls, title: str) -> About:
        """What the title of an item says: "Matters arising", "Actions from the last meeting"."""
        if labels.are_new(title):
            return cls(are_raised=True)
        are_reviews = _OF_ACTIONS.search(title) is not None
        return cls(
            are_reviews=are_reviews,
            are_earlier=earlier.are_under(title),
            looks_back=bool(
                (are_reviews and _LOOKS_BACK.search(title)) or _OF_MINUTES.fullmatch(title)
            ),
        )

    def after(self, block: Block, item: About) -> About:
        """What holds after `block`, in an item whose heading says `item`.

        A sub-heading can turn to earlier actions ("Outstanding actions") or to new ones, and
        so can a line to those of one status ("Completed:") or one owner ("Ann Lee:"); the next
        one turns away again.
        """
        about = self
        if labels.are_new(block.plain):
            return About(are_raised=True)
        if block.kind is Kind.HEADING or (block.kind is Kind.PARAGRAPH and is_sub_heading(block)):
            may_be = earlier.may_be_under(block.plain)
            about = replace(
                item,
                are_reviews=item.are_reviews or may_be,
                are_earlier=item.are_earlier or earlier.are_under(block.plain),
                looks_back=item.looks_back or may_be,
            )
        elif block.kind is not Kind.PARAGRAPH or not block.plain.endswith(":"):
            return self
        if about.are_reviews:
            words = block.plain.strip(" :.")
            owners = names.owners(words) if labels.is_owner_alone(words) else []
            status = earlier.of_group(block.plain)
            about = replace(about, status=status, owners=tuple(owners))
        return about


NOTHING = About()
"""Where no heading says anything of actions."""
