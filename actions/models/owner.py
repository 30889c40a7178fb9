"""Who must do an action."""

from typing import Self

from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from meetings.models import EntryQuerySet
from panel.history import USER, tracked
from panel.models import Organisation, Person, Viewer, model, reach_of, sees_all

from .action import Action
from .review import Review


class OwnerQuerySet(models.QuerySet):
    def by_reading(self) -> Self:
        """Those whom nobody signed in has entered or changed."""
        events = model("actions.Owner").pgh_event_model.objects
        edited = events.filter(pgh_context__metadata__has_key=USER)
        return self.exclude(pk__in=edited.values("pgh_obj"))

    def with_told_at(self) -> Self:
        """With `told_at`, the meeting that raised the action, else the first to speak of it."""
        first = Review.objects.filter(action=OuterRef("action")).in_order()
        return self.annotate(
            told_at=Coalesce(
                "action__entry__meeting",
                Subquery(first.values("entry__meeting")[:1]),
                output_field=models.BigIntegerField(),
            )
        )

    def visible_to(self, user: Viewer) -> Self:
        """Owners as raised where `user` may read that, else those a review names."""
        if sees_all(user):
            return self
        named = Review.objects.visible_to(user).filter(
            action=OuterRef("action"),
            owners__contains=Func(OuterRef("name"), template="ARRAY[%(expressions)s]::varchar[]"),
        )
        return self.filter(
            Q(action__panel__in=reach_of(user).kept_panels)
            | EntryQuerySet.read_by(user, at="action__entry")
            | Exists(named)
        )


@tracked()
class Owner(models.Model):
    """Who must do an action, as printed: a person, an organisation, or a body or office.

    An action without owners belongs to nobody yet.
    """

    class Body(models.TextChoices):
        SECRETARIAT = "secretariat", "the secretaries"
        MEMBERS = "members", "the members"

    action = models.ForeignKey(Action, models.CASCADE, related_name="owners")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    name = models.CharField("as printed", max_length=200)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="owned")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="owned"
    )
    body = models.CharField(
        max_length=20, choices=Body, blank=True, help_text="Empty for an office, as printed."
    )

    objects = OwnerQuerySet.as_manager()

    class Meta:
        ordering = ["action", "position", "id"]
        constraints = [
            models.CheckConstraint(
                name="owner_is_one_thing",
                condition=Q(person=None, organisation=None)
                | Q(person=None, body="")
                | Q(organisation=None, body=""),
                violation_error_message="An owner is a person, an organisation or a body.",
            ),
            models.UniqueConstraint(
                fields=["action", "name"],
                name="owner_once",
                violation_error_message="This owner is already named.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
