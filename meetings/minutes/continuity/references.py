"""Which action minutes mean by a reference: `Action 3 (CJ-37): …`.

One that other minutes raised stays theirs, whatever a line makes of it: what the line says
is reported of it. And of lines that name one action, only one is that action.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from actions.models import Action, Review
from meetings.minutes import document
from meetings.minutes.continuity.stories import when
from meetings.minutes.continuity.wordings import Wording, likeness
from meetings.minutes.document import Doubt, Minutes, called
from meetings.models import Entry, Meeting
from panel.models import Panel

Task = document.Action | document.Review

RAISED_ELSEWHERE = "was raised by another meeting, so this is read as what is reported of {}"
NAMED_TWICE = "has the reference of another line, {}, so this is read as an action of its own"
WITHDRAWN = "has the reference of an action that was withdrawn, {}, so this is read as a new one"
UNKNOWN = "has the reference of no action that is known, {}"


def named(panel: Panel, references: Iterable[str]) -> dict[str, Action]:
    """The actions that references name, each the one that stands for it, with its entry."""
    serials = {}
    for reference in references:
        code, _, serial = reference.partition("-")
        if code == panel.code and serial.isdecimal():
            serials[reference] = int(serial)
    if not serials:
        return {}
    rows = panel.actions.filter(serial__in=serials.values())
    stands = {
        row.serial: row.joined_to or row for row in rows.select_related("entry", "joined_to__entry")
    }
    return {ref: stands[serial] for ref, serial in serials.items() if serial in stands}


def settled(minutes: Minutes, meeting: Meeting) -> tuple[Minutes, list[Doubt]]:
    """Minutes in which each reference names what it may, and what was read otherwise for that.

    An action with the reference of one that another meeting raised is a review of it without
    a status; one with a reference that another line keeps, or of what was withdrawn
    elsewhere, has none, and is a new one.
    """
    tasks = [entry for entry in minutes.entries() if not isinstance(entry, document.Point)]
    found = named(meeting.panel, {task.reference for task in tasks if task.reference})
    by_action: dict[Action, list[int]] = defaultdict(list)
    doubts: list[Doubt] = []
    now: list[Task] = list(tasks)

    def doubt(at: int, why: str) -> None:
        passage = called(tasks[at].text, tasks[at].number)
        doubts.append(Doubt(passage, why.format(tasks[at].reference)))

    for at, task in enumerate(tasks):
        if task.reference in found:
            by_action[found[task.reference]].append(at)
        elif task.reference:
            now[at] = replace(task, reference="")
            doubt(at, UNKNOWN)
    elsewhere = raised_elsewhere(by_action, meeting)
    for action, places in by_action.items():
        raised = [at for at in places if isinstance(tasks[at], document.Action)]
        if not raised:
            continue
        is_elsewhere, is_gone = action in elsewhere, action.withdrawn_on is not None
        keeps = None
        if not is_elsewhere or (not is_gone and raised == places):
            keeps = most_alike(action, raised, tasks)
        for at in raised:
            task = tasks[at]
            assert isinstance(task, document.Action)
            if at != keeps:
                now[at] = replace(task, reference="")
                doubt(at, WITHDRAWN if is_elsewhere and is_gone else NAMED_TWICE)
            elif is_elsewhere:
                now[at] = reported(task)
                doubt(at, RAISED_ELSEWHERE)
    return with_tasks(minutes, now) if now != tasks else minutes, doubts


def raised_elsewhere(actions: Iterable[Action], meeting: Meeting) -> set[Action]:
    """Those of the actions that other minutes than the meeting's raised, or earlier ones told of.

    Of one that was withdrawn its history tells where it was raised.
    """
    found = {a for a in actions if a.entry and a.entry.meeting_id != meeting.pk}
    placeless = [action for action in actions if action.entry is None]
    if gone := [action for action in placeless if action.withdrawn_on]:
        here = raised_once(gone, meeting)
        found |= {action for action in gone if action.pk not in here}
    if unknown := [action for action in placeless if not action.withdrawn_on]:
        told = (
            Review.objects.filter(action__in=unknown)
            .exclude(entry__meeting=meeting)
            .values_list(
                "action_id",
                "entry__meeting__held_on",
                "entry__meeting__starts_at",
                "entry__meeting_id",
            )
        )
        now = when(meeting.held_on, meeting.starts_at, meeting.pk)
        earlier = {pk for pk, *where in told if when(*where) < now}
        found |= {action for action in unknown if action.pk in earlier}
    return found


def raised_once(actions: Iterable[Action], meeting: Meeting) -> set[int]:
    """The identifiers of the actions that a meeting ever raised, by the history of their rows."""
    # Added by the history; the stubs do not know it.
    tables: tuple[Any, Any] = (
        Action.pgh_event_model,  # type: ignore[attr-defined]
        Entry.pgh_event_model,  # type: ignore[attr-defined]
    )
    places = tables[1].objects.filter(meeting=meeting.pk).values("pgh_obj_id")
    told = tables[0].objects.filter(
        pgh_obj_id__in=[action.pk for action in actions], entry__in=places
    )
    return set(told.values_list("pgh_obj_id", flat=True))


def most_alike(action: Action, places: Sequence[int], tasks: Sequence[Task]) -> int:
    """Of the places, the one that puts the action most as it stands; the first of such."""
    stands = Wording(action.text)
    return max(places, key=lambda at: (likeness(Wording(tasks[at].text), stands), -at))


def reported(action: document.Action) -> document.Review:
    """An action as one that is only told of: without a status, and nothing reported."""
    return document.Review(
        text=action.text,
        number=action.number,
        owners=action.owners,
        due=action.due,
        reference=action.reference,
        withheld=action.withheld,
    )


def with_tasks(minutes: Minutes, tasks: Iterable[Task]) -> Minutes:
    """Minutes with these actions and reviews in place of theirs, in order."""
    left = iter(tasks)

    def each(entries: tuple[document.Entry, ...]) -> tuple[document.Entry, ...]:
        return tuple(e if isinstance(e, document.Point) else next(left) for e in entries)

    return replace(
        minutes,
        before=each(minutes.before),
        items=tuple(replace(item, entries=each(item.entries)) for item in minutes.items),
        after=each(minutes.after),
    )
