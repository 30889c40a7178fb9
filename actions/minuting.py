"""Writing into a meeting's minutes what was raised and what was reported."""

from collections.abc import Iterable

from meetings.models import Entry

from .models import Review


def place(entry: Entry) -> None:
    """Save a new entry as the last under its item."""
    entry.take_place()
    entry.save()


def report(review: Review, lines: Iterable[str]) -> None:
    """Put a bullet for each line below the entry of a review that has just been placed."""
    for line in lines:
        place(
            Entry(
                meeting=review.entry.meeting,
                item=review.entry.item,
                parent=review.entry,
                kind=Entry.Kind.BULLET,
                text=line,
            )
        )
