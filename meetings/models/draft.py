"""Minutes while they are being written: what nobody but the secretariat reads."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from panel.history import tracked

from .meeting import Meeting

LARGEST = 2_000_000
"""So many characters may a text have."""


class WorkingText(models.Model):
    """A meeting's minutes as one secretary is typing them, kept until they are saved or left.

    `base` is the text that they began from: where it is no longer what stands, somebody else
    has changed the minutes meanwhile.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="working_texts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    base = models.TextField()
    text = models.TextField(max_length=LARGEST)
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-kept_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                name="working_text_once",
                violation_error_message="This account is already writing these minutes.",
            )
        ]

    def __str__(self) -> str:
        return f"text of {self.user} for {self.meeting}"

    @property
    def version(self) -> str:
        """What changes each time that the text is kept."""
        return self.kept_at.isoformat()


@tracked()
class Correction(models.Model):
    """A correction of published minutes in preparation: it becomes rows when it is published.

    `base` is the text of the published minutes that it corrects.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="correction")
    base = models.TextField()
    text = models.TextField(max_length=LARGEST)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["meeting"]

    def __str__(self) -> str:
        return f"correction of {self.meeting}"
