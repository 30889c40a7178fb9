"""Papers before a meeting."""

from typing import Self

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import JSONArray, JSONObject

from meetings.minutes.document import Manner, Purpose
from panel.history import tracked
from panel.models import Viewer, model, reach_of, sees_all

from .meeting import Meeting
from .minuted import AgendaItem

PURPOSES = [
    (Purpose.AGENDA.value, "agenda"),
    (Purpose.MINUTES.value, "minutes of this meeting"),
    (Purpose.DECISION.value, "for decision"),
    (Purpose.DISCUSSION.value, "for discussion"),
    (Purpose.INFORMATION.value, "for information"),
]
MANNERS = [
    (Manner.TABLED.value, "tabled at the meeting"),
    (Manner.ORAL.value, "given orally"),
]

# An address on the web, or one on this site. Browsers drop tabs and line breaks, and take
# "/\" for "//": with either, an address that looks like one of this site's leads elsewhere.
LINK = r"^(https?://[^\s/\\]\S*|/([^\s/\\]\S*)?)$"


class PaperQuerySet(models.QuerySet):
    def visible_to(self, user: Viewer) -> Self:
        """All of kept panels; else those that a revision lists which `user` reads.

        The row may have changed since: what others read of it stands in the revision.
        """
        if sees_all(user):
            return self
        listed = (
            model("meetings.Revision")
            .objects.visible_to(user)
            .filter(
                meeting=OuterRef("meeting"),
                withdrawal=None,
                papers__contains=JSONArray(JSONObject(id=OuterRef("pk"))),
            )
        )
        return self.filter(Q(meeting__panel__in=reach_of(user).kept_panels) | Exists(listed))

    def stay_without(self, items: models.QuerySet[AgendaItem]) -> None:
        """Let those of items that go stay with the meeting, of reserved ones for their reason."""
        reason = items.filter(pk=OuterRef("item")).values("withheld")[:1]
        self.filter(item__in=items).update(
            withheld=Case(When(withheld="", then=Subquery(reason)), default=F("withheld")),
            item=None,
        )

    def in_order(self) -> Self:
        """As the agenda goes: those of the meeting as a whole, then those of each item."""
        return self.order_by(F("item__position").asc(nulls_first=True), "position")

    def with_file(self) -> Self:
        """Each with `file`, its latest version, or None.

        Its number, name and media type, and whether something in it waits to be confirmed.
        """
        versions = model("meetings.PaperVersion").objects.filter(paper=OuterRef("pk"))
        told = JSONObject(
            number="number",
            name="name",
            media_type="media_type",
            is_waiting=Case(When(~Q(unseen=[]) & Q(confirmed_at=None), then=True), default=False),
        )
        latest = versions.order_by("-number").values(told=told)
        return self.annotate(file=Subquery(latest[:1]))


@tracked()
class Paper(models.Model):
    """A document before a meeting or one of its items.

    It has a file, whose versions are rows of their own, or stands at a link, or has neither:
    it is still to come, was tabled or given orally.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers")
    position = models.PositiveIntegerField(editable=False)
    # An item does not go without its papers: those of a reserved one would become public.
    item = models.ForeignKey(
        AgendaItem, models.RESTRICT, null=True, blank=True, related_name="papers"
    )
    reference = models.CharField(max_length=60, blank=True, help_text="As printed: CJ(11)3.")
    title = models.CharField(max_length=300)
    purpose = models.CharField(max_length=20, blank=True, choices=PURPOSES)
    manner = models.CharField(
        max_length=10,
        blank=True,
        choices=MANNERS,
        help_text="Where it was not sent out beforehand.",
    )
    url = models.CharField(
        "link",
        max_length=2000,
        blank=True,
        help_text="https://…, or an address on this site: /files/….",
    )
    file_name = models.CharField(
        max_length=255, blank=True, help_text="What the file at the link is called."
    )
    media_type = models.CharField(max_length=100, blank=True, help_text="application/pdf")
    is_restricted = models.BooleanField(
        "for members only", default=False, help_text="The public does not learn of it."
    )
    withheld = models.CharField(
        "withheld because",
        max_length=200,
        blank=True,
        help_text="Why the public does not read it; empty if it does.",
    )

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position"]
        triggers = [
            pgtrigger.ReadOnly(name="paper_stays_at_its_meeting", fields=["meeting"]),
            pgtrigger.Trigger(
                name="paper_stands_in_its_meeting",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("item_id"),
                func=pgtrigger.Func(
                    """
                    IF EXISTS (SELECT 1 FROM meetings_agendaitem item
                               WHERE item.id = NEW.item_id
                                 AND item.meeting_id <> NEW.meeting_id) THEN
                        RAISE EXCEPTION 'a paper stands under an item of its meeting'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
            pgtrigger.Trigger(
                name="paper_with_a_file_has_no_link",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("url", "manner"),
                func=pgtrigger.Func(
                    """
                    IF (NEW.url <> '' OR NEW.manner = 'oral') AND
                       EXISTS (SELECT 1 FROM meetings_paperversion version
                               WHERE version.paper_id = NEW.id) THEN
                        RAISE EXCEPTION 'a paper has a file or a link, and none if given orally'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="paper_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["meeting", "url"],
                name="paper_link_once",
                condition=~Q(url=""),
                violation_error_message="Another paper of the meeting stands at this link.",
            ),
            models.CheckConstraint(
                name="paper_link_leads_to_a_page",
                condition=Q(url="") | Q(url__iregex=LINK),
                violation_error_message="Give a link that begins with https://, http:// or /.",
            ),
            models.CheckConstraint(
                name="paper_given_orally_has_no_link",
                condition=~Q(manner="oral") | Q(url="", file_name="", media_type=""),
                violation_error_message="What was given orally has no link.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    def clean(self) -> None:
        super().clean()
        self.url = self.url.strip().replace(" ", "%20")
        if self.item and self.item.meeting_id != self.meeting_id:
            raise ValidationError("The item is not one of this meeting.", code="other_meeting")
        if self.pk and self.versions.exists():
            self.refuse_file()

    def move_up(self) -> None:
        """Put it before the paper that stands above it at the same item; the first one stays."""
        with transaction.atomic():
            rows = Paper.objects.filter(meeting=self.meeting_id, item=self.item_id)
            standing = list(rows.select_for_update().order_by("position"))
            place = standing.index(self)
            if place:
                above, this = standing[place - 1 : place + 1]
                above.position, this.position = this.position, above.position
                Paper.objects.bulk_update([above, this], ["position"])
                self.position = this.position

    def refuse_file(self) -> None:
        """Raises ValidationError `link` or `oral` where the paper can have no file."""
        if self.url:
            raise ValidationError("A paper has a file or a link, not both.", code="link")
        if self.manner == Manner.ORAL:
            raise ValidationError("What was given orally has no file.", code="oral")
