"""What a panel means to take up at a meeting to come: its forward agenda."""

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from panel.history import tracked
from panel.models import Panel, Viewer, reach_of, sees_all

from .minuted import AgendaItem, Entry


class TopicQuerySet(models.QuerySet):
    def taken_up(self) -> Self:
        """Those on the agenda of a meeting that was not cancelled."""
        return self.filter(item__isnull=False, item__meeting__cancelled_at=None)

    def waiting(self) -> Self:
        """Those that nobody has dropped, and no meeting has taken up but one that was cancelled.

        Reinstated, that one has them again, unless another took them up since.
        """
        is_free = Q(item=None) | Q(item__meeting__cancelled_at__isnull=False)
        return self.filter(is_free, dropped_on=None)

    def kept_by(self, user: Viewer) -> Self:
        """Those of the panels whose secretary `user` is; nobody else knows of any."""
        if sees_all(user):
            return self
        return self.filter(panel__in=reach_of(user).kept_panels)


@tracked()
class Topic(models.Model):
    """A subject on the forward agenda: added by the secretariat, or put off by a meeting.

    A point of the minutes that is for a later meeting makes one by itself, without a text
    of its own; see the trigger on `Entry`.
    """

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="topics")
    entry = models.OneToOneField(
        Entry, models.CASCADE, null=True, blank=True, editable=False, related_name="topic"
    )
    text = models.CharField(max_length=500, blank=True)
    when = models.CharField(max_length=80, blank=True, help_text="In words: autumn, March 2025.")
    item = models.OneToOneField(
        AgendaItem, models.SET_NULL, null=True, blank=True, editable=False, related_name="topic"
    )
    dropped_on = models.DateField(null=True, blank=True, editable=False)
    dropped_because = models.CharField(max_length=300, blank=True, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = "topic of the forward agenda"
        verbose_name_plural = "forward agenda"
        ordering = ["panel", F("entry__meeting__held_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="topic_says_what",
                condition=~Q(text="") | Q(entry__isnull=False),
                violation_error_message="Say what is to be taken up.",
            ),
            models.CheckConstraint(
                name="topic_dropped_when_and_why",
                condition=Q(dropped_on=None, dropped_because="")
                | (Q(dropped_on__isnull=False) & ~Q(dropped_because="")),
                violation_error_message="Say both when and why a topic is dropped.",
            ),
        ]

    def __str__(self) -> str:
        return self.says

    @property
    def says(self) -> str:
        """The subject: as the secretariat put it, else as the minutes did (inline Markdown)."""
        return self.text or (self.entry.text if self.entry else "")

    @property
    def is_taken_up(self) -> bool:
        """Whether it stands on the agenda of a meeting that was not cancelled."""
        return self.item is not None and self.item.meeting.cancelled_at is None

    def drop(self, *, on: datetime.date, reason: str) -> None:
        """Take it from the forward agenda without taking it up.

        Raises ValidationError `taken_up` where a meeting has taken it up, `reason` without one.
        """
        if self.is_taken_up:
            raise ValidationError(f"“{self}” was taken up.", code="taken_up")
        if not reason.strip():
            raise ValidationError("Say why it is dropped.", code="reason")
        self.dropped_on, self.dropped_because, self.item = on, reason.strip(), None
        self.save(update_fields=["dropped_on", "dropped_because", "item"])
