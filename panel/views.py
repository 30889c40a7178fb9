"""The pages of panels and of people."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.models import Action, Owner
from meetings.models import Attendance, Meeting

from .models import Membership, Panel, Person


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """All panels, what was published last and which meetings come next."""
    meetings = Meeting.objects.visible_to(request.user).select_related("panel")
    return render(
        request,
        "panel/home.html",
        {
            "panels": Panel.objects.all(),
            "published": meetings.published().order_by("-published_on", "-held_on", "-pk")[:6],
            "planned": meetings.filter(held_on__gte=timezone.localdate()).in_order()[:6],
        },
    )


@require_safe
@login_not_required
def panel(request: HttpRequest, code: str) -> HttpResponse:
    """A panel: its remit, who sits on it, its last meetings and what is still to be done."""
    panel = get_object_or_404(Panel, code=code)
    today = timezone.localdate()
    seats = Membership.objects.filter(panel=panel).select_related("person", "representing")
    meetings = Meeting.objects.visible_to(request.user).filter(panel=panel).select_related("panel")
    open_actions = Action.objects.as_read_by(request.user).filter(panel=panel).read_as_open()
    return render(
        request,
        "panel/panel.html",
        {
            "panel": panel,
            "seats": seats.current(today),
            "later_seats": seats.filter(started_on__gt=today),
            "former_seats": seats.filter(ended_on__lt=today),
            "planned": meetings.filter(held_on__gte=today).in_order(),
            "held": meetings.filter(held_on__lt=today)[:5],
            "open_actions": open_actions.select_related("panel")[:5],
            "open_count": open_actions.count(),
        },
    )


@require_safe
@login_not_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The public facts of a person: seats, meetings attended, actions owned.

    One who is the same as another leads there for as long as that is said.
    """
    people = Person.objects.visible_to(request.user)
    person = get_object_or_404(people, pk=pk)
    if person.same_as_id and people.filter(pk=person.same_as_id).exists():
        return redirect("panel:person", person.same_as_id)
    rows = Person.objects.filter(Q(pk=person.pk) | Q(same_as=person)).values("pk")
    owned = Owner.objects.visible_to(request.user).filter(person__in=rows)
    return render(
        request,
        "panel/person.html",
        {
            "person": person,
            "seats": Membership.objects.filter(person__in=rows)
            .select_related("panel", "representing")
            .order_by("-started_on", "panel"),
            "attendances": Attendance.objects.visible_to(request.user)
            .filter(person__in=rows)
            .select_related("meeting__panel")
            .order_by("-meeting__held_on", "-meeting"),
            "actions": Action.objects.as_read_by(request.user)
            .standing()
            .filter(pk__in=owned.values("action"))
            .select_related("panel"),
        },
    )
