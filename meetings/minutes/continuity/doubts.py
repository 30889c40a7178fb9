"""Doubts which earlier action minutes mean, for as long as nothing is known that they could."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Max, Q

from meetings.minutes.continuity.histories import History
from meetings.minutes.continuity.told import Told
from meetings.minutes.continuity.wordings import Repeat
from meetings.minutes.document import Doubt, called
from meetings.models import Passage, Source

Doubts = Mapping[int, Collection[Doubt]]
"""What is doubted of each meeting, by its identifier, each once and in order."""


def doubts(history: History, unknown: Iterable[tuple[Told, Repeat]]) -> Doubts:
    """What a panel's meetings say of actions that are not known.

    That are the `unknown` repeats, and reports that say only a number.
    """
    found: dict[int, dict[Doubt, None]] = defaultdict(dict)
    for told, repeat in unknown:
        why = f"repeats an action {repeat.number}, which was not found"
        if not repeat.number:
            why = "is carried forward, and the open action that it repeats was not found"
        found[told.meeting][Doubt(repeat.text, why)] = None
    why = "tells only a number, and which action it is of was not found"
    for told in history.meetings:
        for report in told.reports:
            if report.is_numbered_only and not any(
                wording.text for wording in history.of[report].wordings()
            ):
                found[told.meeting][Doubt(called("", report.number), why)] = None
    return {meeting: tuple(doubted) for meeting, doubted in found.items()}


def let_follow(before: Doubts, now: Doubts) -> None:
    """Keep with each meeting's documents what is doubted now in place of what was before.

    What somebody settled stays settled.
    """
    gone, new = Q(), []
    for meeting in before.keys() | now.keys():
        was, stands = before.get(meeting, ()), now.get(meeting, ())
        for doubt in was:
            if doubt not in stands:
                gone |= Q(source__meeting=meeting, text=doubt.passage, why=doubt.why)
        new += [(meeting, doubt) for doubt in stands if doubt not in was]
    if gone:
        Passage.objects.filter(gone, settled_at=None).delete()
    if not new:
        return
    sources = Source.objects.recorded_last().filter(meeting__in={meeting for meeting, _ in new})
    last = {
        meeting: (source, -1 if place is None else place)
        for meeting, source, place in sources.annotate(place=Max("passages__position"))
        .order_by("pk")
        .values_list("meeting", "pk", "place")
    }
    told = Passage.objects.filter(source__in=[source for source, _ in last.values()])
    known = set(told.values_list("source", "text", "why"))
    made = []
    for meeting, doubt in new:
        source, place = last.get(meeting, (None, 0))
        if source is None or (source, doubt.passage, doubt.why) in known:
            continue
        last[meeting] = (source, place + 1)
        made.append(
            Passage(source_id=source, position=place + 1, text=doubt.passage, why=doubt.why)
        )
    Passage.objects.bulk_create(made)
