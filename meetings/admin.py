"""Meetings, their agendas and minutes, and what was frozen of them, for the secretariat."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import Truncator

from meetings import agendas
from meetings.minutes import publishing
from meetings.minutes.checks import Fault, faults
from panel.admin_confirmation import Line, OnDay, confirmed
from panel.admin_rows import KeptInline
from panel.admin_scope import RelatedFilter, own_page
from panel.models import Person

from . import (
    admin_documents,  # noqa: F401  registers what was received and frozen
    admin_topics,  # noqa: F401  registers the forward agenda
)
from .admin_correcting import CorrectingAdmin
from .admin_minuted import HELD, EntryForm, EntryInline, MinutedAdmin, held_by, locked, open_meeting
from .admin_papers import PaperFormSet, PaperInline
from .forms import DayForm
from .models import AgendaItem, Attendance, Entry, Meeting, PersonPair, Publication, Revision


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


class PublicationInline(KeptInline):
    """Noted at any time: it is no part of what was published here."""

    model = Publication
    fields = ["address", "since"]

    def may_change(self, request: HttpRequest, obj: models.Model | None) -> bool:
        parent: Any = self.admin_site.get_model_admin(self.parent_model)
        return parent.has_change_permission(request, obj)


class Issue(OnDay):
    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Why, where it replaces minutes that were published before.",
    )


AGENDAS = (agendas.circulate_agenda, agendas.publish_agenda)


def freezing(
    description: str, freeze: Callable[..., Revision], form_class: type[OnDay] = OnDay
) -> Callable[..., HttpResponse | None]:
    """An action of the list of meetings that freezes a document of each.

    The page that asks says what is wrong with the minutes; some of it must be mended first.
    """

    @admin.action(description=description, permissions=["change"])
    def action(
        modeladmin: admin.ModelAdmin, request: HttpRequest, meetings: models.QuerySet
    ) -> HttpResponse | None:
        def carry_out(meeting: Meeting, **answers: Any) -> None:
            if meeting.is_published and freeze in (publishing.circulate_draft, publishing.publish):
                raise ValidationError(
                    "Published minutes are corrected on the page where they are written, or by "
                    "importing a corrected document.",
                    code="published",
                )
            if blocking := [fault.says for fault in checked(meeting) if fault.is_blocking]:
                raise ValidationError(blocking, code="faults")
            freeze(meeting, by=request.user, **answers)

        def checked(meeting: Meeting) -> list[Fault]:
            return faults(meeting, timezone.localdate()) if freeze not in AGENDAS else []

        def line(meeting: Meeting) -> Line:
            return Line(str(meeting), note=" ".join(fault.says for fault in checked(meeting)))

        return confirmed(
            modeladmin,
            request,
            meetings,
            action=freeze.__name__,
            title=description,
            form_class=form_class,
            line=line,
            carry_out=carry_out,
        )

    action.__name__ = freeze.__name__
    return action


@admin.register(Meeting)
class MeetingAdmin(MinutedAdmin):
    form = DayForm
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
    inlines = [AgendaItemInline, AttendanceInline, PaperInline, PublicationInline]
    list_display = [
        "date_text",
        "panel",
        "reference",
        "title",
        "venue",
        "agreed_on",
        "published_on",
    ]
    list_filter = [
        ("panel", RelatedFilter),
        ("published_on", admin.EmptyFieldListFilter),
        ("cancelled_at", admin.EmptyFieldListFilter),
    ]
    date_hierarchy = "held_on"
    search_fields = ["title", "venue", "date_words", "panel__name", "panel__code"]
    actions = [
        freezing("Circulate the agenda", agendas.circulate_agenda),
        freezing("Publish the agenda", agendas.publish_agenda),
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
        if formset.model is not Publication:
            formset.give_positions()
        super().save_formset(request, form, formset, change)
        if isinstance(formset, PaperFormSet):
            formset.keep_files(request)

    @admin.display(description="date", ordering="held_on")
    def date_text(self, meeting: Meeting) -> str:
        return f"{meeting.date_text}{' (cancelled)' if meeting.cancelled_at else ''}"


@admin.register(Attendance)
class AttendanceAdmin(CorrectingAdmin):
    """Whose attendance it is can be put right at any time: what was printed stays."""

    panel_path = "meeting__panel"
    fixed = ["meeting"]
    stay_open = ["person", "organisation"]
    fields = ["meeting", *AttendanceInline.fields]
    autocomplete_fields = ["person", "organisation"]
    list_display = ["printed_name", "organisation_name", "person", "meeting", "presence"]
    list_filter = [("meeting__panel", RelatedFilter), "presence"]
    date_hierarchy = "meeting__held_on"
    search_fields = ["name", "organisation_name", "person__name", "person__sort_name"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("meeting__panel", "person")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Lines are added on the meeting's page, in their order."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Whoever it was given from is another person, also to later imports."""
        super().save_model(request, obj, form, change)
        if "person" in form.changed_data:
            PersonPair.objects.part(
                Person.objects.select_related("same_as").get(pk=form.initial["person"]),
                obj.person,
                by=request.user,
                at=timezone.now(),
                source=obj.meeting.sources.first(),
                why=f"{obj} was put to the wrong one of the two",
            )

    def view_on_site(self, obj: Any) -> str:
        return obj.meeting.get_absolute_url()

    @admin.display(description="as printed", ordering="name")
    def printed_name(self, attendance: Attendance) -> str:
        return attendance.printed_name


@admin.register(AgendaItem)
class AgendaItemAdmin(CorrectingAdmin):
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
class EntryAdmin(CorrectingAdmin):
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
            return Truncator(entry.review.called).chars(120)
        return Truncator(entry.text).chars(120)

    @admin.display(description="action")
    def held(self, entry: Entry) -> str:
        return held_by(entry)
