"""What a meeting is to report on: every open action, by the meeting that raised it."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.utils.formats import date_format

from actions.models import Action, Owner, Review, Status
from meetings.minutes import document
from meetings.minutes.document import Kind, Minutes, Point, Presence
from meetings.minutes.reading import earlier, inline
from meetings.models import Entry, Meeting, Revision, reserved_because

PASSED_OVER = 2
"""Actions that so many meetings passed over are listed apart."""

IN_ORDER = (
    F("entry__meeting__held_on").asc(nulls_first=True),
    "entry__meeting_id",
    "entry__position",
    "serial",
)


def is_update(title: str) -> bool:
    """Whether an item reports on earlier actions: "Minutes and update on actions", "Action log"."""
    return earlier.may_be_under(title) or "update on action" in title.casefold()


def open_before(meeting: Meeting) -> QuerySet[Action]:
    """Actions open now that an earlier meeting raised or reported on.

    Before a meeting without a day, all that it did not raise itself.
    """
    actions = Action.objects.open().filter(panel=meeting.panel_id)
    if meeting.held_on:
        told = Review.objects.filter(
            action=OuterRef("pk"), entry__meeting__held_on__lt=meeting.held_on
        )
        actions = actions.filter(Q(entry__meeting__held_on__lt=meeting.held_on) | Exists(told))
    return actions.exclude(entry__meeting=meeting).order_by(*IN_ORDER)


def read_by(actions: QuerySet[Action], audience: Revision.Audience | None) -> Any:
    """Of these, what an audience may know of, each as it reads it; None is the record.

    Adds `read_text`, `read_due`, `read_number`, `read_owners` and `reads_origin`. Members
    know what stands in minutes or drafts that went out to them.
    """
    if audience == Revision.Audience.PUBLIC:
        everybody = AnonymousUser()
        public: Any = Action.objects.as_read_by(everybody).read_as_open()
        owners = Owner.objects.visible_to(everybody)
        rows = public.filter(pk__in=actions.order_by().values("pk")).order_by(*IN_ORDER)
        number = Case(When(reads_origin=True, then=F("number")), default=F("last_read__number"))
        rows = rows.annotate(read_number=number)
    else:
        rows, owners = actions, Owner.objects.all()
        if audience == Revision.Audience.MEMBERS:
            told = Review.objects.filter(
                action=OuterRef("pk"), entry__meeting__published_on__isnull=False
            )
            is_out = Q(entry__meeting__published_on__isnull=False) | Exists(told)
            rows = rows.filter(is_out | Q(serial__in=circulated(actions)))
        rows = rows.annotate(
            read_text=F("text"),
            read_due=F("due"),
            read_number=F("number"),
            reads_origin=Value(True),
        )
    return (
        rows.annotate(raised_as=reserved_because("entry"))
        .select_related("panel", "entry__meeting")
        .prefetch_related(Prefetch("owners", owners, to_attr="read_owners"))
    )


def circulated(actions: QuerySet[Action]) -> set[int]:
    """The serials of those that stand, worded as they are, in drafts that members have.

    What was added to or changed in a draft since, nobody else has read.
    """
    drafts = Revision.objects.filter(
        kind=Revision.Kind.DRAFT,
        withdrawal=None,
        meeting__published_on=None,
        meeting__panel__in=actions.order_by().values("panel"),
    )
    latest = drafts.order_by("meeting_id", "-number").distinct("meeting_id")
    told = {
        (entry["reference"], entry["text"], entry["due"] or "", *entry["owners"])
        for document in latest.values_list("document", flat=True)
        for entry in (*document["actions_raised"], *document["actions_reviewed"])
    }
    rows = actions.order_by().select_related("panel").prefetch_related("owners")
    return {
        action.serial
        for action in rows
        if (action.reference, action.text, action.due, *(o.name for o in action.owners.all()))
        in told
    }


def due_at(
    meeting: Meeting, audience: Revision.Audience | None = None
) -> tuple[document.Entry, ...]:
    """What a meeting is to report on, as entries without a report; five queries.

    Actions stand under the meeting that raised them, each with the number that it had there;
    those that the last meetings passed over follow apart. In the record alone stand those
    that lapsed since the meeting before.
    """
    actions = list(read_by(open_before(meeting), audience))
    if audience == Revision.Audience.PUBLIC:
        return tuple(grouped(actions))
    passed_over = Action.objects.filter(panel=meeting.panel_id).passed_over(PASSED_OVER)
    left = set(passed_over.values_list("pk", flat=True))
    return (
        *grouped(action for action in actions if action.pk not in left),
        *grouped((action for action in actions if action.pk in left), "Passed over since: "),
        *(lapsed_before(meeting) if audience is None else ()),
    )


def grouped(actions: Iterable[Any], before: str = "") -> Iterator[document.Entry]:
    """Actions in order, under a heading for each meeting that raised some of them."""
    for meeting, group in groupby(actions, key=raised_at):
        where = f"the meeting of {meeting.date_text}" if meeting else "an earlier meeting"
        heading = f"actions from {where}"
        yield from series(f"{before}{heading}" if before else f"A{heading[1:]}", group)


def raised_at(action: Any) -> Meeting | None:
    return action.entry.meeting if action.entry and action.reads_origin else None


def series(heading: str, actions: Iterable[Any]) -> Iterator[document.Entry]:
    """A heading, and under it each action without a report."""
    yield Point(heading, Kind.HEADING)
    for action in actions:
        yield document.Review(
            text=action.read_text,
            number=action.read_number,
            owners=tuple(owner.name for owner in action.read_owners),
            due=action.read_due,
            reference=action.reference,
            withheld=action.raised_as,
        )


def lapsed_before(meeting: Meeting) -> Iterator[document.Entry]:
    """What lapsed since the last minuted meeting, and is so reported once."""
    lapsed = Action.objects.filter(panel=meeting.panel_id, status=Status.LAPSED)
    before = minuted_before(meeting)
    if before:
        lapsed = lapsed.filter(lapsed_on__gte=before)
    rows = [
        action
        for action in lapsed.select_related("panel").order_by("lapsed_on", "serial")
        if action.has_lapsed
    ]
    if rows:
        yield Point("Lapsed since the last meeting", Kind.HEADING)
    for action in rows:
        day = date_format(action.lapsed_on, "j F Y")
        reason = inline.escaped(action.lapse_reason.rstrip("."))
        yield Point(f"{action.text} Lapsed on {day}: {reason}.", Kind.BULLET)


def minuted_before(meeting: Meeting) -> datetime.date | None:
    """The day of the last minuted meeting before this one."""
    minuted = Meeting.objects.filter(
        Exists(Entry.objects.filter(meeting=OuterRef("pk"))), panel=meeting.panel_id
    ).exclude(pk=meeting.pk)
    if meeting.held_on:
        minuted = minuted.filter(held_on__lt=meeting.held_on)
    return minuted.aggregate(last=Max("held_on"))["last"]


def with_updates(
    minutes: Minutes, meeting: Meeting, audience: Revision.Audience | None = None
) -> Minutes:
    """Minutes, with what is to be reported under the first item that is for it, if one is."""
    place = next((at for at, item in enumerate(minutes.items) if is_update(item.title)), None)
    if place is None:
        return minutes
    items = list(minutes.items)
    items[place] = replace(items[place], entries=due_at(meeting, audience))
    return replace(minutes, items=tuple(items))


def without_owner_expected(meeting: Meeting) -> set[str]:
    """The references of actions to report on of whose owners nobody is expected; three queries.

    The secretariat always is, the members are while anybody is expected, and an organisation
    is where somebody comes from there. An action without owners is everybody's.
    """
    coming = meeting.attendances.filter(presence__in=[Presence.EXPECTED, Presence.PRESENT])
    listed = list(coming.select_related("person", "organisation"))
    people = {same(row.person) for row in listed}
    bodies = {same(row.organisation) for row in listed if row.organisation}
    actions = open_before(meeting).select_related("panel")
    owners = Prefetch("owners", Owner.objects.select_related("person", "organisation"))

    def comes(owner: Owner) -> bool:
        if owner.body:
            return owner.body == Owner.Body.SECRETARIAT or bool(listed)
        if owner.person:
            return same(owner.person) in people
        return owner.organisation is not None and same(owner.organisation) in bodies

    return {
        action.reference
        for action in actions.prefetch_related(owners)
        if action.owners.all() and not any(map(comes, action.owners.all()))
    }


def same(row: Any) -> int:
    """The row that stands for a person or an organisation."""
    return row.same_as_id or row.pk
