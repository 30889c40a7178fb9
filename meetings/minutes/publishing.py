"""From rows to a frozen revision: what is circulated to members and published to all."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone

from actions.models import Action, Review
from meetings.minutes import document, reading, writing
from meetings.minutes.document import Minutes, Paper
from meetings.minutes.papers import listed, papers_in, papers_of, redacted, refuse_unconfirmed
from meetings.minutes.updates import with_updates
from meetings.models import Entry, Meeting, Revision, Withdrawal, reserved_because
from panel.models import User, Viewer

LONGEST_REASON = 500
"""So many characters may the reason of a correction have."""

Content = tuple[Minutes, tuple[Paper, ...]]
"""What one audience reads: the document, and the papers beside it."""


def minutes_of(meeting: Meeting) -> Minutes:
    """A meeting's rows as a document with everything withheld still in it; six queries.

    Actions and reviews carry their permanent references. A review of an action that was
    raised under reserved business is withheld for the same reason.
    """
    entries = list(meeting.entries.all())
    panel = meeting.panel
    raised = {
        action.entry_id: action
        for action in Action.objects.filter(entry__meeting=meeting).prefetch_related("owners")
    }
    reviews = {
        review.entry_id: review
        for review in Review.objects.filter(entry__meeting=meeting).annotate(
            serial=F("action__serial"), raised_as=reserved_because("action__entry")
        )
    }
    narratives: dict[int, list[document.Point]] = {}
    for entry in entries:
        if entry.parent_id:
            narratives.setdefault(entry.parent_id, []).append(point_of(entry))

    def entry_of(entry: Entry) -> document.Entry:
        if entry.kind == Entry.Kind.ACTION:
            action = raised[entry.pk]
            return document.Action(
                text=action.text,
                number=action.number,
                owners=tuple(owner.name for owner in action.owners.all()),
                due=action.due,
                reference=f"{panel.code}-{action.serial}",
                withheld=entry.withheld,
            )
        if entry.kind == Entry.Kind.REVIEW:
            review = reviews[entry.pk]
            return document.Review(
                text=review.text,
                number=review.number,
                owners=tuple(review.owners),
                due=review.due,
                status=document.Status(review.status) if review.status else None,
                narrative=tuple(narratives.get(entry.pk, ())),
                reference=f"{panel.code}-{review.serial}",
                withheld=entry.withheld or review.raised_as,
            )
        return point_of(entry)

    before: list[document.Entry] = []
    after: list[document.Entry] = []
    by_item: dict[int, list[document.Entry]] = {}
    for entry in entries:
        if entry.parent_id is None:
            if entry.item_id:
                by_item.setdefault(entry.item_id, []).append(entry_of(entry))
            else:
                (after if entry.is_after else before).append(entry_of(entry))
    return Minutes(
        panel=panel.name,
        title=meeting.title,
        held_on=meeting.held_on,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        venue=meeting.venue,
        attendance=tuple(
            document.Attendee(
                name=row.name,
                honorific=row.honorific,
                organisation=row.organisation_name,
                description=row.description,
                heading=row.heading,
                role=document.Role(row.role) if row.role else None,
                presence=document.Presence(row.presence),
                deputy_for=row.deputy_for,
                note=row.note,
                withheld=row.withheld,
            )
            for row in meeting.attendances.all()
        ),
        before=tuple(before),
        items=tuple(
            document.Item(
                title=item.title,
                number=item.number,
                presenters=item.presenters,
                entries=tuple(by_item.get(item.pk, ())),
                withheld=item.withheld,
            )
            for item in meeting.items.all()
        ),
        after=tuple(after),
    )


def begun(meeting: Meeting) -> Minutes:
    """A meeting's rows as a document; while nothing is minuted yet, with what is to be reported."""
    minutes = minutes_of(meeting)
    return minutes if minutes.is_minuted else with_updates(minutes, meeting)


def point_of(entry: Entry) -> document.Point:
    return document.Point(
        text=entry.text,
        kind=document.Kind(entry.kind),
        depth=entry.depth,
        is_advice=entry.is_advice,
        is_for_later=entry.is_for_later,
        withheld=entry.withheld,
    )


def agenda_of(
    minutes: Minutes, meeting: Meeting, audience: Revision.Audience | None = None
) -> Minutes:
    """The agenda alone: the items without what was said, with the actions to report on.

    What an audience may not know of these is left out; None is the record.
    """
    items = tuple(replace(item, entries=()) for item in with_allotted(minutes, meeting).items)
    agenda = replace(minutes, attendance=(), before=(), items=items, after=())
    return with_updates(agenda, meeting, audience)


def with_allotted(minutes: Minutes, meeting: Meeting) -> Minutes:
    """A meeting's document with the minutes that each item gets on the agenda."""
    allotted = meeting.items.values_list("minutes_allotted", flat=True)
    items = (replace(item, allotted=one) for item, one in zip(minutes.items, allotted, strict=True))
    return replace(minutes, items=tuple(items))


def circulate_agenda(meeting: Meeting, *, on: datetime.date, by: User | None) -> Revision:
    """Freeze the agenda for the members."""
    return freeze(meeting, Revision.Kind.AGENDA, [Revision.Audience.MEMBERS], on=on, by=by)


def publish_agenda(meeting: Meeting, *, on: datetime.date, by: User | None) -> Revision:
    """Freeze the agenda for everybody."""
    return freeze(meeting, Revision.Kind.AGENDA, list(Revision.Audience), on=on, by=by)


def circulate_draft(meeting: Meeting, *, on: datetime.date, by: User | None) -> Revision:
    """Freeze the minutes as a draft for the members."""
    return freeze(meeting, Revision.Kind.DRAFT, [Revision.Audience.MEMBERS], on=on, by=by)


@transaction.atomic
def publish(
    meeting: Meeting,
    *,
    on: datetime.date,
    by: User | None,
    reason: str = "",
    published_where: str = "",
    revised_on: datetime.date | None = None,
    minutes: Minutes | None = None,
    is_draft: bool = False,
) -> Revision:
    """Freeze the minutes for everybody, and return what the public reads.

    They say so where they are a draft still. `minutes` are what the rows hold, given by who
    has just written them; `revised_on` is when a page at `published_where` was last revised.

    Raises ValidationError `reason` where minutes were published before and no reason is
    given, `long` for a reason that is no sentence or two, `undated` for a meeting without a day.
    """
    stored = locked(meeting)
    if stored.held_on is None:
        raise ValidationError("A meeting without a day has no minutes.", code="undated")
    earlier = meeting.revisions.filter(kind=Revision.Kind.MINUTES).exists()
    if earlier and not reason.strip():
        raise ValidationError("Say why the published minutes are corrected.", code="reason")
    if len(reason) > LONGEST_REASON:
        says = f"Say why in {LONGEST_REASON} characters or fewer; everybody reads it."
        raise ValidationError(says, code="long")
    return freeze(
        meeting,
        Revision.Kind.MINUTES,
        list(Revision.Audience),
        on=on,
        by=by,
        reason=reason,
        published_where=published_where,
        revised_on=revised_on,
        minutes=minutes or minutes_of(stored),
        is_draft=is_draft,
    )


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is stored now, for this transaction alone to freeze or withdraw from."""
    rows = Meeting.objects.select_related("panel").select_for_update(of=("self",))
    return rows.get(pk=meeting.pk)


@transaction.atomic(savepoint=False)
def freeze(
    meeting: Meeting,
    kind: Revision.Kind,
    audiences: list[Revision.Audience],
    *,
    on: datetime.date,
    by: User | None,
    reason: str = "",
    published_where: str = "",
    revised_on: datetime.date | None = None,
    minutes: Minutes | None = None,
    is_draft: bool = False,
) -> Revision:
    """Store the meeting's document and papers for each audience under the kind's next number.

    Members get one of their own only where they may read more than the public. Returns
    the revision of the widest audience.
    """
    stored = locked(meeting)
    whole = minutes or minutes_of(stored)
    papers = papers_of(meeting)

    def read_by(audience: Revision.Audience) -> Minutes:
        return agenda_of(whole, stored, audience) if kind == Revision.Kind.AGENDA else whole

    contents = {
        Revision.Audience.MEMBERS: (read_by(Revision.Audience.MEMBERS), papers),
        Revision.Audience.PUBLIC: (
            read_by(Revision.Audience.PUBLIC).redacted(),
            redacted(papers),
        ),
    }
    if Revision.Audience.PUBLIC in audiences and len(set(contents.values())) == 1:
        audiences = [Revision.Audience.PUBLIC]
    return store(
        meeting,
        kind,
        {audience: contents[audience] for audience in audiences},
        on=on,
        by=by,
        reason=reason,
        published_where=published_where,
        revised_on=revised_on,
        is_draft=is_draft,
    )


@transaction.atomic
def publish_page(
    meeting: Meeting,
    page: Minutes,
    attached: Iterable[Paper],
    *,
    on: datetime.date,
    by: User | None,
    published_where: str,
    revised_on: datetime.date | None = None,
) -> Revision:
    """Let all know of a meeting by a page that attaches its minutes; nothing else goes out.

    There are no minutes to freeze, so it is an agenda: the one that its readers have
    already, else what the page says of the meeting. The attached papers are added to it.
    """
    locked(meeting)
    attached = [replace(paper, item=None) for paper in attached]
    agendas = meeting.revisions.filter(kind=Revision.Kind.AGENDA, withdrawal=None)

    def extended(agendas: QuerySet[Revision], papers: Iterable[Paper]) -> Content:
        last = agendas.order_by("-number", "audience").first()
        if last is None:
            return page, tuple(papers)
        known = papers_in(last)
        ids = {paper.id for paper in known}
        return document_of(last), (*known, *(paper for paper in papers if paper.id not in ids))

    contents = {
        Revision.Audience.MEMBERS: extended(agendas, attached),
        Revision.Audience.PUBLIC: extended(
            agendas.filter(audience=Revision.Audience.PUBLIC), redacted(attached)
        ),
    }
    if len(set(contents.values())) == 1:
        del contents[Revision.Audience.MEMBERS]
    return store(
        meeting,
        Revision.Kind.AGENDA,
        contents,
        on=on,
        by=by,
        published_where=published_where,
        revised_on=revised_on,
    )


def store(
    meeting: Meeting,
    kind: Revision.Kind,
    contents: Mapping[Revision.Audience, Content],
    *,
    on: datetime.date,
    by: User | None,
    reason: str = "",
    published_where: str = "",
    revised_on: datetime.date | None = None,
    is_draft: bool = False,
) -> Revision:
    """Store what each audience reads under the kind's next number; the last one given back.

    Raises ValidationError `hidden` where a file of a paper would become public with what
    nobody has looked at.
    """
    if Revision.Audience.PUBLIC in contents:
        refuse_unconfirmed(meeting, contents[Revision.Audience.PUBLIC][1])
    last = meeting.revisions.filter(kind=kind).aggregate(last=Max("number"))["last"]
    frozen_at = timezone.now()  # one instant, so that members are given theirs before the public's
    for audience, (minutes, papers) in contents.items():
        revision = Revision.objects.create(
            meeting=meeting,
            kind=kind,
            number=(last or 0) + 1,
            audience=audience,
            document=writing.record(minutes),
            papers=listed(papers),
            issued_on=on,
            frozen_at=frozen_at,
            frozen_by=by,
            reason=reason.strip(),
            published_where=published_where,
            revised_on=revised_on,
            is_draft=is_draft,
        )
    meeting.refresh_from_db(fields=["published_on"])
    return revision


@transaction.atomic
def withdraw(revision: Revision, *, by: User | None, reason: str) -> None:
    """Take a revision back for every audience; its address then says so and nothing more.

    Raises ValidationError `reason` without a reason, `withdrawn` if it already was.
    """
    if not reason.strip():
        raise ValidationError("Say why it is withdrawn.", code="reason")
    locked(revision.meeting)
    same = Revision.objects.filter(
        meeting=revision.meeting_id, kind=revision.kind, number=revision.number
    )
    if same.filter(withdrawal__isnull=False).exists():
        raise ValidationError("It is already withdrawn.", code="withdrawn")
    for each in same:
        Withdrawal.objects.create(revision=each, withdrawn_by=by, reason=reason.strip())


def document_of(revision: Revision) -> Minutes:
    """The document of a revision as its audience reads it."""
    return reading.from_record(revision.document)


def current_revision(meeting: Meeting, user: Viewer) -> Revision | None:
    """What `user` reads of a meeting now: minutes or a newer draft, else the agenda.

    Where the latest minutes were withdrawn, the latest that stand; None where all were, or
    there is none.
    """
    visible = meeting.revisions.visible_to(user).select_related("withdrawal")
    revision = visible.current_first().first()
    return None if revision is None or hasattr(revision, "withdrawal") else revision


def current_minutes(meeting: Meeting, user: Viewer) -> tuple[Revision | None, Minutes | None]:
    """(revision, document) that `user` reads of a meeting now.

    A secretary reads the rows until they are published, and then there is no revision.
    Both are None where there is nothing to read.
    """
    if not meeting.is_published and Meeting.objects.kept_by(user).contains(meeting):
        minutes = minutes_of(meeting)
        if not minutes.is_minuted:
            minutes = with_updates(with_allotted(minutes, meeting), meeting)
        return None, minutes
    revision = current_revision(meeting, user)
    return revision, document_of(revision) if revision else None


def current_papers(
    meeting: Meeting, revision: Revision | None, minutes: Minutes | None
) -> tuple[Paper, ...]:
    """The papers that go with what `current_minutes` gave: a revision's, or the rows."""
    if revision:
        return papers_in(revision)
    return papers_of(meeting) if minutes else ()
