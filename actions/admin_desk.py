"""The secretary's desk: what needs doing, panel by panel, and where it is done."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from meetings import agendas, planning
from meetings.minutes.document import Presence, Purpose
from meetings.models import AgendaItem, Attendance, Entry, Meeting, Paper, Revision
from panel.models import Panel, User

from .admin_questions import KINDS, waiting_by_kind_and_panel
from .models import Action

SOON = datetime.timedelta(days=7)
"""So long before a meeting its agenda should have gone out."""


@dataclass(frozen=True)
class Line:
    """One thing to do: what, where it is done, how much time there is, and whether it is late."""

    says: str
    url: str
    when: str = ""
    is_late: bool = False


@dataclass
class Tray:
    """What one panel waits for, in the order in which a secretary would look."""

    panel: Panel
    meetings: list[Line] = field(default_factory=list)
    later: list[Line] = field(default_factory=list)
    minutes: list[Line] = field(default_factory=list)
    actions: list[Line] = field(default_factory=list)
    questions: list[Line] = field(default_factory=list)

    def parts(self) -> Iterator[tuple[str, list[Line]]]:
        """(title, lines) of each part that holds any."""
        titled = {
            "Next meeting": self.meetings,
            "Later meetings": self.later,
            "Minutes": self.minutes,
            "Actions": self.actions,
            "To settle": self.questions,
        }
        yield from ((title, lines) for title, lines in titled.items() if lines)

    @property
    def plan_url(self) -> str:
        """Where a further meeting is planned."""
        return reverse("admin:plan", args=[self.panel.pk])


def desk(user: User, today: datetime.date) -> list[Tray]:
    """What each panel that `user` keeps waits for; a fixed number of queries."""
    trays = {panel.pk: Tray(panel) for panel in Panel.objects.kept_by(user)}
    meetings = with_facts(Meeting.objects.filter(panel__in=trays, cancelled_at=None))
    lay_out_next(trays, meetings, today)
    lay_out_minutes(trays, meetings, today)
    lay_out_actions(trays, today)
    waiting = waiting_by_kind_and_panel(user)
    for kind, tray in product(KINDS.values(), trays.values()):
        if count := waiting[kind.name, tray.panel.pk]:
            query = urlencode({"kind": kind.name, "panel": tray.panel.code})
            url = f"{reverse('admin:to_settle')}?{query}"
            tray.questions.append(Line(f"{kind.title}: {count}", url))
    return list(trays.values())


def with_facts(meetings: QuerySet[Meeting]) -> Any:
    """Meetings with what of each is there already."""
    items = AgendaItem.objects.filter(meeting=OuterRef("pk"))
    entries = Entry.objects.filter(meeting=OuterRef("pk"))
    revisions = Revision.objects.filter(meeting=OuterRef("pk"), withdrawal=None)
    attendances = Attendance.objects.filter(meeting=OuterRef("pk"))
    attached = Paper.objects.filter(meeting=OuterRef("pk"), purpose=Purpose.MINUTES)
    return meetings.select_related("panel").annotate(
        has_items=Exists(items),
        has_people=Exists(attendances),
        is_minuted=Exists(entries),
        attaches=Exists(attached),
        has_agenda=Exists(revisions.filter(kind=Revision.Kind.AGENDA)),
        has_draft=Exists(revisions.filter(kind=Revision.Kind.DRAFT)),
        awaited=Exists(attendances.filter(presence=Presence.EXPECTED)),
    )


def lay_out_next(trays: dict[int, Tray], meetings: Any, today: datetime.date) -> None:
    """The next meeting of each panel, what is missing for it, and those that are planned after."""
    coming = meetings.filter(Q(held_on__gte=today) | Q(held_on=None, is_minuted=False))
    found: dict[int, list[Any]] = {}
    for meeting in agendas.with_changes(planning.with_members_left(coming)).in_order():
        found.setdefault(meeting.panel_id, []).append(meeting)
    for tray in trays.values():
        meeting, *later = found.get(tray.panel.pk, [None])
        names = called([meeting, *later] if meeting else [])
        tray.later += [planned(one, names, today) for one in later]
        if meeting is None:
            tray.meetings.append(Line("No meeting is planned", tray.plan_url))
            continue
        url = reverse("admin:agenda", args=[meeting.pk])
        tray.meetings.append(planned(meeting, names, today))
        is_near = meeting.held_on is not None and meeting.held_on - today <= SOON
        missing = [
            (meeting.held_on, "no day yet", False),
            (meeting.starts_at or not meeting.held_on, "no time yet", is_near),
            (meeting.venue or meeting.joining_details, "no venue yet", is_near),
            (meeting.has_items, "no agenda yet", is_near),
            (meeting.has_people, "nobody invited yet", is_near),
            (not meeting.has_members_left, "invited as a member, but no longer one", is_near),
            (meeting.has_agenda or not meeting.has_items, "agenda not sent out yet", is_near),
            (not agendas.is_changed(meeting), "agenda changed since it was sent out", is_near),
            (not meeting.waits, "a paper's file waits to be cleaned or confirmed", is_near),
        ]
        tray.meetings += [
            Line(says, url, "now" if is_late else "", is_late)
            for there, says, is_late in missing
            if not there
        ]


def planned(meeting: Meeting, names: dict[int, str], today: datetime.date) -> Line:
    url = reverse("admin:agenda", args=[meeting.pk])
    return Line(names[meeting.pk], url, in_days(meeting.held_on, today))


def called(meetings: Collection[Meeting]) -> dict[int, str]:
    """Meetings by their day, those of a panel on one day also by their reference."""
    days = Counter((one.panel_id, one.date_text) for one in meetings)
    return {
        one.pk: one.date_text
        if days[one.panel_id, one.date_text] == 1
        else f"{one.date_text} ({one.reference})"
        for one in meetings
    }


def in_days(day: datetime.date | None, today: datetime.date) -> str:
    if day is None:
        return ""
    days = (day - today).days
    return "today" if not days else f"in {days} day{'s' * (days != 1)}"


def lay_out_minutes(trays: dict[int, Tray], meetings: Any, today: datetime.date) -> None:
    """Minutes that are not published yet: their next step, and the days of the panel's target."""
    held = meetings.filter(held_on__lt=today, published_on=None, attaches=False)
    found = list(held.in_order())
    names = called(found)
    for meeting in found:
        tray = trays[meeting.panel_id]
        left = tray.panel.target_days - (today - meeting.held_on).days
        days = f"{abs(left)} day{'s' * (abs(left) != 1)}"
        when = f"{days} left" if left >= 0 else f"{days} late"
        says = f"{names[meeting.pk]}: {next_step(meeting)}"
        url = reverse("admin:minutes_editor", args=[meeting.pk])
        tray.minutes.append(Line(says, url, when, is_late=left < 0))


def next_step(meeting: Any) -> str:
    """What is to be done next of a meeting that was held, of the steps that its panel takes."""
    if not meeting.is_minuted:
        return "to be minuted"
    if meeting.awaited:
        return "attendance to be noted"
    if meeting.agreed_on:
        return "agreed, to be published"
    for step, is_taken, says in (
        (Panel.Step.ACTION_NOTE, meeting.action_note_sent_on, "action note to be sent"),
        (Panel.Step.CLEARANCE, meeting.cleared_on, "to be cleared by the chair"),
        (Panel.Step.DRAFT, meeting.has_draft, "draft to be circulated"),
        (Panel.Step.AGREEMENT, False, "to be agreed"),
    ):
        if step in meeting.panel.steps and not is_taken:
            return says
    return "to be published"


def lay_out_actions(trays: dict[int, Tray], today: datetime.date) -> None:
    """Open actions that are late, belong to nobody, or to somebody who is nobody now."""
    actions = Action.objects.filter(panel__in=trays)
    for wanting, rows, says, is_late in (
        ("overdue", actions.overdue(today), "overdue", True),
        ("owner", actions.unowned(), "without an owner", False),
        ("somebody", actions.unreachable(today), "whose owners are nobody now", False),
    ):
        for panel, count in counts(rows):
            url = reverse("admin:actions_action_changelist")
            url = f"{url}?{urlencode({'panel__id__exact': panel, 'wanting': wanting})}"
            trays[panel].actions.append(Line(f"{count} {says}", url, is_late=is_late))


def counts(actions: Any) -> Iterable[tuple[int, int]]:
    found = Action.objects.filter(pk__in=actions.values("pk")).order_by()
    return found.values_list("panel").annotate(Count("pk"))


def change(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_change", args=[meeting.pk])
