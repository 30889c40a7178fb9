"""The files of papers, version by version."""

import datetime
import hashlib
from dataclasses import asdict
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.db.models.functions import JSONArray, JSONObject
from django.urls import reverse
from django.utils import timezone

from meetings.files import hidden, kinds
from panel.history import tracked
from panel.models import User, Viewer, model, reach_of, sees_all

from .paper import Paper


def issued_stay(collector: Any, field: Any, versions: QuerySet, using: str, **options: Any) -> None:
    """What a paper takes with it when it goes: its files, unless somebody was given one."""
    issued = PaperVersion.objects.filter(pk__in=versions.values("pk")).issued()
    if held := set(issued.select_related("paper").defer("data")):
        raise models.ProtectedError("A revision lists a file of the paper.", held)
    models.CASCADE(collector, field, versions, using)


class PaperVersionQuerySet(models.QuerySet):
    def latest_of_each(self) -> Self:
        """Of each paper, the version that was given last."""
        later = PaperVersion.objects.filter(paper=OuterRef("paper"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))

    def listed_in(self, revisions: QuerySet) -> Self:
        """Those that one of `revisions` lists."""
        listing = revisions.filter(
            meeting=OuterRef("paper__meeting"),
            papers__contains=JSONArray(
                JSONObject(id=OuterRef("paper"), version=OuterRef("number"))
            ),
        )
        return self.filter(Exists(listing))

    def issued(self) -> Self:
        """Those that some revision lists, also one that was withdrawn."""
        return self.listed_in(model("meetings.Revision").objects.all())

    def unconfirmed(self) -> Self:
        """Those that hold what is not seen, where nobody has said that it may be known."""
        return self.exclude(unseen=[]).filter(confirmed_at=None)

    def visible_to(self, user: Viewer) -> Self:
        """All of kept panels; else the very versions that a revision lists which `user` reads."""
        if sees_all(user):
            return self
        revisions = model("meetings.Revision").objects.visible_to(user).filter(withdrawal=None)
        kept = self.filter(paper__meeting__panel__in=reach_of(user).kept_panels)
        return kept | self.listed_in(revisions)


@tracked(exclude=("data", "unseen"))
class PaperVersion(models.Model):
    """A file of a paper as it was given; the next one is another row, and this one stays."""

    paper = models.ForeignKey(Paper, issued_stay, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=kinds.LONGEST_NAME)
    media_type = models.CharField(
        max_length=100, choices=[(kind.media_type, kind.name) for kind in kinds.KINDS]
    )
    data = models.BinaryField()
    size = models.PositiveIntegerField(help_text="Bytes.")
    checksum = models.CharField(max_length=64, help_text="SHA-256, hexadecimal.")
    unseen = models.JSONField(
        default=list, editable=False, help_text="What it holds that is not seen, as findings."
    )
    confirmed_at = models.DateTimeField(
        null=True, editable=False, help_text="When somebody said that this may become public."
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    received_at = models.DateTimeField(default=timezone.now)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PaperVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version of a paper"
        verbose_name_plural = "versions of papers"
        ordering = ["paper", "-number"]
        triggers = [
            pgtrigger.ReadOnly(
                name="paper_version_is_frozen", exclude=["confirmed_at", "confirmed_by"]
            ),
            pgtrigger.Trigger(
                name="paper_version_stays_once_issued",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=pgtrigger.Func(
                    """
                    IF EXISTS (SELECT 1 FROM meetings_paper paper
                               JOIN meetings_revision revision USING (meeting_id)
                               WHERE paper.id = OLD.paper_id AND revision.papers @>
                                   jsonb_build_array(jsonb_build_object(
                                       'id', OLD.paper_id, 'version', OLD.number))) THEN
                        RAISE EXCEPTION 'a version that a revision lists stays'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN OLD;
                    """
                ),
            ),
            pgtrigger.Trigger(
                name="paper_has_a_file_or_a_link",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=pgtrigger.Func(
                    """
                    IF EXISTS (SELECT 1 FROM meetings_paper paper
                               WHERE paper.id = NEW.paper_id
                                 AND (paper.url <> '' OR paper.manner = 'oral')) THEN
                        RAISE EXCEPTION 'a paper has a file or a link, and none if given orally'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paper_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.number} of {self.paper}"

    def get_absolute_url(self) -> str:
        meeting = self.paper.meeting
        return reverse(
            "meetings:paper", args=[meeting.panel.code, meeting.number, self.paper_id, self.number]
        )

    @classmethod
    def of(cls, paper: Paper, data: bytes, name: str) -> Self:
        """The file as the next version of `paper`, which may be new; `add` stores it.

        Raises what `refuse_file` does, and ValidationError `unfit` where it is no file that a
        paper may be, `same` where it is the paper's already or stands at the meeting as another.
        """
        paper.refuse_file()
        try:
            kind = kinds.kind_of(data, name)
            findings = hidden.look(data, kind)
        except kinds.UnfitError as error:
            raise ValidationError(str(error), code="unfit") from None
        checksum = hashlib.sha256(data).hexdigest()
        twins = cls.objects.latest_of_each().filter(
            paper__meeting=paper.meeting_id, checksum=checksum
        )
        if twin := twins.select_related("paper").defer("data").first():
            raise ValidationError(f"The same file is there already: {twin}.", code="same")
        return cls(
            paper=paper,
            name=kinds.named(name, kind),
            media_type=kind.media_type,
            data=data,
            size=len(data),
            checksum=checksum,
            unseen=[asdict(finding) for finding in findings],
        )

    def add(self) -> None:
        """Store it under the paper's next number; what is added at once gets one after another."""
        with transaction.atomic():
            Paper.objects.select_for_update().get(pk=self.paper_id)
            last = self.paper.versions.aggregate(last=Max("number"))["last"]
            self.number = (last or 0) + 1
            self.save(force_insert=True)

    @property
    def findings(self) -> list[hidden.Finding]:
        """What the file holds that is not seen."""
        return [hidden.Finding(**finding) for finding in self.unseen]

    @property
    def is_cleanable(self) -> bool:
        return any(finding.is_cleanable for finding in self.findings)

    def confirm(self, *, by: User, at: datetime.datetime) -> None:
        """Say that what the file holds may become public.

        Raises ValidationError `seen` where it holds nothing that is not seen, `confirmed` where
        somebody said so already.
        """
        if not self.unseen:
            raise ValidationError("The file holds nothing that is not seen.", code="seen")
        waiting = PaperVersion.objects.unconfirmed().filter(pk=self.pk)
        if not waiting.update(confirmed_at=at, confirmed_by=by):
            raise ValidationError("This is confirmed already.", code="confirmed")
        self.refresh_from_db(fields=["confirmed_at", "confirmed_by"])

    def add_cleaned(self, *, by: User | None) -> "PaperVersion":
        """The file without what can be taken away, added as the next version.

        Raises ValidationError `unfit` where nothing can be, `older` where it is not the latest.
        """
        if not self.is_cleanable:
            raise ValidationError("Nothing in the file can be cleaned here.", code="unfit")
        if self.paper.versions.filter(number__gt=self.number).exists():
            raise ValidationError("There is a newer version by now.", code="older")
        try:
            data = hidden.clean(bytes(self.data), kinds.OF_TYPE[self.media_type])
        except kinds.UnfitError as error:
            raise ValidationError(str(error), code="unfit") from None
        cleaned = PaperVersion.of(self.paper, data, self.name)
        cleaned.received_by = by
        cleaned.add()
        return cleaned
