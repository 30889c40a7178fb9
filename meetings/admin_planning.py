"""Where a meeting is planned: its agenda, who is expected, and what others read of it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from meetings import agendas, planning
from meetings.minutes import publishing
from meetings.minutes.document import Paper, Presence
from meetings.minutes.papers import papers_of
from meetings.minutes.reading import inline
from meetings.minutes.updates import is_update
from panel.models import Membership, Panel

from . import admin_planned_papers as planned_papers
from . import admin_planned_steps as steps
from . import admin_preview
from .admin_differences import differences, papers_version, rows_of, version_of
from .admin_due import series_of, unread_of
from .admin_editor import kept_meeting
from .admin_paper_notes import linked
from .admin_planned_items import allotted, in_order, is_kept, refuse_tied, shown
from .forms import FACTS, ItemFormSet, MeetingForm, NewDay
from .models import AgendaItem, Meeting
from .planning import Planned, UnsureError

MEANWHILE = (
    "Somebody changed this meeting since you opened the page. Look at what differs: to save "
    "yours all the same, say so there."
)
MINUTED = (
    "Minutes are written since you opened the page, and hold the plan: what you typed cannot be "
    "saved here. Copy what is to stand in the minutes."
)
AGAIN = (
    "Somebody changed this meeting since you opened the page, which shows now what stands: press "
    "again if you mean that."
)

SAVED = "planned"
"""What the session calls the page that was saved last, so that the browser forgets what it kept."""


def urls(site: admin.AdminSite) -> list[URLPattern]:
    """The page on which a meeting is planned, for the site of the admin."""
    return [
        path("meetings/plan/<int:pk>/", site.admin_view(plan), name="plan"),
        path("meetings/meeting/<int:pk>/agenda/", site.admin_view(agenda), name="agenda"),
        *admin_preview.urls(site),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A new meeting, begun from the panel's last one."""
    panel = get_object_or_404(Panel.objects.kept_by(request.user), pk=pk)
    last = planning.last_held(panel, timezone.localdate())
    meeting = Meeting(panel=panel, number=panel.last_meeting + 1)
    if last:
        meeting.starts_at, meeting.ends_at = last.starts_at, last.ends_at
        meeting.venue, meeting.joining_details = last.venue, last.joining_details
    return screen(request, meeting, planning.standing_items(last), last)


@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda of a meeting that is planned."""
    meeting = kept_meeting(request, pk)
    if request.method != "POST":
        return screen(request, meeting, planned_of(meeting))
    with transaction.atomic():  # of two who save at once, the second is told
        publishing.locked(meeting)
        meeting = kept_meeting(request, pk)
        return screen(request, meeting, planned_of(meeting))


def planned_of(meeting: Meeting) -> list[Planned]:
    return [
        Planned(item.title, item.presenters, item.minutes_allotted, item.withheld, item)
        for item in meeting.items.all()
    ]


def screen(
    request: HttpRequest, meeting: Meeting, items: list[Planned], last: Meeting | None = None
) -> HttpResponse:
    """The page with a meeting and these items; saves them when they are posted.

    The button that posts them may ask for a step as well. Where that cannot be taken, or
    somebody else changed the meeting, nothing is saved and what was typed is shown again.
    """
    is_new = meeting._state.adding
    is_minuted = not is_new and meeting.entries.exists()
    is_apart = is_minuted or meeting.is_published
    stands = version_of(meeting, items, is_apart=is_apart)
    papers = () if is_new else papers_of(meeting)
    told: dict[str, Any] = {
        "papers": papers,
        "last": last,
        "is_new": is_new,
        "is_minuted": is_minuted,
        "version": stands,
    }
    known = (request.POST.get("version", ""), request.POST.get("over"))
    posted = request.POST.copy() if request.method == "POST" else None
    is_stale = posted is not None and not is_new and stands not in known
    if posted is not None and not (is_stale and is_typed(request)):
        posted["version"] = stands
    held_on = offered_on(request, meeting)
    held = planning.seats_of(meeting.panel, held_on)
    form = MeetingForm(
        posted,
        instance=meeting,
        request=request,
        held=held,
        is_apart=is_apart,
        is_refused=is_stale and is_typed(request),
        initial={
            "version": stands,
            "papers": papers_version(papers),
            "seats_on": held_on,
            **ticked(meeting, held),
        },
    )
    formset = ItemFormSet(posted, initial=rows_of(items), prefix="items")
    if posted is None:
        return page(request, meeting, form, formset, items, **told, status=200)
    is_valid = form.is_valid() and formset.is_valid()
    if is_stale:
        says = (MINUTED if is_typed(request) else AGAIN) if is_apart else MEANWHILE
        form.add_error(None, ValidationError(says, code="stale"))
        return page(request, meeting, form, formset, items, **told, status=409)
    if is_valid:
        try:
            address, said = carried_out(request, form, formset, items, held_on)
        except UnsureError as error:
            form.add_error(None, error)
            told["unsure"] = error
        except ValidationError as error:
            # The words, for an error may be of a column that is no field here.
            form.add_error(None, linked(error).messages)
        else:
            request.session[SAVED] = request.POST.get("page", "")[:32]
            messages.success(request, said)
            return HttpResponseRedirect(address)
    return page(request, meeting, form, formset, items, **told, status=422)


@transaction.atomic
def carried_out(
    request: HttpRequest,
    form: MeetingForm,
    formset: Any,
    items: list[Planned],
    held_on: datetime.date,
) -> tuple[str, str]:
    """Save a plan and take the step that its button asks for; the address to go to, what to say.

    Minutes that are written hold the plan: then the step alone is taken. Raises ValidationError,
    and nothing is saved.
    """
    meeting = form.instance
    button, step = planned_papers.asked(request), steps.asked(request)
    planned_papers.refuse(meeting, button, formset)
    steps.refuse_untaken(request)
    steps.refuse_unseen(request, form.initial["papers"])
    if meeting._state.adding:
        planning.refuse_past(meeting, timezone.localdate(), steps.sure(request))
    said, saved = [], {}
    if not (step and form.is_apart):
        said.append("Planned." if meeting._state.adding else "Saved.")
        saved = save(form, formset, items, sure=steps.sure(request))
        said.append(planned_papers.move(meeting, button))
    if step:
        said.append(step(meeting, request))
    if not form.is_apart:
        day = planning.day_of(meeting) or held_on
        came, went = planning.follow_seats(meeting, since=held_on, on=day)
        then = "on that day" if meeting.held_on else "then"
        said += [
            f"{says} {then}: {', '.join(names)}."
            for says, names in (
                ("Expected as well, as a member", came),
                ("Expected no more, as no member", went),
            )
            if names
        ]
    address = steps.address(meeting, request)
    return address or planned_papers.address(meeting, button, saved), " ".join(filter(None, said))


def is_typed(request: HttpRequest) -> bool:
    """Whether the page that is posted could be typed in; where minutes hold a plan, none can."""
    return "held_on" in request.POST


def offered_on(request: HttpRequest, meeting: Meeting) -> datetime.date:
    """The day whose members the page offers: of a page that is posted, the day it had."""
    try:
        told = parse_date(request.POST.get("seats_on", ""))
    except ValueError:
        told = None
    return told or planning.day_of(meeting) or timezone.localdate()


def ticked(meeting: Meeting, held: list[Membership]) -> dict[str, Any]:
    """Who is ticked: of a new meeting all who sit on the panel, else those who are listed."""
    if meeting._state.adding:
        return {"seats": [seat.pk for seat in held]}
    listed = dict(meeting.attendances.values_list("person", "presence"))
    seated = {seat.person_id for seat in held}
    return {
        "seats": [seat.pk for seat in held if seat.person_id in listed],
        "guests": [
            person
            for person, presence in listed.items()
            if presence == Presence.EXPECTED and person not in seated
        ],
    }


def without_seat(meeting: Meeting, held: Iterable[Membership]) -> list[str]:
    """The names of those expected as members who hold no seat on the day, where one is known."""
    if planning.day_of(meeting) is None:
        return []
    rows = meeting.attendances.filter(presence=Presence.EXPECTED).exclude(heading=planning.GUESTS)
    return [row.printed_name for row in rows.exclude(person__in=[one.person_id for one in held])]


def save(
    form: MeetingForm, formset: Any, items: Iterable[Planned], *, sure: Collection[str]
) -> dict[str, AgendaItem]:
    """Save what is planned: items in their order, new ones before those that end an agenda.

    Gives the item that each form of the formset became, by the form's prefix. Raises
    ValidationError `tied` where two items are to stand in one place.
    """
    rows = {one.item.pk: one.item for one in items if one.item}
    typed: dict[int, str] = {}

    def planned(one: Any) -> Planned:
        found = one.cleaned_data
        row = Planned(
            title=found["title"],
            presenters=found["presenters"],
            minutes=found["minutes"],
            withheld=found["withheld"],
            item=rows.get(found["item"]),
        )
        typed[id(row)] = one.prefix
        return row

    ordered, new = in_order(formset)
    refuse_tied(formset)
    stay = [[planned(one) for one in forms if is_kept(one)] for forms in (ordered, new)]
    added = stay[1] + [planning.taken_up(topic) for topic in form.cleaned_data.get("topics", ())]
    at = planning.place_of_new(stay[0])
    agenda = [*stay[0][:at], *added, *stay[0][at:]]
    stored = planning.plan(
        form.instance,
        agenda,
        seats=[seat for seat in form.held if seat in form.cleaned_data["seats"]],
        guests=form.cleaned_data["guests"],
        named=form.cleaned_data["named"],
        sure=sure,
    )
    return {
        typed[id(one)]: row for one, row in zip(agenda, stored, strict=True) if id(one) in typed
    }


def page(
    request: HttpRequest,
    meeting: Meeting,
    form: MeetingForm,
    formset: Any,
    items: list[Planned],
    *,
    status: int,
    version: str,
    is_new: bool,
    is_minuted: bool,
    last: Meeting | None,
    papers: tuple[Paper, ...],
    unsure: UnsureError | None = None,
) -> HttpResponse:
    stored = (
        Meeting(panel=meeting.panel, number=meeting.number)
        if is_new
        else kept_meeting(request, meeting.pk)
    )
    before = planned_papers.before_items(stored, papers)
    by_item = {
        str(planned.item.pk): before.get(place, [])
        for place, planned in enumerate(items)
        if planned.item
    }
    blank = formset.empty_form
    for one in (*formset.forms, blank):
        one.anchor = str(one["item"].value() or "")
        one.papers = by_item.get(one.anchor, [])
    rows = shown(formset)
    series = [] if is_new else series_of(stored)
    reported = sum(bool(due.reference) for _, actions in series for due in actions)
    has_update = any(is_update(inline.plain(one.title)) for one in items)
    context = {
        **admin.site.each_context(request),
        "title": f"Plan a meeting: {stored.panel}" if is_new else f"Agenda: {stored}",
        "subtitle": None,
        "meeting": stored,
        "is_new": is_new,
        "is_minuted": is_minuted,
        "is_saved_apart": form.is_apart,
        "papers": before.get(None, []),
        "last": last,
        "form": form,
        "formset": formset,
        "page": request.POST.get("page") or uuid4().hex,
        "saved": request.session.get(SAVED, ""),
        "rows": rows,
        "blank": blank,
        "allotted": allotted(rows),
        "version": version,
        "differences": differences(form, rows, stored, items)
        if status == 409 and is_typed(request)
        else None,
        "unsure": unsure,
        "sure": steps.sure(request) | ({unsure.answer} if unsure else set()),
        "pressed": steps.pressed(request),
        "without_seat": [] if is_new else without_seat(stored, form.held),
        "series": series,
        "unread": unread_of(stored, reported) if has_update and not is_new else "",
        "has_update": has_update,
        "out": () if is_new else agendas.out_to(stored, papers),
        "facts": [form[name] for name in FACTS],
        "new_day": NewDay(request.POST or None),
        "media": form.media + formset.media,
    }
    return TemplateResponse(request, "admin/meetings/agenda.html", context, status=status)
