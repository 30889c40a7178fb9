"""Panels and who sits on them, for other programs."""

import datetime
from typing import Any

from django.db.models import QuerySet, Value
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from .endpoints import Address, DayFilter, Endpoint, IdFilter, TextFilter
from .models import Membership, MembershipQuerySet, Organisation, Panel, Person
from .text import Folded

LEADS_ON = OpenApiResponse(description="It is the same as another, to which this leads.")


class PanelReference(serializers.ModelSerializer):
    url = Address("api:panel", "code")

    class Meta:
        model = Panel
        fields = ["code", "name", "url"]


class PersonReference(serializers.ModelSerializer):
    url = Address("api:person", "pk")

    class Meta:
        model = Person
        fields = ["id", "name", "url"]


class OrganisationReference(serializers.ModelSerializer):
    url = Address("api:organisation", "pk")

    class Meta:
        model = Organisation
        fields = ["id", "name", "url"]


class PanelSerializer(serializers.ModelSerializer):
    url = Address("api:panel", "code")
    memberships = Address("api:memberships", "code", query="panel")
    meetings = Address("api:meetings", "code", query="panel")
    actions = Address("api:actions", "code", query="panel")

    class Meta:
        model = Panel
        fields = [
            "code",
            "name",
            "other_names",
            "remit",
            "target_days",
            "url",
            "memberships",
            "meetings",
            "actions",
        ]


class PersonSerializer(serializers.ModelSerializer):
    """The public facts alone, whoever asks."""

    url = Address("api:person", "pk")
    memberships = Address("api:memberships", "pk", query="person")
    meetings = Address("api:meetings", "pk", query="person")
    actions = Address("api:actions", "pk", query="owner")

    class Meta:
        model = Person
        fields = ["id", "honorific", "name", "url", "memberships", "meetings", "actions"]


class OrganisationSerializer(serializers.ModelSerializer):
    url = Address("api:organisation", "pk")
    memberships = Address("api:memberships", "pk", query="organisation")
    actions = Address("api:actions", "pk", query="organisation")

    class Meta:
        model = Organisation
        fields = ["id", "name", "abbreviations", "url", "memberships", "actions"]


class MembershipSerializer(serializers.ModelSerializer):
    url = Address("api:membership", "pk")
    panel = PanelReference()
    person = PersonReference()
    representing = OrganisationReference(allow_null=True)

    class Meta:
        model = Membership
        fields = ["id", "panel", "person", "role", "representing", "started_on", "ended_on", "url"]


def named(rows: QuerySet, field: str, name: str) -> QuerySet:
    """The rows whose name contains each of the words, in any case, accents or not."""
    for word in name.split():
        rows = rows.alias(folded=Folded("name")).filter(folded__contains=Folded(Value(word)))
    return rows


class PanelFilter(filters.FilterSet):
    name = TextFilter(method=named, label="Words in the name.")


class PersonFilter(filters.FilterSet):
    name = TextFilter(method=named, label="Words in the name.")
    panel = TextFilter(method="seated_on", label="The code of a panel they sat on.")

    def seated_on(self, people: QuerySet[Person], field: str, code: str) -> QuerySet[Person]:
        seated = Membership.objects.filter(panel__code=code).values("person")
        return people.filter(pk__in=Person.objects.filter(pk__in=seated).with_same().values("pk"))


class OrganisationFilter(filters.FilterSet):
    name = TextFilter(method=named, label="Words in the name.")


class MembershipFilter(filters.FilterSet):
    panel = TextFilter(field_name="panel__code", label="A panel's code.")
    person = IdFilter(method="of_person", label="Who holds it.")
    organisation = IdFilter(method="of_organisation", label="The one that is represented.")
    role = filters.ChoiceFilter(choices=Membership.Role.choices)
    on = DayFilter(method="held_on", label="Seats held on that day.")

    def of_person(self, seats: QuerySet[Membership], field: str, pk: int) -> QuerySet[Membership]:
        return seats.filter(person__in=Person.objects.filter(pk=pk).with_same().values("pk"))

    def of_organisation(
        self, seats: QuerySet[Membership], field: str, pk: int
    ) -> QuerySet[Membership]:
        same = Organisation.objects.filter(pk=pk).with_same().values("pk")
        return seats.filter(representing__in=same)

    def held_on(
        self, seats: MembershipQuerySet, field: str, day: datetime.date
    ) -> QuerySet[Membership]:
        return seats.current(day)


class Panels(Endpoint):
    """Standing bodies with a remit."""

    serializer_class = PanelSerializer
    filterset_class = PanelFilter
    queryset = Panel.objects.all()
    keys = {"code": "code"}


class Mergeables(Endpoint):
    """Rows of which several may stand for one thing: the list has it once."""

    def get_queryset(self) -> QuerySet:
        rows: Any = super().get_queryset()
        visible = rows.visible_to(self.request.user)
        if self.action == "list":
            return visible.exclude(same_as__in=visible.order_by().values("pk"))
        return visible

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        row = self.get_object()
        if row.same_as_id and self.get_queryset().filter(pk=row.same_as_id).exists():
            return self.elsewhere(f"api:{row._meta.model_name}", row.same_as_id)
        return Response(self.get_serializer(row).data)


@extend_schema_view(retrieve=extend_schema(responses={200: PersonSerializer, 302: LEADS_ON}))
class People(Mergeables):
    """People who hold or held a seat, or are named in what you may read."""

    serializer_class = PersonSerializer
    filterset_class = PersonFilter
    queryset = Person.objects.all()


@extend_schema_view(retrieve=extend_schema(responses={200: OrganisationSerializer, 302: LEADS_ON}))
class Organisations(Mergeables):
    """Where people come from."""

    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilter
    queryset = Organisation.objects.all()


class Memberships(Endpoint):
    """Seats on panels; a date that is not known is null."""

    serializer_class = MembershipSerializer
    filterset_class = MembershipFilter
    queryset = Membership.objects.select_related("panel", "person", "representing")
