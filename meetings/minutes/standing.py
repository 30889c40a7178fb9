"""Entries that stand when a meeting's minutes are recorded again: what is said still keeps its row.

So the history of a row goes on, and what leads to it (a topic that was put off) stays.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from actions.models import Action
from meetings.minutes.continuity.wordings import REWORDED, Wordings, pairs
from meetings.models import Entry

_PLACE = ("position",)
_TOLD = (
    "item_id",
    "is_after",
    "parent_id",
    "kind",
    "text",
    "depth",
    "is_advice",
    "is_for_later",
    "withheld",
)


class Standing:
    """A meeting's entries before its minutes are recorded again, by their rows."""

    def __init__(self, rows: Iterable[Entry]) -> None:
        self.rows = {row.pk: row for row in rows}

    def recognise(self, points: Sequence[Entry]) -> None:
        """Give points the rows that they had: those of the same words, then of the most alike."""
        if not self.rows:
            return
        by_text: dict[str, deque[Entry]] = defaultdict(deque)
        for row in self.rows.values():
            if row.is_point:
                by_text[row.text].append(row)
        for point in points:
            if by_text[point.text]:
                point.pk = by_text[point.text].popleft().pk
        words = Wordings()
        left = [point for point in points if point.pk is None]
        former = {row.pk: [words.wording(row.text)] for rows in by_text.values() for row in rows}
        ours = {place: [words.wording(point.text)] for place, point in enumerate(left)}
        found = pairs(ours, former, words, REWORDED, lambda place, pk: (pk,))
        for place, pk in found.items():
            left[place].pk = pk

    def store(self, rows: Sequence[tuple[Entry, Entry | None]]) -> None:
        """Save rows, each with the one that it stands under, if any; what stood else goes."""
        Entry.objects.bulk_create(row for row, over in rows if not row.pk and over is None)
        for row, over in rows:
            row.parent = over
        Entry.objects.bulk_create(row for row, over in rows if not row.pk)
        if not self.rows:
            return
        kept = [row for row, _ in rows if row.pk in self.rows]
        told: list[Entry] = []
        others: list[Entry] = []
        for row in kept:
            (told if self._differs(row, _TOLD) else others).append(row)
        Entry.objects.bulk_update(told, [*_PLACE, *_TOLD])
        Entry.objects.bulk_update([r for r in others if self._differs(r, _PLACE)], _PLACE)
        gone = self.rows.keys() - {row.pk for row in kept}
        Action.objects.filter(entry__in=gone).update(entry=None)
        Entry.objects.filter(pk__in=gone).delete()

    def _differs(self, row: Entry, columns: Iterable[str]) -> bool:
        return any(getattr(row, one) != getattr(self.rows[row.pk], one) for one in columns)
