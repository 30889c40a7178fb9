"""Numbers for actions that are raised without one, where the panel numbers its actions.

"Action: Bo Lund to dig" after "Action 1" and "Action 2" is action 3.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.models import Action
from meetings.minutes import document
from meetings.minutes.document import Minutes
from meetings.models import Meeting

# "3", and "2/3", "A3" or "3a" with what stands around the count.
_COUNTED = re.compile(r"(?P<before>.*?)(?P<count>\d{1,9})(?P<after>\D*)")


def numbered(minutes: Minutes, meeting: Meeting) -> Minutes:
    """Minutes in which new actions have numbers, if others have, here or at the meeting before.

    They go on after the highest here, in the form of the last. The first of a meeting is 1, or
    goes on from the meeting before where that one's did not begin with 1. Who has a reference
    was raised without a number, and stays so.
    """
    new = [one for one in minutes.actions() if not (one.number or one.reference)]
    if not new:
        return minutes
    here = [one.number for one in minutes.actions() if one.number]
    following = after(here) if here else after_meeting(numbers_before(meeting))
    if following is None:
        return minutes
    before, count, behind = following

    def each(entries: tuple[document.Entry, ...]) -> tuple[document.Entry, ...]:
        nonlocal count
        found = list(entries)
        for at, entry in enumerate(found):
            if isinstance(entry, document.Action) and not (entry.number or entry.reference):
                found[at] = replace(entry, number=f"{before}{count}{behind}")
                count += 1
        return tuple(found)

    return replace(
        minutes,
        before=each(minutes.before),
        items=tuple(replace(item, entries=each(item.entries)) for item in minutes.items),
        after=each(minutes.after),
    )


def after(numbers: Sequence[str]) -> tuple[str, int, str] | None:
    """What follows numbers, in the form of the last: what stands before it, it, and behind it."""
    found = [match for number in numbers if (match := _COUNTED.fullmatch(number))]
    if not found:
        return None
    form = found[-1]["before"], found[-1]["after"]
    highest = max(int(one["count"]) for one in found if (one["before"], one["after"]) == form)
    return form[0], highest + 1, form[1]


def after_meeting(numbers: Sequence[str]) -> tuple[str, int, str] | None:
    """The first number of a meeting after one with these; None where they are no plain ones."""
    if not numbers or not all(number.isdecimal() for number in numbers):
        return None
    counts = [int(number) for number in numbers]
    return "", 1 if min(counts) <= 1 else max(counts) + 1, ""


def numbers_before(meeting: Meeting) -> list[str]:
    """The numbers of the actions that the last meeting before this one raised, if it did any."""
    raised = Action.objects.filter(panel=meeting.panel_id, entry__meeting__held_on__isnull=False)
    if meeting.held_on:
        raised = raised.filter(entry__meeting__held_on__lt=meeting.held_on)
    raised = raised.exclude(entry__meeting=meeting)
    latest = raised.order_by("-entry__meeting__held_on", "-entry__meeting_id")
    last = latest.values_list("entry__meeting_id", flat=True).first()
    told = raised.filter(entry__meeting=last).order_by("entry__position")
    return list(told.values_list("number", flat=True))
