"""What is withheld of a meeting, carried over when its minutes are recorded again."""

from collections.abc import Iterator

from meetings.minutes.document import MinutesError
from meetings.models import AgendaItem, Attendance, Entry, Meeting


class Withheld:
    """What is withheld of a meeting, carried over when its minutes are recorded again."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.reasons = {self.key(row): row.withheld for row in self.rows() if row.withheld}

    def rows(self) -> Iterator[Attendance | AgendaItem | Entry]:
        yield from self.meeting.attendances.all()
        yield from self.meeting.items.all()
        yield from self.meeting.entries.select_related("action", "review")

    @staticmethod
    def key(row: Attendance | AgendaItem | Entry) -> tuple[str, int | str]:
        """What tells a row again: the person, the item's row, the action, a point's words."""
        if isinstance(row, Attendance):
            return ("name", row.person_id)
        if isinstance(row, AgendaItem):
            return ("item", row.pk)
        if row.kind == Entry.Kind.ACTION:
            return ("action", row.action.pk)
        if row.kind == Entry.Kind.REVIEW:
            return ("review", row.review.action_id)
        return ("point", row.text)

    def carry_over(self) -> None:
        """Withhold the same things again.

        Raises MinutesError where one of them is no longer found: it might become public.
        """
        if not self.reasons:
            return
        missing = dict(self.reasons)
        for row in self.rows():
            key = self.key(row)
            if key in self.reasons:
                missing.pop(key, None)
                row.withheld = self.reasons[key]
                row.save(update_fields=["withheld"])
        if missing:
            raise MinutesError(
                f"no longer holds what was withheld ({'; '.join(missing.values())}); "
                "nothing was changed, so that it does not become public"
            )
