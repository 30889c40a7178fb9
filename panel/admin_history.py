"""A row's history, as the database kept it: who changed which field, and when."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from .history import USER
from .models import User

WHAT = {"insert": "added", "update": "changed", "delete": "removed"}


@dataclass(frozen=True)
class Change:
    """One event of one row: each field with what it held before and after."""

    event: Any
    at: datetime.datetime
    by: str
    row: str
    what: str
    fields: list[tuple[str, str, str]]


class HistoryAdmin(admin.ModelAdmin):
    """Shows the history of a row and of the rows edited with it, to who may change it."""

    def history_hides(self, request: HttpRequest) -> set[str]:
        """Names of columns that this user may not read."""
        return set()

    def may_read_history(self, request: HttpRequest, obj: models.Model) -> bool:
        return self.has_view_or_change_permission(request, obj)

    @method_decorator(require_safe)
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        if not self.may_read_history(request, obj):
            raise PermissionDenied
        changes = Paginator(self.changes(request, obj), 100)
        page = changes.get_page(request.GET.get(PAGE_VAR, 1))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {obj}",
            "subtitle": None,
            "module_name": str(capfirst(self.opts.verbose_name_plural)),
            "object": obj,
            "opts": self.opts,
            "changes": page,
            "page_range": changes.get_elided_page_range(page.number),
            "page_var": PAGE_VAR,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/object_history.html", context)

    def changes(
        self,
        request: HttpRequest,
        obj: models.Model,
        shown: dict[type[models.Model], set[str]] | None = None,
    ) -> list[Change]:
        """The newest first; where only some fields are to be `shown`, of each model, these."""
        events = list(events_of(self.model, pgh_obj_id=obj.pk))
        for inline in self.get_inlines(request, obj):
            events += events_of(inline.model, **{key_to(self.model, inline.model): obj.pk})
        events.sort(key=lambda event: (event.pgh_created_at, event.pk))
        hidden = self.history_hides(request)
        reader = EventReader(events, hidden, lambda model: self.rows_shown(request, model), shown)
        return list(reader.changes())[::-1]

    def rows_shown(self, request: HttpRequest, model: type[models.Model]) -> models.QuerySet:
        return self.admin_site.get_model_admin(model).get_queryset(request)


def key_to(parent: type[models.Model], model: type[models.Model]) -> str:
    """The column by which rows of `model` belong to one of `parent`."""
    return next(f.attname for f in model._meta.fields if f.related_model is parent)


def events_of(model: Any, **where: Any) -> models.QuerySet:
    return model.pgh_event_model.objects.filter(**where).select_related("pgh_context")


class EventReader:
    """Turns events, the oldest first, into changes, with a query for each kind of row named."""

    def __init__(
        self,
        events: list[Any],
        hidden: set[str],
        rows_shown: Any,
        shown: dict[type[models.Model], set[str]] | None = None,
    ) -> None:
        self.events, self.hidden, self.shown = events, hidden, shown
        self.names = self.names_of(rows_shown)
        users = {event.pgh_context.metadata.get(USER) for event in events if event.pgh_context}
        self.users = User.objects.in_bulk([user for user in users if user])

    def names_of(self, rows_shown: Any) -> dict[type[models.Model], dict[int, models.Model]]:
        named: dict[type[models.Model], set[int]] = defaultdict(set)
        for event in self.events:
            for field in self.fields_of(event):
                if field.is_relation and (pk := getattr(event, field.attname)):
                    named[field.related_model].add(pk)
        return {model: rows_shown(model).in_bulk(list(pks)) for model, pks in named.items()}

    def fields_of(self, event: Any) -> list[Any]:
        return [
            field
            for field in event._meta.concrete_fields
            if not field.name.startswith("pgh_")
            and field.name != "id"
            and field.name not in self.hidden
            and (self.shown is None or field.name in self.shown.get(event.pgh_tracked_model, ()))
        ]

    def changes(self) -> Iterator[Change]:
        before: dict[tuple[type, int], Any] = {}
        for event in self.events:
            key = (type(event), event.pgh_obj_id)
            earlier, before[key] = before.get(key), event
            fields = []
            for field in self.fields_of(event):
                old = self.said(earlier, field) if earlier else ""
                new = "" if event.pgh_label == "delete" else self.said(event, field)
                if old != new:
                    fields.append((str(field.verbose_name), old, new))
            yield Change(
                event=event,
                at=localtime(event.pgh_created_at),
                by=self.who(event),
                row=f"{event.pgh_tracked_model._meta.verbose_name} {event.pgh_obj_id}",
                what=WHAT[event.pgh_label],
                fields=fields,
            )

    def said(self, event: Any, field: Any) -> str:
        value = getattr(event, field.attname)
        if value is None or value == "":
            return ""
        if field.is_relation:
            row = self.names[field.related_model].get(value)
            return str(row) if row else f"no. {value}"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return ", ".join(value)
        if isinstance(value, datetime.datetime):
            value = localtime(value)
        return str(dict(field.flatchoices).get(value, localize(value)))

    def who(self, event: Any) -> str:
        pk = event.pgh_context and event.pgh_context.metadata.get(USER)
        user = self.users.get(pk)
        return str(user) if user else "the system"
