"""Minutes as a text that the secretary writes: taken from rows, kept while it is typed, saved.

Actions carry their references in it ("Action 3 (CJ-37): …"), so that saving guesses nothing:
one that is reworded, moved or renumbered stays itself.
"""

import datetime
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from meetings.minutes import publishing, reading, recording, writing
from meetings.minutes.document import Minutes, MinutesError, Reading
from meetings.minutes.panels import members_of
from meetings.minutes.recorded import Outcome, Recorded
from meetings.minutes.rows import Writing
from meetings.models import Correction, Meeting, Revision, WorkingText
from meetings.models.draft import LARGEST
from panel.models import User
from panel.turns import take_turn


class StaleError(Exception):
    """The minutes were changed since the text was begun; `current` is the text that stands."""

    def __init__(self, current: str) -> None:
        super().__init__("the minutes were changed meanwhile")
        self.current = current


def published_text(meeting: Meeting) -> str:
    """The text of the meeting's rows; while there are none, what is to be reported on."""
    return writing.markdown(publishing.begun(meeting), references=True)


def text_of(meeting: Meeting) -> str:
    """The text that stands: a correction in preparation, else that of the rows."""
    correction = Correction.objects.filter(meeting=meeting).first()
    return correction.text if correction else published_text(meeting)


def read(text: str, meeting: Meeting) -> Reading:
    """What is read of a text. Raises MinutesError, which says in one line what is wrong."""
    if len(text) > LARGEST:
        raise MinutesError(f"longer than {LARGEST:,} characters")
    found = reading.read(text.encode(), members=members_of(meeting.panel, meeting.held_on))
    return replace(found, minutes=replace(found.minutes, panel=meeting.panel.name))


def keep(meeting: Meeting, *, text: str, base: str, by: User) -> WorkingText:
    """Keep a text as it is typed, whatever is in it, for the one who types it."""
    if len(text) > LARGEST:
        raise ValidationError(f"Longer than {LARGEST:,} characters.", code="long")
    text = text.replace("\0", "").replace("\r\n", "\n")
    return WorkingText.objects.update_or_create(
        meeting=meeting,
        user=by,
        defaults={"base": base, "text": text, "kept_at": timezone.now()},
    )[0]


def leave(meeting: Meeting, *, by: User) -> None:
    """Drop what was kept of a text that was saved, or is not wanted any more."""
    WorkingText.objects.filter(meeting=meeting, user=by).delete()


@transaction.atomic
def save(
    meeting: Meeting, *, text: str, base: str, by: User, today: datetime.date
) -> Recorded | None:
    """Save a text that was begun from `base`, and return what recording it did.

    Of published minutes it is kept as a correction, and nothing is recorded yet. Raises
    StaleError where something else stands by now, MinutesError where it cannot be read, and
    ValidationError `unread` where lines of it would be lost.
    """
    take_turn()
    meeting = publishing.locked(meeting)
    current = text_of(meeting)
    if current != base:
        raise StaleError(current)
    found = read(text, meeting)
    if found.unread:
        raise ValidationError(
            [f"This fits nowhere in the minutes: {passage}" for passage in found.unread],
            code="unread",
        )
    recorded = None
    if meeting.is_published:
        correct(meeting, found.minutes, by=by)
    else:
        recorded = rewrite(meeting, found.minutes, today=today)
    leave(meeting, by=by)
    return recorded


def correct(meeting: Meeting, minutes: Minutes, *, by: User) -> None:
    """Keep minutes as the correction of what is published; none where they are the same."""
    base, text = published_text(meeting), writing.markdown(minutes, references=True)
    if text == base:
        Correction.objects.filter(meeting=meeting).delete()
        return
    told = {"text": text, "changed_at": timezone.now(), "changed_by": by}
    Correction.objects.update_or_create(
        meeting=meeting, defaults=told, create_defaults={**told, "base": base}
    )


@transaction.atomic
def publish_correction(meeting: Meeting, *, reason: str, on: datetime.date, by: User) -> Revision:
    """Let the correction in preparation become the rows, and publish it, with its reason.

    Raises ValidationError `none` where there is none, `reason` without a reason, and
    StaleError where other minutes were published since it was begun.
    """
    take_turn()
    meeting = publishing.locked(meeting)
    correction = Correction.objects.select_for_update().filter(meeting=meeting).first()
    if correction is None:
        raise ValidationError("No correction is in preparation.", code="none")
    current = published_text(meeting)
    if correction.base != current:
        raise StaleError(current)
    rewrite(meeting, read(correction.text, meeting).minutes, today=on)
    correction.delete()
    return publishing.publish(meeting, on=on, by=by, reason=reason)


def rewrite(meeting: Meeting, minutes: Minutes, *, today: datetime.date) -> Recorded:
    """Let a meeting's rows say what its minutes say now; what is left out of them goes."""
    recorded = Recorded(Outcome.REPLACED, meeting)
    meeting.held_on = minutes.held_on
    meeting.starts_at, meeting.ends_at = minutes.starts_at, minutes.ends_at
    meeting.venue = minutes.venue
    batch = recording.Batch()
    rows = Writing(meeting, minutes, recorded, batch.people, batch.history(meeting.panel))
    rows.rewrite(today)
    return recorded
