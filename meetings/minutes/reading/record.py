"""A stored record, made by `writing.record`, as minutes again."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from ..document import (
    Action,
    Attendee,
    Entry,
    Item,
    Kind,
    Minutes,
    Point,
    Presence,
    Review,
    Role,
    Status,
)

Json = Mapping[str, Any]


def from_record(record: Json) -> Minutes:
    """The minutes in a record: exactly those that it was made of."""
    raised = [_action(one) for one in record["actions_raised"]]
    reviewed = [_review(one) for one in record["actions_reviewed"]]

    def entries(content: Sequence[Json]) -> tuple[Entry, ...]:
        found: list[Entry] = []
        for one in content:
            if "raised" in one:
                found.append(raised[one["raised"]])
            elif "reviewed" in one:
                found.append(reviewed[one["reviewed"]])
            else:
                found.append(_point(one))
        return tuple(found)

    everybody = {
        one["position"]: _attendee(one)
        for group in ("attendees", "apologies")
        for one in record[group]
    }
    return Minutes(
        held_on=_date(record["date"]),
        panel=record["panel"] or "",
        title=record["title"] or "",
        starts_at=_time(record["starts_at"]),
        ends_at=_time(record["ends_at"]),
        venue=record["venue"] or "",
        attendance=tuple(everybody[position] for position in sorted(everybody)),
        before=entries(record["before"]),
        items=tuple(
            Item(
                title=one["title"],
                number=one["number"] or "",
                presenters=one["presenters"],
                allotted=one.get("allotted"),  # older records know of none
                entries=entries(one["content"]),
                withheld=one["withheld"],
            )
            for one in record["items"]
        ),
        after=entries(record["after"]),
    )


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _time(text: str | None) -> datetime.time | None:
    return datetime.time.fromisoformat(text) if text else None


def _attendee(one: Json) -> Attendee:
    return Attendee(
        name=one["name"],
        honorific=one["honorific"] or "",
        organisation=one["organisation"] or "",
        description=one["description"],
        heading=one["heading"],
        role=Role(one["role"]) if one["role"] else None,
        presence=Presence(one["presence"]),
        deputy_for=one["deputy_for"],
        note=one["note"] or "",
        withheld=one["withheld"],
    )


def _point(one: Json) -> Point:
    return Point(
        text=one["point"],
        kind=Kind(one["kind"]),
        depth=one["depth"],
        is_advice=one["is_advice"],
        is_for_later=one["is_for_later"],
        withheld=one["withheld"],
    )


def _action(one: Json) -> Action:
    return Action(
        text=one["text"],
        number=one["number"] or "",
        owners=tuple(one["owners"]),
        due=one["due"] or "",
        reference=one["reference"],
        withheld=one["withheld"],
    )


def _review(one: Json) -> Review:
    return Review(
        text=one["text"],
        number=one["number"] or "",
        owners=tuple(one["owners"]),
        due=one["due"] or "",
        status=Status(one["status"]) if one["status"] else None,
        narrative=tuple(_point(point) for point in one["narrative"]),
        reference=one["reference"],
        withheld=one["withheld"],
    )
