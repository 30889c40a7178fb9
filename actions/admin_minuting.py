"""Forms that raise an action, or report on one, under an item of a meeting's agenda."""

from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.http import HttpRequest

from meetings.minutes.reading import statuses
from meetings.models import AgendaItem, Entry
from panel.admin_scope import RowForm
from panel.text import folded


class ItemChoice(forms.ModelChoiceField):
    def label_from_instance(self, item: Any) -> str:
        return f"{item.meeting}: {item}"


class PlacedForm(RowForm):
    """Gives a new row its entry, not yet saved, under the item that was chosen."""

    kind: Entry.Kind

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if item := cleaned.get("item"):
            self.instance.entry = Entry(meeting=item.meeting, item=item, kind=self.kind)
        return cleaned


class RaisingForm(PlacedForm):
    kind = Entry.Kind.ACTION


class ReportingForm(PlacedForm):
    kind = Entry.Kind.REVIEW

    reported = forms.CharField(
        label="What was reported",
        required=False,
        widget=AdminTextareaWidget,
        help_text="One bullet a line. Where no status is chosen, the words that open the first "
        "line give it: “Partially complete – two replies came.”",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        self.fields["text"].help_text = "As the action has it, if left empty."

    def clean_reported(self) -> list[str]:
        lines = map(folded, self.cleaned_data["reported"].splitlines())
        return [line for line in lines if line]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        action, item = cleaned.get("action"), cleaned.get("item")
        if action and not cleaned.get("text"):
            cleaned["text"] = action.text
        if action and item and action.entry and action.entry.meeting_id == item.meeting_id:
            self.add_error("item", "The action was raised at this meeting; choose a later one.")
        if reported := cleaned.get("reported"):
            self.instance.status_phrase, status = statuses.phrase(reported[0])
            if status and not cleaned.get("status"):
                cleaned["status"] = status.value
        return cleaned

    def _post_clean(self) -> None:
        # A review's own rules can be asked only where it has its action and its place.
        if not self.errors:
            super()._post_clean()  # type: ignore[misc]


def under_open_items(
    form: type[PlacedForm], site: AdminSite, request: HttpRequest, **options: Any
) -> type[PlacedForm]:
    """The form with a choice of the items of meetings whose minutes are not published."""
    items: models.QuerySet = site.get_model_admin(AgendaItem).get_queryset(request)
    choice = ItemChoice(items.filter(meeting__published_on=None), **options)
    return type(form.__name__, (form,), {"item": choice})
