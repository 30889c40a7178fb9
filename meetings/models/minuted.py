"""What was on a meeting's agenda, and what its minutes say."""

from typing import Self

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Max, Q

from meetings.minutes.document import Kind
from panel.history import tracked
from panel.models import Viewer
from panel.text import folded, one_line

from .content import ContentQuerySet, refuse_unclear_marks, text_for
from .meeting import Meeting


@tracked()
class AgendaItem(models.Model):
    """One item of a meeting's agenda, in order."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(editable=False)
    number = models.CharField(max_length=20, blank=True, help_text="As printed: 7i.")
    title = models.CharField(max_length=500)
    presenters = models.CharField(max_length=300, blank=True)
    minutes_allotted = models.PositiveSmallIntegerField("minutes", null=True, blank=True)
    withheld = models.CharField(
        "reserved because",
        max_length=200,
        blank=True,
        help_text="Why the public does not read the item; empty if it does.",
    )

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position"]
        triggers = [pgtrigger.ReadOnly(name="agenda_item_stays_at_its_meeting", fields=["meeting"])]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="agenda_item_position_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title

    def clean(self) -> None:
        super().clean()
        refuse_unclear_marks(self, "title", whole=["presenters"])


# A point for a later meeting stands on the panel's forward agenda, whoever says so and how.
_PUT_OFF = """
    IF NEW.is_for_later THEN
        INSERT INTO meetings_topic (panel_id, entry_id, text, "when", dropped_because)
        SELECT meeting.panel_id, NEW.id, '', '', ''
        FROM meetings_meeting meeting WHERE meeting.id = NEW.meeting_id
        ON CONFLICT (entry_id) DO NOTHING;
    ELSE
        DELETE FROM meetings_topic
        WHERE entry_id = NEW.id AND item_id IS NULL AND dropped_on IS NULL;
    END IF;
    RETURN NULL;
"""


class EntryQuerySet(ContentQuerySet):
    open_to_all = {"is_reserved": False}

    def with_text_for(self, user: Viewer) -> Self:
        """Each with `read_text`: its text as `user` reads it, where they read it at all."""
        return self.annotate(read_text=text_for(user, "text"))


@tracked(exclude=("is_reserved",))
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
    is_reserved = models.BooleanField(
        default=False,
        editable=False,
        help_text="The public does not read this, for whatever reason; kept by the database.",
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position"]
        verbose_name_plural = "entries"
        triggers = [
            pgtrigger.ReadOnly(name="entry_stays_at_its_meeting", fields=["meeting"]),
            pgtrigger.Protect(
                name="entry_stays_what_it_holds",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__kind__df=pgtrigger.F("new__kind"))
                & (
                    pgtrigger.Q(old__kind__in=["action", "review"])
                    | pgtrigger.Q(new__kind__in=["action", "review"])
                ),
            ),
            pgtrigger.Trigger(
                name="entry_stands_in_its_meeting",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("item_id", "parent_id"),
                func=pgtrigger.Func(
                    """
                    IF EXISTS (SELECT 1 FROM meetings_agendaitem item
                               WHERE item.id = NEW.item_id
                                 AND item.meeting_id <> NEW.meeting_id)
                    OR EXISTS (SELECT 1 FROM {meta.db_table} parent
                               WHERE parent.id = NEW.parent_id
                                 AND (parent.meeting_id <> NEW.meeting_id
                                      OR parent.kind <> 'review')) THEN
                        RAISE EXCEPTION 'an entry stands under what its meeting holds'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
            pgtrigger.Trigger(
                name="entry_for_later_is_a_topic",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__is_for_later=True),
                func=pgtrigger.Func(_PUT_OFF),
            ),
            pgtrigger.Trigger(
                name="entry_becomes_a_topic_or_none",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("is_for_later"),
                condition=pgtrigger.Q(old__is_for_later__df=pgtrigger.F("new__is_for_later")),
                func=pgtrigger.Func(_PUT_OFF),
            ),
        ]
        constraints = [
            one_line("entry"),
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
        self.text = folded(self.text)
        refuse_unclear_marks(self, "text")
        if self.item and self.item.meeting_id != self.meeting_id:
            raise ValidationError("The item is not one of this meeting.", code="other_meeting")
        if self.parent and (self.parent.meeting_id, self.parent.kind) != (
            self.meeting_id,
            Entry.Kind.REVIEW,
        ):
            raise ValidationError(
                "What is reported stands under a review of this meeting.", code="other_meeting"
            )

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
