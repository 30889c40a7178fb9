"""Taking back what was published; of minutes, those before it stand again."""

import datetime

from django.db import transaction

from meetings.minutes import editing, publishing
from meetings.minutes.papers import papers_in
from meetings.models import Revision
from panel.models import User
from panel.turns import take_turn


@transaction.atomic
def withdraw(
    revision: Revision, *, by: User | None, reason: str, today: datetime.date
) -> Revision | None:
    """Take a revision back for every audience, as `publishing.withdraw` does.

    Where it holds the latest minutes, those before, if any stand, become the rows again and
    go out under the next number, with that reason: so what all read, the register of actions
    as well, is what rows hold. Returns what was published so.
    """
    take_turn()
    meeting = publishing.locked(revision.meeting)
    stands = stands_before(revision)
    if stands is None:
        publishing.withdraw(revision, by=by, reason=reason)
        return None
    editing.rewrite(meeting, publishing.document_of(stands), today=today)
    publishing.withdraw(revision, by=by, reason=reason)
    public = meeting.revisions.get(
        kind=Revision.Kind.MINUTES, number=stands.number, audience=Revision.Audience.PUBLIC
    )
    whole = publishing.minutes_of(publishing.locked(meeting))
    contents: dict[Revision.Audience, publishing.Content] = {
        Revision.Audience.MEMBERS: (whole, papers_in(stands)),
        Revision.Audience.PUBLIC: (whole.redacted(), papers_in(public)),
    }
    if len(set(contents.values())) == 1:
        del contents[Revision.Audience.MEMBERS]
    return publishing.store(
        meeting,
        Revision.Kind.MINUTES,
        contents,
        on=today,
        by=by,
        reason=f"Minutes {revision.number} were withdrawn: {reason.strip()}",
        is_draft=stands.is_draft,
    )


def stands_before(revision: Revision) -> Revision | None:
    """What stands again once the latest minutes are withdrawn, whole; None of any other."""
    minutes = Revision.objects.filter(meeting=revision.meeting_id, kind=Revision.Kind.MINUTES)
    if revision.kind != Revision.Kind.MINUTES or hasattr(revision, "withdrawal"):
        return None
    if minutes.filter(number__gt=revision.number).exists():
        return None
    # Where something is withheld, that of the members has all.
    earlier = minutes.filter(withdrawal=None, number__lt=revision.number)
    return earlier.order_by("-number", "audience").first()
