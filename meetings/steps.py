"""The steps that minutes take until all may read them, each dated; a panel leaves some out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from meetings.minutes import publishing
from meetings.minutes.checks import faults, refuse
from meetings.models import Meeting, Revision
from panel.models import Panel, User

Step = Panel.Step
GOES_OUT = (Step.ACTION_NOTE, Step.DRAFT)
"""Steps at which others are sent what was minuted."""


@dataclass(frozen=True)
class Taken:
    """A step, when it was taken last, if it was, and how."""

    step: Step
    on: datetime.date | None = None
    how: str = ""


def steps_of(meeting: Meeting) -> list[Taken]:
    """The steps of a meeting's panel, in order; one query."""
    drafts = meeting.revisions.filter(kind=Revision.Kind.DRAFT, withdrawal=None)
    sent = drafts.order_by("-number").values_list("issued_on", flat=True).first()
    taken = {
        Step.ACTION_NOTE: Taken(Step.ACTION_NOTE, meeting.action_note_sent_on),
        Step.CLEARANCE: Taken(Step.CLEARANCE, meeting.cleared_on),
        Step.DRAFT: Taken(Step.DRAFT, sent),
        Step.AGREEMENT: Taken(Step.AGREEMENT, meeting.agreed_on, meeting.get_agreed_how_display()),
    }
    return [one for step, one in taken.items() if step in meeting.panel.steps]


@transaction.atomic
def take(
    meeting: Meeting,
    step: Step,
    *,
    on: datetime.date,
    by: User,
    today: datetime.date,
    how: str = "",
    seen: str = "",
) -> None:
    """Take a step, on a day that is not still to come.

    Raises ValidationError `future`, `early` before the day of the meeting, `how` where it is
    not said how minutes were agreed, and of what goes out to anybody `faults` where something
    has to be mended first, `unseen` where warnings are not those `seen` (`checks.seen_as`).
    """
    stored = publishing.locked(meeting)
    check_day(stored, on, today)
    if step in GOES_OUT:
        refuse(faults(stored, today), seen=seen)
    if step == Step.DRAFT:
        publishing.circulate_draft(stored, on=on, by=by)
        return
    if step == Step.AGREEMENT:
        if how not in Meeting.Agreed.values:
            raise ValidationError("Say how the minutes were agreed.", code="how")
        stored.agreed_on, stored.agreed_how = on, how
    elif step == Step.CLEARANCE:
        stored.cleared_on = on
    else:
        stored.action_note_sent_on = on
    stored.save()


def publish(
    meeting: Meeting,
    *,
    on: datetime.date,
    by: User,
    today: datetime.date,
    reason: str = "",
    is_draft: bool = False,
    seen: str = "",
) -> Revision:
    """Publish minutes for the first time, or as agreed after they went out as a draft.

    Raises ValidationError as `take` does, and `reason` where published minutes are replaced
    without one.
    """
    with transaction.atomic():
        stored = publishing.locked(meeting)
        check_day(stored, on, today)
        refuse(faults(stored, today), seen=seen)
        return publishing.publish(stored, on=on, by=by, reason=reason, is_draft=is_draft)


def check_day(meeting: Meeting, on: datetime.date, today: datetime.date) -> None:
    if on > today:
        raise ValidationError("That day is still to come.", code="future")
    if meeting.held_on and on < meeting.held_on:
        raise ValidationError("That is before the day of the meeting.", code="early")
