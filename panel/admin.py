"""Panels, people and accounts, for the secretariat."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest

from .admin_history import HistoryAdmin
from .admin_rows import KeptInline, SeatFormSet
from .admin_scope import (
    AdministratorOnly,
    KeptAdmin,
    Prefilled,
    RelatedFilter,
    RowForm,
    ScopedChoices,
    keeps_any,
    own_page,
)
from .models import (
    ContactDetail,
    Membership,
    Organisation,
    Panel,
    PanelSecretary,
    Person,
    User,
)

admin.site.unregister(Group)


class MembershipInline(KeptInline):
    model = Membership
    formset = SeatFormSet
    fields = ["person", "role", "representing", "started_on", "ended_on"]
    autocomplete_fields = ["person", "representing"]
    related = ("person", "representing")


class SecretaryInline(AdministratorOnly, KeptInline):
    model = PanelSecretary
    autocomplete_fields = ["user"]
    related = ("user",)


class PanelForm(RowForm):
    steps = forms.MultipleChoiceField(
        choices=Panel.Step, required=False, widget=forms.CheckboxSelectMultiple
    )


@admin.register(Panel)
class PanelAdmin(KeptAdmin):
    panel_path = "pk"
    view_on_site = own_page
    form = PanelForm
    fields = ["code", "name", "other_names", "remit", "target_days", "steps"]
    inlines = [MembershipInline, SecretaryInline]
    list_display = ["name", "code", "target_days"]
    search_fields = ["name", "code", "other_names"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_add_permission(request)

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> list[str]:
        """The code stands in every address, so a secretary does not change it."""
        return [] if request.user.is_superuser else ["code"]

    def get_inlines(self, request: HttpRequest, obj: models.Model | None) -> list:
        return self.inlines if request.user.is_superuser else [MembershipInline]


@admin.register(Membership)
class MembershipAdmin(KeptAdmin):
    panel_path = "panel"
    fixed = ["panel", "person"]
    fields = ["panel", "person", "role", "representing", "started_on", "ended_on"]
    autocomplete_fields = ["person", "representing"]
    list_display = ["person", "panel", "role", "representing", "started_on", "ended_on"]
    list_filter = [("panel", RelatedFilter), "role"]
    search_fields = ["person__name", "person__sort_name", "representing__name"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("person", "panel", "representing")


class SharedAdmin(KeptAdmin):
    """Rows that panels share: all that the user may see are offered as choices.

    Those tied to a kept panel, or as yet to nothing, may be changed; merged, only those
    that are tied to no other panel, since merging people also joins what they may read.
    """

    model: type[Person] | type[Organisation]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        visible = self.model.objects.visible_to(request.user)
        return admin.ModelAdmin.get_queryset(self, request).filter(pk__in=visible.values("pk"))

    def keeps(self, request: HttpRequest, obj: models.Model) -> bool:
        return self.get_queryset(request).filter(pk=obj.pk).exists()

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if not keeps_any(request.user):
            return False
        return (
            obj is None or self.model.objects.changeable_by(request.user).filter(pk=obj.pk).exists()
        )

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Only what nothing refers to, so that nothing of other panels is ever listed."""
        if not keeps_any(request.user):
            return False
        free = self.model.objects.unattached().filter(merged=None)
        return obj is None or free.filter(pk=obj.pk).exists()

    def may_read_history(self, request: HttpRequest, obj: models.Model) -> bool:
        return self.has_change_permission(request, obj)

    def mergeable(self, request: HttpRequest) -> models.QuerySet:
        return self.model.objects.mergeable_by(request.user)

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> list[str]:
        if obj is None or self.mergeable(request).filter(pk=obj.pk).exists():
            return []
        return ["same_as"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "same_as":
            kwargs["queryset"] = self.mergeable(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        if request.GET.get("field_name") == "same_as":
            queryset = queryset.filter(pk__in=self.mergeable(request).values("pk"))
        return super().get_search_results(request, queryset, search_term)


class ContactDetailInline(KeptInline):
    model = ContactDetail
    fields = ["medium", "value", "is_shared"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        visible = ContactDetail.objects.visible_to(request.user)
        return super().get_queryset(request).filter(pk__in=visible.values("pk"))


@admin.register(Person)
class PersonAdmin(SharedAdmin):
    fields = ["honorific", "name", "same_as", "user"]
    autocomplete_fields = ["same_as", "user"]
    view_on_site = own_page
    inlines = [ContactDetailInline]
    list_display = ["name", "honorific", "seats", "same_as"]
    list_filter = [("memberships__panel", RelatedFilter)]
    list_select_related = ["same_as"]
    search_fields = ["name", "sort_name"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).prefetch_related("memberships__panel")

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """An account gives rights, so the administrator alone ties one to a person."""
        if request.user.is_superuser:
            return ["honorific", "name", "same_as", "user"]
        if self.has_change_permission(request, obj):
            return ["honorific", "name", "same_as"]
        return ["honorific", "name"]

    def history_hides(self, request: HttpRequest) -> set[str]:
        return set() if request.user.is_superuser else {"user"}

    @admin.display(description="seats")
    def seats(self, person: Person) -> str:
        return ", ".join(dict.fromkeys(str(seat.panel) for seat in person.memberships.all()))


@admin.register(Organisation)
class OrganisationAdmin(SharedAdmin):
    fields = ["name", "abbreviations", "same_as"]
    autocomplete_fields = ["same_as"]
    list_display = ["name", "abbreviations_listed", "same_as"]
    list_select_related = ["same_as"]
    search_fields = ["name", "abbreviations"]

    @admin.display(description="abbreviations")
    def abbreviations_listed(self, organisation: Organisation) -> str:
        return ", ".join(organisation.abbreviations)


class RightInline(AdministratorOnly, KeptInline):
    model = PanelSecretary
    autocomplete_fields = ["panel"]
    related = ("panel",)


@admin.register(User)
class UserAdmin(AdministratorOnly, HistoryAdmin, StockUserAdmin):
    """An account; a secretary also needs to be staff, to enter here."""

    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Name", {"fields": ["first_name", "last_name", "email"]}),
        ("Rights", {"fields": ["is_active", "is_staff", "is_superuser"]}),
    ]
    inlines = [RightInline]
    filter_horizontal = []
    list_display = ["username", "first_name", "last_name", "is_staff", "is_superuser", "is_active"]
    list_filter = ["is_staff", "is_superuser", "is_active"]

    def get_inlines(self, request: HttpRequest, obj: models.Model | None) -> list:
        return self.inlines if obj else []


@admin.register(PanelSecretary)
class PanelSecretaryAdmin(AdministratorOnly, ScopedChoices, Prefilled, HistoryAdmin):
    autocomplete_fields = ["user", "panel"]
    list_display = ["user", "panel"]
    list_filter = ["panel"]
    list_select_related = ["user", "panel"]
    search_fields = ["user__username", "panel__name", "panel__code"]
