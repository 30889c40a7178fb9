"""Rows of a meeting's minutes in the admin: entries, and what holds for all of them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from panel.admin_rows import KeptInline, RowFormSet
from panel.admin_scope import KeptAdmin, RowForm

from .models import Entry, Meeting

POINT_KINDS = [(value, label) for value, label in Entry.Kind.choices if value in Entry.POINTS]
HELD = ("action__panel", "review__action__panel")


class MinutedAdmin(KeptAdmin):
    """Rows that are frozen once the minutes of their meeting are published."""

    def meeting_of(self, obj: Any) -> Meeting | None:
        return obj.meeting

    def is_frozen(self, obj: models.Model) -> bool:
        meeting = self.meeting_of(obj)
        return meeting is not None and meeting.is_published

    def lock(self, obj: models.Model) -> None:
        """Its meeting is locked while it is saved, so that no one publishes half of it."""
        if meeting := self.meeting_of(obj):
            meeting.published_on = locked(meeting.pk).published_on
        else:
            super().lock(obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """A browser gives a file once: a page that comes back with errors has lost it."""
        if request.FILES and context["errors"]:
            text = "Nothing was saved. Choose the files again before you save."
            self.message_user(request, text, messages.WARNING)
        return super().render_change_form(request, context, *args, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "meeting":
            meetings = self.admin_site.get_model_admin(Meeting).get_queryset(request)
            kwargs["queryset"] = meetings.filter(published_on=None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def locked(meeting: int) -> Meeting:
    """The meeting as stored now, which nobody publishes until this transaction ends."""
    return Meeting.objects.select_for_update().get(pk=meeting)


def open_meeting(meeting: int) -> Meeting:
    """The meeting, locked; refused where its minutes went out while a row was being added."""
    found = locked(meeting)
    if found.is_published:
        raise PermissionDenied
    return found


def held_by(entry: Entry) -> str:
    """A link to the action or the review that an entry holds; empty for a point."""
    if entry.pk is None or entry.is_point:
        return ""
    if entry.kind == Entry.Kind.ACTION:
        address, action = "admin:actions_action_change", entry.action
        pk, text = action.pk, action.text
    else:
        address, action = "admin:actions_review_change", entry.review.action
        pk, text = entry.review.pk, entry.review.called
    return format_html(
        '<a href="{}">{}</a>: {}',
        reverse(address, args=[pk]),
        action.reference,
        Truncator(text).chars(160),
    )


class EntryForm(RowForm):
    """New entries are points; of others only changes here whether they are withheld."""

    class Meta:
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance.is_point:
            for name, field in self.fields.items():
                field.disabled = name != "withheld"
        elif "kind" in self.fields:
            kind: Any = self.fields["kind"]
            kind.choices = POINT_KINDS


class EntryFormSet(RowFormSet):
    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.instance.meeting_id = self.instance.meeting_id
        if form.instance.pk and not form.instance.is_point and self.can_delete:
            form.fields["DELETE"].disabled = True

    def save_new(self, form: forms.ModelForm, commit: bool = True) -> Entry:
        form.instance.item = self.instance
        form.instance.take_place()
        return super().save_new(form, commit)


class EntryInline(KeptInline):
    model = Entry
    form = EntryForm
    formset = EntryFormSet
    fields = ["held", "kind", "text", "depth", "is_advice", "is_for_later", "withheld"]
    readonly_fields = ["held"]
    related = HELD

    def held(self, entry: Entry) -> str:
        return held_by(entry)

    held.short_description = "action"  # type: ignore[attr-defined]
