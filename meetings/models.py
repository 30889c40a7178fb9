"""Meetings: who came, what was on the agenda, what the minutes say, and what was frozen."""

import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, Max, OuterRef, Q, When
from django.urls import reverse
from django.utils import timezone

from meetings.minutes.document import Kind, Presence, Role
from panel.history import tracked
from panel.models import Membership, Organisation, Panel, Person, Viewer, sees_all


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
        return self.filter(panel__in=Panel.objects.kept_by(user).values("pk"))

    def with_member(self, user: Viewer) -> Self:
        """Those on whose panel `user` holds a seat today, or to which `user` was invited."""
        if not user.is_active:
            return self.none()
        invited = Attendance.objects.filter(
            meeting=OuterRef("pk"), person__in=Person.objects.of(user).values("pk")
        )
        return self.filter(
            Q(panel__in=Panel.objects.with_member(user).values("pk")) | Exists(invited)
        )

    def joinable_by(self, user: Viewer) -> Self:
        """Those whose joining details `user` may see: the secretary, members, the invited."""
        kept = self.model.objects.kept_by(user).values("pk")
        return self.filter(Q(pk__in=kept) | Q(pk__in=self.with_member(user).values("pk")))

    def visible_to(self, user: Viewer) -> Self:
        """Those of which `user` may read a revision, or whose record `user` keeps."""
        if sees_all(user):
            return self
        readable = Revision.objects.visible_to(user).filter(meeting=OuterRef("pk"))
        kept = Q(panel__in=Panel.objects.kept_by(user).values("pk"))
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
    def is_published(self) -> bool:
        return self.published_on is not None

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
        return "planned" if self.held_on is None or not self.entries.exists() else "minuted"

    def assign_number(self) -> None:
        """Take the panel's next number, before the meeting is first saved."""
        self.number = self.panel.next_number("last_meeting")

    def cancel(self, *, at: datetime.datetime) -> None:
        """Cancel the meeting; it keeps its address."""
        self.cancelled_at = at
        self.save(update_fields=["cancelled_at"])


class AttendanceQuerySet(models.QuerySet):
    def present(self) -> Self:
        return self.filter(presence=Presence.PRESENT)

    def apologies(self) -> Self:
        return self.filter(presence=Presence.APOLOGIES)

    def visible_to(self, user: Viewer) -> Self:
        """All of kept panels; else where minutes are published, withheld names for members."""
        if sees_all(user):
            return self
        return self.filter(
            Q(meeting__in=Meeting.objects.kept_by(user).values("pk"))
            | Q(
                meeting__published_on__isnull=False,
                meeting__in=Meeting.objects.with_member(user).values("pk"),
            )
            | Q(meeting__published_on__isnull=False, withheld="")
        )


@tracked()
class Attendance(models.Model):
    """One person at one meeting, as printed that day; later changes do not reach it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    position = models.PositiveIntegerField(editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances")
    honorific = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200, help_text="As printed, without honorific.")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    organisation_name = models.CharField("organisation as printed", max_length=200, blank=True)
    description = models.CharField(
        max_length=200, blank=True, help_text="Where no organisation: practising barrister."
    )
    heading = models.CharField(
        max_length=200, blank=True, help_text="The heading the name stood under: Officials."
    )
    role = models.CharField(
        max_length=20, blank=True, choices=[(r.value, r.value.capitalize()) for r in Role]
    )
    presence = models.CharField(
        max_length=10,
        choices=[(p.value, p.value.capitalize()) for p in Presence],
        default=Presence.EXPECTED,
    )
    deputy_for = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    withheld = models.CharField(
        "withheld because",
        max_length=200,
        blank=True,
        help_text="Why the public does not read the name; empty if it does.",
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="attendance_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="attendance_person_once",
                violation_error_message="This person is already listed at the meeting.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} at {self.meeting}"

    @property
    def printed_name(self) -> str:
        return f"{self.honorific} {self.name}".strip()


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


class RevisionQuerySet(models.QuerySet):
    def published(self) -> Self:
        """What the public reads: agendas and minutes that were not withdrawn."""
        return self.filter(audience=Revision.Audience.PUBLIC, withdrawal=None)

    def visible_to(self, user: Viewer) -> Self:
        """Published ones; circulated ones for members of that day, of today and the invited.

        A withdrawn one is listed to all: its page says that, when and why it was withdrawn.
        """
        if sees_all(user):
            return self
        published = Q(audience=Revision.Audience.PUBLIC)
        if not user.is_active:
            return self.filter(published)
        seat_then = Membership.objects.current(OuterRef("issued_on")).filter(
            panel=OuterRef("meeting__panel"), person__in=Person.objects.of(user).values("pk")
        )
        return self.filter(
            published
            | Q(meeting__in=Meeting.objects.kept_by(user).values("pk"))
            | Q(meeting__in=Meeting.objects.with_member(user).values("pk"))
            | Exists(seat_then)
        )

    def as_read_by(self, user: Viewer) -> Self:
        """`visible_to(user)`, each number once: the members' where `user` may read that.

        Adds `is_read`, whether its document is: a withdrawn one stands with the secretary only.
        """
        once = (
            self.visible_to(user)
            .order_by("meeting_id", "kind", "number", "audience")
            .distinct("meeting_id", "kind", "number")
        )
        kept = Q(meeting__in=Meeting.objects.kept_by(user).values("pk"))
        return (
            self.filter(pk__in=once.values("pk"))
            .annotate(
                is_read=Case(
                    When(kept | Q(withdrawal=None), then=True),
                    default=False,
                    output_field=models.BooleanField(),
                )
            )
            .select_related("withdrawal")
        )


@tracked(exclude=("document",))
class Revision(models.Model):
    """A frozen document of a meeting: its agenda, a circulated draft or published minutes.

    `document` is the record that `meetings.minutes.writing` makes, already without what
    its audience may not read. Where something is withheld, the same number is also kept
    for members. Rows are never changed; withdrawing is a row of its own.
    """

    class Kind(models.TextChoices):
        AGENDA = "agenda", "agenda"
        DRAFT = "draft", "draft minutes"
        MINUTES = "minutes", "minutes"

    class Audience(models.TextChoices):
        MEMBERS = "members", "members"
        PUBLIC = "public", "the public"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="revisions")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveIntegerField()
    audience = models.CharField(max_length=10, choices=Audience)
    document = models.JSONField()
    issued_on = models.DateField(help_text="When it was circulated or published.")
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_where = models.CharField(
        max_length=500, blank=True, help_text="The address, where it was published elsewhere."
    )
    reason = models.TextField(blank=True, help_text="Why it replaces the one before.")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "kind", "-number", "audience"]
        triggers = [
            pgtrigger.ReadOnly(
                name="revision_is_frozen",
                fields=["meeting", "kind", "number", "audience", "document", "issued_on"],
            ),
            pgtrigger.Protect(name="revision_is_kept", operation=pgtrigger.Delete),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind", "number", "audience"], name="revision_number_once"
            ),
            models.CheckConstraint(
                name="revision_draft_for_members",
                condition=~Q(kind="draft", audience="public"),
                violation_error_message="A draft is for members only.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number} of {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse(
            "meetings:revision",
            args=[self.meeting.panel.code, self.meeting.number, self.kind, self.number],
        )


@tracked()
class Withdrawal(models.Model):
    """That a revision was taken back, when and why; its address says so and nothing more."""

    revision = models.OneToOneField(Revision, models.PROTECT, related_name="withdrawal")
    withdrawn_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField()

    class Meta:
        ordering = ["-withdrawn_at"]
        constraints = [
            models.CheckConstraint(
                name="withdrawal_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why it is withdrawn.",
            )
        ]

    def __str__(self) -> str:
        return f"withdrawal of {self.revision}"


class SourceQuerySet(models.QuerySet):
    def visible_to(self, user: Viewer) -> Self:
        """Only the secretary of the panel sees what was received."""
        return self.filter(meeting__in=Meeting.objects.kept_by(user).values("pk"))


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


class PassageQuerySet(models.QuerySet):
    def unsettled(self) -> Self:
        return self.filter(settled_at=None)

    def settle(self, *, at: datetime.datetime, by: models.Model) -> int:
        """Say that these are settled, and return how many were not yet."""
        return self.unsettled().update(settled_at=at, settled_by=by)

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
