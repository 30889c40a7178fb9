"""Letting actions lapse in the admin, many at once, and taking that back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from panel.admin_confirmation import Line, OnDayWithReason, asked

from .models import Action


def open_line(action: Any) -> Line:
    """An action that is to lapse: owners, last mention, and if it is closed."""
    owners = ", ".join(owner.name for owner in action.owners.all())
    mention = action.last_mentioned_on
    return line(
        action,
        owners or "Nobody owns it",
        f"last mentioned {date_format(mention)}" if mention else "no meeting of a known day",
        *([] if action.is_open else [f"{action.get_status_display()}, so left as it is"]),
    )


def lapsed_line(action: Action) -> Line:
    """An action whose lapse is to be taken back: when and why it lapsed, if it did."""
    if action.has_lapsed and action.lapsed_on:
        return line(action, f"Lapsed {date_format(action.lapsed_on)}", action.lapse_reason)
    return line(action, f"{action.get_status_display()}, so left as it is")


def line(action: Action, *notes: str) -> Line:
    return Line(action.reference, Truncator(action.text).chars(300), "; ".join(notes))


@admin.action(description="Mark as lapsed…", permissions=["change"])
def lapse(
    modeladmin: admin.ModelAdmin, request: HttpRequest, actions: models.QuerySet
) -> HttpResponse | None:
    """All at once; what is not open, or not among the user's panels, is left and named."""
    page: dict[str, Any] = {
        "action": "lapse",
        "title": "Mark as lapsed",
        "form_class": OnDayWithReason,
        "line": open_line,
    }
    answers = asked(modeladmin, request, actions, **page)
    if isinstance(answers, HttpResponse):
        return answers
    chosen = Action.objects.filter(pk__in=actions.values("pk"))
    count = chosen.count()
    user: Any = request.user
    try:
        left = chosen.lapse(by=user, today=timezone.localdate(), **answers)
    except ValidationError as refused:
        again = asked(modeladmin, request, actions, refused=refused, **page)
        assert isinstance(again, HttpResponse)
        return again
    tell(modeladmin, request, count, left, done="Marked as lapsed", why="Not open")
    return None


@admin.action(description="Take back the lapse…", permissions=["change"])
def take_back_lapse(
    modeladmin: admin.ModelAdmin, request: HttpRequest, actions: models.QuerySet
) -> HttpResponse | None:
    """All at once; what has not lapsed, or is not among the user's panels, is left and named."""
    answers = asked(
        modeladmin,
        request,
        actions,
        action="take_back_lapse",
        title="Take back the lapse",
        form_class=forms.Form,
        line=lapsed_line,
    )
    if isinstance(answers, HttpResponse):
        return answers
    chosen = Action.objects.filter(pk__in=actions.values("pk"))
    count = chosen.count()
    left = chosen.unlapse()
    tell(modeladmin, request, count, left, done="Lapse taken back", why="Not lapsed")
    return None


def tell(
    modeladmin: admin.ModelAdmin,
    request: HttpRequest,
    count: int,
    left: Sequence[models.Model],
    *,
    done: str,
    why: str,
) -> None:
    """Say what became of those chosen, of which `count` are among the user's panels."""
    if succeeded := count - len(left):
        modeladmin.message_user(request, f"{done}: {succeeded}.", messages.SUCCESS)
    if left:
        names = ", ".join(map(str, left))
        modeladmin.message_user(request, f"{why}, so left as they are: {names}.", messages.WARNING)
    if missing := len(set(request.POST.getlist(ACTION_CHECKBOX_NAME))) - count:
        words = f"Not among the actions of your panels: {missing} of those chosen."
        modeladmin.message_user(request, words, messages.ERROR)
