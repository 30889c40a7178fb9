"""The page that asks for a date or a reason before an action of a list is carried out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

LISTED = 50
"""So many rows are listed; the others are counted."""


@dataclass(frozen=True)
class Line:
    """How a row is listed: what it is called, its words, and what else is known of it."""

    name: str
    text: str = ""
    note: str = ""


class OnDay(forms.Form):
    on = forms.DateField(label="Date", widget=AdminDateWidget, initial=timezone.localdate)


class WithReason(forms.Form):
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class OnDayWithReason(OnDay, WithReason):
    field_order = ["on", "reason"]


def asked(
    modeladmin: admin.ModelAdmin,
    request: HttpRequest,
    rows: Iterable[Any],
    *,
    action: str,
    title: str,
    form_class: type[forms.Form],
    line: Callable[[Any], Line] = lambda row: Line(str(row)),
    refused: ValidationError | None = None,
) -> dict[str, Any] | HttpResponse:
    """The answers that were given for `rows`, else the page that asks for them.

    Where a rule `refused` the answers, the page says so and asks again.
    """
    form = form_class(request.POST if "confirmed" in request.POST else None)
    if form.is_valid() and refused is None:
        return form.cleaned_data
    if refused:
        form.add_error(None, refused)
    rows = list(rows)
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": title,
        "subtitle": None,
        "opts": modeladmin.opts,
        "action": action,
        "form": form,
        "rows": rows,
        "lines": [line(row) for row in rows[:LISTED]],
        "more": len(rows) - LISTED,
        "checkbox": ACTION_CHECKBOX_NAME,
        "media": modeladmin.media + form.media,
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "admin/confirmation.html", context, status=status)


def confirmed(
    modeladmin: admin.ModelAdmin,
    request: HttpRequest,
    rows: Iterable[Any],
    *,
    carry_out: Callable[..., Any],
    **page: Any,
) -> HttpResponse | None:
    """Ask as `asked` does, then call `carry_out(row, **answers)` for each row, and say what came.

    A row that the rule refuses is named with the reason; the others are carried out.
    """
    answers = asked(modeladmin, request, rows, **page)
    if isinstance(answers, HttpResponse):
        return answers
    succeeded = 0
    for row in rows:
        try:
            carry_out(row, **answers)
        except ValidationError as error:
            modeladmin.message_user(request, f"{row}: {' '.join(error.messages)}", messages.ERROR)
        else:
            succeeded += 1
    if succeeded:
        modeladmin.message_user(request, f"{page['title']}: {succeeded} done.", messages.SUCCESS)
    return None
