"""The register of actions, for the secretariat."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import Truncator

from meetings.admin_correcting import CorrectingAdmin, CorrectingFormSet
from meetings.admin_minuted import open_meeting
from meetings.models import Meeting
from panel.admin_rows import KeptInline
from panel.admin_scope import ReadOnly, RelatedFilter, own_page

from .admin_filters import PassedOver, Wanting, WhereRaised
from .admin_lapsing import lapse, take_back_lapse
from .admin_minuting import RaisingForm, ReportingForm, under_open_items
from .minuting import place, report
from .models import Action, ActionPair, Owner, Review


def entry_link(entry: Any) -> str:
    """Where in the minutes something was said."""
    return format_html(
        '<a href="{}">{}</a>, {}',
        reverse("admin:meetings_meeting_change", args=[entry.meeting_id]),
        entry.meeting,
        entry.item or "outside the items",
    )


class OwnerFormSet(CorrectingFormSet):
    def is_published(self) -> bool:
        action: Any = self.instance
        return bool(action.entry and action.entry.meeting.is_published)


class OwnerInline(KeptInline):
    model = Owner
    formset = OwnerFormSet
    fields = ["name", "person", "organisation", "body"]
    autocomplete_fields = ["person", "organisation"]
    related = ("person", "organisation")


class ReviewInline(ReadOnly, KeptInline):
    model = Review
    fk_name = "action"
    fields = ["meeting", "number", "text", "status_phrase", "status"]
    readonly_fields = ["meeting"]
    can_delete = False
    show_change_link = True
    related = ("entry__meeting__panel",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows: Any = super().get_queryset(request)
        return rows.in_order()

    @admin.display(description="meeting")
    def meeting(self, review: Review) -> Meeting:
        return review.entry.meeting


@admin.register(Action)
class ActionAdmin(CorrectingAdmin):
    panel_path = "panel"
    view_on_site = own_page
    fixed = ["panel"]
    stay_open = ["due_on", "due_meeting", "repeat_of"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "panel",
                    "raised",
                    "number",
                    "text",
                    "due",
                    ("due_on", "due_meeting"),
                    "repeat_of",
                ]
            },
        ),
        (
            "What has become of it",
            {
                "fields": [
                    "status",
                    "published_status",
                    "lapsed_on",
                    "lapse_reason",
                    "lapsed_by",
                    "joined_to",
                    "withdrawn_on",
                ]
            },
        ),
    ]
    readonly_fields = [
        "raised",
        "status",
        "published_status",
        "lapsed_on",
        "lapse_reason",
        "lapsed_by",
        "joined_to",
        "withdrawn_on",
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "panel",
                    "item",
                    "number",
                    "text",
                    "due",
                    ("due_on", "due_meeting"),
                    "repeat_of",
                ]
            },
        )
    ]
    autocomplete_fields = ["due_meeting", "repeat_of"]
    inlines = [OwnerInline, ReviewInline]
    list_display = [
        "reference",
        "wording",
        "owner_names",
        "deadline",
        "last_mentioned",
        "status",
    ]
    list_filter = [
        ("panel", RelatedFilter),
        "status",
        Wanting,
        PassedOver,
        WhereRaised,
    ]
    date_hierarchy = "due_on"
    search_fields = ["said_reference", "text", "number", "owners__name"]
    actions = [lapse, take_back_lapse, "ask_whether_one"]

    def get_actions(self, request: HttpRequest) -> dict:
        """Without deleting many: minutes speak of nearly all. A page offers it where it can be."""
        offered = super().get_actions(request)
        offered.pop("delete_selected", None)
        return offered

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request).prefetch_related("owners")
        rows = rows.with_last_mention()  # type: ignore[attr-defined]
        return rows.select_related("panel", "entry__meeting__panel", "entry__item").annotate(
            said_reference=Concat(
                "panel__code", Value("-"), "serial", output_field=models.TextField()
            )
        )

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """Meetings report only on actions that stand."""
        if request.GET.get("field_name") == "action":
            queryset = queryset.filter(withdrawn_on=None, joined_to=None)
        return super().get_search_results(request, queryset, search_term)

    def may_change_rows_of(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Owners are corrected with a reason, as the action is."""
        return obj is None or self.has_change_permission(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            kwargs["form"] = under_open_items(
                RaisingForm,
                self.admin_site,
                request,
                label="Raised under",
                required=False,
                help_text="Where the minutes record it; empty if that is not known.",
            )
        return super().get_form(request, obj, change, **kwargs)

    def meeting_of(self, obj: Any) -> Meeting | None:
        return obj.entry.meeting if obj.entry else None

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """One that was joined to another or withdrawn is only kept for its reference."""
        if isinstance(obj, Action) and (obj.joined_to_id or obj.withdrawn_on):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Only one of which no minutes speak."""
        if isinstance(obj, Action) and (obj.entry_id or obj.reviews.exists()):
            return False
        return super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            if obj.entry:
                open_meeting(obj.entry.meeting_id)
                place(obj.entry)
            obj.assign_serial()
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is Owner:
            formset.give_positions()
        super().save_formset(request, form, formset, change)

    @admin.display(ordering="serial")
    def reference(self, action: Action) -> str:
        return action.reference

    @admin.display(ordering="text")
    def wording(self, action: Action) -> str:
        return Truncator(action.text).chars(120)

    @admin.display(ordering="due_on")
    def deadline(self, action: Action) -> Any:
        return action.due_on or action.due

    @admin.display(ordering="last_mentioned_on")
    def last_mentioned(self, action: Any) -> Any:
        return action.last_mentioned_on

    @admin.display(description="owners")
    def owner_names(self, action: Action) -> str:
        return ", ".join(owner.name for owner in action.owners.all())

    @admin.display(description="raised")
    def raised(self, action: Action) -> str:
        return entry_link(action.entry) if action.entry else "not known where"

    @admin.action(description="Ask whether two are one", permissions=["change"])
    def ask_whether_one(
        self, request: HttpRequest, actions: models.QuerySet
    ) -> HttpResponse | None:
        """The question then waits with the others, and is settled and taken back as they are."""
        chosen = list(actions)
        if len(chosen) != 2:
            self.message_user(request, "Choose two actions.", messages.ERROR)
            return None
        try:
            pair = ActionPair.objects.ask(*chosen)
        except ValidationError as refused:
            self.message_user(request, " ".join(refused.messages), messages.ERROR)
            return None
        query = urlencode({"kind": "actions", "panel": pair.one.panel.code})
        return HttpResponseRedirect(f"{reverse('admin:to_settle')}?{query}#actions-{pair.pk}")


@admin.register(Review)
class ReviewAdmin(CorrectingAdmin):
    panel_path = "action__panel"
    fields = [
        "said",
        "action",
        "series",
        "number",
        "text",
        "owners",
        "due",
        "status_phrase",
        "status",
    ]
    add_fields = ["action", "item", "number", "text", "due", "status", "reported"]
    readonly_fields = ["said"]
    fixed = ["action"]
    autocomplete_fields = ["action"]
    list_display = ["action", "meeting", "number", "wording", "status_phrase", "status"]
    list_filter = [("action__panel", RelatedFilter), "status"]
    date_hierarchy = "entry__meeting__held_on"
    search_fields = ["text", "status_phrase", "number"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("action__panel", "entry__meeting__panel", "entry__item")

    def meeting_of(self, obj: Any) -> Meeting:
        return obj.entry.meeting

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return super().get_fields(request, obj) if obj else self.add_fields

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            kwargs["form"] = under_open_items(
                ReportingForm, self.admin_site, request, label="Reported under"
            )
        return super().get_form(request, obj, change, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "action":
            actions: Any = self.admin_site.get_model_admin(Action).get_queryset(request)
            kwargs["queryset"] = actions.standing()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            open_meeting(obj.entry.meeting_id)
            place(obj.entry)
        super().save_model(request, obj, form, change)
        if not change:
            report(obj, form.cleaned_data["reported"])

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def view_on_site(self, obj: Any) -> str:
        return obj.action.get_absolute_url()

    @admin.display(description="meeting", ordering="entry__meeting__held_on")
    def meeting(self, review: Review) -> Meeting:
        return review.entry.meeting

    @admin.display(ordering="text")
    def wording(self, review: Review) -> str:
        return Truncator(review.called).chars(120)

    @admin.display(description="said")
    def said(self, review: Review) -> str:
        return entry_link(review.entry)
