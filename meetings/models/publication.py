"""Where else a meeting's minutes were published."""

from django.db import models
from django.db.models import F, Q

from panel.history import tracked

from .meeting import Meeting


@tracked()
class Publication(models.Model):
    """An address elsewhere at which a meeting's minutes stand, and since when if that is known."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="publications")
    address = models.CharField(max_length=500, help_text="https://…")
    since = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "publication elsewhere"
        verbose_name_plural = "publications elsewhere"
        ordering = ["meeting", F("since").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "address"],
                name="publication_address_once",
                violation_error_message="This address is noted already.",
            ),
            models.CheckConstraint(
                name="publication_leads_to_a_page",
                condition=Q(address__iregex=r"^https?://[^\s/\\]\S*$"),
                violation_error_message="Give an address that begins with https:// or http://.",
            ),
        ]

    def __str__(self) -> str:
        return self.address
