"""What was frozen of a meeting, and what of that was taken back."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import JSONArray, JSONObject
from django.urls import reverse
from django.utils import timezone

from meetings.minutes.document import Purpose
from panel.history import tracked
from panel.models import Membership, Viewer, reach_of, sees_all

from .meeting import Meeting


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
        reach = reach_of(user)
        seat_then = Membership.objects.current(OuterRef("issued_on")).filter(
            panel=OuterRef("meeting__panel"), person__in=reach.people
        )
        return self.filter(
            Q(audience=Revision.Audience.PUBLIC)
            | Q(meeting__panel__in=reach.kept_panels | reach.member_panels)
            | Q(meeting__in=reach.invited_meetings)
            | Exists(seat_then)
        )

    def listing(self, paper: models.Model) -> Self:
        """Those that list a paper with what is to be read of it, and not only why it is not."""
        return self.filter(papers__contains=JSONArray(JSONObject(id=Value(paper.pk))))

    def current_first(self) -> Self:
        """What is read of a meeting now comes first.

        Minutes and drafts before agendas, what stands before what was withdrawn, then the
        newest; of one number the members' before the public's.
        """
        return self.order_by(
            Case(When(kind=Revision.Kind.AGENDA, then=1), default=0),
            Case(When(withdrawal=None, then=0), default=1),
            "-frozen_at",
            "-number",
            "audience",
        )

    def as_read_by(self, user: Viewer) -> Self:
        """`visible_to(user)`, each number once: the members' where `user` may read that.

        Adds `is_read`, whether its document is: a withdrawn one stands with the secretary only;
        and `is_public`, whether the number went out to all.
        """
        once = (
            self.visible_to(user)
            .order_by("meeting_id", "kind", "number", "audience")
            .distinct("meeting_id", "kind", "number")
        )
        kept = Q(meeting__panel__in=reach_of(user).kept_panels)
        of_number = Revision.objects.filter(
            meeting=OuterRef("meeting"), kind=OuterRef("kind"), number=OuterRef("number")
        )
        return (
            self.filter(pk__in=once.values("pk"))
            .annotate(
                is_read=Case(
                    When(kept | Q(withdrawal=None), then=True),
                    default=False,
                    output_field=models.BooleanField(),
                ),
                is_public=Exists(of_number.filter(audience=Revision.Audience.PUBLIC)),
            )
            .select_related("withdrawal")
        )


@tracked(exclude=("document", "papers"))
class Revision(models.Model):
    """A frozen document of a meeting: its agenda, a circulated draft or published minutes.

    `document` is the record that `meetings.minutes.writing` makes, already without what
    its audience may not read, and `papers` lists the papers that go with it, in the same
    way (`meetings.minutes.papers`). Where something is withheld, the same number is also
    kept for members. Rows are never changed; withdrawing is a row of its own.
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
    papers = models.JSONField(default=list, blank=True)
    issued_on = models.DateField(help_text="When it was circulated or published.")
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_where = models.CharField(
        max_length=500, blank=True, help_text="The address, where it was published elsewhere."
    )
    revised_on = models.DateField(
        null=True, blank=True, help_text="When the page there was last revised."
    )
    reason = models.TextField(blank=True, help_text="Why it replaces the one before.")
    is_draft = models.BooleanField(
        "published as a draft", default=False, help_text="Before the minutes were agreed."
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "kind", "-number", "audience"]
        triggers = [
            pgtrigger.ReadOnly(name="revision_is_frozen"),
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
            models.CheckConstraint(
                name="revision_published_as_a_draft_is_minutes",
                condition=Q(is_draft=False) | Q(kind="minutes"),
                violation_error_message="Only minutes are published as a draft.",
            ),
            models.CheckConstraint(
                name="revision_correction_has_reason",
                condition=~Q(kind="minutes", number__gt=1, reason=""),
                violation_error_message="Say why the published minutes are corrected.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_text} {self.number} of {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse(
            "meetings:revision",
            args=[self.meeting.panel.code, self.meeting.number, self.kind, self.number],
        )

    @property
    def attaches_minutes(self) -> bool:
        """Whether the minutes went out as a paper, and not in the document."""
        is_agenda = self.kind == Revision.Kind.AGENDA
        return is_agenda and any(paper["purpose"] == Purpose.MINUTES for paper in self.papers)

    @property
    def kind_text(self) -> str:
        """What it is, in words: "agenda", "draft minutes", "minutes"."""
        if self.is_draft:
            return "minutes as a draft"
        return "minutes as a paper" if self.attaches_minutes else self.get_kind_display()


@tracked()
class Withdrawal(models.Model):
    """That a revision was taken back, when and why; its address says so and nothing more.

    It is for good: what was taken back goes out again under the next number.
    """

    revision = models.OneToOneField(Revision, models.PROTECT, related_name="withdrawal")
    withdrawn_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField()

    class Meta:
        ordering = ["-withdrawn_at"]
        triggers = [
            pgtrigger.ReadOnly(name="withdrawal_is_frozen"),
            pgtrigger.Protect(name="withdrawal_is_kept", operation=pgtrigger.Delete),
        ]
        constraints = [
            models.CheckConstraint(
                name="withdrawal_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why it is withdrawn.",
            )
        ]

    def __str__(self) -> str:
        return f"withdrawal of {self.revision}"
