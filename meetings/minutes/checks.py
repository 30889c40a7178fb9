"""What is wrong with a meeting's minutes, looked at before they go out."""

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q

from actions.models import Action, Owner, Review
from meetings.minutes import passages
from meetings.minutes.document import Presence, Role
from meetings.minutes.updates import open_before
from meetings.models import AgendaItem, Attendance, Entry, Meeting, Revision

UNCLEAR = (
    "Something looks withheld and is not: put “[withheld: reason]” before the line, or "
    "“[withheld (reason): words]” around the words"
)

NOT_HERE = "Nothing within a name, a place, a date or a title can be withheld, but it looks so"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the rule, a sentence, and the row on whose page it is mended.

    Without a row it is mended in the text of the minutes. One that blocks must be mended
    before they go out; any other is passed knowingly.
    """

    rule: str
    says: str
    row: models.Model | None
    is_blocking: bool = False


def faults(meeting: Meeting, today: datetime.date) -> list[Fault]:
    """What is wrong, what blocks first, then in the order of the minutes; nine queries.

    Of minutes that were read from a document nothing blocks, as what was printed long ago
    stands as it is, but what looks withheld and is not.
    """
    people, items = list(meeting.attendances.all()), list(meeting.items.all())
    entries = list(meeting.entries.select_related("action", "review__action"))
    found = [
        *of_day(meeting, today),
        *of_attendance(people),
        *of_items(meeting, items, entries),
        *of_marks(meeting, people, items, entries),
        *of_names(people, items, entries),
        *of_raised(meeting),
        *of_reviews(meeting),
    ]
    if meeting.sources.exists():
        found = [replace(one, is_blocking=one.rule == "mark") for one in found]
    return sorted(found, key=lambda fault: not fault.is_blocking)


def refuse(found: Iterable[Fault], *, seen: str = "") -> None:
    """Raise ValidationError `faults` for what has to be mended, `unseen` for what is not seen.

    `seen` is what `seen_as` gave of these warnings to who has seen them.
    """
    found = list(found)
    if blocking := [fault.says for fault in found if fault.is_blocking]:
        raise ValidationError([ValidationError(says, code="faults") for says in blocking])
    if found and seen_as(found) != seen:
        says = " ".join(fault.says for fault in found)
        raise ValidationError(
            f"Say that you have seen what is listed, as it stands now: {says}", code="unseen"
        )


def seen_as(found: Iterable[Fault]) -> str:
    """What stands for the warnings among these, and for no others; "" where there are none."""
    warnings = [fault.says for fault in found if not fault.is_blocking]
    return hashlib.sha256("\n".join(warnings).encode()).hexdigest() if warnings else ""


def of_day(meeting: Meeting, today: datetime.date) -> Iterator[Fault]:
    """Minutes have a day, which is not still to come, and are not circulated before it."""
    if meeting.held_on is None:
        yield Fault("undated", "The meeting has no day.", meeting, is_blocking=True)
        return
    if meeting.held_on > today:
        says = f"The day of the meeting, {meeting.date_text}, is still to come."
        yield Fault("to_come", says, None, is_blocking=True)
    went_out = meeting.revisions.exclude(kind=Revision.Kind.AGENDA).filter(withdrawal=None)
    if early := went_out.filter(issued_on__lt=meeting.held_on).order_by("issued_on").first():
        yield Fault(
            "early",
            f"The {early.kind_text} went out before the day of the meeting.",
            meeting,
            is_blocking=True,
        )


def of_attendance(people: Sequence[Attendance]) -> Iterator[Fault]:
    """Somebody was there, somebody was in the chair, and of nobody is it still to be said."""
    present = [one for one in people if one.presence == Presence.PRESENT]
    if not present:
        yield Fault("nobody", "Nobody is noted as present.", None, is_blocking=True)
    elif not any(one.role == Role.CHAIR for one in present):
        yield Fault("no_chair", "Nobody who was present is noted as the chair.", None)
    if expected := [one.name for one in people if one.presence == Presence.EXPECTED]:
        names = ", ".join(expected[:3]) + (f" and {len(expected) - 3} more" * (len(expected) > 3))
        yield Fault("expected", f"It is not noted whether {names} came.", None)


def of_items(
    meeting: Meeting, items: Sequence[AgendaItem], entries: Sequence[Entry]
) -> Iterator[Fault]:
    """Something is said, and under each item; items are numbered without gap or repeat."""
    if not entries:
        yield Fault("empty", "The minutes say nothing yet.", None, is_blocking=True)
        return
    told = {entry.item_id for entry in entries}
    for item in items:
        if item.pk not in told:
            yield Fault("empty_item", f"Nothing stands under “{item}”.", item)
    yield from of_numbers(items, "item")


def of_marks(
    meeting: Meeting,
    people: Sequence[Attendance],
    items: Sequence[AgendaItem],
    entries: Sequence[Entry],
) -> Iterator[Fault]:
    """Whatever looks like a mark of withholding is one, and stands where it can.

    The words of an action from minutes that were published elsewhere are as they were printed.
    """
    worded: list[tuple[models.Model, str]] = [(item, item.title) for item in items]
    whole: list[tuple[models.Model, str]] = [(meeting, f"{meeting.title} {meeting.venue}")]
    whole += [(one, written(one)) for one in people]
    whole += [(item, item.presenters) for item in items]
    for held in map(holder, entries):
        if not (isinstance(held, Review) and held.text == held.action.text):
            worded.append((held, held.text))
        if not isinstance(held, Entry):
            named = held.owners if isinstance(held, Review) else ()
            whole.append((held, ", ".join((held.due, *named))))
    owners = Owner.objects.filter(action__entry__meeting=meeting, name__icontains="withheld")
    whole += [(owner.action, owner.name) for owner in owners.select_related("action__panel")]
    for row, text in worded:
        if passages.misplaced(text):
            yield Fault("mark", f"{UNCLEAR}: {text}", row, is_blocking=True)
    for row, text in whole:
        if passages.has_mark(text):
            yield Fault("mark", f"{NOT_HERE}: {text.strip(' ,')}", row, is_blocking=True)
    for within in inside_withheld(entries):
        says = f"What it stands within is withheld, and this is not: {holder(within).text}"
        yield Fault("inside", says, within)


def inside_withheld(entries: Sequence[Entry]) -> Iterator[Entry]:
    """What all may read first within a bullet, or below a sub-heading, that they may not."""
    for one, following in pairwise(entries):
        same_item = (following.item_id, following.is_after) == (one.item_id, one.is_after)
        if not one.withheld or following.withheld or not same_item:
            continue
        is_within = one.kind == Entry.Kind.BULLET and following.depth > one.depth
        is_below = one.kind == Entry.Kind.HEADING and following.kind != Entry.Kind.HEADING
        if is_within or is_below:
            yield following


def of_names(
    people: Sequence[Attendance], items: Sequence[AgendaItem], entries: Sequence[Entry]
) -> Iterator[Fault]:
    """Whoever is withheld from the attendance is named nowhere else that the public reads.

    The name as printed counts, and the surname where it is a word that begins with a capital.
    """
    withheld = [one for one in people if one.withheld and one.name]
    if not withheld:
        return
    reserved = {item.pk for item in items if item.withheld}
    public = [entry for entry in entries if not (entry.withheld or entry.item_id in reserved)]
    told: list[tuple[models.Model, str]] = [
        (item, f"{passages.redacted(item.title)} {item.presenters}")
        for item in items
        if item.pk not in reserved
    ]
    told += [(held, passages.redacted(held.text)) for held in map(holder, public)]
    owners = Owner.objects.filter(action__entry__in=public).select_related("action__panel")
    told += [(owner.action, owner.name) for owner in owners]
    for one in withheld:
        *_, surname = one.name.split()
        is_word = len(surname) > 3 and surname[0].isupper()
        named = re.compile(rf"\b(?:{re.escape(one.name)}{f'|{re.escape(surname)}' * is_word})\b")
        for row, text in told:
            if named.search(text):
                yield Fault("named", f"{one.name} is withheld, and named here: {text.strip()}", row)


def written(row: Attendance) -> str:
    """All that a line of the attendance says."""
    told = (row.name, row.organisation_name, row.description, row.deputy_for, row.note)
    return ", ".join(filter(None, told))


def holder(entry: Entry) -> Entry | Action | Review:
    """The row that has the words of an entry."""
    if entry.kind == Entry.Kind.ACTION:
        return entry.action
    return entry.review if entry.kind == Entry.Kind.REVIEW else entry


def of_numbers(rows: Sequence[AgendaItem] | Sequence[Action], what: str) -> Iterator[Fault]:
    """Plain numbers go up by one; "7i" and rows without a number are left alone."""
    counted = [(int(row.number), row) for row in rows if row.number.isdecimal()]
    for (before, _), (number, row) in pairwise(counted):
        if number == before:
            yield Fault("number_repeats", f"There are two of {what} {number}.", row)
        elif number != before + 1:
            yield Fault("number_gap", f"After {what} {before} comes {what} {number}.", row)


def of_raised(meeting: Meeting) -> Iterator[Fault]:
    """Each action has an owner and a number that no other of the meeting has."""
    raised = Action.objects.filter(entry__meeting=meeting, repeat_of=None)
    actions = list(raised.select_related("panel").order_by("entry__position"))
    unowned = set(raised.filter(owners=None).values_list("pk", flat=True))
    for action in actions:
        if action.pk in unowned:
            yield Fault("unowned", f"{action.reference} has no owner: {action.text}", action)
    yield from of_numbers(actions, "action")


def of_reviews(meeting: Meeting) -> Iterator[Fault]:
    """Each action that stood open before the meeting is reported on."""
    for action in unreviewed(meeting):
        yield Fault("unreviewed", f"{action.reference} is not reported on: {action.text}", action)


def unreviewed(meeting: Meeting) -> Iterable[Action]:
    """Actions open now that an earlier meeting raised or reported on, and this one does not.

    A review that says nothing of what has become of its action is no report; one of a repeat
    is one of what it repeats.
    """
    if meeting.held_on is None:
        return Action.objects.none()
    told = Review.objects.filter(
        Q(action=OuterRef("pk")) | Q(action__repeat_of=OuterRef("pk")), entry__meeting=meeting
    ).filter(~Q(status="") | Exists(Entry.objects.filter(parent=OuterRef("entry"))))
    return open_before(meeting).exclude(Exists(told)).select_related("panel")
