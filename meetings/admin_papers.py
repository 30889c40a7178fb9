"""Papers in the admin: on the page of their meeting, and each on its own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Max
from django.db.models.fields import BLANK_CHOICE_DASH
from django.http import HttpRequest
from django.utils.functional import cached_property

from panel.admin_rows import KeptInline, RowFormSet
from panel.admin_scope import RelatedFilter

from .admin_minuted import MinutedAdmin, open_meeting
from .models import AgendaItem, Paper


class PaperFormSet(RowFormSet):
    """Offers the items of the meeting, asked for once."""

    @cached_property
    def items(self) -> list[tuple[Any, str]]:
        items = self.instance.items.all() if self.instance.pk else ()
        return [*BLANK_CHOICE_DASH, *((item.pk, str(item)) for item in items)]

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.instance.meeting_id = self.instance.pk
        if "item" in form.fields:
            field: Any = form.fields["item"]
            field.queryset = AgendaItem.objects.filter(meeting=self.instance.pk)
            field.choices = self.items
            field.widget.can_add_related = False


class PaperInline(KeptInline):
    model = Paper
    formset = PaperFormSet
    fields = [
        "reference",
        "title",
        "purpose",
        "item",
        "url",
        "file_name",
        "media_type",
        "manner",
        "is_restricted",
        "withheld",
    ]
    related = ("item",)


@admin.register(Paper)
class PaperAdmin(MinutedAdmin):
    panel_path = "meeting__panel"
    fixed = ["meeting"]
    fields = ["meeting", *PaperInline.fields]
    autocomplete_fields = ["meeting", "item"]
    list_display = ["title", "reference", "purpose", "meeting", "is_restricted", "withheld"]
    list_filter = [
        ("meeting__panel", RelatedFilter),
        "purpose",
        "is_restricted",
        ("withheld", admin.EmptyFieldListFilter),
    ]
    date_hierarchy = "meeting__held_on"
    search_fields = ["title", "reference", "file_name"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("meeting__panel", "item")

    def view_on_site(self, obj: Any) -> str:
        return obj.meeting.get_absolute_url()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            last = open_meeting(obj.meeting_id).papers.aggregate(last=Max("position"))["last"]
            obj.position = 0 if last is None else last + 1
        super().save_model(request, obj, form, change)
