"""Actions' rows: their wording, deadline and owners, as a meeting put them."""

import datetime
from collections.abc import Collection, Iterable

from django.db.models import Q

from actions.models import Action, Owner, Review
from meetings.minutes import document
from meetings.minutes.continuity.told import Told
from meetings.minutes.document import called
from meetings.minutes.identity.matching import NOBODY, People
from meetings.minutes.reading import deadlines
from panel.models import Panel

Worded = document.Action | document.Review | Review


def dated(due: str, day: datetime.date) -> datetime.date | None:
    """The day that a deadline names which a meeting set on a day, if that is known."""
    return deadlines.due_on(due, day) if due and day != datetime.date.max else None


class Register:
    """Writes actions of one panel."""

    def __init__(self, panel: Panel, people: People) -> None:
        self.panel = panel
        self.people = people
        self.owners: list[Owner] = []
        self.moved: set[int] = set()

    def word(
        self, action: Action, said: Worded, told: Told, days: Collection[datetime.date] = ()
    ) -> None:
        """Give an action its wording, deadline and owners as a meeting put them.

        `days` are those of all meetings that tell of it. `store` keeps what was given.
        """
        action.text = called(said.text, said.number)
        is_new = action._state.adding
        self.date(action, said, told, days)
        if not is_new:
            if [owner.name for owner in action.owners.all()] == list(said.owners):
                return
            action.owners.all().delete()
        for position, name in enumerate(said.owners):
            means = self.people.owner(name, self.panel, told.meeting, said.text)
            self.people.owners.add(name)
            self.owners.append(Owner(action=action, position=position, name=name, **means))

    def date(
        self, action: Action, said: Worded, told: Told, days: Collection[datetime.date]
    ) -> bool:
        """Give an action the deadline that a meeting set, and say whether that changed any.

        "By the end of July" is meant from that meeting on; it may have been dated by another,
        of `days`, but a date that none of them gives is somebody's own and stays.
        """
        before = (action.due, action.due_on)
        by_meetings = (dated(said.due, day) for day in days)
        if action._state.adding or action.due != said.due or action.due_on in by_meetings:
            action.due, action.due_on = said.due, dated(said.due, told.day)
        return (action.due, action.due_on) != before

    def store(self, actions: Iterable[Action]) -> None:
        """Save actions with the owners that `word` gave them; new ones take the next serials."""
        actions = list(actions)
        new = [action for action in actions if action._state.adding]
        for action in actions:
            if not action._state.adding:
                action.save(
                    update_fields=[
                        "entry", "withdrawn_on", "joined_to", "number", "text", "due", "due_on"
                    ]
                )  # fmt: skip
        if new:
            serials = self.panel.next_numbers("last_action", len(new))
            for action, serial in zip(new, serials, strict=True):
                action.serial = serial
            Action.objects.bulk_create(new)
        if self.owners:
            Owner.objects.bulk_create(self.owners)
        self.owners = []

    def find_owners(self) -> None:
        """Look again for owners, of any panel, who may mean somebody else by what was told now.

        That are those with a name like one that is new or changed, those at meetings whose
        attendance turned out to be another's, and those of actions `moved` to where they were
        raised. What somebody entered stays.
        """
        names = self.people.concerned()
        if not (names or self.people.changed_at or self.moved):
            return
        meant = Q(name__in=names) | Q(action__in=self.moved)
        if self.people.changed_at:
            meant |= Q(told_at__in=self.people.changed_at)
        owners = Owner.objects.with_told_at().filter(meant)
        concerned = list(
            owners.values("pk", "name", "action__panel", "action__text", "told_at", *NOBODY)
        )
        panels = {self.panel.pk: self.panel}
        if others := {owner["action__panel"] for owner in concerned} - panels.keys():
            panels |= Panel.objects.in_bulk(others)
        now: dict[int, dict[str, object]] = {}
        for owner in concerned:
            panel = panels[owner["action__panel"]]
            wording = owner["action__text"]
            means = self.people.owner(owner["name"], panel, owner["told_at"], wording)
            if any(owner[column] != value for column, value in means.items()):
                now[owner["pk"]] = means
        if now:
            for owner in Owner.objects.by_reading().filter(pk__in=now).order_by("pk"):
                Owner.objects.filter(pk=owner.pk).update(**now[owner.pk])
