"""All that was ever said of a panel's actions, from its rows."""

import datetime
from collections import defaultdict

from django.db.models import F, Q

from actions.models import ActionPair, Owner, Review
from meetings.minutes.continuity.histories import History
from meetings.minutes.continuity.told import Raised, Report, Told, When
from meetings.minutes.continuity.wordings import Wordings, raised_again, stated_repeat
from meetings.minutes.identity.grouping import Link
from meetings.models import Entry
from panel.models import Panel

SAYS_REPEAT = (
    Q(text__icontains="repe") | Q(text__icontains="duplic") | Q(text__iregex="as .*action")
)
"""What may state a repeat, as `stated_repeat` finds it."""


def when(day: datetime.date | None, time: datetime.time | None, meeting: int) -> When:
    """A meeting's place among the panel's, the same as of `Review.objects.in_order()`."""
    return (day or datetime.date.max, time or datetime.time.min, meeting)


def history_of(panel: Panel, known: Wordings) -> History:
    """The history of a panel as recorded, with its wordings added to `known`; five queries.

    A report is held to its action where more than words led to it, and where the action
    was withdrawn.
    """
    meetings: dict[When, Told] = {}
    owners: dict[int, list[str]] = defaultdict(list)
    for pk, name in (
        Owner.objects.filter(action__panel=panel)
        .order_by("position", "pk")
        .values_list("action_id", "name")
    ):
        owners[pk].append(name)
    loose, gone = {}, set()
    for pk, number, text, withdrawn_on, position, *where in panel.actions.filter(
        joined_to=None
    ).values_list(
        "pk",
        "number",
        "text",
        "withdrawn_on",
        "entry__position",
        "entry__meeting__held_on",
        "entry__meeting__starts_at",
        "entry__meeting_id",
    ):
        wording = known.wording(text, owners[pk])
        if withdrawn_on:
            gone.add(pk)
        elif position is None:
            loose[pk] = wording
        else:
            place = when(*where)
            told = meetings.setdefault(place, Told(place))
            told.raised.append(Raised(position, wording, number, pk, raised_again(text)))
    said = Entry.objects.filter(SAYS_REPEAT, parent__review__action__panel=panel)
    repeats = {
        review: repeat
        for review, text in said.order_by("-position").values_list("parent__review", "text")
        if (repeat := stated_repeat(text))
    }
    reviews = Review.objects.filter(action__panel=panel).in_order()
    for (
        pk,
        action,
        began,
        by_words,
        text,
        names,
        number,
        status,
        series,
        item,
        position,
        *where,
    ) in reviews.values_list(
        "pk",
        "action_id",
        "began_id",
        "by_words",
        "text",
        "owners",
        "number",
        "status",
        "series",
        "entry__item__title",
        "entry__position",
        F("entry__meeting__held_on"),
        F("entry__meeting__starts_at"),
        F("entry__meeting_id"),
    ):
        place = when(*where)
        told = meetings.setdefault(place, Told(place))
        told.reports.append(
            Report(
                position,
                known.wording(text, names),
                number,
                status,
                review=pk,
                action=action,
                held=None if by_words and action not in gone else action,
                began=began,
                series=series,
                heading=series or item or "",
                repeats=repeats.get(pk),
            )
        )
        loose.pop(action, None)
    for told in meetings.values():
        told.raised.sort(key=lambda raised: raised.place)
    one, two = settled(panel)
    return History(known, meetings.values(), loose=loose, gone=gone, one=one, two=two)


def settled(panel: Panel) -> tuple[list[Link[int]], list[Link[int]]]:
    """The pairs of actions that were settled as one, and as two."""
    pairs = ActionPair.objects.settled().filter(one__panel=panel).with_standing()
    rows = pairs.values_list("are_one", "one_id", "other_id", "one_stands", "other_stands")
    ones, twos = [], []
    for are_one, one, other, one_stands, other_stands in rows:
        if are_one:
            ones.append(frozenset((one, other)))
        elif one_stands != other_stands:
            twos.append(frozenset((one_stands, other_stands)))
    return ones, twos
