"""People, and how to reach them."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from panel.history import tracked
from panel.merging import Mergeable, MergeableQuerySet, no_chains
from panel.text import Folded

from .accounts import Viewer, model, reach_of, sees_all


class PersonQuerySet(MergeableQuerySet):
    def of(self, user: Viewer) -> Self:
        """The rows that stand for the person whose account this is; none if it is closed."""
        if not user.is_active:
            return self.none()
        return self.filter(user=user).with_same()

    def unattached(self) -> Self:
        """Those who hold no seat, came to no meeting and own no action."""
        return self.exclude(
            Exists(model("panel.Membership").objects.filter(person=OuterRef("pk")))
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
            Q(pk__in=model("panel.Membership").objects.values("person"))
            | Q(pk__in=attendances.values("person"))
            | Q(pk__in=owners.values("person"))
            | Q(pk__in=reach_of(user).people)
        )
        if reach_of(user).kept_panels:
            visible |= Q(pk__in=Person.objects.unattached().values("pk"))
        return self.filter(visible)

    def tied_to(self, panels: models.QuerySet[Any]) -> Self:
        """Those who hold a seat on one of `panels`, came to its meetings or own its actions."""
        seats = model("panel.Membership").objects.filter(panel__in=panels.values("pk"))
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

    def claim(self) -> tuple:
        """One with an account stays, then one with more seats, then the older."""
        seats = model("panel.Membership").objects.filter(person=self).count()
        return (self.user_id is not None, seats, -self.pk)


class ContactDetailQuerySet(models.QuerySet):
    def visible_to(self, user: Viewer) -> Self:
        """One's own, those of a kept panel's people, and those shared within a panel."""
        if sees_all(user):
            return self
        reach, memberships = reach_of(user), model("panel.Membership").objects
        visible = Q(person__in=reach.people) | Q(
            is_shared=True,
            person__in=memberships.current(timezone.localdate())
            .filter(panel__in=reach.member_panels)
            .values("person"),
        )
        if reach.kept_panels:
            attendances = model("meetings.Attendance").objects
            visible |= (
                Q(person__in=memberships.filter(panel__in=reach.kept_panels).values("person"))
                | Q(
                    person__in=attendances.filter(meeting__panel__in=reach.kept_panels).values(
                        "person"
                    )
                )
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
