"""Where a meeting is planned: its agenda, who is expected, and what others read of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from meetings import planning
from meetings.minutes import publishing, updates
from meetings.minutes.document import Kind, Paper, Point, Presence, Review
from meetings.minutes.papers import papers_in, papers_of, redacted
from meetings.minutes.reading import inline
from panel.models import Panel

from . import admin_planned_papers as planned_papers
from .admin_editor import kept_meeting
from .forms import FACTS, ItemFormSet, MeetingForm, NewDay
from .models import AgendaItem, Meeting
from .planning import Planned

MEANWHILE = (
    "Not saved: somebody changed this meeting since you opened the page. What you typed is "
    "here; below is what stands. Save again to put yours in its place."
)


def urls(site: admin.AdminSite) -> list[URLPattern]:
    """The page and what it posts to, for the site of the admin."""
    meeting = "meetings/meeting/<int:pk>/agenda/"
    return [
        path("meetings/plan/<int:pk>/", site.admin_view(plan), name="plan"),
        path(meeting, site.admin_view(agenda), name="agenda"),
        *(
            path(f"{meeting}{name}/", site.admin_view(step(name)), name=f"agenda_{name}")
            for name in STEPS
        ),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A new meeting, begun from the panel's last one."""
    panel = get_object_or_404(Panel.objects.kept_by(request.user), pk=pk)
    last = planning.last_before(panel)
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
    """The page with a meeting and these items; saves them when they are posted."""
    stands, is_new = version_of(meeting, items), meeting._state.adding
    posted, status = None, 200
    if request.method == "POST":
        posted = request.POST.copy()
        status = 409 if not is_new and posted.get("version") != stands else 422
        posted["version"] = stands
    form = MeetingForm(posted, instance=meeting, request=request, initial=initial(meeting, stands))
    formset = ItemFormSet(posted, initial=rows_of(items), prefix="items")
    if status == 422 and form.is_valid() and formset.is_valid():
        button = planned_papers.asked(request)
        try:
            planned_papers.refuse(meeting, button, formset)
            saved = save(form, formset, items)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Planned." if is_new else "Saved.")
            return HttpResponseRedirect(planned_papers.address(meeting, button, saved))
    if status == 409:
        form.add_error(None, ValidationError(MEANWHILE, code="stale"))
    return page(request, meeting, form, formset, items, status=status, last=last)


def version_of(meeting: Meeting, items: list[Planned]) -> str:
    """What stands of a meeting's plan, to tell whether somebody changed it meanwhile."""
    if meeting._state.adding:
        return ""
    told = [
        [str(getattr(meeting, fact)) for fact in FACTS],
        [list(row.values()) for row in rows_of(items)],
        sorted(meeting.attendances.values_list("person", "presence")),
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def rows_of(items: Iterable[Planned]) -> list[dict[str, Any]]:
    return [
        {
            "item": one.item.pk if one.item else None,
            "title": one.title,
            "presenters": one.presenters,
            "minutes": one.minutes,
            "withheld": one.withheld,
        }
        for one in items
    ]


def initial(meeting: Meeting, version: str) -> dict[str, Any]:
    """Who is ticked: of a new meeting all who sit on the panel, else those who are listed."""
    seats = planning.seats_of(meeting.panel, meeting.held_on or timezone.localdate())
    if meeting._state.adding:
        return {"version": version, "seats": [seat.pk for seat in seats]}
    listed = dict(meeting.attendances.values_list("person", "presence"))
    seated = {seat.person_id for seat in seats}
    return {
        "version": version,
        "seats": [seat.pk for seat in seats if seat.person_id in listed],
        "guests": [
            person
            for person, presence in listed.items()
            if presence == Presence.EXPECTED and person not in seated
        ],
    }


def save(form: MeetingForm, formset: Any, items: Iterable[Planned]) -> dict[str, AgendaItem]:
    """Save what is planned: items in their order, new ones before those that end an agenda.

    Gives the item that each form of the formset became, by the form's prefix.
    """
    rows = {one.item.pk: one.item for one in items if one.item}
    given: list[tuple[int | None, Planned]] = []
    typed: dict[int, str] = {}
    for one in formset.forms:
        found = one.cleaned_data
        if not found.get("title") or found.get("DELETE"):
            continue
        planned = Planned(
            title=found["title"],
            presenters=found["presenters"],
            minutes=found["minutes"],
            withheld=found["withheld"],
            item=rows.get(found["item"]),
        )
        given.append((found["ORDER"], planned))
        typed[id(planned)] = one.prefix
    placed = [(order, planned) for order, planned in given if order is not None]
    ordered = [planned for _, planned in sorted(placed, key=lambda one: one[0])]
    added = [planned for order, planned in given if order is None]
    added += [planning.taken_up(topic) for topic in form.cleaned_data.get("topics", ())]
    at = planning.place_of_new(ordered)
    agenda = [*ordered[:at], *added, *ordered[at:]]
    stored = planning.plan(
        form.instance,
        agenda,
        seats=[seat for seat in form.held if seat in form.cleaned_data["seats"]],
        guests=form.cleaned_data["guests"],
    )
    return {
        typed[id(planned)]: row
        for planned, row in zip(agenda, stored, strict=True)
        if id(planned) in typed
    }


def page(
    request: HttpRequest,
    meeting: Meeting,
    form: MeetingForm,
    formset: Any,
    items: list[Planned],
    *,
    status: int,
    last: Meeting | None,
) -> HttpResponse:
    is_new = meeting._state.adding
    stored = meeting if is_new else kept_meeting(request, meeting.pk)
    papers = () if is_new else papers_of(stored)
    before = planned_papers.before_items(stored, papers)
    by_item = {
        str(planned.item.pk): before.get(place, [])
        for place, planned in enumerate(items)
        if planned.item
    }
    for one in formset.forms:
        one.anchor = str(one["item"].value() or "")
        one.papers = by_item.get(one.anchor, [])
    is_minuted = not is_new and stored.entries.exists()
    context = {
        **admin.site.each_context(request),
        "title": f"Plan a meeting: {stored.panel}" if is_new else f"Agenda: {stored}",
        "subtitle": None,
        "meeting": stored,
        "is_new": is_new,
        "is_minuted": is_minuted,
        "is_saved_apart": is_minuted or stored.is_published,
        "papers": before.get(None, []),
        "last": last,
        "form": form,
        "formset": formset,
        "stands": items if status == 409 else [],
        "series": [] if is_new else series_of(stored),
        "has_update": any(updates.is_update(inline.plain(one.title)) for one in items),
        "out": None if is_new else out_to_others(stored, papers),
        "facts": [form[name] for name in FACTS],
        "media": form.media + formset.media,
        "today": timezone.localdate(),
    }
    return TemplateResponse(request, "admin/meetings/agenda.html", context, status=status)


@dataclass(frozen=True)
class Out:
    """What others read of an agenda: to whom it went last, when, and whether it changed since."""

    says: str = ""
    url: str = ""
    is_changed: bool = False
    is_public: bool = False


def out_to_others(meeting: Meeting, papers: tuple[Paper, ...]) -> Out:
    agendas = meeting.revisions.filter(kind="agenda", withdrawal=None)
    revision = agendas.order_by("-number", "audience").select_related("meeting__panel").first()
    if revision is None:
        return Out()
    is_public = agendas.filter(number=revision.number, audience="public").exists()
    now = publishing.agenda_of(publishing.minutes_of(meeting), meeting, revision.audience)
    if revision.audience == "public":
        papers = redacted(papers)
    is_changed = (publishing.document_of(revision), papers_in(revision)) != (now, papers)
    done = "Published" if is_public else "Circulated to the members"
    return Out(
        f"{done} on {date_format(revision.issued_on, 'j F Y')}",
        revision.get_absolute_url(),
        is_changed=is_changed,
        is_public=is_public,
    )


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


def circulate(meeting: Meeting, request: HttpRequest) -> str:
    user: Any = request.user
    publishing.circulate_agenda(meeting, on=timezone.localdate(), by=user)
    return "The agenda was circulated to the members."


def publish(meeting: Meeting, request: HttpRequest) -> str:
    user: Any = request.user
    publishing.publish_agenda(meeting, on=timezone.localdate(), by=user)
    return "The agenda was published."


def cancel(meeting: Meeting, request: HttpRequest) -> str:
    meeting.cancel(at=timezone.now())
    return "The meeting is cancelled; it keeps its address."


def reinstate(meeting: Meeting, request: HttpRequest) -> str:
    meeting.reinstate()
    return "The meeting is no longer cancelled."


def postpone(meeting: Meeting, request: HttpRequest) -> str:
    form = NewDay(request.POST)
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    meeting.postpone(to=form.cleaned_data["to"], words=form.cleaned_data["words"])
    return f"The meeting is moved to {meeting.date_text}; it keeps its address."


STEPS: dict[str, Callable[[Meeting, HttpRequest], str]] = {
    rule.__name__: rule for rule in (circulate, publish, cancel, reinstate, postpone)
}


def step(name: str) -> Callable[..., HttpResponse]:
    """A view that carries one step of a planned meeting out, and comes back to its agenda."""

    @require_POST
    def carry_out(request: HttpRequest, pk: int) -> HttpResponse:
        kept = kept_meeting(request, pk)
        try:
            with transaction.atomic():
                done = STEPS[name](publishing.locked(kept), request)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, done)
        return HttpResponseRedirect(reverse("admin:agenda", args=[pk]))

    return carry_out
