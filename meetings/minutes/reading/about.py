"""About: what headings say of the actions under them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..document import Kind, Status
from . import earlier
from .blocks import Block
from .points import is_sub_heading


@dataclass(frozen=True, slots=True)
class About:
    """What a heading says of the actions under it.

    `are_reviews` where they may be earlier ones, and no others if `are_earlier`; `are_raised`
    where they are what this meeting raised. `status` is what became of all of them.
    """

    are_reviews: bool = False
    are_earlier: bool = False
    are_raised: bool = False
    status: Status | None = None

    @property
    def are_actions(self) -> bool:
        return self.are_reviews or self.are_raised

    def after(self, block: Block, item: About) -> About:
        """What holds after `block`, in an item whose heading says `item`.

        A sub-heading can turn to earlier actions ("Outstanding actions"), and so can a line
        to those of one status ("Completed:"); the next sub-heading turns away again.
        """
        about = self
        if block.kind is Kind.HEADING or (block.kind is Kind.PARAGRAPH and is_sub_heading(block)):
            about = replace(
                item,
                are_reviews=item.are_reviews or earlier.may_be_under(block.plain),
                are_earlier=item.are_earlier or earlier.are_under(block.plain),
            )
        elif block.kind is not Kind.PARAGRAPH or not block.plain.endswith(":"):
            return self
        if about.are_reviews:
            about = replace(about, status=earlier.of_group(block.plain))
        return about
