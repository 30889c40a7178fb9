"""Small corrections of published minutes, in the ordinary forms: each with a reason, at once.

What a form changes of what was printed is published again in the same transaction, so that
rows always equal the latest publication.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from meetings.minutes import passages, publishing
from meetings.minutes.checks import faults
from panel.admin_rows import RowFormSet

from .admin_minuted import MinutedAdmin
from .admin_paper_notes import linked
from .models import Meeting

NO_REASON = "Say why the published minutes are corrected; everybody reads this."
STILL_SHOWN = (
    "What was published before still shows what is withheld now: withdraw those revisions if "
    "nobody is to read it any more."
)

REFUSED = "_refused"
"""Where a request keeps why its correction could not be published."""
STOOD = "_stood"
"""Where a request keeps what was wrong before its correction."""


def blocking(meeting: Any) -> set[str]:
    """What has to be mended in a meeting's minutes, as they are stored."""
    stored = Meeting.objects.select_related("panel").get(pk=meeting.pk)
    return {one.says for one in faults(stored, timezone.localdate()) if one.is_blocking}


class CorrectingForm(forms.ModelForm):
    """The form of a published row: what is printed only changes with a reason."""

    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="Why it is corrected",
        help_text="Needed where you change what is printed; everybody reads it.",
    )
    stay_open: tuple[str, ...] = ()
    refused: ValidationError | None = None
    """Why it could not be published, where that was tried."""

    def corrects(self) -> bool:
        """Whether what is printed was changed."""
        return bool({*self.changed_data} - {"reason", *self.stay_open})

    def withholds(self) -> bool:
        """Whether something is withheld now, as a whole or a passage of it, that was not."""
        given = {name: self.cleaned_data.get(name) for name in self.changed_data}
        return bool(given.get("withheld")) or any(
            isinstance(words, str) and passages.redacted(words) != words for words in given.values()
        )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if self.refused:
            self.add_error(None, linked(self.refused))
        if self.corrects() and not found.get("reason", "").strip():
            self.add_error("reason", NO_REASON)
        return found


class CorrectingFormSet(RowFormSet):
    """Rows on the page of a row that may be published: they change with the reason given there."""

    def clean(self) -> None:
        super().clean()
        has_reason = self.data.get("reason", "").strip()
        if self.is_published() and self.has_changed() and not has_reason:
            raise forms.ValidationError(NO_REASON, code="reason")

    def is_published(self) -> bool:
        raise NotImplementedError


class CorrectingAdmin(MinutedAdmin):
    """Rows that a secretary corrects after publication, saying why."""

    may_be_corrected = True
    correcting_form: type[CorrectingForm] = CorrectingForm
    """What the form of a published row is besides."""

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if not self.asks_reason(request, obj):
            return fieldsets
        return [*fieldsets, ("Correction", {"fields": [*self.correcting_form.declared_fields]})]

    def asks_reason(self, request: HttpRequest, obj: models.Model | None) -> bool:
        return obj is not None and self.is_frozen(obj) and self.has_change_permission(request, obj)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if self.asks_reason(request, obj):
            bases = (self.correcting_form, kwargs.get("form", self.form))
            told = {"stay_open": tuple(self.stay_open), "refused": getattr(request, REFUSED, None)}
            kwargs["form"] = type("Correction", bases, told)
        return super().get_form(request, obj, change, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """What cannot be published is not saved either: the form comes back and says why."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as error:
            setattr(request, REFUSED, error)
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Know what was wrong before: a correction need not mend it."""
        if isinstance(form, CorrectingForm):
            setattr(request, STOOD, blocking(self.meeting_of(form.instance)))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Publish what was corrected, once all of the page is saved."""
        super().save_related(request, form, formsets, change)
        if not isinstance(form, CorrectingForm):
            return
        if not (form.corrects() or any(formset.has_changed() for formset in formsets)):
            return
        meeting: Any = self.meeting_of(form.instance)
        user: Any = request.user
        if new := blocking(meeting) - getattr(request, STOOD, set()):
            raise ValidationError(sorted(new), code="faults")
        revision = publishing.publish(
            Meeting.objects.select_related("panel").get(pk=meeting.pk),
            on=timezone.localdate(),
            by=user,
            reason=form.cleaned_data["reason"],
        )
        self.message_user(request, f"Published: {revision}.", messages.SUCCESS)
        if form.withholds():
            self.message_user(request, STILL_SHOWN, messages.WARNING)
