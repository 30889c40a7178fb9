"""What somebody changed of a meeting by hand since its document was recorded."""

import datetime
import itertools
from collections.abc import Iterator
from typing import Any

from django.db import models

from actions.models import Action, Owner, Review
from meetings.models import AgendaItem, Attendance, Entry, Meeting, Source
from panel.history import USER
from panel.models import Panel

PRINTED: dict[type[models.Model], tuple[str, ...]] = {
    Meeting: ("held_on", "title", "venue", "starts_at", "ends_at"),
    Attendance: (
        "honorific",
        "name",
        "organisation_name",
        "description",
        "heading",
        "role",
        "presence",
        "deputy_for",
        "note",
    ),
    AgendaItem: ("number", "title", "presenters"),
    Entry: ("text", "kind", "depth", "is_advice", "is_for_later"),
    Action: ("number", "text", "due"),
    Owner: ("name",),
    Review: ("number", "text", "owners", "due", "status", "status_phrase"),
}
"""The columns that a document gives; it leaves alone, or carries over, all others."""


def edited_by_hand(meeting: Meeting) -> list[str]:
    """What somebody signed in changed of what a document gives, in words; a query a kind of row.

    Since the meeting's document was recorded last, or of all of it where there is none.
    """
    source = Source.objects.recorded_last().filter(meeting=meeting).first()
    since = {"pgh_created_at__gt": source.received_at} if source else {}
    rows: dict[type[models.Model], dict[str, Any]] = {
        Meeting: {"pgh_obj_id": meeting.pk},
        Attendance: {"meeting": meeting},
        AgendaItem: {"meeting": meeting},
        Entry: {"meeting": meeting},
        Action: {"pgh_obj__entry__meeting": meeting},
        Owner: {"action__entry__meeting": meeting},
        Review: {"entry__meeting": meeting},
    }
    found = []
    for model, of_meeting in rows.items():
        events: Any = model.pgh_event_model  # type: ignore[attr-defined]
        edited = events.objects.filter(
            pgh_context__metadata__has_key=USER, **of_meeting, **since
        ).values("pgh_obj_id")
        found += list(_edits(model, events.objects.filter(pgh_obj_id__in=edited)))
    return found


def once_on(panel: Panel, day: datetime.date | None) -> models.QuerySet:
    """The identifiers of the panel's meetings that are or were on that day."""
    # Added by the history; the stubs do not know it.
    events: Any = Meeting.pgh_event_model  # type: ignore[attr-defined]
    return events.objects.filter(panel=panel, held_on=day).values("pgh_obj_id")


def gave_day(meeting: Meeting, day: datetime.date | None) -> bool:
    """Whether the meeting's document gave that day, and somebody signed in another since."""
    source = Source.objects.recorded_last().filter(meeting=meeting).defer("data").first()
    if source is None:
        return False
    # Added by the history; the stubs do not know it.
    events: Any = Meeting.pgh_event_model  # type: ignore[attr-defined]
    history = list(
        events.objects.filter(pgh_obj_id=meeting.pk)
        .order_by("pgh_id")
        .select_related("pgh_context")
    )
    return any(
        _is_by_hand(event)
        and event.pgh_created_at > source.received_at
        and before.held_on == day != event.held_on
        for before, event in itertools.pairwise(history)
    )


def _edits(model: type[models.Model], events: models.QuerySet) -> Iterator[str]:
    """How rows stand otherwise than before somebody changed them."""
    histories: dict[int, list[Any]] = {}
    for event in events.order_by("pgh_id").select_related("pgh_context"):
        histories.setdefault(event.pgh_obj_id, []).append(event)
    name = model._meta.verbose_name
    for history in histories.values():
        first = next(i for i, event in enumerate(history) if _is_by_hand(event))
        now = history[-1]
        if now.pgh_label == "delete":
            if _is_by_hand(now) and first > 0:
                yield f"{name} “{_called(now)}” was removed"
        elif first == 0:
            yield f"{name} “{_called(now)}” was added"
        else:
            before = history[first - 1]
            changed = [c for c in PRINTED[model] if getattr(before, c) != getattr(now, c)]
            if changed:
                yield f"{name} “{_called(before)}” was changed ({', '.join(changed)})"


def _is_by_hand(event: Any) -> bool:
    return bool(event.pgh_context and USER in event.pgh_context.metadata)


def _called(event: Any) -> str:
    """The first words that tell a row from others."""
    words = next((getattr(event, c) for c in ("text", "title", "name") if hasattr(event, c)), "")
    return words if len(words) <= 60 else f"{words[:60]}…"
