"""The forward agenda: what meetings put off, and what the secretariat means to take up."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.text import Truncator

from meetings.minutes.reading import inline
from panel.admin_confirmation import OnDayWithReason, confirmed
from panel.admin_scope import KeptAdmin, RelatedFilter

from .models import Topic


class Waiting(admin.SimpleListFilter):
    """Those that wait, unless others are asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("taken", "taken up"), ("dropped", "dropped"), ("all", "all")]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": "waiting"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: Any) -> models.QuerySet:
        return {
            "taken": queryset.taken_up(),
            "dropped": queryset.exclude(dropped_on=None),
            "all": queryset,
        }.get(self.value() or "", queryset.waiting())


@admin.action(description="Drop from the forward agenda", permissions=["change"])
def drop(
    modeladmin: admin.ModelAdmin, request: HttpRequest, topics: models.QuerySet
) -> HttpResponse | None:
    return confirmed(
        modeladmin,
        request,
        topics,
        action="drop",
        title="Drop from the forward agenda",
        form_class=OnDayWithReason,
        carry_out=Topic.drop,
    )


@admin.register(Topic)
class TopicAdmin(KeptAdmin):
    panel_path = "panel"
    fixed = ["panel"]
    fields = ["panel", "text", "when", "put_off", "taken_up", "dropped_on", "dropped_because"]
    readonly_fields = ["put_off", "taken_up", "dropped_on", "dropped_because"]
    list_display = ["subject", "panel", "when", "put_off", "taken_up", "dropped_on"]
    list_filter = [Waiting, ("panel", RelatedFilter)]
    search_fields = ["text", "entry__text"]
    actions = [drop]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("panel", "entry__meeting__panel", "item__meeting__panel")

    @admin.display(description="subject")
    def subject(self, topic: Topic) -> str:
        return Truncator(inline.plain(topic.says)).chars(160)

    @admin.display(description="put off at")
    def put_off(self, topic: Topic) -> str:
        return at(topic.entry.meeting) if topic.entry else ""

    @admin.display(description="taken up at")
    def taken_up(self, topic: Topic) -> str:
        if topic.item is None:
            return ""
        told = at(topic.item.meeting)
        return told if topic.is_taken_up else format_html("{} (cancelled)", told)


def at(meeting: Any) -> str:
    return format_html('<a href="{}">{}</a>', meeting.get_absolute_url(), meeting.date_text)
