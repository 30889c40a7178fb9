"""What may become of an action."""

from django.db import models

from meetings.minutes.document import Status as Stated


class Status(models.TextChoices):
    """What has become of an action. Meetings state the first four; the last three close it."""

    NOT_COMPLETE = Stated.NOT_COMPLETE.value, "Not complete"
    PARTIALLY_COMPLETE = Stated.PARTIALLY_COMPLETE.value, "Partially complete"
    COMPLETE = Stated.COMPLETE.value, "Complete"
    NOT_TAKEN_FORWARD = Stated.NOT_TAKEN_FORWARD.value, "Not taken forward"
    LAPSED = "lapsed", "Lapsed"


OPEN = [Status.NOT_COMPLETE, Status.PARTIALLY_COMPLETE]
STATED = [(value, label) for value, label in Status.choices if value != Status.LAPSED]
