"""The rows of items where a meeting is planned: which stay, and in which places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from meetings import planning

from .planning import Planned


def is_kept(one: Any) -> bool:
    """Whether a row of the formset is an item that is to stand on the agenda."""
    return bool(one.cleaned_data.get("title")) and not one.cleaned_data.get("DELETE")


def places(one: Any) -> tuple[int | None, int | None]:
    """The place that is asked for a row of the formset, and the one it had."""
    asked = str(one["ORDER"].value() or "")
    return int(asked) if asked.isdecimal() and len(asked) < 5 else None, one["ORDER"].initial


def in_order(formset: Any) -> tuple[list[Any], list[Any]]:
    """(rows in their places, new rows without one) of a formset."""
    told = [(one, *places(one)) for one in formset.forms]
    placed = [row for row in told if row[1:] != (None, None)]
    return planning.in_places(placed), [row[0] for row in told if row[1:] == (None, None)]


def refuse_tied(formset: Any) -> None:
    """Raises ValidationError `tied` where two items are moved to one place."""
    moved: dict[int, str] = {}
    for one in formset.forms:
        place, before = places(one)
        if place is None or place == before or not is_kept(one):
            continue
        if place in moved:
            raise ValidationError(
                f"“{moved[place]}” and “{one.cleaned_data['title']}” are both to stand in place "
                f"{place}: say which comes first.",
                code="tied",
            )
        moved[place] = one.cleaned_data["title"]


def shown(formset: Any) -> list[Any]:
    """The rows of the page from the top: new ones where they will stand."""
    ordered, new = in_order(formset)
    titles = [Planned(str(one["title"].value() or "")) for one in ordered]
    at = planning.place_of_new(titles)
    return [*ordered[:at], *new, *ordered[at:]]


def allotted(rows: Iterable[Any]) -> int:
    """The minutes that all items of the page get."""
    told = [str(one["minutes"].value() or "") for one in rows if not one["DELETE"].value()]
    return sum(int(minutes) for minutes in told if minutes.isdecimal() and len(minutes) < 5)
