"""Seats on panels."""

import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value

from panel.history import tracked

from .organisations import Organisation
from .panels import Panel
from .people import Person


def date_range(start: str, end: str) -> Func:
    """From date to date, both ends included; an unknown end is open."""
    return Func(F(start), F(end), Value("[]"), function="daterange", output_field=DateRangeField())


def id_range(field: str) -> Func:
    """A row's identifier as a range of one, comparable in a GiST index without btree_gist."""
    return Func(
        F(field),  # by the field's name: full_clean puts the row's value in its place
        F(field),
        Value("[]"),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )


class MembershipQuerySet(models.QuerySet):
    def current(self, on: datetime.date | models.OuterRef) -> Self:
        """Seats held on that day; an unknown beginning or end does not exclude it."""
        return self.filter(
            Q(started_on=None) | Q(started_on__lte=on), Q(ended_on=None) | Q(ended_on__gte=on)
        )


@tracked()
class Membership(models.Model):
    """A seat on a panel; its dates may be unknown."""

    class Role(models.TextChoices):
        CHAIR = "chair", "Chair"
        DEPUTY_CHAIR = "deputy chair", "Deputy chair"
        MEMBER = "member", "Member"
        OFFICIAL = "official", "Official"
        SECRETARY = "secretary", "Secretary"

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role, default=Role.MEMBER)
    representing = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="seats"
    )
    started_on = models.DateField("from", null=True, blank=True)
    ended_on = models.DateField("until", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["panel", "person__sort_name", F("started_on").asc(nulls_first=True), "id"]
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(ended_on__gte=F("started_on")) | Q(ended_on=None) | Q(started_on=None),
                violation_error_message="A seat ends on or after the day it begins.",
            ),
            ExclusionConstraint(
                name="membership_one_seat_at_a_time",
                expressions=[
                    (id_range("panel"), "&&"),
                    (id_range("person"), "&&"),
                    (date_range("started_on", "ended_on"), "&&"),
                ],
                violation_error_message=(
                    "This person already holds a seat on the panel in that time."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()} of {self.panel}"

    def clean(self) -> None:
        """Refuse a range that the database would not even compare with other seats."""
        super().clean()
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise ValidationError({"ended_on": "A seat ends on or after the day it begins."})
