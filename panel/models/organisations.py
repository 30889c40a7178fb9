"""Where people come from."""

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from panel.history import tracked
from panel.merging import Mergeable, MergeableQuerySet, no_chains
from panel.text import Folded

from .accounts import Viewer, model, reach_of, sees_all


class OrganisationQuerySet(MergeableQuerySet):
    def visible_to(self, user: Viewer) -> Self:
        """Organisations of seats, and of those attendances and owners that `user` may see.

        A secretary also sees those that are tied to nothing yet.
        """
        if sees_all(user):
            return self
        seats = model("panel.Membership").objects.filter(representing=OuterRef("pk"))
        attendances = model("meetings.Attendance").objects.filter(organisation=OuterRef("pk"))
        owners = model("actions.Owner").objects.filter(organisation=OuterRef("pk"))
        visible = Q(
            Exists(seats) | Exists(attendances.visible_to(user)) | Exists(owners.visible_to(user))
        )
        if reach_of(user).kept_panels:
            visible |= ~Q(Exists(seats) | Exists(attendances) | Exists(owners))
        return self.filter(visible)

    def unattached(self) -> Self:
        """Those that nobody represents, came from or names as an owner."""
        return self.exclude(
            Exists(model("panel.Membership").objects.filter(representing=OuterRef("pk")))
            | Exists(model("meetings.Attendance").objects.filter(organisation=OuterRef("pk")))
            | Exists(model("actions.Owner").objects.filter(organisation=OuterRef("pk")))
        )

    def tied_to(self, panels: models.QuerySet[Any]) -> Self:
        """Those with a seat, at a meeting or owning an action of one of `panels`."""
        seats = model("panel.Membership").objects.filter(panel__in=panels.values("pk"))
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

    def claim(self) -> tuple:
        """One with more seats stays, then the older."""
        seats = model("panel.Membership").objects.filter(representing=self).count()
        return (seats, -self.pk)
