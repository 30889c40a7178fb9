"""Panels, and who keeps their record."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import connection, models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from panel.history import tracked
from panel.text import Folded

from .accounts import Viewer, model, sees_all
from .people import Person


class PanelQuerySet(models.QuerySet):
    def kept_by(self, user: Viewer) -> Self:
        """The panels whose secretary `user` is; all for an administrator."""
        if not user.is_active:
            return self.none()
        if sees_all(user):
            return self
        return self.filter(secretaries__user=user)

    def with_member(self, user: Viewer) -> Self:
        """The panels on which `user` holds a seat today."""
        seats = (
            model("panel.Membership")
            .objects.current(timezone.localdate())
            .filter(person__in=Person.objects.of(user).values("pk"))
        )
        return self.filter(pk__in=seats.values("panel"))


def all_steps() -> list[str]:
    return [*Panel.Step.values]


code_shape = RegexValidator(
    r"^[A-Z][A-Z0-9]*$", "A code is capital letters and digits, beginning with a letter."
)


@tracked(exclude=("last_meeting", "last_action"))
class Panel(models.Model):
    """A standing body with a remit."""

    class Step(models.TextChoices):
        """What a panel's minutes go through before they are published."""

        ACTION_NOTE = "action_note", "action note sent"
        CLEARANCE = "clearance", "cleared by the chair"
        DRAFT = "draft", "draft circulated"
        AGREEMENT = "agreement", "agreed"

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
    steps = ArrayField(
        models.CharField(max_length=20, choices=Step),
        default=all_steps,
        blank=True,
        help_text="What the panel’s minutes go through before they are published.",
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
        return self.next_numbers(of, 1)[0]

    def next_numbers(self, of: str, count: int) -> range:
        """Take the next numbers of `last_meeting` or `last_action`, as many as asked for."""
        if count:
            column = connection.ops.quote_name(of)
            taken = f"UPDATE panel_panel SET {column} = {column} + %s WHERE id = %s"  # noqa: S608  a name of ours
            with connection.cursor() as cursor:
                cursor.execute(f"{taken} RETURNING {column}", [count, self.pk])
                setattr(self, of, cursor.fetchone()[0])
        last = getattr(self, of)
        return range(last - count + 1, last + 1)


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
