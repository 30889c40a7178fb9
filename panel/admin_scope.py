"""What a secretary sees and changes in the admin: the rows of the panels they keep.

Rights follow from PanelSecretary alone, never from Django's groups and permissions.
Every list, choice, search and page asks `get_queryset`, so what is hidden there does not
exist for anybody who types an address or posts an identifier.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse

from .admin_meanwhile import MeanwhileAdmin
from .models import Panel, User, Viewer, reach_of

FILTER_ENDS = {"exact", "id__exact", "isnull", "isempty", "in", "gt", "gte", "lt", "lte"}
DATE_ENDS = {"year", "month", "day"}


def keeps_any(user: Viewer) -> bool:
    """Whether the admin has anything for `user`."""
    if not (isinstance(user, User) and user.is_staff and user.is_active):
        return False
    return user.is_superuser or bool(reach_of(user).kept_panels)


class RowForm(forms.ModelForm):
    """Checks constraints over the whole row: also where they name columns not on the form."""

    meanwhile: ValidationError | None = None
    """Why it is not saved, where somebody else changed the row since it was opened."""

    def clean(self) -> dict[str, Any] | None:
        found = super().clean()
        if self.meanwhile:
            self.add_error(None, self.meanwhile)
        return found

    def validate_unique(self) -> None:
        super().validate_unique()
        if self.errors:
            return
        try:
            self.instance.validate_constraints()
        except ValidationError as error:
            self.add_error(None, error)


class ScopedChoices(BaseModelAdmin):
    """Offers, and accepts, only rows that the related model's admin shows the user."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        related = self.admin_site.get_model_admin(db_field.remote_field.model)
        kwargs.setdefault("queryset", related.get_queryset(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class Prefilled(admin.ModelAdmin):
    """Fills the form of a new row from its address, and leaves out what is no row's number."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Without them stock Django fails: its autocompletes look for whatever they are given."""
        initial = super().get_changeform_initial_data(request)
        for field in self.model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.name in initial:
                try:
                    field.target_field.clean(initial[field.name], None)
                except ValidationError:
                    del initial[field.name]
        return initial


class RelatedFilter(admin.RelatedFieldListFilter):
    """Lists only rows that the related model's admin shows the user."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: admin.ModelAdmin) -> Any:
        related = model_admin.admin_site.get_model_admin(field.remote_field.model)
        shown = {"pk__in": related.get_queryset(request).values("pk")}
        return field.get_choices(include_blank=False, limit_choices_to=shown)


def own_page(modeladmin: admin.ModelAdmin, obj: Any) -> str:
    """Where others read the row: a `view_on_site`."""
    return obj.get_absolute_url()


class KeptAdmin(ScopedChoices, Prefilled, MeanwhileAdmin):
    """Rows of the panels that the user keeps; an administrator keeps all.

    Once a meeting's minutes are published its rows equal the publication: a row that
    `is_frozen` can only be changed in the fields that `stay_open`, unless it
    `may_be_corrected`.
    """

    panel_path: str
    """The lookup that leads from the model to its panel."""
    fixed: Sequence[str] = ()
    """Fields that are given once, when the row is added."""
    stay_open: Sequence[str] = ()
    may_be_corrected = False

    form = RowForm
    view_on_site: Any = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        kept = Panel.objects.kept_by(request.user).values("pk")
        return super().get_queryset(request).filter(**{f"{self.panel_path}__in": kept})

    def keeps(self, request: HttpRequest, obj: models.Model) -> bool:
        """Whether the user keeps this very row."""
        row: Any = obj
        *steps, column = self.panel_path.split("__")
        for step in steps:
            row = getattr(row, step)
        panel = row.pk if column == "pk" else getattr(row, f"{column}_id")
        return panel in reach_of(request.user).kept_panels

    def is_frozen(self, obj: models.Model) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return keeps_any(request.user)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return keeps_any(request.user) and (obj is None or self.keeps(request, obj))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return keeps_any(request.user)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        is_closed = not (self.stay_open or self.may_be_corrected)
        if obj is not None and is_closed and self.is_frozen(obj):
            return False
        return self.has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if obj is not None and self.is_frozen(obj):
            return False
        return self.has_view_permission(request, obj)

    def may_change_rows_of(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Whether the rows of inlines may be added, changed and removed."""
        if obj is None:
            return keeps_any(request.user)
        return self.has_change_permission(request, obj) and not self.is_frozen(obj)

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> list[str]:
        fields = [str(field) for field in super().get_readonly_fields(request, obj)]
        if obj is None:
            return fields
        if self.is_frozen(obj) and not self.may_be_corrected:
            shown = flatten_fieldsets(self.get_fieldsets(request, obj))
            return [*fields, *(f for f in shown if f not in self.stay_open and f not in fields)]
        return [*fields, *self.fixed]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Lists what a deletion takes with it only where it may be deleted at all."""
        if not all(self.has_delete_permission(request, obj) for obj in objs):
            raise PermissionDenied
        return super().get_deleted_objects(objs, request)

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        """Only what a filter offers: any other column might tell of other panels' rows."""
        for item in self.get_list_filter(request):
            path: Any = item[0] if isinstance(item, tuple) else item
            if isinstance(path, type):  # asks a rule, not a column
                path = path.parameter_name  # type: ignore[attr-defined]
            if lookup == path or lookup in {f"{path}__{end}" for end in FILTER_ENDS}:
                return True
        return lookup in {f"{self.date_hierarchy}__{end}" for end in FILTER_ENDS | DATE_ENDS}

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: models.Model | None = None,
    ) -> HttpResponse:
        context["is_frozen"] = obj is not None and self.is_frozen(obj)
        context["may_be_corrected"] = self.may_be_corrected
        return super().render_change_form(request, context, add, change, form_url, obj)


class ReadOnly(BaseModelAdmin):
    """Rows that only the project's own rules write."""

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class AdministratorOnly(BaseModelAdmin):
    """Accounts and rights, which are the administrator's alone."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_module_permission(request)
