"""On the page where minutes are written: what is wrong with them, and their steps to the public."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings import steps
from meetings.minutes import editing
from meetings.minutes.checks import Fault, faults, seen_as
from meetings.minutes.document import MinutesError
from panel.models import Panel

from .admin_paper_notes import linked
from .admin_typed import reason_of, refuse_unsaved
from .models import Correction, Meeting, Revision

PUBLISH = "publication"


@dataclass(frozen=True)
class Wrong:
    """Something wrong with minutes, and the page or place where it is mended."""

    says: str
    url: str
    is_blocking: bool


class StepForm(forms.Form):
    """On which day a step was taken, and how."""

    on = forms.DateField()
    how = forms.ChoiceField(choices=[("", ""), *Meeting.Agreed.choices], required=False)
    is_draft = forms.BooleanField(required=False)
    reason = forms.CharField(required=False)
    seen = forms.CharField(required=False)
    stood = forms.CharField(required=False)


def context(
    meeting: Meeting, correction: Correction | None, today: datetime.date
) -> dict[str, Any]:
    """What the page shows of a meeting's checks and steps."""
    minutes = meeting.revisions.filter(kind=Revision.Kind.MINUTES).select_related("withdrawal")
    newest = minutes.order_by("-number").first()
    is_withdrawn = newest is not None and hasattr(newest, "withdrawal")
    found = found_wrong(meeting, correction, today)
    return {
        "wrong": [wrong(fault, is_kept=correction is None) for fault in found],
        "seen": seen_as(found),
        "going_out": steps.GOES_OUT,
        "steps": steps.steps_of(meeting),
        "last_published": None if is_withdrawn else newest,
        "withdrawn": newest if is_withdrawn else None,
        "is_unagreed": Panel.Step.AGREEMENT in meeting.panel.steps and not meeting.agreed_on,
        "agreed": Panel.Step.AGREEMENT,
        "hows": Meeting.Agreed.choices,
        "today": today,
    }


def found_wrong(
    meeting: Meeting, correction: Correction | None, today: datetime.date
) -> list[Fault]:
    """What is wrong with what would go out: the correction in preparation, if there is one."""
    if correction:
        try:
            return editing.faults_of(correction, today=today)
        except ValidationError as error:
            return [Fault("refused", says, None, is_blocking=True) for says in error.messages]
        except MinutesError as error:
            return [Fault("refused", str(error), None, is_blocking=True)]
    return faults(meeting, today) if meeting.entries.exists() else []


def wrong(fault: Fault, *, is_kept: bool) -> Wrong:
    """A fault with where it is mended: on the page of its row, if that is kept, or in the text."""
    url = "#text"
    if fault.row and is_kept:
        page = f"{fault.row._meta.app_label}_{fault.row._meta.model_name}_change"
        url = reverse(f"admin:{page}", args=[fault.row.pk])
    return Wrong(fault.says, url, fault.is_blocking)


def urls(site: AdminSite, kept_meeting: Callable[[HttpRequest, int], Meeting]) -> list[URLPattern]:
    """What the page's buttons post to."""

    @require_POST
    def take(request: HttpRequest, pk: int, step: str) -> HttpResponse:
        meeting = kept_meeting(request, pk)
        user: Any = request.user
        today = timezone.localdate()
        form = StepForm(request.POST)
        try:
            if not form.is_valid():
                raise ValidationError([e for errors in form.errors.values() for e in errors])
            on, given = form.cleaned_data["on"], form.cleaned_data
            with transaction.atomic():
                refuse_unsaved(meeting, stood=given["stood"], by=user)
                if step == PUBLISH:
                    request.session[reason_of(meeting)] = given["reason"]
                    revision = steps.publish(
                        meeting,
                        on=on,
                        by=user,
                        today=today,
                        reason=given["reason"],
                        is_draft=given["is_draft"],
                        seen=given["seen"],
                    )
                    del request.session[reason_of(meeting)]
                    said = f"Published: {revision}."
                else:
                    named = Panel.Step(step)
                    steps.take(
                        meeting,
                        named,
                        on=on,
                        by=user,
                        today=today,
                        how=given["how"],
                        seen=given["seen"],
                    )
                    said = f"{named.label[:1].upper()}{named.label[1:]}."
        except ValidationError as error:
            for said in linked(error).messages:
                messages.error(request, said)
        else:
            messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:minutes_editor", args=[pk]))

    return [
        path(
            f"meetings/meeting/<int:pk>/minutes/{step}/",
            site.admin_view(take),
            {"step": step},
            name=f"minutes_step_{step}",
        )
        for step in (*Panel.Step.values, PUBLISH)
    ]
