"""Flattened: actions and their progress, line by line where their table lost its cells.

"Action", "Progress", "Ann Lee to write.", "In progress", "Cy Hall to call.", "Complete"
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..document import Action, Kind, Review
from . import actions, labels, owners, statuses
from .blocks import Block
from .points import Points, is_sub_heading

_PROGRESS = frozenset(["progress", "status", "update", "progress update", "outcome"])


class Table(NamedTuple):
    """The actions of a table, and where the blocks go on after it."""

    tasks: list[Action | Review]
    end: int


def table(blocks: Sequence[Block], at: int) -> Table | None:
    """The table whose headings stand at `at`, if one with rows does."""
    end = at + 2
    while _is_head(blocks, at) and _is_row(blocks, end):
        end += 2
    tasks = [_task(*blocks[row : row + 2]) for row in range(at + 2, end, 2)]
    return Table(tasks, end) if tasks else None


def _is_head(blocks: Sequence[Block], at: int) -> bool:
    return (
        at + 1 < len(blocks)
        and labels.is_action_heading(blocks[at].plain)
        and blocks[at + 1].plain.rstrip(" :").casefold() in _PROGRESS
        and blocks[at + 1].kind is Kind.PARAGRAPH
    )


def _is_row(blocks: Sequence[Block], at: int) -> bool:
    """Whether an action and its progress stand here, one after the other.

    Progress states a status; or else somebody was to act, and a row that states one
    follows, or the table ends.
    """
    if not _are_cells(blocks[at : at + 2]):
        return False
    if statuses.phrase(blocks[at + 1].plain)[0]:
        return True
    following = blocks[at + 2 : at + 4]
    return bool(owners.implied(blocks[at].plain)) and (
        not following
        or is_sub_heading(following[0])
        or (_are_cells(following) and bool(statuses.phrase(following[1].plain)[0]))
    )


def _are_cells(lines: Sequence[Block]) -> bool:
    return (
        len(lines) == 2
        and all(line.kind is Kind.PARAGRAPH and not line.depth for line in lines)
        and not any(is_sub_heading(line) or labels.action(line.plain) for line in lines[1:])
        and not is_sub_heading(lines[0])
        and not any(labels.point(line.plain).is_explicit for line in lines)
    )


def _task(text: Block, progress: Block) -> Action | Review:
    report = Points()
    report.add(progress)
    label = labels.action(text.plain) or labels.ActionLabel(0)
    facts = actions.Facts(narrative=report.points(), is_reviewed=True)
    return actions.made(text.rest(label.end), label, facts)
