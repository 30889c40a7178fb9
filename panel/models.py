"""Who there is: accounts, people, the organisations they come from, panels and their seats."""

import datetime
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField, DateRangeField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from .history import tracked
from .merging import Mergeable, MergeableQuerySet, no_chains
from .text import Folded


class User(AbstractUser):
    """An account. Its rights on panels are PanelSecretary rows and its person's seats."""

    @cached_property
    def kept_panels(self) -> frozenset[int]:
        """Identifiers of `Panel.objects.kept_by(self)`, read once for this object."""
        return frozenset(Panel.objects.kept_by(self).values_list("pk", flat=True))


Viewer = User | AnonymousUser
"""Whoever asks to see something."""


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


def sees_all(user: Viewer) -> bool:
    """Whether `user` is an administrator; a closed account sees what the public sees."""
    return user.is_active and user.is_superuser


class OrganisationQuerySet(MergeableQuerySet):
    def visible_to(self, user: Viewer) -> Self:
        """Organisations of seats, and of those attendances and owners that `user` may see.

        A secretary also sees those that are tied to nothing yet.
        """
        if sees_all(user):
            return self
        seats = Membership.objects.filter(representing=OuterRef("pk"))
        attendances = model("meetings.Attendance").objects.filter(organisation=OuterRef("pk"))
        owners = model("actions.Owner").objects.filter(organisation=OuterRef("pk"))
        visible = Q(
            Exists(seats) | Exists(attendances.visible_to(user)) | Exists(owners.visible_to(user))
        )
        if Panel.objects.kept_by(user).exists():
            visible |= ~Q(Exists(seats) | Exists(attendances) | Exists(owners))
        return self.filter(visible)

    def unattached(self) -> Self:
        """Those that nobody represents, came from or names as an owner."""
        return self.exclude(
            Exists(Membership.objects.filter(representing=OuterRef("pk")))
            | Exists(model("meetings.Attendance").objects.filter(organisation=OuterRef("pk")))
            | Exists(model("actions.Owner").objects.filter(organisation=OuterRef("pk")))
        )

    def tied_to(self, panels: "PanelQuerySet") -> Self:
        """Those with a seat, at a meeting or owning an action of one of `panels`."""
        seats = Membership.objects.filter(panel__in=panels.values("pk"))
        attendances = model("meetings.Attendance").objects.filter(
            meeting__panel__in=panels.values("pk")
        )
        owners = model("actions.Owner").objects.filter(action__panel__in=panels.values("pk"))
        return self.filter(
            Exists(seats.filter(representing=OuterRef("pk")))
            | Exists(attendances.filter(organisation=OuterRef("pk")))
            | Exists(owners.filter(organisation=OuterRef("pk")))
        )


@tracked()
class Organisation(Mergeable):
    """Where people come from: a department, a company, a charity."""

    name = models.CharField(max_length=200)
    abbreviations = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        help_text="The organisation that this one is the same as.",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = [Folded("name"), "id"]
        triggers = [no_chains("organisation_same_as")]
        constraints = [
            models.CheckConstraint(
                name="organisation_not_itself",
                condition=~Q(same_as=F("id")),
                violation_error_message="An organisation cannot be merged into itself.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(MergeableQuerySet):
    def of(self, user: Viewer) -> Self:
        """The rows that stand for the person whose account this is; none if it is closed."""
        if not user.is_active:
            return self.none()
        return self.filter(user=user).with_same()

    def unattached(self) -> Self:
        """Those who hold no seat, came to no meeting and own no action."""
        return self.exclude(
            Exists(Membership.objects.filter(person=OuterRef("pk")))
            | Exists(model("meetings.Attendance").objects.filter(person=OuterRef("pk")))
            | Exists(model("actions.Owner").objects.filter(person=OuterRef("pk")))
        )

    def visible_to(self, user: Viewer) -> Self:
        """People who hold a seat, are named where `user` may read, or are the user.

        A secretary also sees people who are tied to nothing yet.
        """
        if sees_all(user):
            return self
        attendances = model("meetings.Attendance").objects.visible_to(user)
        owners = model("actions.Owner").objects.visible_to(user)
        visible = (
            Q(pk__in=Membership.objects.values("person"))
            | Q(pk__in=attendances.values("person"))
            | Q(pk__in=owners.values("person"))
            | Q(pk__in=Person.objects.of(user).values("pk"))
        )
        if Panel.objects.kept_by(user).exists():
            visible |= Q(pk__in=Person.objects.unattached().values("pk"))
        return self.filter(visible)

    def tied_to(self, panels: "PanelQuerySet") -> Self:
        """Those who hold a seat on one of `panels`, came to its meetings or own its actions."""
        seats = Membership.objects.filter(panel__in=panels.values("pk"))
        attendances = model("meetings.Attendance").objects.filter(
            meeting__panel__in=panels.values("pk")
        )
        owners = model("actions.Owner").objects.filter(action__panel__in=panels.values("pk"))
        return self.filter(
            Exists(seats.filter(person=OuterRef("pk")))
            | Exists(attendances.filter(person=OuterRef("pk")))
            | Exists(owners.filter(person=OuterRef("pk")))
        )


@tracked(exclude=("sort_name",))
class Person(Mergeable):
    """Somebody known to the secretariat, with an account or without."""

    name = models.CharField(max_length=200, help_text="Without honorific.")
    honorific = models.CharField(max_length=40, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person"
    )
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        help_text="The person that this one is the same as.",
    )
    sort_name = models.GeneratedField(
        expression=Folded("name"), output_field=models.TextField(), db_persist=True
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "id"]
        verbose_name_plural = "people"
        triggers = [no_chains("person_same_as")]
        constraints = [
            models.CheckConstraint(
                name="person_not_itself",
                condition=~Q(same_as=F("id")),
                violation_error_message="A person cannot be merged into themselves.",
            )
        ]
        indexes = [models.Index(fields=["sort_name"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("panel:person", args=[self.pk])

    @property
    def full_name(self) -> str:
        return f"{self.honorific} {self.name}".strip()


class ContactDetailQuerySet(models.QuerySet):
    def visible_to(self, user: Viewer) -> Self:
        """One's own, those of a kept panel's people, and those shared within a panel."""
        if sees_all(user):
            return self
        if not user.is_active:
            return self.none()
        kept = Panel.objects.kept_by(user)
        visible = Q(person__in=Person.objects.of(user).values("pk")) | Q(
            is_shared=True,
            person__in=Membership.objects.current(timezone.localdate())
            .filter(panel__in=Panel.objects.with_member(user).values("pk"))
            .values("person"),
        )
        if kept.exists():
            attendances = model("meetings.Attendance").objects
            visible |= (
                Q(person__in=Membership.objects.filter(panel__in=kept).values("person"))
                | Q(person__in=attendances.filter(meeting__panel__in=kept).values("person"))
                | Q(person__in=Person.objects.unattached().values("pk"))
            )
        return self.filter(visible)


@tracked()
class ContactDetail(models.Model):
    """How to reach a person; kept apart so that it can be pruned and forgotten."""

    class Medium(models.TextChoices):
        EMAIL = "email", "e-mail"
        TELEPHONE = "telephone", "telephone"
        ADDRESS = "address", "postal address"

    person = models.ForeignKey(Person, models.CASCADE, related_name="contact_details")
    medium = models.CharField(max_length=10, choices=Medium)
    value = models.CharField(max_length=300)
    is_shared = models.BooleanField(
        "shared with members",
        default=False,
        help_text="The person agreed that the panel's members see this.",
    )

    objects = ContactDetailQuerySet.as_manager()

    class Meta:
        ordering = ["person", "medium", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "medium", "value"],
                name="contact_detail_once",
                violation_error_message="This contact detail is already recorded.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_medium_display()} of {self.person}"


class PanelQuerySet(models.QuerySet):
    def kept_by(self, user: Viewer) -> Self:
        """The panels whose secretary `user` is; all for an administrator."""
        if not user.is_active:
            return self.none()
        if sees_all(user):
            return self
        return self.filter(secretaries__user=user)

    def with_member(self, user: Viewer, on: datetime.date | None = None) -> Self:
        """The panels on which `user` holds a seat on that day, today if None."""
        seats = Membership.objects.current(on or timezone.localdate()).filter(
            person__in=Person.objects.of(user).values("pk")
        )
        return self.filter(pk__in=seats.values("panel"))


code_shape = RegexValidator(
    r"^[A-Z][A-Z0-9]*$", "A code is capital letters and digits, beginning with a letter."
)


@tracked(exclude=("last_meeting", "last_action"))
class Panel(models.Model):
    """A standing body with a remit."""

    code = models.CharField(
        max_length=12, unique=True, validators=[code_shape], help_text="Short: CJ."
    )
    name = models.CharField(max_length=200, unique=True)
    other_names = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        help_text="As printed in minutes, one after the other, separated by commas.",
    )
    remit = models.TextField(blank=True)
    target_days = models.PositiveSmallIntegerField(
        "days to publish in",
        default=21,
        help_text="Days from a meeting to its published minutes that the panel aims at.",
    )
    last_meeting = models.PositiveIntegerField(default=0, editable=False)
    last_action = models.PositiveIntegerField(default=0, editable=False)

    objects = PanelQuerySet.as_manager()

    class Meta:
        ordering = [Folded("name"), "id"]
        constraints = [
            models.CheckConstraint(
                name="panel_code_shape",
                condition=Q(code__regex=r"^[A-Z][A-Z0-9]*$"),
                violation_error_message=code_shape.message,
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("panel:panel", args=[self.code])

    def next_number(self, of: str) -> int:
        """Take the next number of `last_meeting` or `last_action`; no number is given twice."""
        with transaction.atomic():
            Panel.objects.filter(pk=self.pk).update(**{of: F(of) + 1})
            self.refresh_from_db(fields=[of])
        return getattr(self, of)


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


@tracked()
class PanelSecretary(models.Model):
    """The right to keep a panel's record, given by an administrator."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="secretary_of")
    panel = models.ForeignKey(Panel, models.CASCADE, related_name="secretaries")

    class Meta:
        verbose_name = "secretary's right"
        verbose_name_plural = "secretaries' rights"
        ordering = ["panel", "user__username"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "panel"],
                name="panel_secretary_once",
                violation_error_message="This account is already a secretary of the panel.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.panel}"


tracked(exclude=("password", "last_login"))(User)


def model(label: str) -> Any:
    """A model of an app above this one, whose visibility decides what is seen here."""
    return apps.get_model(label)
