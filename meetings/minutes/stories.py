"""All that was ever said of a panel's actions."""

import datetime
from dataclasses import dataclass, field

from django.db.models import F

from actions.models import Action, Owner, Review
from meetings.minutes.document import Status
from meetings.minutes.wordings import Wording, Wordings
from panel.models import Panel

CLOSED = {Status.COMPLETE.value, Status.NOT_TAKEN_FORWARD.value}


@dataclass(eq=False)
class Story:
    """One action's story: each wording, where it was raised, and what meetings said of it.

    `wordings` begins with the action's own; `told` are (day, identifier of the meeting,
    status or "") in the order of the meetings. Where it was raised is None if not known.
    """

    pk: int
    serial: int
    number: str
    text: str
    raised_at: int | None
    raised_on: datetime.date | None
    wordings: list[Wording] = field(default_factory=list)
    told: list[tuple[datetime.date | None, int, str]] = field(default_factory=list)

    def waits_on(self, day: datetime.date) -> bool:
        """Of unknown origin, and first spoken of after `day`."""
        days = self.days()
        return self.raised_at is None and bool(days) and min(days) > day

    def days(self) -> list[datetime.date]:
        """The days of the meetings that reviewed it."""
        return [told_on for told_on, _, _ in self.told if told_on]

    def meetings(self) -> set[int]:
        """The meetings that told of it, where it was raised included."""
        told = {meeting for _, meeting, _ in self.told}
        return told | {self.raised_at} if self.raised_at else told

    def nearness(self, day: datetime.date) -> tuple[bool, int]:
        """Whether a meeting before `day` closed it, and the days to the nearest that tells."""
        days = [abs((told_on - day).days) for told_on in self.days()]
        if self.raised_on:
            days.append(abs((self.raised_on - day).days))
        before = [s for told_on, _, s in self.told if s and told_on and told_on < day]
        return bool(before) and before[-1] in CLOSED, min(days, default=0)


def stories(panel: Panel, known: Wordings) -> dict[int, Story]:
    """Each standing action of the panel, by its identifier, as `known` words it; three queries."""
    standing = Action.objects.standing().filter(panel=panel)
    found = {
        row[0]: Story(*row)
        for row in standing.order_by("serial").values_list(
            "pk", "serial", "number", "text", "entry__meeting_id", "entry__meeting__held_on"
        )
    }
    owners: dict[int, list[str]] = {}
    for pk, name in (
        Owner.objects.filter(action__in=standing)
        .order_by("position", "pk")
        .values_list("action_id", "name")
    ):
        owners.setdefault(pk, []).append(name)
    for pk, story in found.items():
        story.wordings.append(known.wording(story.text, owners.get(pk, ())))
    reviews = Review.objects.filter(action__in=standing).in_order()
    for pk, text, names, day, meeting, status in reviews.values_list(
        "action_id",
        "text",
        "owners",
        F("entry__meeting__held_on"),
        F("entry__meeting_id"),
        "status",
    ):
        found[pk].wordings.append(known.wording(text, names))
        found[pk].told.append((day, meeting, status))
    return found
