"""A form that was opened before somebody else changed its row is not saved unawares."""

from dataclasses import replace
from typing import Any, NamedTuple

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import Truncator

from .admin_history import Change, HistoryAdmin, events_of, key_to
from .models import Person

OPENED, OVER = "opened", "over"
"""The names of the fields that say which events the page knew, and which are passed knowingly."""

MEANWHILE = ValidationError(
    "Not saved: what stands here was changed since you opened this page. What you typed is "
    "still here.",
    code="stale",
)

NAMES = ("name", "title", "text", "address", "value")
"""The columns by which rows are called, each of those that have it."""

STATE = "_meanwhile"
"""Where a request keeps what its form is told."""


class Told(NamedTuple):
    """What a form is told: the events that its page knows, those that stand, what was changed."""

    opened: str
    stands: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def kinds(self) -> set[str]:
        """Whether rows were "added", "changed" or "removed"."""
        return {change.what for change in self.changes}


def told(request: HttpRequest) -> Told | None:
    return getattr(request, STATE, None)


class MeanwhileAdmin(HistoryAdmin):
    """Refuses a form whose row, or a row edited with it, was changed since the form was opened.

    The history tells: a page names the newest event of each table that its form shows, and what
    came after it in a field of the form is a change that saving would undo. It is said, with who
    made it and when; to save all the same is ticked. Whoever posts no such name is not asked.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if object_id is not None and request.method != "POST":
            # Before the row is read, so that what is changed after that is told.
            setattr(request, STATE, Told(self.newest(unquote(object_id))))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> models.Model | None:
        """The row; while it is saved nobody else saves it."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None or request.method != "POST":
            return obj
        self.lock(obj)
        opened = request.POST.get(OPENED)
        if opened is None:
            return obj
        stands = self.newest(object_id)
        state = Told(stands)
        if stands not in (opened, request.POST.get(OVER)):
            obj = super().get_object(request, object_id, from_field)
            if obj is None:
                return None
            self.lock(obj)
            if changes := self.changes_since(request, obj, opened):
                state = Told(opened, stands, changes)
        setattr(request, STATE, state)
        return obj

    def lock(self, obj: models.Model) -> None:
        """Keep others from saving the row until this transaction ends."""
        self.model._base_manager.select_for_update(no_key=True).filter(pk=obj.pk).first()

    def tables(self) -> list[type[models.Model]]:
        """Whose events are known by their newest: of the row, and of each kind edited with it."""
        return [self.model, *(inline.model for inline in self.inlines)]

    def newest(self, object_id: str) -> str:
        """The newest event of each table for a row: "3.40.0"; empty where there is no such row."""
        try:
            pk = self.opts.pk.to_python(object_id)
        except ValidationError:
            return ""
        columns = []
        for table in self.tables():
            key = "pgh_obj_id" if table is self.model else key_to(self.model, table)
            events = events_of(table, **{key: OuterRef("pk")}).select_related(None)
            columns.append(Subquery(events.order_by("-pk").values("pk")[:1]))
        found = self.model._base_manager.filter(pk=pk).values_list(*columns).first()
        return ".".join(str(event or 0) for event in found or ())

    def changes_since(
        self, request: HttpRequest, obj: models.Model, opened: str
    ) -> tuple[Change, ...]:
        """What was changed in fields of the form by events that its page did not know."""
        events = [int(one) if one.isdecimal() and len(one) < 20 else 0 for one in opened.split(".")]
        known = dict(zip(self.tables(), events, strict=False))
        found = [
            change
            for change in self.changes(request, obj, self.fields_changed(request, obj))[::-1]
            if change.fields and change.event.pk > known.get(change.event.pgh_tracked_model, 0)
        ]
        people = Person.objects.in_bulk(
            [change.event.person_id for change in found if "person" in columns_of(change.event)]
        )
        return tuple(replace(change, row=called(change.event, people)) for change in found)

    def fields_changed(
        self, request: HttpRequest, obj: models.Model
    ) -> dict[type[models.Model], set[str]]:
        """The names of the fields that the form changes, for the row and for each kind with it."""
        shown = {self.model: written(self, request, obj)}
        for inline in self.get_inline_instances(request, obj):
            if inline.has_change_permission(request, obj):
                shown[inline.model] = written(inline, request, obj)
        return shown

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        state = told(request)
        form.meanwhile = MEANWHILE if state and state.changes else None
        return form

    def get_formset_kwargs(
        self, request: HttpRequest, obj: models.Model, inline: Any, prefix: str
    ) -> dict[str, Any]:
        found = super().get_formset_kwargs(request, obj, inline, prefix)
        state = told(request)
        if state and state.changes:
            parent = {key_to(self.model, inline.model): obj.pk}
            standing = inline.get_queryset(request).filter(**parent).values_list("pk", flat=True)
            found["data"] = gone_as_new(found["data"], prefix, {str(pk) for pk in standing})
        return found

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["meanwhile"] = told(request)
        return super().render_change_form(request, context, *args, **kwargs)


def columns_of(event: Any) -> set[str]:
    return {field.name for field in event._meta.concrete_fields}


def called(event: Any, people: dict[int, Person]) -> str:
    """What an event's row was then called: "agenda item “Keys”", of a seat by who holds it."""
    columns = columns_of(event)
    name = next(filter(None, (getattr(event, one) for one in NAMES if one in columns)), "")
    if not name and "person" in columns:
        name = str(people.get(event.person_id, ""))
    kind = str(event.pgh_tracked_model._meta.verbose_name)
    return f"{kind} “{Truncator(name).chars(60)}”" if name else kind


def written(page: Any, request: HttpRequest, obj: models.Model) -> set[str]:
    """The fields that a form, or a row of one, may change."""
    fields = flatten_fieldsets(page.get_fieldsets(request, obj))
    return {*fields} - {*page.get_readonly_fields(request, obj)}


def gone_as_new(data: QueryDict, prefix: str, standing: set[str]) -> QueryDict:
    """Rows as they were posted; those that somebody removed are new ones, so that none is lost.

    The rows of a formset that are stored come first, so the others move behind them.
    """
    initial = data.get(f"{prefix}-INITIAL_FORMS", "")
    if not initial.isdecimal() or len(initial) > 4:
        return data
    stored = range(int(initial))
    stay = [one for one in stored if data.get(f"{prefix}-{one}-id") in standing]
    gone = [one for one in stored if one not in stay]
    moved = QueryDict(mutable=True, encoding=data.encoding)
    place = {str(before): str(now) for now, before in enumerate([*stay, *gone])}
    for name, values in data.lists():
        row, _, field = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and row in place:
            if field == "id" and int(row) in gone:
                values = [""]
            name = f"{prefix}-{place[row]}-{field}"
        moved.setlist(name, values)
    moved[f"{prefix}-INITIAL_FORMS"] = str(len(stay))
    return moved
