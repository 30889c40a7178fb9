"""What was received of a meeting."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from panel.history import tracked
from panel.models import Viewer, reach_of

from .meeting import Meeting


class SourceQuerySet(models.QuerySet):
    def recorded_last(self) -> Self:
        """Those that their meeting was recorded from last."""
        later = Source.objects.filter(
            meeting=OuterRef("meeting"), received_at__gt=OuterRef("received_at")
        )
        return self.filter(~Exists(later))

    def visible_to(self, user: Viewer) -> Self:
        """Only the secretary of the panel sees what was received."""
        return self.filter(meeting__panel__in=reach_of(user).kept_panels)


@tracked(exclude=("data",))
class Source(models.Model):
    """A document as received, and the meeting it became."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="sources")
    name = models.CharField(max_length=255)
    data = models.BinaryField()
    checksum = models.CharField(max_length=64, unique=True, help_text="SHA-256, hexadecimal.")
    received_at = models.DateTimeField(default=timezone.now)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_latest(self) -> bool:
        """Whether the meeting was recorded from nothing later."""
        return Source.objects.recorded_last().filter(pk=self.pk).exists()


class PassageQuerySet(models.QuerySet):
    def unsettled(self) -> Self:
        """Those that wait, of the documents that their meetings were recorded from last."""
        latest = Source.objects.recorded_last().values("pk")
        return self.filter(settled_at=None, source__in=latest)

    def settle(self, *, at: datetime.datetime, by: models.Model) -> int:
        """Say that these are settled, and return how many were not yet."""
        return self.unsettled().update(settled_at=at, settled_by=by)

    def reopen(self) -> int:
        """Take back that these are settled, and return how many were."""
        return self.exclude(settled_at=None).update(settled_at=None, settled_by=None)

    def visible_to(self, user: Viewer) -> Self:
        return self.filter(source__in=Source.objects.visible_to(user).values("pk"))


@tracked()
class Passage(models.Model):
    """A passage of a source that was read with doubt, or not read at all, to be settled."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    text = models.TextField()
    why = models.CharField(
        max_length=300, blank=True, help_text="The doubt; empty if the passage was not read."
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["source", "position"]
        constraints = [
            models.UniqueConstraint(fields=["source", "position"], name="passage_position_once")
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_unread(self) -> bool:
        return not self.why
