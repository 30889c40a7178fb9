"""A planned meeting's agenda as it goes out: what others read of it, and what stops it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.formats import date_format

from meetings.minutes import publishing, writing
from meetings.minutes.document import Minutes, Paper
from meetings.minutes.papers import listed, papers_in, papers_of, redacted
from meetings.models import Meeting, PaperVersion, Revision
from panel.models import User, model

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
    now = read_now(whole, papers, meeting, audience)
    return (publishing.document_of(revision), papers_in(revision)) != now


def read_now(
    whole: Minutes, papers: tuple[Paper, ...], meeting: Meeting, audience: Revision.Audience
) -> publishing.Content:
    """What an audience would read of a meeting's agenda, were it sent out now."""
    agenda = publishing.agenda_of(whole, meeting, audience)
    return (agenda.redacted(), redacted(papers)) if audience == PUBLIC else (agenda, papers)


def preview(meeting: Meeting, audience: Revision.Audience, *, on: datetime.date) -> Revision:
    """The revision that an audience would read, were it sent out now; stored nowhere."""
    agendas = meeting.revisions.filter(kind=Revision.Kind.AGENDA)
    whole, papers = publishing.minutes_of(meeting), papers_of(meeting)
    agenda, papers = read_now(whole, papers, meeting, audience)
    return Revision(
        meeting=meeting,
        kind=Revision.Kind.AGENDA,
        number=(agendas.aggregate(last=Max("number"))["last"] or 0) + 1,
        audience=audience,
        document=writing.record(agenda),
        papers=listed(papers),
        issued_on=on,
    )


FACTS = {name: name for name in ("title", "held_on", "starts_at", "ends_at", "venue")}
"""What of a meeting its agenda tells, beside items and papers."""


def with_changes(meetings: QuerySet[Meeting]) -> Any:
    """Meetings with what `is_changed` asks, in one query: by the history, not by what went out.

    `waits` says whether a file that is to become public holds what nobody has confirmed.
    """
    sent = Revision.objects.filter(
        meeting=OuterRef("pk"), kind=Revision.Kind.AGENDA, withdrawal=None
    )
    since = {"pgh_created_at__gt": OuterRef("sent_at")}
    before = model("meetings.MeetingEvent").objects.filter(
        pgh_obj=OuterRef("pk"), pgh_created_at__lte=OuterRef("sent_at")
    )
    items = model("meetings.AgendaItemEvent").objects.filter(meeting=OuterRef("pk"), **since)
    papers = model("meetings.PaperEvent").objects.filter(meeting=OuterRef("pk"), **since)
    files = PaperVersion.objects.filter(paper__meeting=OuterRef("pk"))
    given = files.filter(received_at__gt=OuterRef("sent_at"))
    waiting = files.latest_of_each().unconfirmed()
    waiting = waiting.filter(paper__is_restricted=False, paper__withheld="")
    return meetings.annotate(
        sent_at=Subquery(sent.order_by("-number").values("frozen_at")[:1]),
        told=Subquery(
            before.order_by("-pgh_created_at", "-pgh_id").values(told=JSONObject(**FACTS))[:1]
        ),
        tells=JSONObject(**FACTS),
        has_changes=Exists(items) | Exists(papers) | Exists(given),
        waits=Exists(waiting),
    )


def is_changed(meeting: Any) -> bool:
    """Whether what an agenda tells was changed since the last went out, of `with_changes`.

    What is to be reported on is not looked at.
    """
    facts_changed = meeting.told not in (None, meeting.tells)
    return meeting.sent_at is not None and (meeting.has_changes or facts_changed)


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
