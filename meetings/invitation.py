"""A meeting as an entry for calendars (RFC 5545): updated, moved and cancelled under one UID."""

import datetime
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vText, vUri

from meetings.minutes.document import Minutes
from meetings.minutes.reading import inline

from .models import Meeting

PRODUCT = "-//Panel secretariat//Meetings//EN"


def invitation(meeting: Meeting, minutes: Minutes, *, address: str, may_join: bool) -> bytes:
    """A calendar of one event, with times, venue and items as the document tells them.

    A meeting that was moved since stands on its new day, at the times made known; with none
    yet, or cancelled, it is taken from calendars. `address` is the meeting's page. Only who
    `may_join` reads how to. Without times it is a whole day. The sequence grows with every
    change of the meeting and every agenda that goes out, so that a calendar takes up the later
    of two. Raises ValueError for a document without a day.
    """
    if minutes.held_on is None:
        raise ValueError("a meeting without a day is in no calendar")
    is_off = meeting.cancelled_at is not None or meeting.held_on is None
    if meeting.held_on not in (None, minutes.held_on):
        minutes = replace(minutes, held_on=meeting.held_on)
    event = Event()
    event.add("uid", str(meeting.uid))
    event.add("sequence", sequence(meeting))
    event.add("dtstamp", timezone.now())
    start, end = span(minutes)
    event.add("dtstart", start)
    if end:
        event.add("dtend", end)
    event["summary"] = vText(minutes.panel)
    event["url"] = vUri(address)
    if minutes.venue:
        event["location"] = vText(minutes.venue)
    lines = [f"{item.number} {inline.plain(item.title)}".strip() for item in minutes.items]
    if may_join and meeting.joining_details:
        lines += ["", "Joining:", meeting.joining_details]
    event["description"] = vText("\n".join([*lines, "", address]).strip())
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_off else "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def span(
    minutes: Minutes,
) -> tuple[datetime.date | datetime.datetime, datetime.datetime | None]:
    """When it begins, and when it ends if that is known; times are local to the venue."""
    day = minutes.held_on
    assert day is not None
    zone = ZoneInfo(settings.TIME_ZONE)
    if minutes.starts_at is None:
        return day, None
    start = datetime.datetime.combine(day, minutes.starts_at, zone)
    if minutes.ends_at is None:
        return start, None
    return start, datetime.datetime.combine(day, minutes.ends_at, zone)


def sequence(meeting: Meeting) -> int:
    """How often the meeting was changed and its agenda sent out; it only grows."""
    # The history's models are added to those that it keeps: the stubs know none of them.
    events: Any = Meeting.pgh_event_model  # type: ignore[attr-defined]
    return events.objects.filter(pgh_obj=meeting).count() + meeting.revisions.count()
