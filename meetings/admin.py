"""Meetings, their agendas and minutes, and what was frozen of them, for the secretariat."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import Truncator

from meetings.minutes import publishing
from panel.admin_confirmation import OnDay, WithReason, confirmed
from panel.admin_rows import KeptInline
from panel.admin_scope import KeptAdmin, ReadOnly, RelatedFilter, own_page

from .admin_minuted import HELD, EntryForm, EntryInline, MinutedAdmin, held_by, locked, open_meeting
from .models import AgendaItem, Attendance, Entry, Meeting, Passage, Revision, Source, Withdrawal


class AttendanceInline(KeptInline):
    model = Attendance
    fields = [
        "person",
        "presence",
        "role",
        "honorific",
        "name",
        "organisation",
        "organisation_name",
        "description",
        "heading",
        "deputy_for",
        "note",
        "withheld",
    ]
    autocomplete_fields = ["person", "organisation"]
    related = ("person", "organisation")


class AgendaItemInline(KeptInline):
    """An item takes its entries with it, so it is removed on its own page, which lists them."""

    model = AgendaItem
    fields = ["number", "title", "presenters", "withheld"]
    can_delete = False
    show_change_link = True


class Issue(OnDay):
    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Why, where it replaces minutes that were published before.",
    )


def freezing(
    description: str, freeze: Callable[..., Revision], form_class: type[OnDay] = OnDay
) -> Callable[..., HttpResponse | None]:
    """An action of the list of meetings that freezes a document of each."""

    @admin.action(description=description, permissions=["change"])
    def action(
        modeladmin: admin.ModelAdmin, request: HttpRequest, meetings: models.QuerySet
    ) -> HttpResponse | None:
        def carry_out(meeting: Meeting, **answers: Any) -> None:
            if meeting.is_published and freeze in (publishing.circulate_draft, publishing.publish):
                raise ValidationError(
                    "Published minutes are corrected by importing a corrected document.",
                    code="published",
                )
            freeze(meeting, by=request.user, **answers)

        return confirmed(
            modeladmin,
            request,
            meetings,
            action=freeze.__name__,
            title=description,
            form_class=form_class,
            carry_out=carry_out,
        )

    action.__name__ = freeze.__name__
    return action


@admin.register(Meeting)
class MeetingAdmin(MinutedAdmin):
    panel_path = "panel"
    view_on_site = own_page
    fixed = ["panel"]
    stay_open = [
        "joining_details",
        "action_note_sent_on",
        "cleared_on",
        "agreed_on",
        "agreed_how",
    ]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "panel",
                    "title",
                    ("held_on", "date_words"),
                    ("starts_at", "ends_at"),
                    "venue",
                    "joining_details",
                ]
            },
        ),
        (
            "How far it has come",
            {
                "fields": [
                    "action_note_sent_on",
                    "cleared_on",
                    ("agreed_on", "agreed_how"),
                    "published_on",
                    "cancelled_at",
                ]
            },
        ),
    ]
    readonly_fields = ["published_on"]
    formfield_overrides = {
        models.DateTimeField: {
            "form_class": forms.DateTimeField,
            "widget": forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }
    }
    inlines = [AgendaItemInline, AttendanceInline]
    list_display = [
        "date_text",
        "panel",
        "reference",
        "title",
        "venue",
        "agreed_on",
        "published_on",
    ]
    list_filter = [("panel", RelatedFilter), ("published_on", admin.EmptyFieldListFilter)]
    date_hierarchy = "held_on"
    search_fields = ["title", "venue", "date_words", "panel__name", "panel__code"]
    actions = [
        freezing("Circulate the agenda", publishing.circulate_agenda),
        freezing("Publish the agenda", publishing.publish_agenda),
        freezing("Circulate the draft minutes", publishing.circulate_draft),
        freezing("Publish the minutes", publishing.publish, Issue),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("panel")

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """Rows are added only to meetings whose minutes are not published."""
        if request.GET.get("field_name") == "meeting":
            queryset = queryset.filter(published_on=None)
        return super().get_search_results(request, queryset, search_term)

    def meeting_of(self, obj: Any) -> Meeting:
        return obj

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.assign_number()
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        locked(form.instance.pk)
        formset.give_positions()
        super().save_formset(request, form, formset, change)

    @admin.display(description="date", ordering="held_on")
    def date_text(self, meeting: Meeting) -> str:
        return meeting.date_text


@admin.register(AgendaItem)
class AgendaItemAdmin(MinutedAdmin):
    panel_path = "meeting__panel"
    fixed = ["meeting"]
    fields = ["meeting", "number", "title", "presenters", "withheld"]
    autocomplete_fields = ["meeting"]
    inlines = [EntryInline]
    list_display = ["title", "number", "meeting", "presenters", "withheld"]
    list_filter = [("meeting__panel", RelatedFilter), ("withheld", admin.EmptyFieldListFilter)]
    date_hierarchy = "meeting__held_on"
    search_fields = ["title", "presenters"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("meeting__panel")

    def view_on_site(self, obj: Any) -> str:
        return obj.meeting.get_absolute_url()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            last = open_meeting(obj.meeting_id).items.aggregate(last=Max("position"))["last"]
            obj.position = 0 if last is None else last + 1
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        locked(form.instance.meeting_id)
        super().save_formset(request, form, formset, change)


@admin.register(Entry)
class EntryAdmin(MinutedAdmin):
    panel_path = "meeting__panel"
    form = EntryForm
    fixed = ["meeting", "item", "is_after"]
    fields = [
        "meeting",
        "item",
        "is_after",
        "held",
        "kind",
        "text",
        "depth",
        "is_advice",
        "is_for_later",
        "withheld",
    ]
    readonly_fields = ["held"]
    autocomplete_fields = ["meeting", "item"]
    list_display = ["said", "kind", "item", "meeting", "withheld"]
    list_filter = [
        ("meeting__panel", RelatedFilter),
        "kind",
        "is_advice",
        "is_for_later",
        ("withheld", admin.EmptyFieldListFilter),
    ]
    date_hierarchy = "meeting__held_on"
    search_fields = ["text", "action__text", "review__text"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("meeting__panel", "item", *HELD)

    def view_on_site(self, obj: Any) -> str:
        return obj.meeting.get_absolute_url()

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """An entry that holds an action or a review is what a meeting said of it."""
        if isinstance(obj, Entry) and not obj.is_point:
            return False
        return super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            open_meeting(obj.meeting_id)
            obj.take_place()
        super().save_model(request, obj, form, change)

    @admin.display(description="entry")
    def said(self, entry: Entry) -> str:
        if entry.kind == Entry.Kind.ACTION:
            return Truncator(entry.action.text).chars(120)
        if entry.kind == Entry.Kind.REVIEW:
            return Truncator(entry.review.text).chars(120)
        return Truncator(entry.text).chars(120)

    @admin.display(description="action")
    def held(self, entry: Entry) -> str:
        return held_by(entry)


@admin.register(Revision)
class RevisionAdmin(ReadOnly, KeptAdmin):
    panel_path = "meeting__panel"
    view_on_site = own_page
    fields = [
        "meeting",
        "kind",
        "number",
        "audience",
        "issued_on",
        "frozen_at",
        "frozen_by",
        "published_where",
        "reason",
        "withdrawn",
    ]
    list_display = ["meeting", "kind", "number", "audience", "issued_on", "withdrawn"]
    list_filter = [
        ("meeting__panel", RelatedFilter),
        "kind",
        "audience",
        ("withdrawal", admin.EmptyFieldListFilter),
    ]
    date_hierarchy = "issued_on"
    search_fields = ["meeting__title", "meeting__venue", "reason"]
    actions = ["withdraw"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request)
        rows = rows.annotate(withdrawn_because=models.F("withdrawal__reason"))
        return rows.select_related("meeting__panel", "frozen_by").defer("document")

    @admin.display(description="withdrawn because", empty_value="")
    def withdrawn(self, revision: Any) -> str | None:
        return revision.withdrawn_because

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.action(description="Withdraw", permissions=["withdraw"])
    def withdraw(self, request: HttpRequest, revisions: models.QuerySet) -> HttpResponse | None:
        """Takes back each number for all audiences at once, so one of each is enough."""
        user: Any = request.user
        once = {(each.meeting_id, each.kind, each.number): each for each in revisions}
        return confirmed(
            self,
            request,
            list(once.values()),
            action="withdraw",
            title="Withdraw",
            form_class=WithReason,
            carry_out=lambda revision, reason: publishing.withdraw(
                revision, by=user, reason=reason
            ),
        )


@admin.register(Withdrawal)
class WithdrawalAdmin(ReadOnly, KeptAdmin):
    panel_path = "revision__meeting__panel"
    fields = ["revision", "withdrawn_at", "withdrawn_by", "reason"]
    list_display = ["revision", "withdrawn_at", "withdrawn_by", "reason"]
    list_filter = [("revision__meeting__panel", RelatedFilter)]
    date_hierarchy = "withdrawn_at"
    search_fields = ["reason"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("revision__meeting__panel", "withdrawn_by").defer(
            "revision__document"
        )


class PassageInline(ReadOnly, KeptInline):
    model = Passage
    fields = ["text", "why", "settled_at", "settled_by"]
    can_delete = False
    related = ("settled_by",)


@admin.register(Source)
class SourceAdmin(ReadOnly, KeptAdmin):
    panel_path = "meeting__panel"
    fields = ["name", "meeting", "checksum", "received_at", "received_by"]
    inlines = [PassageInline]
    list_display = ["name", "meeting", "received_at", "received_by"]
    list_filter = [("meeting__panel", RelatedFilter)]
    date_hierarchy = "received_at"
    search_fields = ["name", "checksum"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("meeting__panel", "received_by").defer("data")


@admin.register(Passage)
class PassageAdmin(ReadOnly, KeptAdmin):
    panel_path = "source__meeting__panel"
    fields = ["source", "text", "why", "settled_at", "settled_by"]
    list_display = ["__str__", "why", "source", "meeting", "settled_at"]
    list_filter = [
        ("source__meeting__panel", RelatedFilter),
        ("settled_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["text", "why", "source__name"]
    actions = ["settle"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("source__meeting__panel", "settled_by").defer("source__data")

    @admin.display(description="meeting")
    def meeting(self, passage: Passage) -> Meeting:
        return passage.source.meeting

    def has_settle_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.action(description="Mark as settled", permissions=["settle"])
    def settle(self, request: HttpRequest, passages: models.QuerySet) -> None:
        user: Any = request.user
        settled = Passage.objects.filter(pk__in=passages.values("pk")).settle(
            at=timezone.now(), by=user
        )
        self.message_user(request, f"Settled: {settled}.", messages.SUCCESS)
