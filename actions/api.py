"""The register of actions, for other programs."""

from typing import Any

from django.db.models import BooleanField, Case, Prefetch, QuerySet, When
from django.http import Http404
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import (
    OpenApiResponse,
    extend_schema,
    extend_schema_field,
    extend_schema_view,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from meetings.api import MeetingReference
from meetings.minutes import passages
from meetings.models import AgendaItem, Entry
from panel.api import OrganisationReference, PanelReference, PersonReference
from panel.endpoints import Address, DayFilter, Endpoint, IdFilter, Ordering, TextFilter
from panel.models import Organisation, Panel, Person, Viewer
from panel.problems import Withdrawn

from .forms import OPEN, containing
from .models import Action, ActionQuerySet, Owner, Review, Status


class ActionReference(serializers.ModelSerializer):
    url = Address("api:action", "panel.code", "serial")
    reference = serializers.CharField()

    class Meta:
        model = Action
        fields = ["reference", "url"]


class OwnerSerializer(serializers.ModelSerializer):
    person = PersonReference(allow_null=True)
    organisation = OrganisationReference(allow_null=True)

    class Meta:
        model = Owner
        fields = ["name", "person", "organisation", "body"]


class ItemSerializer(serializers.ModelSerializer):
    title = serializers.SerializerMethodField()

    def get_title(self, item: AgendaItem) -> str:
        return passages.redacted(item.title)

    class Meta:
        model = AgendaItem
        fields = ["number", "title"]


class RaisedSerializer(serializers.ModelSerializer):
    """Where an action was raised."""

    meeting = MeetingReference()
    item = ItemSerializer(allow_null=True)
    number = serializers.CharField(source="action.number", help_text="As printed there.")

    class Meta:
        model = Entry
        fields = ["meeting", "item", "number"]


class PointSerializer(serializers.ModelSerializer):
    """A point in the shape that it has in a meeting's minutes."""

    point = serializers.SerializerMethodField(help_text="One line of Markdown.")

    class Meta:
        model = Entry
        fields = ["point", "kind", "depth", "is_advice", "is_for_later", "withheld"]

    def get_point(self, entry: Any) -> str:
        return entry.read_text if entry.is_read else ""


class ReviewSerializer(serializers.ModelSerializer):
    """What one meeting recorded of an action, as printed."""

    meeting = MeetingReference(source="entry.meeting")
    item = ItemSerializer(source="entry.item", allow_null=True)
    series = serializers.CharField(source="read_series")
    text = serializers.CharField(source="read_text")
    narrative = PointSerializer(source="entry.reported", many=True)

    class Meta:
        model = Review
        fields = [
            "meeting",
            "item",
            "number",
            "series",
            "text",
            "owners",
            "due",
            "status_phrase",
            "status",
            "narrative",
        ]


class ActionSerializer(serializers.ModelSerializer):
    """An action as its reader may know it, with what each meeting said of it."""

    url = Address("api:action", "panel.code", "serial")
    reference = serializers.CharField(help_text="The panel's code and the action's serial.")
    panel = PanelReference()
    text = serializers.CharField(source="read_text")
    due = serializers.CharField(source="read_due", help_text="The deadline as said.")
    due_on = serializers.DateField(source="read_due_on", allow_null=True)
    status = serializers.ChoiceField(
        Status.choices, source="read_status", help_text="As last published, or as it stands."
    )
    owners = OwnerSerializer(source="read_owners", many=True)
    raised_at = serializers.SerializerMethodField()
    repeat_of = serializers.SerializerMethodField()
    reviews = ReviewSerializer(source="read_reviews", many=True)

    class Meta:
        model = Action
        fields = [
            "reference",
            "panel",
            "text",
            "owners",
            "due",
            "due_on",
            "status",
            "raised_at",
            "repeat_of",
            "withdrawn_on",
            "lapsed_on",
            "lapse_reason",
            "reviews",
            "url",
        ]
        kept = ["lapsed_on", "lapse_reason"]
        extra_kwargs = {name: {"allow_null": True} for name in kept}

    @extend_schema_field(RaisedSerializer(allow_null=True))
    def get_raised_at(self, action: Any) -> dict[str, Any] | None:
        if action.entry is None or not action.reads_origin:
            return None
        return RaisedSerializer(action.entry, context=self.context).data

    @extend_schema_field(ActionReference(allow_null=True))
    def get_repeat_of(self, action: Any) -> dict[str, Any] | None:
        repeated = action.read_repeat_of
        return ActionReference(repeated, context=self.context).data if repeated else None

    def to_representation(self, action: Any) -> dict[str, Any]:
        data = super().to_representation(action)
        return data if action.is_kept else data | dict.fromkeys(self.Meta.kept)


class ActionFilter(filters.FilterSet):
    """A secretary may also ask for `overdue=true`."""

    panel = TextFilter(field_name="panel__code", label="A panel's code.")
    status = filters.ChoiceFilter(
        choices=[OPEN, *Status.choices], method="of_status", label="Open or one status."
    )
    owner = IdFilter(method="of_person", label="A person who owns it.")
    organisation = IdFilter(method="of_organisation", label="An organisation that owns it.")
    due_from = DayFilter(field_name="read_due_on", lookup_expr="gte")
    due_until = DayFilter(field_name="read_due_on", lookup_expr="lte")
    words = TextFilter(method="with_words", label="Words in the action.")
    ordering = Ordering(serial="serial", due_on="read_due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Panel.objects.kept_by(self.request.user).exists():
            self.filters["overdue"] = filters.ChoiceFilter(
                choices=[("true", "true")], method="that_are_overdue"
            )
            self.filters["overdue"].parent = self

    def of_status(self, actions: ActionQuerySet, field: str, status: str) -> QuerySet[Action]:
        if status == OPEN[0]:
            return actions.read_as_open()
        return actions.filter(read_status=status)

    def of_person(self, actions: ActionQuerySet, field: str, pk: int) -> QuerySet[Action]:
        return self.owned(actions, person__in=Person.objects.filter(pk=pk).with_same().values("pk"))

    def of_organisation(self, actions: ActionQuerySet, field: str, pk: int) -> QuerySet[Action]:
        same = Organisation.objects.filter(pk=pk).with_same().values("pk")
        return self.owned(actions, organisation__in=same)

    def owned(self, actions: ActionQuerySet, **by: Any) -> QuerySet[Action]:
        owners = Owner.objects.visible_to(self.request.user).filter(**by)
        return actions.filter(pk__in=owners.values("action"))

    def with_words(self, actions: ActionQuerySet, field: str, words: str) -> QuerySet[Action]:
        for word in words.split():
            actions = containing(actions, "read_text", word)
        return actions

    def that_are_overdue(self, actions: ActionQuerySet, field: str, said: str) -> QuerySet[Action]:
        return actions.filter(is_kept=True).overdue(timezone.localdate())


JOINED = OpenApiResponse(description="It was joined to another action, to which this leads.")


@extend_schema_view(retrieve=extend_schema(responses={200: ActionSerializer, 301: JOINED}))
class Actions(Endpoint):
    """What panels agreed is to be done, and what has become of it.

    One that was withdrawn and is to be read nowhere any more answers 410 with when.
    """

    serializer_class = ActionSerializer
    filterset_class = ActionFilter
    queryset = Action.objects.all()
    keys = {"panel": "panel__code", "serial": "serial"}

    def get_queryset(self) -> QuerySet[Action]:
        user = self.request.user
        actions = Action.objects.as_read_by(user)
        return with_parts(actions.standing() if self.action == "list" else actions, user)

    def get_object(self) -> Any:
        try:
            action = super().get_object()
        except Http404:
            gone = Action.objects.taken_back().filter(
                panel__code=self.kwargs["panel"], serial=self.kwargs["serial"]
            )
            if at := gone.values_list("taken_back_at", flat=True).first():
                on: Any = timezone.localdate(at)
                raise Withdrawn({"detail": "This was withdrawn.", "withdrawn_on": on}) from None
            raise
        if action.read_text is None:
            raise Withdrawn({"detail": "This was withdrawn.", "withdrawn_on": action.withdrawn_on})
        return action

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        joined = Action.objects.filter(
            panel__code=kwargs["panel"],
            serial=kwargs["serial"],
            joined_to__in=Action.objects.visible_to(request.user),
        )
        if target := joined.values_list("joined_to__serial", flat=True).first():
            return self.elsewhere("api:action", kwargs["panel"], target, status=301)
        return super().retrieve(request, *args, **kwargs)


def with_parts(actions: QuerySet[Action], user: Viewer) -> QuerySet[Action]:
    """`actions` with all that their serializer shows and `user` may read of it."""
    readable = Entry.objects.visible_to(user).values("pk")
    reported = Entry.objects.with_text_for(user).annotate(
        is_read=Case(When(pk__in=readable, then=True), default=False, output_field=BooleanField())
    )
    reviews = (
        Review.objects.visible_to(user)
        .with_text_for(user)
        .in_order()
        .select_related("entry__meeting__panel", "entry__item")
        .prefetch_related(Prefetch("entry__narrative", reported, to_attr="reported"))
    )
    owners = Owner.objects.visible_to(user).select_related("person", "organisation")
    repeated = Action.objects.visible_to(user).select_related("panel")
    return actions.select_related("panel", "entry__meeting__panel", "entry__item").prefetch_related(
        Prefetch("owners", owners, to_attr="read_owners"),
        Prefetch("reviews", reviews, to_attr="read_reviews"),
        Prefetch("repeat_of", repeated, to_attr="read_repeat_of"),
    )
