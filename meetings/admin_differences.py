"""A plan beside the one that somebody else saved meanwhile: whether, and in what they differ."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format

from meetings.minutes.document import Paper, Presence
from meetings.minutes.papers import listed

from .forms import FACTS, MeetingForm
from .models import Meeting
from .planning import Planned


@dataclass(frozen=True)
class Difference:
    """Something of a plan that was typed otherwise than it stands, each as lines."""

    what: str
    yours: list[str]
    stands: list[str]


def version_of(meeting: Meeting, items: list[Planned], *, is_apart: bool) -> str:
    """What stands of a meeting's plan, to tell whether somebody changed it meanwhile.

    That minutes hold it now (`is_apart`) is a change as well.
    """
    if meeting._state.adding:
        return ""
    told = [
        [str(getattr(meeting, fact)) for fact in (*FACTS, "cancelled_at")],
        [list(row.values()) for row in rows_of(items)],
        sorted(meeting.attendances.values_list("person", "presence")),
        is_apart,
    ]
    return hashed(told)


def papers_version(papers: Iterable[Paper]) -> str:
    """What stands of a meeting's papers, to tell whether others would go out than were seen."""
    return hashed([{**row, "is_late": None} for row in listed(papers)])


def hashed(told: list[Any]) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def rows_of(items: Iterable[Planned]) -> list[dict[str, Any]]:
    """Items as the page's form takes them."""
    return [
        {
            "item": one.item.pk if one.item else None,
            "title": one.title,
            "presenters": one.presenters,
            "minutes": one.minutes,
            "withheld": one.withheld,
        }
        for one in items
    ]


def differences(
    form: MeetingForm, rows: Iterable[Any], meeting: Meeting, items: Iterable[Planned]
) -> list[Difference]:
    """In what a plan that was typed differs from what stands; `rows` from the top.

    Papers stand apart: they are saved on their own pages.
    """
    typed = form.cleaned_data
    found = [
        Difference(
            form[name].label.capitalize(),
            said(typed[name] if name in typed else form[name].value()),
            said(getattr(meeting, name)),
        )
        for name in FACTS
    ]
    if meeting.cancelled_at:
        found.append(Difference("Cancelled", ["no"], [date_format(meeting.cancelled_at, "j F Y")]))
    found.append(
        Difference(
            "Agenda",
            [line(Planned(**of_row(one))) for one in rows if of_row(one)["title"]],
            [line(one) for one in items],
        )
    )
    found.append(expected(form, meeting))
    return [one for one in found if one.yours != one.stands]


def said(value: Any) -> list[str]:
    """A fact in words, line by line."""
    if isinstance(value, datetime.date):
        return [date_format(value, "j F Y")]
    if isinstance(value, datetime.time):
        return [value.strftime("%H:%M")]
    return str(value or "").splitlines()


def of_row(form: Any) -> dict[str, Any]:
    """What a row of the page says of its item, whether it can be saved or not; "" if it goes."""
    told = {name: form[name].value() for name in ("title", "presenters", "minutes", "withheld")}
    return {**told, "title": ""} if form["DELETE"].value() else told


def line(item: Planned) -> str:
    """An item in a line: "Locks (Ada Ferris), 20 minutes, reserved: section 43"."""
    led = f" ({item.presenters})" if item.presenters else ""
    allotted = f", {item.minutes} minutes" if str(item.minutes or "") else ""
    reserved = f", reserved: {item.withheld}" if item.withheld else ""
    return f"{item.title}{led}{allotted}{reserved}"


def expected(form: MeetingForm, meeting: Meeting) -> Difference:
    """Who is expected, by name."""
    typed = form.cleaned_data
    people = [seat.person for seat in typed.get("seats", ())]
    people += [*typed.get("guests", ()), *(person for person, _ in typed.get("named", ()))]
    rows = meeting.attendances.filter(presence=Presence.EXPECTED).select_related("person")
    return Difference(
        "Expected",
        sorted({person.name for person in people}),
        sorted(row.person.name for row in rows),
    )
