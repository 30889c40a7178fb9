"""Who was at a meeting."""

from typing import Self

from django.db import models

from meetings.minutes.document import Presence, Role
from panel.history import tracked
from panel.models import Organisation, Person

from .content import ContentQuerySet, refuse_unclear_marks
from .meeting import Meeting


class AttendanceQuerySet(ContentQuerySet):
    def present(self) -> Self:
        return self.filter(presence=Presence.PRESENT)

    def apologies(self) -> Self:
        return self.filter(presence=Presence.APOLOGIES)


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

    def clean(self) -> None:
        super().clean()
        whole = ["name", "organisation_name", "description", "deputy_for", "note"]
        refuse_unclear_marks(self, whole=whole)

    @property
    def printed_name(self) -> str:
        return f"{self.honorific} {self.name}".strip()
