"""Meetings, their minutes and the revisions of these, for other programs."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from actions.models import Action
from meetings.minutes import publishing, writing
from meetings.minutes.document import Minutes, Paper
from meetings.minutes.papers import listed, papers_in
from panel.api import PanelReference
from panel.endpoints import Address, DayFilter, Endpoint, IdFilter, Ordering, TextFilter
from panel.models import Person
from panel.problems import Withdrawn

from .minutes.schema import MINUTES, PAPERS
from .models import Attendance, Meeting, Revision


class MeetingReference(serializers.ModelSerializer):
    url = Address("api:meeting", "panel.code", "number")
    reference = serializers.CharField()

    class Meta:
        model = Meeting
        fields = ["reference", "held_on", "url"]


class RevisionReference(serializers.ModelSerializer):
    url = Address("api:revision", "meeting.panel.code", "meeting.number", "kind", "number")

    class Meta:
        model = Revision
        fields = ["kind", "number", "issued_on", "url"]


class MeetingSerializer(serializers.ModelSerializer):
    """A meeting in a list: what is said of it outside its minutes."""

    url = Address("api:meeting", "panel.code", "number")
    reference = serializers.CharField(help_text="The panel's code and the meeting's number.")
    panel = PanelReference()

    class Meta:
        model = Meeting
        fields = [
            "reference",
            "panel",
            "number",
            "held_on",
            "date_words",
            "cancelled_at",
            "published_on",
            "url",
        ]


class MeetingDetailSerializer(MeetingSerializer):
    """A meeting with what the asker reads of it now."""

    revision = serializers.SerializerMethodField(
        help_text="The frozen document that `minutes` is; null for a secretary's own rows."
    )
    minutes = serializers.SerializerMethodField()
    papers = serializers.SerializerMethodField()
    revisions = serializers.SerializerMethodField()

    class Meta(MeetingSerializer.Meta):
        fields = [*MeetingSerializer.Meta.fields, "revisions", "revision", "minutes", "papers"]

    @extend_schema_field(RevisionReference(allow_null=True))
    def get_revision(self, meeting: Meeting) -> dict[str, Any] | None:
        revision = self.context["revision"]
        return RevisionReference(revision, context=self.context).data if revision else None

    @extend_schema_field({**MINUTES, "nullable": True})
    def get_minutes(self, meeting: Meeting) -> dict[str, Any] | None:
        minutes = self.context["minutes"]
        return linked(minutes, meeting, self.context["request"]) if minutes else None

    @extend_schema_field(PAPERS)
    def get_papers(self, meeting: Meeting) -> list[dict[str, Any]]:
        return addressed(self.context["papers"], self.context["request"])

    def get_revisions(self, meeting: Meeting) -> str:
        address = reverse("api:revisions", request=self.context["request"])
        return f"{address}?panel={meeting.panel.code}&meeting={meeting.number}"


class WithdrawalSerializer(serializers.Serializer):
    withdrawn_at = serializers.DateTimeField()
    reason = serializers.CharField()


class RevisionSerializer(serializers.ModelSerializer):
    """A revision in a list; of a withdrawn one, that, when and why."""

    url = Address("api:revision", "meeting.panel.code", "meeting.number", "kind", "number")
    meeting = MeetingReference()
    withdrawal = serializers.SerializerMethodField()

    class Meta:
        model = Revision
        fields = [
            "meeting",
            "kind",
            "number",
            "audience",
            "issued_on",
            "frozen_at",
            "published_where",
            "reason",
            "is_draft",
            "withdrawal",
            "url",
        ]
        hidden = ["audience", "issued_on", "frozen_at", "published_where", "reason", "is_draft"]
        extra_kwargs = {name: {"allow_null": True} for name in hidden}

    @extend_schema_field(WithdrawalSerializer(allow_null=True))
    def get_withdrawal(self, revision: Revision) -> dict[str, Any] | None:
        if not hasattr(revision, "withdrawal"):
            return None
        return WithdrawalSerializer(revision.withdrawal).data

    def to_representation(self, revision: Any) -> dict[str, Any]:
        data = super().to_representation(revision)
        return data if revision.is_read else data | dict.fromkeys(self.Meta.hidden)


class RevisionDetailSerializer(RevisionSerializer):
    minutes = serializers.SerializerMethodField()
    papers = serializers.SerializerMethodField()

    class Meta(RevisionSerializer.Meta):
        fields = [*RevisionSerializer.Meta.fields, "minutes", "papers"]

    @extend_schema_field(MINUTES)
    def get_minutes(self, revision: Revision) -> dict[str, Any]:
        minutes = publishing.document_of(revision)
        return linked(minutes, revision.meeting, self.context["request"])

    @extend_schema_field(PAPERS)
    def get_papers(self, revision: Revision) -> list[dict[str, Any]]:
        return addressed(papers_in(revision), self.context["request"])


def addressed(papers: Iterable[Paper], request: Request) -> list[dict[str, Any]]:
    """Papers as data, each with the whole address at which it stands, or null."""
    rows = listed(papers)
    for row in rows:
        del row["id"]
        row["url"] = request.build_absolute_uri(row["url"]) if row["url"] else None
    return rows


def linked(minutes: Minutes, meeting: Meeting, request: Request) -> dict[str, Any]:
    """The record of a meeting's minutes, with the addresses of people and actions in it.

    A person's is that of the attendance whose printed name is the same, where the asker
    may read it; else it is null, as is that of an action which the asker may not see.
    """
    record = writing.record(minutes)
    attendances = Attendance.objects.visible_to(request.user).filter(meeting=meeting)
    people = {(row.honorific, row.name): row.person_id for row in attendances}
    for one in (*record["attendees"], *record["apologies"]):
        person = people.get((one["honorific"] or "", one["name"]))
        one["url"] = reverse("api:person", [person], request=request) if person else None
    said = (*record["actions_reviewed"], *record["actions_raised"])
    serials = [int(one["reference"].rpartition("-")[2]) for one in said if one["reference"]]
    visible = Action.objects.visible_to(request.user).filter(
        Q(serial__in=serials) | Q(joined__serial__in=serials),
        panel=meeting.panel,
        joined_to=None,
    )
    known = {
        f"{meeting.panel.code}-{serial}": action
        for action, *both in visible.values_list("serial", "serial", "joined__serial")
        for serial in both
    }
    for one in said:
        action = known.get(one["reference"])
        address = [meeting.panel.code, action]
        one["url"] = reverse("api:action", address, request=request) if action else None
    return record


class MeetingFilter(filters.FilterSet):
    panel = TextFilter(field_name="panel__code", label="A panel's code.")
    held_from = DayFilter(field_name="held_on", lookup_expr="gte")
    held_until = DayFilter(field_name="held_on", lookup_expr="lte")
    person = IdFilter(method="attended", label="Meetings whose attendance names the person.")
    ordering = Ordering(held_on="held_on", published_on="published_on")

    def attended(self, meetings: QuerySet[Meeting], field: str, pk: int) -> QuerySet[Meeting]:
        attendances = Attendance.objects.visible_to(self.request.user).filter(
            person__in=Person.objects.filter(pk=pk).with_same().values("pk")
        )
        return meetings.filter(pk__in=attendances.values("meeting"))


class RevisionFilter(filters.FilterSet):
    panel = TextFilter(field_name="meeting__panel__code", label="A panel's code.")
    meeting = IdFilter(field_name="meeting__number", label="A meeting's number.")
    kind = filters.ChoiceFilter(choices=Revision.Kind.choices)
    issued_from = DayFilter(method="issued_since")
    issued_until = DayFilter(method="issued_by")

    def issued_since(
        self, revisions: QuerySet[Any], field: str, day: datetime.date
    ) -> QuerySet[Any]:
        return revisions.filter(is_read=True, issued_on__gte=day)

    def issued_by(self, revisions: QuerySet[Any], field: str, day: datetime.date) -> QuerySet[Any]:
        return revisions.filter(is_read=True, issued_on__lte=day)


@extend_schema_view(retrieve=extend_schema(responses=MeetingDetailSerializer))
class Meetings(Endpoint):
    """Meetings of which you may read the agenda, a draft or the minutes, the latest first."""

    serializer_class = MeetingSerializer
    filterset_class = MeetingFilter
    queryset = Meeting.objects.select_related("panel")
    keys = {"panel": "panel__code", "number": "number"}

    def get_queryset(self) -> QuerySet[Meeting]:
        return self.queryset.visible_to(self.request.user)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        meeting = self.get_object()
        revision, minutes = publishing.current_minutes(meeting, request.user)
        context = self.get_serializer_context() | {
            "revision": revision,
            "minutes": minutes,
            "papers": publishing.current_papers(meeting, revision, minutes),
        }
        return Response(MeetingDetailSerializer(meeting, context=context).data)


@extend_schema_view(retrieve=extend_schema(responses=RevisionDetailSerializer))
class Revisions(Endpoint):
    """Frozen agendas, drafts and minutes; a withdrawn one answers 410 with when and why."""

    serializer_class = RevisionSerializer
    filterset_class = RevisionFilter
    queryset = Revision.objects.all()
    keys = {
        "panel": "meeting__panel__code",
        "meeting": "meeting__number",
        "kind": "kind",
        "number": "number",
    }

    def get_queryset(self) -> QuerySet[Revision]:
        rows = Revision.objects.as_read_by(self.request.user).select_related("meeting__panel")
        if self.action == "list":
            rows = rows.defer("document")
        return rows.order_by("meeting__panel__code", "-meeting__number", "kind", "-number")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        revision = self.get_object()
        if not revision.is_read:
            withdrawal = WithdrawalSerializer(revision.withdrawal).data
            raise Withdrawn({"detail": "This was withdrawn.", **withdrawal})
        return Response(
            RevisionDetailSerializer(revision, context=self.get_serializer_context()).data
        )
