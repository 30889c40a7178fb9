"""Minutes as a record: plain data for JSON, from which they can be read back whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ..document import Action, Attendee, Entry, Minutes, Point, Presence, Reading, Review
from ..reading import inline

Json = dict[str, Any]


def record(minutes: Minutes) -> Json:
    """`minutes` as JSON data, nothing withheld left out; `reading.from_record` inverts it.

    `attendees` and `apologies` (with the absent) carry `position`, their place in the
    printed order. `item`, `raised` and `reviewed` are indexes, None where there is none.
    """
    raised: list[Json] = []
    reviewed: list[Json] = []

    def content(entries: Iterable[Entry], item: int | None) -> list[Json]:
        out: list[Json] = []
        for entry in entries:
            if isinstance(entry, Action):
                out.append({"raised": len(raised)})
                raised.append({"item": item} | _action(entry))
            elif isinstance(entry, Review):
                out.append({"reviewed": len(reviewed)})
                reviewed.append({"item": item} | _review(entry))
            else:
                out.append(_point(entry))
        return out

    before = content(minutes.before, None)
    items = [
        {
            "number": item.number or None,
            "title": item.title,
            "presenters": item.presenters,
            "allotted": item.allotted,
            "withheld": item.withheld,
            "content": content(item.entries, index),
        }
        for index, item in enumerate(minutes.items)
    ]
    people = [_attendee(one, position) for position, one in enumerate(minutes.attendance)]
    here = {Presence.PRESENT, Presence.EXPECTED}
    return {
        "panel": minutes.panel or None,
        "title": minutes.title or None,
        "date": minutes.held_on.isoformat() if minutes.held_on else None,
        "starts_at": minutes.starts_at.isoformat() if minutes.starts_at else None,
        "ends_at": minutes.ends_at.isoformat() if minutes.ends_at else None,
        "venue": minutes.venue or None,
        "attendees": [one for one in people if one["presence"] in here],
        "apologies": [one for one in people if one["presence"] not in here],
        "before": before,
        "items": items,
        "after": content(minutes.after, None),
        "actions_reviewed": reviewed,
        "actions_raised": raised,
    }


def record_of_reading(reading: Reading, file: str) -> Json:
    """The record of a document's minutes, with the file's name and what was left open."""
    return (
        {"file": file}
        | record(reading.minutes)
        | {
            "unread": list(reading.unread),
            "warnings": [{"passage": one.passage, "why": one.why} for one in reading.doubts],
            "attachments": [asdict(one) for one in reading.post.attachments]
            if reading.post
            else [],
        }
    )


def _attendee(one: Attendee, position: int) -> Json:
    return {
        "name": one.name,
        "honorific": one.honorific or None,
        "organisation": one.organisation or None,
        "description": one.description,
        "role": one.role.value if one.role else None,
        "deputy_for": one.deputy_for,
        "note": one.note or None,
        "presence": one.presence.value,
        "heading": one.heading,
        "position": position,
        "withheld": one.withheld,
    }


def _point(point: Point) -> Json:
    return {
        "point": point.text,
        "kind": point.kind.value,
        "depth": point.depth,
        "is_advice": point.is_advice,
        "is_for_later": point.is_for_later,
        "withheld": point.withheld,
    }


def _action(action: Action) -> Json:
    return {
        "number": action.number or None,
        "text": action.text,
        "owners": list(action.owners),
        "due": action.due or None,
        "reference": action.reference,
        "withheld": action.withheld,
    }


def _review(review: Review) -> Json:
    return {
        "number": review.number or None,
        "text": review.text,
        "owners": list(review.owners),
        "due": review.due or None,
        "status": review.status.value if review.status else None,
        "progress": [inline.plain(point.text) for point in review.narrative],
        "narrative": [_point(point) for point in review.narrative],
        "reference": review.reference,
        "withheld": review.withheld,
    }
