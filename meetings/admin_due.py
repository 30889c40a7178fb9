"""What a planned meeting is to report on, as the page where it is planned lists it."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.minutes import updates
from meetings.minutes.document import Kind, Point, Review
from meetings.minutes.reading import inline

from .models import Meeting, Revision


@dataclass(frozen=True)
class Due:
    """An action to be reported on, and whether nobody is expected who would do so."""

    number: str
    reference: str
    text: str
    owners: str
    is_orphan: bool


def series_of(meeting: Meeting) -> list[tuple[str, list[Due]]]:
    """(heading, actions) of what the meeting is to report on; a mark where no owner comes."""
    found: list[tuple[str, list[Due]]] = []
    absent = updates.without_owner_expected(meeting)
    for entry in updates.due_at(meeting):
        if isinstance(entry, Review):
            owners = ", ".join(entry.owners)
            is_orphan = entry.reference in absent
            due = Due(entry.number, entry.reference, inline.plain(entry.text), owners, is_orphan)
            found[-1][1].append(due)
        elif isinstance(entry, Point) and entry.kind is Kind.HEADING:
            found.append((inline.plain(entry.text), []))
        elif isinstance(entry, Point):
            found[-1][1].append(Due("", "", inline.plain(entry.text), "", is_orphan=False))
    return found


def unread_of(meeting: Meeting, total: int) -> str:
    """How many of all open actions to report on others will read, in words; "" where all."""
    if not total:
        return ""
    actions = updates.open_before(meeting)
    told = [updates.read_by(actions, audience).count() for audience in Revision.Audience]
    if min(told) == total:
        return ""
    return (
        f"{total} open action{'s' * (total != 1)}: members will read {told[0]} of them, the "
        f"public {told[1]}. The others were raised in minutes that did not go out to them, or "
        "changed since."
    )
