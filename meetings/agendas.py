"""A planned meeting's agenda as it goes out: what others read of it, and what stops it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format

from meetings.minutes import publishing
from meetings.minutes.document import Minutes, Paper
from meetings.minutes.papers import papers_in, papers_of, redacted
from meetings.models import Meeting, Revision
from panel.models import User

MEMBERS, PUBLIC = Revision.Audience.MEMBERS, Revision.Audience.PUBLIC


@dataclass(frozen=True)
class Out:
    """What an audience reads of an agenda, since when, and whether it changed since."""

    audience: Revision.Audience
    revision: Revision | None
    is_changed: bool = False

    @property
    def says(self) -> str:
        """ "Circulated on 5 March 2030"; "" where the audience reads none."""
        if self.revision is None:
            return ""
        done = "Published" if self.revision.audience == PUBLIC else "Circulated"
        return f"{done} on {date_format(self.revision.issued_on, 'j F Y')}"

    @property
    def is_current(self) -> bool:
        return self.revision is not None and not self.is_changed


def out_to(meeting: Meeting, papers: tuple[Paper, ...] | None = None) -> tuple[Out, Out]:
    """What the members, and what the public read of a meeting's agenda.

    `papers` are what `papers_of` gives, where that is known.
    """
    if papers is None:
        papers = papers_of(meeting)
    standing = meeting.revisions.filter(kind=Revision.Kind.AGENDA, withdrawal=None)
    latest = standing.order_by("-number", "audience").select_related("meeting__panel")
    members = latest.first()
    public = latest.filter(audience=PUBLIC).first() if members else None
    if members is None:
        return Out(MEMBERS, None), Out(PUBLIC, None)
    whole = publishing.minutes_of(meeting)

    def read(audience: Revision.Audience, revision: Revision | None) -> Out:
        if revision is None:
            return Out(audience, None)
        return Out(audience, revision, differs(revision, whole, papers, meeting))

    return read(MEMBERS, members), read(PUBLIC, public)


def differs(
    revision: Revision, whole: Minutes, papers: tuple[Paper, ...], meeting: Meeting
) -> bool:
    """Whether a revision of an agenda is otherwise than its audience would read it now."""
    audience = Revision.Audience(revision.audience)
    now = publishing.agenda_of(whole, meeting, audience)
    if audience == PUBLIC:
        now, papers = now.redacted(), redacted(papers)
    return (publishing.document_of(revision), papers_in(revision)) != (now, papers)


@transaction.atomic
def circulate_agenda(meeting: Meeting, *, on: datetime.date, by: User | None) -> Revision:
    """Send the agenda to the members.

    Raises ValidationError as `refuse` does, and `unchanged` where they read it already.
    """
    refuse(stored := publishing.locked(meeting))
    members, _ = out_to(stored)
    if members.is_current:
        raise ValidationError("The members read this agenda already, unchanged.", code="unchanged")
    return publishing.circulate_agenda(meeting, on=on, by=by)


@transaction.atomic
def publish_agenda(meeting: Meeting, *, on: datetime.date, by: User | None) -> Revision:
    """Publish the agenda for everybody.

    Raises ValidationError as `refuse` does, and `unchanged` where all read it already.
    """
    refuse(stored := publishing.locked(meeting))
    members, public = out_to(stored)
    if members.is_current and public.is_current:
        raise ValidationError("Everybody reads this agenda already, unchanged.", code="unchanged")
    return publishing.publish_agenda(meeting, on=on, by=by)


def refuse(meeting: Meeting) -> None:
    """Raises ValidationError `cancelled` or `empty` where an agenda is not one to go out."""
    if meeting.cancelled_at:
        raise ValidationError(
            "The meeting is cancelled: its agenda goes out once it takes place after all.",
            code="cancelled",
        )
    if not meeting.items.exists():
        raise ValidationError("The agenda has no item yet.", code="empty")
