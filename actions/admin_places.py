"""Where in the admin something that was read with doubt, or not at all, is mended."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator

from meetings.admin_minuted import HELD
from meetings.minutes.reading import names
from meetings.models import AgendaItem, Attendance, Entry, Meeting, Passage

from .admin_facts import LISTED, change_of

# Where a link of a text leads to, which a passage does not repeat.
_TARGET = re.compile(r"\]\([^)]*\)")
# A passage of fewer words names somebody rather than being a part of what was said.
_FEW = 6
# A text of fewer words may stand in a passage by chance.
_TELLING = 3


@dataclass(frozen=True)
class Place:
    """A row's page in the admin."""

    label: str
    url: str


@dataclass(frozen=True)
class Row:
    """A row of a meeting, by the words that it holds."""

    words: str
    place: Place


def places_of(passages: Sequence[Passage]) -> dict[int, list[Place]]:
    """By their identifiers, where the words of passages stand; else, or for more, their meeting.

    Three queries.
    """
    meetings = {passage.source.meeting_id for passage in passages}
    said: dict[int, list[Row]] = defaultdict(list)
    came: dict[int, list[Row]] = defaultdict(list)
    entries = Entry.objects.filter(meeting__in=meetings).select_related("item", *HELD)
    for item in AgendaItem.objects.filter(meeting__in=meetings):
        place = Place(f"item {item}", change_of(item))
        said[item.meeting_id].append(Row(folded(item.title), place))
    for entry in entries:
        said[entry.meeting_id].append(row_of(entry))
    for line in Attendance.objects.filter(meeting__in=meetings):
        place = Place(line.printed_name, change_of(line))
        came[line.meeting_id].append(Row(folded(line.name), place))
    places = {}
    for passage in passages:
        meeting = passage.source.meeting
        rows = found(passage.text, said[meeting.pk], came[meeting.pk])
        is_all = 0 < len(rows) <= LISTED
        places[passage.pk] = rows if is_all else [*rows[:LISTED], page_of(meeting)]
    return places


def row_of(entry: Entry) -> Row:
    held: Any = entry
    if entry.kind == Entry.Kind.ACTION:
        held, label = entry.action, f"action {entry.action}"
    elif entry.kind == Entry.Kind.REVIEW:
        held, label = entry.review, f"what was said of {entry.review.action}"
    elif entry.item:
        label = f"a {entry.get_kind_display().lower()} under {entry.item}"
    else:
        label = f"a {entry.get_kind_display().lower()} outside the items"
    return Row(folded(held.text), Place(Truncator(label).chars(80), change_of(held)))


def found(text: str, said: list[Row], came: list[Row]) -> list[Place]:
    """The row of the very words, else those named or the row that shares most of the words."""
    words = folded(text)
    if not words:
        return []
    for row in said:
        if row.words == words:
            return [row.place]
    named = [row.place for row in came if within(row.words, words)]
    if named and len(words.split()) < _FEW:
        return named
    parts = [
        (min(len(row.words), len(words)) / max(len(row.words), len(words)), -index, row.place)
        for index, row in enumerate(said)
        if within(words, row.words)
        or (within(row.words, words) and len(row.words.split()) >= _TELLING)
    ]
    return [max(parts)[2]] if parts else named


def page_of(meeting: Meeting) -> Place:
    return Place("the meeting", reverse("admin:meetings_meeting_change", args=[meeting.pk]))


def folded(text: str) -> str:
    return " ".join(names.folded_words(_TARGET.sub("]", text)))


def within(part: str, whole: str) -> bool:
    """Whether a text's words stand in another's, one after the other."""
    return bool(part) and f" {part} " in f" {whole} "
