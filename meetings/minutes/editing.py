"""Minutes as a text that the secretary writes: taken from rows, kept while it is typed, saved.

Actions carry their references in it ("Action 3 (CJ-37): …"), so that saving guesses nothing:
one that is reworded, moved or renumbered stays itself.
"""

import datetime
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from meetings.minutes import publishing, reading, recording, writing
from meetings.minutes.checks import Fault, faults, refuse
from meetings.minutes.continuity.references import settled
from meetings.minutes.continuity.wordings import REWORDED, Wordings, pairs
from meetings.minutes.document import (
    Action,
    Entry,
    Minutes,
    MinutesError,
    NotMinutesError,
    Point,
    Presence,
    Reading,
)
from meetings.minutes.numbering import numbered
from meetings.minutes.panels import members_of
from meetings.minutes.recorded import Outcome, Recorded
from meetings.minutes.rows import Writing
from meetings.minutes.typed import with_items
from meetings.models import Correction, Meeting, Revision, WorkingText
from meetings.models.draft import LARGEST
from panel.models import User
from panel.turns import take_turn

NO_MINUTES = (
    "not minutes yet: say at the top when it was, as “Date: 12 March 2024”, and below "
    "who came and what was said"
)
_IN_ORDER = (Presence.PRESENT, Presence.APOLOGIES, Presence.ABSENT, Presence.EXPECTED)


@dataclass(frozen=True)
class Gone:
    """An action that a text no longer holds by its reference, with its words."""

    reference: str
    text: str


class UnclearError(Exception):
    """Actions went from a text and others came, and it does not say which is which.

    `gone` are the former, `came` the latter: their places among the actions and their words.
    """

    def __init__(self, gone: list[Gone], came: dict[int, str]) -> None:
        super().__init__("actions went, and others came")
        self.gone, self.came = gone, came


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
    """What is read of a text. Raises MinutesError, which says in one line what is wrong.

    What its references name is settled: an action that another meeting raised is reported on.
    """
    if len(text) > LARGEST:
        raise MinutesError(f"longer than {LARGEST:,} characters")
    typed = with_items(text).encode()
    try:
        found = reading.read(typed, members=members_of(meeting.panel, meeting.held_on))
    except NotMinutesError:
        raise MinutesError(NO_MINUTES) from None
    minutes, doubts = settled(replace(found.minutes, panel=meeting.panel.name), meeting)
    return replace(found, minutes=minutes, doubts=(*found.doubts, *doubts))


def standing(meeting: Meeting) -> Minutes:
    """What `text_of` says: the correction in preparation, else the rows."""
    correction = Correction.objects.filter(meeting=meeting).first()
    return read(correction.text, meeting).minutes if correction else publishing.begun(meeting)


def is_saved(text: str, current: str, meeting: Meeting) -> bool:
    """Whether the text that stands is what saving a text gives, as when it was sent twice."""
    try:
        found = read(text, meeting)
    except MinutesError:
        return False
    given = {at: one.reference for at, one in enumerate(standing(meeting).actions())}
    missing = {
        at: given[at]
        for at, one in enumerate(found.minutes.actions())
        if not one.reference and at in given
    }
    minutes = referred(numbered(found.minutes, meeting), missing)
    return not found.unread and writing.markdown(minutes, references=True) == current


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
    meeting: Meeting,
    *,
    text: str,
    base: str,
    by: User,
    today: datetime.date,
    became: Mapping[str, int | None] | None = None,
) -> Recorded | None:
    """Save a text that was begun from `base`, and return what recording it did.

    Of published minutes it is kept as a correction, and nothing is recorded yet. `became`
    tells of actions whose reference the text no longer has which they are in it, by their
    places among the actions, None for one that goes. A text that is what stands already was
    saved. Raises StaleError where something else stands by now, MinutesError where it cannot
    be read, UnclearError where it has to be told what actions became, and ValidationError
    `unread` where lines of it would be lost and `made_known` where others were told of
    another day.
    """
    take_turn()
    meeting = publishing.locked(meeting)
    current = text_of(meeting)
    if current != base:
        if not is_saved(text, current, meeting):
            raise StaleError(current)
        leave(meeting, by=by)
        return None
    found = read(text, meeting)
    refuse_unread(found)
    known = recognised(found.minutes, standing(meeting), became or {})
    minutes = numbered(known, meeting)
    recorded = None
    if meeting.is_published:
        correct(meeting, minutes, by=by)
    else:
        recorded = rewrite(meeting, minutes, today=today)
    leave(meeting, by=by)
    return recorded


def recognised(now: Minutes, before: Minutes, became: Mapping[str, int | None]) -> Minutes:
    """Minutes in which actions that lost their reference have it again.

    They are told by their words, else by what somebody says that they became.
    """
    named = {entry.reference for entry in now.entries() if not isinstance(entry, Point)}
    gone = {one.reference: one for one in before.actions() if one.reference not in named}
    came = {at: one for at, one in enumerate(now.actions()) if not one.reference}
    words = Wordings()
    found = pairs(
        {at: [words.wording(one.text, one.owners)] for at, one in came.items()},
        {ref: [words.wording(one.text, one.owners)] for ref, one in gone.items()},
        words,
        REWORDED,
        lambda at, ref: (came[at].number != gone[ref].number, ref),
    )
    left = {ref: one for ref, one in gone.items() if ref not in found.values()}
    new = {at: one.text for at, one in came.items() if at not in found}
    told = {ref: at for ref, at in became.items() if ref in left and (at is None or at in new)}
    chosen = [at for at in told.values() if at is not None]
    if new and (left.keys() - told.keys() or len(chosen) > len(set(chosen))):
        raise UnclearError([Gone(ref, one.text) for ref, one in left.items()], new)
    found |= {at: ref for ref, at in told.items() if at is not None}
    return referred(now, found) if found else now


def referred(minutes: Minutes, references: Mapping[int, str]) -> Minutes:
    """Minutes whose actions have these references, by their places among the actions."""
    places = itertools.count()

    def each(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(
            replace(entry, reference=references.get(next(places), entry.reference))
            if isinstance(entry, Action)
            else entry
            for entry in entries
        )

    return replace(
        minutes,
        before=each(minutes.before),
        items=tuple(replace(item, entries=each(item.entries)) for item in minutes.items),
        after=each(minutes.after),
    )


def ticked(text: str, meeting: Meeting, presences: Mapping[int, Presence]) -> str:
    """A text in which those at these places of the attendance are noted otherwise.

    It is put as saving would put it. Raises MinutesError where it cannot be read, and
    ValidationError `unread` where lines of it would be lost.
    """
    found = read(text, meeting)
    refuse_unread(found)
    attendance = [
        replace(one, presence=presences.get(at, one.presence))
        for at, one in enumerate(found.minutes.attendance)
    ]
    order = list(Presence)
    attendance.sort(key=lambda one: order.index(one.presence) or len(order))
    return writing.markdown(replace(found.minutes, attendance=tuple(attendance)), references=True)


def refuse_unread(found: Reading) -> None:
    if found.unread:
        raise ValidationError(
            [f"This fits nowhere in the minutes: {passage}" for passage in found.unread],
            code="unread",
        )


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


def faults_of(correction: Correction, *, today: datetime.date) -> list[Fault]:
    """What is wrong with the minutes as they are once corrected; nothing of it is kept.

    Only what is given back stays of a try: a row of a fault may be none that there is.
    Raises MinutesError and ValidationError where the correction cannot be recorded.
    """
    with transaction.atomic():
        take_turn()
        meeting = publishing.locked(correction.meeting)
        rewrite(meeting, read(correction.text, meeting).minutes, today=today)
        found = faults(meeting, today)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def publish_correction(
    meeting: Meeting, *, reason: str, on: datetime.date, by: User, seen: str = ""
) -> Revision:
    """Let the correction in preparation become the rows, and publish it, with its reason.

    Raises ValidationError `none` where there is none, `reason` without a reason, `faults`
    where something in it has to be mended first, `unseen` where its warnings are not those
    `seen` (`checks.seen_as`), and StaleError where other minutes were published since it was
    begun.
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
    refuse(faults(meeting, on), seen=seen)
    correction.delete()
    return publishing.publish(meeting, on=on, by=by, reason=reason)


def rewrite(meeting: Meeting, minutes: Minutes, *, today: datetime.date) -> Recorded:
    """Let a meeting's rows say what its minutes say now; what is left out of them goes."""
    recorded = Recorded(Outcome.REPLACED, meeting)
    if minutes.held_on:
        meeting.held_on, meeting.date_words = minutes.held_on, ""
    meeting.starts_at, meeting.ends_at = minutes.starts_at, minutes.ends_at
    meeting.venue = minutes.venue
    meeting.refuse_quiet_move()
    meeting.save()  # on its new day before the panel's history is looked at, so not there twice
    batch = recording.Batch()
    rows = Writing(meeting, minutes, recorded, batch.people, batch.history(meeting.panel))
    rows.rewrite(today)
    return recorded
