"""Documents in the admin: what was received of a meeting, and what was frozen of it."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from meetings.minutes.withdrawing import stands_before, withdraw
from panel.admin_confirmation import Line, WithReason, confirmed
from panel.admin_rows import KeptInline
from panel.admin_scope import KeptAdmin, ReadOnly, RelatedFilter, own_page

from .models import Meeting, Passage, Revision, Source, Withdrawal


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
        "revised_on",
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

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        """Also some of them by their numbers: what is to be withdrawn together."""
        return lookup == "pk__in" or super().lookup_allowed(lookup, value, request)

    @admin.display(description="withdrawn because", empty_value="")
    def withdrawn(self, revision: Any) -> str | None:
        return revision.withdrawn_because

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.action(description="Withdraw", permissions=["withdraw"])
    def withdraw(self, request: HttpRequest, revisions: models.QuerySet) -> HttpResponse | None:
        """Takes back each number for all audiences at once, so one of each is enough.

        The oldest first, so that none goes out again that is to be taken back as well.
        """
        user: Any = request.user
        once = {(each.meeting_id, each.kind, each.number): each for each in revisions}

        def carry_out(revision: Revision, reason: str) -> None:
            today = timezone.localdate()
            if again := withdraw(revision, by=user, reason=reason, today=today):
                said = f"Published: {again}, as the minutes before were."
                self.message_user(request, said, messages.WARNING)

        def line(revision: Revision) -> Line:
            before = stands_before(revision)
            note = f"{str(before)[:1].upper()}{str(before)[1:]} go out again." if before else ""
            return Line(str(revision), note=note)

        return confirmed(
            self,
            request,
            sorted(once.values(), key=lambda each: each.number),
            action="withdraw",
            title="Withdraw",
            form_class=WithReason,
            line=line,
            carry_out=carry_out,
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
    fields = ["name", "meeting", "checksum", "received_at", "received_by", "to_settle"]
    readonly_fields = ["to_settle"]
    inlines = [PassageInline]
    list_display = ["name", "meeting", "received_at", "received_by"]
    list_filter = [("meeting__panel", RelatedFilter)]
    date_hierarchy = "received_at"
    search_fields = ["name", "checksum"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("meeting__panel", "received_by").defer("data")

    @admin.display(description="to settle")
    def to_settle(self, source: Source) -> str:
        return format_html(
            '<a href="{}?source={}">{}</a>',
            reverse("admin:to_settle"),
            source.pk,
            "What it left open",
        )


class Waiting(admin.SimpleListFilter):
    """A passage of a document that was replaced neither waits nor was settled."""

    title = "to settle"
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [("yes", "Waiting"), ("no", "Settled")]

    def queryset(self, request: HttpRequest, queryset: Any) -> models.QuerySet:
        if self.value() == "yes":
            return queryset.unsettled()
        return queryset.exclude(settled_at=None) if self.value() == "no" else queryset


@admin.register(Passage)
class PassageAdmin(ReadOnly, KeptAdmin):
    panel_path = "source__meeting__panel"
    fields = ["source", "text", "why", "settled_at", "settled_by"]
    list_display = ["__str__", "why", "source", "meeting", "settled_at"]
    list_filter = [
        ("source__meeting__panel", RelatedFilter),
        Waiting,
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
