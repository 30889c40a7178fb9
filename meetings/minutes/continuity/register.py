"""Actions' rows: their wording, deadline and owners, as a meeting put them."""

import datetime
from collections.abc import Iterable, Sequence

from actions.models import Action, Owner, Review
from meetings.minutes import document
from meetings.minutes.continuity.histories import Told
from meetings.minutes.identity.matching import People
from meetings.minutes.reading import deadlines
from meetings.models import Attendance
from panel.models import Panel

Worded = document.Action | document.Review | Review


class Register:
    """Writes actions of one panel; `attendances` are known by meeting."""

    def __init__(self, panel: Panel, people: People) -> None:
        self.panel = panel
        self.people = people
        self.attendances: dict[int, Sequence[Attendance]] = {}
        self.owners: list[Owner] = []

    def word(self, action: Action, said: Worded, told: Told) -> None:
        """Give an action its wording, deadline and owners as a meeting put them.

        `store` keeps them.
        """
        action.text = said.text
        is_new = action._state.adding
        if action.due != said.due or is_new:
            action.due = said.due
            is_dated = said.due and told.day != datetime.date.max
            action.due_on = deadlines.due_on(said.due, told.day) if is_dated else None
        if not is_new:
            if [owner.name for owner in action.owners.all()] == list(said.owners):
                return
            action.owners.all().delete()
        for position, name in enumerate(said.owners):
            means = self.people.owner(name, self.attended(told.meeting))
            if not means:
                self.people.nobodies(self.panel).add(name)
            self.owners.append(Owner(action=action, position=position, name=name, **means))

    def attended(self, meeting: int) -> Sequence[Attendance]:
        if meeting not in self.attendances:
            rows = Attendance.objects.filter(meeting=meeting)
            self.attendances[meeting] = list(rows.select_related("person", "organisation"))
        return self.attendances[meeting]

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
        """Look again for the panel's owners whom no earlier document made known."""
        nobodies = self.people.nobodies(self.panel)
        for name in sorted(filter(self.people.is_concerned, nobodies)):
            if means := self.people.owner(name, ()):
                nobodies.remove(name)
                unknown = Owner.objects.unknown().filter(action__panel=self.panel, name=name)
                unknown.update(**means)
