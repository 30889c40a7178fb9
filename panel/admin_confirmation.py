"""The page that asks for a date or a reason before an action of a list is carried out."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone


class OnDay(forms.Form):
    on = forms.DateField(label="Date", widget=AdminDateWidget, initial=timezone.localdate)


class WithReason(forms.Form):
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class OnDayWithReason(OnDay, WithReason):
    field_order = ["on", "reason"]


def confirmed(
    modeladmin: admin.ModelAdmin,
    request: HttpRequest,
    rows: Iterable[Any],
    *,
    action: str,
    title: str,
    form_class: type[forms.Form],
    carry_out: Callable[..., Any],
) -> HttpResponse | None:
    """Ask, then call `carry_out(row, **answers)` for each row, and say what came of each.

    A row that the rule refuses is named with the reason; the others are carried out.
    """
    form = form_class(request.POST if "confirmed" in request.POST else None)
    if not form.is_valid():
        context = {
            **modeladmin.admin_site.each_context(request),
            "title": title,
            "subtitle": None,
            "opts": modeladmin.opts,
            "action": action,
            "form": form,
            "rows": rows,
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": modeladmin.media + form.media,
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, "admin/confirmation.html", context, status=status)
    succeeded = 0
    for row in rows:
        try:
            carry_out(row, **form.cleaned_data)
        except ValidationError as error:
            modeladmin.message_user(request, f"{row}: {' '.join(error.messages)}", messages.ERROR)
        else:
            succeeded += 1
    if succeeded:
        modeladmin.message_user(request, f"{title}: {succeeded} done.", messages.SUCCESS)
    return None
