"""Actions that repeat others, as minutes say: "This was a repeat of action 3"."""

from collections.abc import Iterable

from django.db.models import Q

from actions.models import Action, Review
from meetings.minutes.continuity.wordings import repeated_number
from meetings.models import Entry

SAID = Q(text__icontains="repe") | Q(text__icontains="duplic")


def stated_repeats(meetings: Iterable[int]) -> dict[int, int]:
    """What each action repeats as the minutes of these meetings say, by identifiers; 3 queries.

    A report names an action of its own series; an action raised as a repeat names one that
    was raised at the meeting, else the only one so numbered that was reviewed there.
    """
    meetings = list(meetings)
    reviewed: dict[tuple[int, str, str], int] = {}
    of_review: dict[int, tuple[int, str, int]] = {}
    for entry, action, number, series, meeting in Review.objects.filter(
        entry__meeting__in=meetings
    ).values_list("entry_id", "action_id", "number", "series", "entry__meeting_id"):
        reviewed[meeting, series, number] = action
        of_review[entry] = (meeting, series, action)
    raised: dict[tuple[int, str], int] = {}
    told = []
    for action, number, text, meeting in Action.objects.filter(
        entry__meeting__in=meetings
    ).values_list("pk", "number", "text", "entry__meeting_id"):
        raised[meeting, number] = action
        told.append((action, text, meeting))
    found: dict[int, int | None] = {}
    narratives = Entry.objects.filter(SAID, parent__in=of_review).order_by("position")
    for parent, text in narratives.values_list("parent_id", "text"):
        meeting, series, action = of_review[parent]
        if number := repeated_number(text):
            found.setdefault(action, reviewed.get((meeting, series, number)))
    for action, text, meeting in told:
        if number := repeated_number(text):
            here = [a for (m, _, n), a in reviewed.items() if (m, n) == (meeting, number)]
            found[action] = raised.get((meeting, number), here[0] if len(here) == 1 else None)
    return {action: of for action, of in found.items() if of is not None and of != action}


def state_repeats(before: dict[int, int], now: dict[int, int]) -> None:
    """Let actions repeat what minutes say now in place of what they said before.

    What a person entered stays, and nothing repeats itself by a detour.
    """
    for action, original in before.items():
        if now.get(action) != original:
            Action.objects.filter(pk=action, repeat_of=original).update(repeat_of=None)
    rows = Action.objects.select_related("repeat_of").in_bulk({*now, *now.values()})
    for pk, of in now.items():
        action, original = rows[pk], rows[of]
        if action.repeat_of_id == of or (action.repeat_of_id and pk not in before):
            continue
        if action not in original.repeated():
            action.repeat_of = original
            action.save(update_fields=["repeat_of"])
