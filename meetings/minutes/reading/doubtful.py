"""Doubtful: what was read of an action, but may be meant otherwise by its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..document import Doubt, Entry, Point, Review
from . import deadlines, earlier, inline

_SEVERAL_DAYS = "several days: the last of them is the deadline"
_AT_ODDS = "begins and ends with a different status: the first one is read"


def doubts_in(entries: Iterable[Entry]) -> Iterator[Doubt]:
    """A doubt for each deadline of several days, and each report at odds with itself."""
    for entry in entries:
        if isinstance(entry, Point):
            continue
        if deadlines.are_several(entry.due):
            yield Doubt(inline.plain(entry.text), _SEVERAL_DAYS)
        if isinstance(entry, Review) and entry.narrative:
            said = [inline.plain(point.text) for point in entry.narrative]
            if earlier.are_at_odds(said):
                yield Doubt(" ".join(said), _AT_ODDS)
