"""What was on a meeting's agenda, and what its minutes say."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Max, Q

from meetings.minutes.document import Kind
from panel.history import tracked
from panel.models import Viewer, sees_all

from .meeting import Meeting


def unless_withheld(relation: str) -> Q:
    """What has no such related row, or one that is not withheld."""
    return Q(**{relation: None}) | Q(**{f"{relation}__withheld": ""})


class ContentQuerySet(models.QuerySet):
    """Rows of a meeting's agenda and minutes, of which some are withheld."""

    open_to_all: Q

    def visible_to(self, user: Viewer) -> Self:
        """All of kept panels; else once minutes are published, what is withheld for members.

        Rows of unpublished minutes may be changing: others read revisions of them.
        """
        if sees_all(user):
            return self
        return self.filter(
            Q(meeting__in=Meeting.objects.kept_by(user).values("pk"))
            | Q(
                meeting__published_on__isnull=False,
                meeting__in=Meeting.objects.with_member(user).values("pk"),
            )
            | Q(self.open_to_all, meeting__published_on__isnull=False)
        )


class AgendaItemQuerySet(ContentQuerySet):
    open_to_all = Q(withheld="")


@tracked()
class AgendaItem(models.Model):
    """One item of a meeting's agenda, in order."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(editable=False)
    number = models.CharField(max_length=20, blank=True, help_text="As printed: 7i.")
    title = models.CharField(max_length=500)
    presenters = models.CharField(max_length=300, blank=True)
    withheld = models.CharField(
        "reserved because",
        max_length=200,
        blank=True,
        help_text="Why the public does not read the item; empty if it does.",
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="agenda_item_position_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


class EntryQuerySet(ContentQuerySet):
    open_to_all = (
        Q(withheld="")
        & unless_withheld("item")
        & unless_withheld("parent")
        & unless_withheld("parent__item")
        # What was raised under reserved business stays reserved in every later review.
        & unless_withheld("review__action__entry")
        & unless_withheld("review__action__entry__item")
        & unless_withheld("parent__review__action__entry")
        & unless_withheld("parent__review__action__entry__item")
    )


@tracked()
class Entry(models.Model):
    """One place in the minutes: it holds one point, one action raised or one review.

    It stands under an item, or before the first or after the last. What a review reports
    are points whose `parent` is the review's entry. Positions count through the meeting.
    """

    class Kind(models.TextChoices):
        PARAGRAPH = Kind.PARAGRAPH.value
        BULLET = Kind.BULLET.value
        HEADING = Kind.HEADING.value, "sub-heading"
        QUOTATION = Kind.QUOTATION.value
        ACTION = "action", "action raised"
        REVIEW = "review", "action reviewed"

    POINTS = [Kind.PARAGRAPH, Kind.BULLET, Kind.HEADING, Kind.QUOTATION]

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField(editable=False)
    item = models.ForeignKey(
        AgendaItem, models.CASCADE, null=True, blank=True, related_name="entries"
    )
    is_after = models.BooleanField("after the last item", default=False)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, editable=False, related_name="narrative"
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PARAGRAPH)
    text = models.TextField(blank=True, help_text="One paragraph; *emphasis* and [links](…).")
    depth = models.PositiveSmallIntegerField(default=0)
    is_advice = models.BooleanField("the panel's advice", default=False)
    is_for_later = models.BooleanField("for a later meeting", default=False)
    withheld = models.CharField(
        "withheld because",
        max_length=200,
        blank=True,
        help_text="Why the public does not read this; empty if it does.",
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="entry_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="entry_after_has_no_item",
                condition=Q(item=None) | Q(is_after=False),
                violation_error_message="What stands after the last item has no item.",
            ),
            models.CheckConstraint(
                name="entry_point_has_text",
                condition=(Q(kind__in=["action", "review"]) & Q(text="", parent=None))
                | (~Q(kind__in=["action", "review"]) & ~Q(text="")),
                violation_error_message="A point needs its text, and only a point has one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position} of {self.meeting}"

    def clean(self) -> None:
        super().clean()
        if self.item and self.item.meeting_id != self.meeting_id:
            raise ValidationError("The item is not one of this meeting.", code="other_meeting")

    @property
    def is_point(self) -> bool:
        return self.kind in self.POINTS

    def take_place(self) -> None:
        """Before it is first saved, stand last under its item; what follows moves down one.

        Without an item: last of what stands before the first item, or after the last.
        """
        before = Q(item=None, is_after=False)
        if self.item:
            before |= Q(item__position__lte=self.item.position)
        entries = Entry.objects.filter(meeting=self.meeting_id)
        above = entries if self.is_after else entries.filter(before)
        last = above.aggregate(last=Max("position"))["last"]
        self.position = 0 if last is None else last + 1
        entries.filter(position__gte=self.position).update(position=F("position") + 1)
