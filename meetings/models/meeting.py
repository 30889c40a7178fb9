"""Meetings of panels."""

import calendar
import datetime
import re
from typing import Self

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from meetings.minutes.document import Purpose
from panel.history import tracked
from panel.models import Panel, Person, Viewer, model, reach_of, sees_all

from .content import refuse_unclear_marks

_NAMES = list(calendar.month_name)
_MONTHS = "|".join(_NAMES[1:])
_MONTH = re.compile(rf"\b({_MONTHS}) ([12]\d{{3}})\b", re.I)
# As in "14 March 2028", "January or February 2028" and "not before March 2028".
_NOT_ONE_MONTH = re.compile(rf"\d|\b(?:{_MONTHS}|before|after)\b", re.I)


class MeetingQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        """As they took place; a meeting without a day comes last."""
        return self.order_by(
            F("held_on").asc(nulls_last=True), F("starts_at").asc(nulls_first=True), "pk"
        )

    def published(self) -> Self:
        """Those whose latest published minutes stand."""
        return self.exclude(published_on=None)

    def kept_by(self, user: Viewer) -> Self:
        """Those of the panels whose secretary `user` is."""
        if sees_all(user):
            return self
        return self.filter(panel__in=reach_of(user).kept_panels)

    def with_invited(self, user: Viewer) -> Self:
        """Those that name `user` in their attendance, whether they came or not."""
        listed = model("meetings.Attendance").objects.filter(
            person__in=Person.objects.of(user).values("pk")
        )
        return self.filter(pk__in=listed.values("meeting"))

    def with_member(self, user: Viewer) -> Self:
        """Those on whose panel `user` holds a seat today, or to which `user` was invited."""
        reach = reach_of(user)
        return self.filter(Q(panel__in=reach.member_panels) | Q(pk__in=reach.invited_meetings))

    def joinable_by(self, user: Viewer) -> Self:
        """Those whose joining details `user` may see: the secretary, members, the invited."""
        return self.kept_by(user) | self.with_member(user)

    def visible_to(self, user: Viewer) -> Self:
        """Those of which `user` may read a revision, or whose record `user` keeps."""
        if sees_all(user):
            return self
        readable = (
            model("meetings.Revision").objects.visible_to(user).filter(meeting=OuterRef("pk"))
        )
        kept = Q(panel__in=reach_of(user).kept_panels)
        return self.filter(kept | Exists(readable))


@tracked(exclude=("published_on",))
class Meeting(models.Model):
    """One sitting of a panel. Its stage is derived from dated facts and its revisions."""

    class Agreed(models.TextChoices):
        CORRESPONDENCE = "correspondence", "by correspondence"
        MEETING = "meeting", "at a meeting"

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField(
        editable=False, help_text="Permanent within the panel; part of the meeting's address."
    )
    uid = models.UUIDField(
        unique=True,
        db_default=RandomUUID(),
        editable=False,
        help_text="What calendars know the meeting by.",
    )
    title = models.CharField(
        max_length=300, blank=True, help_text="As printed, where there was one."
    )
    held_on = models.DateField("date", null=True, blank=True)
    date_words = models.CharField(
        "date in words", max_length=80, blank=True, help_text="Where no day is known: March 2012."
    )
    starts_at = models.TimeField("from", null=True, blank=True)
    ends_at = models.TimeField("until", null=True, blank=True)
    venue = models.CharField(max_length=300, blank=True)
    joining_details = models.TextField(
        blank=True, help_text="Links and dial-in codes; only members and those invited see them."
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    postponed_from = models.CharField(
        max_length=80,
        blank=True,
        editable=False,
        help_text="When it was to be before, in words, where that was made known.",
    )
    action_note_sent_on = models.DateField(null=True, blank=True)
    cleared_on = models.DateField("cleared by the chair", null=True, blank=True)
    agreed_on = models.DateField("minutes agreed", null=True, blank=True)
    agreed_how = models.CharField(max_length=20, choices=Agreed, blank=True)
    published_on = models.DateField(
        "minutes published",
        null=True,
        editable=False,
        help_text="The day minutes first went out, while they stand; kept by the database.",
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        triggers = [pgtrigger.ReadOnly(name="meeting_stays_with_its_panel", fields=["panel"])]
        ordering = ["panel", F("held_on").desc(nulls_first=True), "-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                name="meeting_has_a_date_or_words",
                condition=Q(held_on__isnull=False) | ~Q(date_words=""),
                violation_error_message="Give the date, or say in words when it will be.",
            ),
            models.CheckConstraint(
                name="meeting_ends_after_start",
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message="A meeting ends after it begins.",
            ),
            models.CheckConstraint(
                name="meeting_agreed_when_and_how",
                condition=Q(agreed_on=None, agreed_how="")
                | (Q(agreed_on__isnull=False) & ~Q(agreed_how="")),
                violation_error_message="Say both when and how the minutes were agreed.",
            ),
        ]
        indexes = [models.Index(fields=["panel", "held_on"], name="meeting_by_date")]

    def __str__(self) -> str:
        return f"{self.panel}, {self.date_text}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.panel.code, self.number])

    @property
    def reference(self) -> str:
        return f"{self.panel.code}/{self.number}"

    @property
    def date_text(self) -> str:
        """The date in words: "13 December 2011"."""
        if self.held_on is None:
            return self.date_words
        return f"{self.held_on.day} {self.held_on:%B %Y}"

    @property
    def month(self) -> datetime.date | None:
        """The first of the month, where no day is known and the words name one: "March 2028"."""
        found = _MONTH.search(self.date_words) if self.held_on is None else None
        if not found or _NOT_ONE_MONTH.search(_MONTH.sub("", self.date_words, count=1)):
            return None
        return datetime.date(int(found[2]), _NAMES.index(found[1].title()), 1)

    @property
    def is_published(self) -> bool:
        return self.published_on is not None

    @property
    def target_on(self) -> datetime.date | None:
        """The day by which the panel aims to have its minutes published."""
        days = datetime.timedelta(days=self.panel.target_days)
        return self.held_on + days if self.held_on else None

    @property
    def stage(self) -> str:
        """How far the meeting has come, from its facts: the last that is known."""
        if self.cancelled_at:
            return "cancelled"
        if self.is_published:
            return "published"
        for fact, stage in (
            (self.agreed_on, "agreed"),
            (self.cleared_on, "cleared by the chair"),
            (self.action_note_sent_on, "action note sent"),
        ):
            if fact:
                return stage
        is_minuted = self.entries.exists() or self.papers.filter(purpose=Purpose.MINUTES).exists()
        return "minuted" if self.held_on and is_minuted else "planned"

    def clean(self) -> None:
        super().clean()
        refuse_unclear_marks(self, whole=["title", "venue"])
        self.refuse_quiet_move()

    def refuse_quiet_move(self) -> None:
        """Raise ValidationError `made_known` where others were told of another day than this.

        The day stands on public pages, lists and calendars as it is stored: once an agenda is
        out it changes by `postpone` alone, which says so, or with published minutes.
        """
        days = ("held_on", "date_words")
        stored = Meeting.objects.filter(pk=self.pk, published_on=None).values_list(*days).first()
        if stored is None or stored == (self.held_on, self.date_words):
            return
        if self.revisions.filter(withdrawal=None).exists():
            before = Meeting(held_on=stored[0], date_words=stored[1]).date_text
            raise ValidationError(
                f"Others were told {before}. Use “Move to another day” at the end of the page "
                "of the agenda, so that they learn of it.",
                code="made_known",
            )

    def assign_number(self) -> None:
        """Take the panel's next number, before the meeting is first saved."""
        self.number = self.panel.next_number("last_meeting")

    def cancel(self, *, at: datetime.datetime) -> None:
        """Cancel the meeting; it keeps its address.

        Raises ValidationError `minuted` where it was held, `cancelled` where it already was.
        """
        if self.cancelled_at:
            raise ValidationError("The meeting is already cancelled.", code="cancelled")
        if self.is_published or self.entries.exists():
            raise ValidationError("The meeting was held: it has minutes.", code="minuted")
        self.cancelled_at = at
        self.save(update_fields=["cancelled_at"])

    def postpone(self, *, to: datetime.date | None, words: str = "") -> None:
        """Move the meeting to another day, or to a time in words; it keeps its address.

        It says when it was to be at first, unless the day is one of the month it was planned for,
        and is no longer cancelled, if it was. Raises ValidationError `undated` without either,
        `same` where nothing would change, `published` where minutes say when it was.
        """
        if not (to or words.strip()):
            raise ValidationError("Give the new date, or say in words when it will be.", "undated")
        if self.is_published:
            raise ValidationError("The meeting was held: it has minutes.", code="published")
        before = self.date_text
        is_put_off = self.month is None or to is None or to.replace(day=1) != self.month
        self.held_on, self.date_words = to, "" if to else words.strip()
        if self.date_text == before:
            raise ValidationError(f"It is on {before} already.", code="same")
        if is_put_off:
            first = self.postponed_from or before
            self.postponed_from = "" if first == self.date_text else first
        self.cancelled_at = None
        self.clean_fields()
        self.validate_constraints()
        self.save(update_fields=["held_on", "date_words", "postponed_from", "cancelled_at"])

    def reinstate(self) -> None:
        """Take a cancellation back."""
        self.cancelled_at = None
        self.save(update_fields=["cancelled_at"])
