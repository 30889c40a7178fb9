"""What meetings said of actions."""

from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, When

from meetings.minutes.document import called
from meetings.models import Entry, EntryQuerySet, refuse_unclear_marks, text_for
from panel.history import tracked
from panel.models import Viewer, sees_all
from panel.text import folded, one_line

from .action import Action
from .status import STATED

LATEST_FIRST = (
    F("entry__meeting__held_on").desc(nulls_first=True),
    F("entry__meeting__starts_at").desc(nulls_last=True),
    "-entry__meeting_id",  # without _id, by the order that meetings have by default
    "-entry__position",
)


class ReviewQuerySet(models.QuerySet):
    def latest_first(self) -> Self:
        """By meeting, the last first; within a meeting by place in the minutes."""
        return self.order_by(*LATEST_FIRST)

    def worded_first(self) -> Self:
        """`latest_first`, those that tell only the action's number after all others."""
        return self.order_by(Case(When(text="", then=1), default=0), *LATEST_FIRST)

    def in_order(self) -> Self:
        return self.latest_first().reverse()

    def with_text_for(self, user: Viewer) -> Self:
        """Each with `read_text` and `read_series`, as `user` reads them."""
        return self.annotate(
            read_text=text_for(user, "text", "entry"), read_series=text_for(user, "series", "entry")
        )

    def visible_to(self, user: Viewer) -> Self:
        """Where `user` may read the entry; what was raised as reserved stays for members."""
        return self if sees_all(user) else self.filter(EntryQuerySet.read_by(user, at="entry"))


@tracked()
class Review(models.Model):
    """What one meeting recorded of one action, as printed; later ones never change it.

    What was reported stands in the entry's narrative.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, related_name="review")
    action = models.ForeignKey(Action, models.PROTECT, related_name="reviews")
    number = models.CharField(max_length=20, blank=True)
    series = models.TextField(
        "series heading", blank=True, help_text="Actions from the meeting of 4 October."
    )
    text = models.TextField(
        "wording", blank=True, help_text="Empty where only the action’s number was said."
    )
    owners = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    due = models.CharField("deadline as said", max_length=300, blank=True)
    status_phrase = models.CharField(max_length=200, blank=True)
    status = models.CharField(
        max_length=20, choices=STATED, blank=True, help_text="If one was stated."
    )
    by_words = models.BooleanField(
        "linked by its words",
        default=False,
        editable=False,
        help_text="Decided anew when other minutes become known.",
    )
    began = models.ForeignKey(
        Action,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="The action that was made for it, as none was known that it is of.",
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [one_line("review")]
        ordering = ["entry__meeting", "entry__position"]
        triggers = [
            pgtrigger.Trigger(
                name="review_keeps_to_its_panel",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("entry_id", "action_id"),
                declare=[("reviewed", "actions_action")],
                # Locked as its status will be, so that it is not joined to another meanwhile.
                func=pgtrigger.Func(
                    """
                    SELECT * INTO reviewed FROM actions_action
                    WHERE id = NEW.action_id FOR NO KEY UPDATE;
                    IF reviewed.joined_to_id IS NOT NULL THEN
                        RAISE EXCEPTION 'what was said of a joined action goes to the other'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    IF EXISTS (SELECT 1 FROM meetings_entry entry
                               JOIN meetings_meeting meeting ON meeting.id = entry.meeting_id
                               WHERE entry.id = NEW.entry_id
                                 AND (entry.kind <> 'review'
                                      OR meeting.panel_id <> reviewed.panel_id)) THEN
                        RAISE EXCEPTION 'an action is reviewed at a place for reviews of its panel'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                    """
                ),
            )
        ]

    def __str__(self) -> str:
        return f"review of {self.action} at {self.entry.meeting}"

    def clean(self) -> None:
        super().clean()
        self.text = folded(self.text)
        wording = ["text"] if self.text != self.action.text else []
        refuse_unclear_marks(self, *wording, whole=["due", "owners"])
        if self.action.joined_to:
            raise ValidationError({"action": f"It was joined to {self.action.joined_to}."})
        if (self.entry.kind, self.entry.meeting.panel_id) != (
            Entry.Kind.REVIEW,
            self.action.panel_id,
        ):
            raise ValidationError("That is no place for a review of this action.", code="place")

    @property
    def called(self) -> str:
        """The action's wording here, or "Action 3" where only its number was said."""
        return called(self.text, self.number)
