"""Rows edited on the page of what they belong to."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest

from .admin_scope import RowForm, ScopedChoices


class LoadedSelect(AutocompleteSelect):
    """An autocomplete that knows its chosen row, so that a formset does not ask for each."""

    chosen: models.Model | None = None

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        if self.chosen is None or value != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attrs)
        options = [self.create_option(name, value[0], str(self.chosen), True, 1)]
        if not self.is_required:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


def is_deleted(form: forms.BaseForm) -> bool:
    return bool(form.cleaned_data.get(DELETION_FIELD_NAME))


class RowFormSet(forms.BaseInlineFormSet):
    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        for name, field in form.fields.items():
            if not isinstance(field.widget, RelatedFieldWidgetWrapper):
                continue
            field.widget.can_change_related = False
            field.widget.can_view_related = False
            field.widget.can_delete_related = False
            if isinstance(field.widget.widget, LoadedSelect) and form.instance.pk:
                field.widget.widget.chosen = getattr(form.instance, name)

    def give_positions(self) -> None:
        """Put the rows that saving this will add after those that stand."""
        stored: Any = self.queryset
        last = stored.aggregate(last=Max("position"))["last"]
        new = [form for form in self.extra_forms if form.has_changed() and not is_deleted(form)]
        for position, form in enumerate(new, 0 if last is None else last + 1):
            form.instance.position = position


class KeptInline(ScopedChoices, admin.TabularInline):
    """May be changed by who may change the page it stands on, unless that is frozen."""

    form = RowForm
    formset = RowFormSet
    extra = 0
    related: tuple[str, ...] = ()
    """What each row shows of other rows, loaded with them."""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related(*self.related) if self.related else rows

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = LoadedSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.admin_site.get_model_admin(self.parent_model).has_view_permission(request, obj)

    def may_change(self, request: HttpRequest, obj: models.Model | None) -> bool:
        parent: Any = self.admin_site.get_model_admin(self.parent_model)
        return parent.may_change_rows_of(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.may_change(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.may_change(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.may_change(request, obj)


class SeatFormSet(RowFormSet):
    """Refuses two seats of one person in one time, also where neither is stored yet."""

    def clean(self) -> None:
        super().clean()
        seats = [
            form.cleaned_data
            for form in self.forms
            if form.is_valid() and form.cleaned_data.get("person") and not is_deleted(form)
        ]
        for index, seat in enumerate(seats):
            for other in seats[:index]:
                if seat["person"] == other["person"] and overlap(seat, other):
                    raise ValidationError(
                        "%(person)s is given two seats in one time.",
                        code="two_seats",
                        params={"person": seat["person"]},
                    )


def overlap(seat: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two seats share a day; an unknown end is open."""
    return all(
        start is None or end is None or start <= end
        for start, end in (
            (seat["started_on"], other["ended_on"]),
            (other["started_on"], seat["ended_on"]),
        )
    )
