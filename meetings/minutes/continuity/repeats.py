"""Actions that repeat others, as minutes say: "This was a repeat of action 3"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from actions.models import Action
from meetings.minutes.continuity.histories import History
from meetings.minutes.continuity.told import Raised, Report, Story, Told
from meetings.minutes.continuity.wordings import (
    REWORDED,
    SAME,
    Repeat,
    Wording,
    likeness,
    owners_differ,
)
from panel.models import Panel


def repeats(history: History) -> tuple[dict[int, int], list[tuple[Told, Repeat]]]:
    """What each action repeats, by rows, as the earliest minutes that speak of it say.

    Nothing repeats itself by a detour: what later minutes say so does not count. Besides, the
    statements of which nothing is known that they could mean.
    """
    found: dict[int, int] = {}
    unknown: list[tuple[Told, Repeat]] = []
    for told in history.meetings:
        for part in told.parts():
            if part.repeats is None:
                continue
            action = history.of[part].action
            meant = _meant(part, part.repeats, told, history)
            if meant is None:
                unknown.append((told, part.repeats))
                continue
            original = meant.action
            if action and original and action not in found and not leads(found, original, action):
                found[action] = original
    return found, unknown


def leads(repeated: Mapping[int, int], action: int, to: int) -> bool:
    """Whether an action repeats another, at one or several removes."""
    at: int | None = action
    while at is not None and at != to:
        at = repeated.get(at)
    return at == to


def _meant(part: Raised | Report, repeat: Repeat, told: Told, history: History) -> Story | None:
    """The action that a statement means.

    That is the one so numbered at the meeting that is named; else in a report's own series;
    else the one so numbered, here or earlier, whose words are most alike. Without a number
    it is one that was open then, of the same words and owners: the one spoken of last.
    """
    if not repeat.number:
        return _carried(part, repeat, told, history)
    earlier = [one for one in history.meetings if one.when < told.when]
    if repeat.is_last or repeat.month:
        named = [one for one in reversed(earlier) if repeat.is_last or _is_of(one, repeat)]
        return next((history.of[one] for one in _numbered(named[:1], repeat.number)), None)
    if isinstance(part, Report):
        for one in told.reports:
            if one is not part and (one.series, one.number) == (part.series, repeat.number):
                return history.of[one]
    own = repeat.rest if repeat.text == part.wording.text else part.wording.text
    wording = Wording(own, part.wording.owners)
    alike = [
        (likeness(wording, one.wording), place, one)
        for place, one in enumerate(_numbered([*earlier, told], repeat.number))
        if history.of[one] is not history.of[part]
    ]
    best = max(alike, key=lambda row: row[:2], default=None)
    return history.of[best[2]] if best and best[0] >= REWORDED else None


def _carried(part: Raised | Report, repeat: Repeat, told: Told, history: History) -> Story | None:
    own = Wording(repeat.rest, part.wording.owners)
    found = []
    for wording in history.known.alike(own, SAME):
        if owners_differ(own.owners, wording.owners):
            continue
        for story in history.by_wording.get(wording, ()):
            before = [one.when for one in story.told() if one.when < told.when]
            if before and story is not history.of[part] and not story.is_closed(told):
                found.append((before[-1], story.begins(), story))
    return max(found, key=lambda row: row[:2])[2] if found else None


def _is_of(told: Told, repeat: Repeat) -> bool:
    return told.day.month == repeat.month and repeat.year in (None, told.day.year)


def _numbered(meetings: Iterable[Told], number: str) -> Iterator[Raised | Report]:
    """What was raised, and then what was reported, under a number."""
    for told in meetings:
        yield from (one for one in told.parts() if one.number == number)


def state_repeats(panel: Panel, before: Mapping[int, int], now: Mapping[int, int]) -> None:
    """Let actions repeat what minutes say now in place of what they said before.

    What a person entered stays, and nothing repeats itself by a detour.
    """
    for action, original in before.items():
        if now.get(action) != original:
            Action.objects.filter(pk=action, repeat_of=original).update(repeat_of=None)
    changed = {action: of for action, of in now.items() if before.get(action) != of}
    if not changed:
        return
    repeating = panel.actions.exclude(repeat_of=None)
    repeated: dict[int, int] = dict(repeating.values_list("pk", "repeat_of"))
    for action, original in changed.items():
        if action not in repeated and not leads(repeated, original, action):
            repeated[action] = original
            Action.objects.filter(pk=action).update(repeat_of=original)
