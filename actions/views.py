"""The pages of the register of actions."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.minutes.document import Point
from meetings.minutes.publishing import point_of
from meetings.models import Entry
from meetings.outline import Block, nested
from panel.models import Panel
from panel.pages import page_of

from .forms import RegisterForm
from .models import Action, Owner, Review


@require_safe
@login_not_required
def register(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """The actions of all panels or of one that the viewer may know of, narrowed by a form."""
    user, today = request.user, timezone.localdate()
    panel = get_object_or_404(Panel, code=code) if code else None
    form = RegisterForm(request.GET, user=user, panel=panel)
    context: dict[str, Any] = {"panel": panel, "form": form}
    if not form.is_valid():
        return render(request, "actions/register.html", context, status=422)
    actions = Action.objects.as_read_by(user).standing().select_related("panel")
    owners = Prefetch("owners", Owner.objects.visible_to(user), to_attr="read_owners")
    page = page_of(request, form.narrow(actions, on=today).prefetch_related(owners))
    overdue = Action.objects.kept_by(user).overdue(today).filter(pk__in=[a.pk for a in page])
    context |= {"page": page, "overdue": set(overdue.values_list("pk", flat=True))}
    return render(request, "actions/register.html", context)


@require_safe
@login_not_required
def action(request: HttpRequest, code: str, serial: int) -> HttpResponse:
    """An action from meeting to meeting; one joined to another leads there for good.

    One that was withdrawn, itself or with its minutes, says only that (410) to who reads it
    nowhere any more.
    """
    user, today = request.user, timezone.localdate()
    visible = Action.objects.as_read_by(user).select_related("panel", "repeat_of")
    joined = Action.objects.filter(
        panel__code=code, serial=serial, joined_to__in=Action.objects.visible_to(user)
    )
    if target := joined.values_list("joined_to__serial", flat=True).first():
        return redirect("actions:detail", code, target, permanent=True)
    action = visible.filter(panel__code=code, serial=serial).first()
    if action is None:
        gone = Action.objects.taken_back().select_related("panel")
        taken_back = get_object_or_404(gone, panel__code=code, serial=serial)
        context = {"action": taken_back, "on": taken_back.taken_back_at, "with_minutes": True}
        return render(request, "actions/withdrawn.html", context, status=410)
    if action.read_text is None:
        context = {"action": action, "on": action.withdrawn_on}
        return render(request, "actions/withdrawn.html", context, status=410)
    entries = Entry.objects.visible_to(user)
    reviews = Review.objects.visible_to(user).filter(action=action).with_text_for(user).in_order()
    others = Action.objects.visible_to(user).filter(panel=action.panel).select_related("panel")
    return render(
        request,
        "actions/action.html",
        {
            "action": action,
            "owners": Owner.objects.visible_to(user).filter(action=action),
            "raised": entries.filter(action=action).select_related("meeting__panel").first(),
            "reviews": with_narrative(reviews, entries.with_text_for(user)),
            "repeat_of": others.filter(repeats=action).first(),
            "repeats": others.filter(repeat_of=action),
            "is_overdue": Action.objects.kept_by(user).overdue(today).contains(action),
        },
    )


def with_narrative(
    reviews: QuerySet[Review], readable: QuerySet[Any]
) -> list[tuple[Review, list[Block]]]:
    """Each review with what was reported, in which what is not readable is left out by name.

    `readable` are the entries that the viewer reads, with their `read_text`.
    """
    narrative = Entry.objects.filter(parent__review__in=reviews.order_by()).order_by("position")
    texts = dict(readable.filter(pk__in=narrative.order_by()).values_list("pk", "read_text"))
    points: dict[int | None, list[Point]] = {}
    for entry in narrative:
        point = point_of(entry)
        points.setdefault(entry.parent_id, []).append(
            replace(point, text=texts[entry.pk]) if entry.pk in texts else point.redacted()
        )
    return [
        (review, nested(points.get(review.entry_id, ())))
        for review in reviews.select_related("entry__meeting__panel")
    ]
