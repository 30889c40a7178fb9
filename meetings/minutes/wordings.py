"""How actions are worded, and which wordings are of one action.

Whether two are depends on the two alone, so that documents give the same links in
whatever order they come.
"""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import models
from django.db.models import Prefetch

from actions.models import Action, Review
from meetings.minutes.document import Status
from meetings.minutes.reading import names

SAME = 0.8
"""Likeness from which two wordings are taken to be of one action."""
MAYBE = 0.62
"""Likeness from which a person is asked."""

COMMON_WORDS = frozenset(
    "a an and any as at be been by for from has have if in into is it its of on or our that the"
    " their them these they this those to was were what which who will with".split()
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
_REPEAT = re.compile(
    r"\b(?:repeats?|repetition|duplicates?)(?: of)?(?: the)? action(?: point)?s? (\w+)", re.I
)
L = TypeVar("L", bound=Hashable)
R = TypeVar("R", bound=Hashable)


@dataclass(frozen=True)
class Wording:
    """How an action was put once: its text and its owners."""

    text: str
    owners: tuple[str, ...] = ()
    words: tuple[Counter[str], ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        owners = {word for owner in self.owners for word in names.folded_words(owner)}
        first = _SENTENCE.split(self.text)[0]
        texts = [self.text] if first == self.text else [self.text, first]
        object.__setattr__(
            self,
            "words",
            tuple(
                Counter(
                    word
                    for word in names.folded_words(text)
                    if word not in COMMON_WORDS and word not in owners
                )
                for text in texts
            ),
        )


def likeness(one: Wording, other: Wording) -> float:
    """How alike two wordings are, from 0 to 1, their owners and common words aside.

    The mean of the share of words in common (Dice) and of the shorter one's share, so
    that an action cut short is still known; the first sentence may stand for the whole.
    """
    best = 0.0
    for ours in one.words:
        for theirs in other.words:
            shorter = min(ours.total(), theirs.total())
            if shorter:
                common = (ours & theirs).total()
                dice = 2 * common / (ours.total() + theirs.total())
                best = max(best, (dice + common / shorter) / 2)
    return best


def pairs(
    left: Mapping[L, Sequence[Wording]],
    right: Mapping[R, Sequence[Wording]],
    floor: float = SAME,
    prefer: Callable[[L, R], tuple] = lambda one, other: (),
) -> tuple[dict[L, R], dict[L, list[R]]]:
    """Match one to one, the most alike first; among the equally alike the least `prefer`.

    Returns the matches, and for each of `left` those of `right` that are as like as
    `floor` and went to nobody.
    """
    scored = [
        (-round(score, 2), prefer(a, b), a, b)
        for a, ours in left.items()
        for b, theirs in right.items()
        if (score := max((likeness(x, y) for x in ours for y in theirs), default=0.0)) >= floor
    ]
    scored.sort(key=lambda row: row[:2])
    matched: dict[L, R] = {}
    used: set[R] = set()
    for _, _, a, b in scored:
        if a not in matched and b not in used:
            matched[a] = b
            used.add(b)
    left_over: dict[L, list[R]] = {}
    for _, _, a, b in scored:
        if b not in used:
            left_over.setdefault(a, []).append(b)
    return matched, left_over


def repeated_number(narrative: str) -> str:
    """The number that a report names as repeated: "This was a repeat of action 3" -> "3"."""
    match = _REPEAT.search(narrative)
    return match[1] if match else ""


@dataclass(frozen=True, eq=False)
class Story:
    """All that was ever said of an action: each wording, and what meetings stated when."""

    wordings: list[Wording]
    raised_on: datetime.date | None
    stated: list[tuple[datetime.date, str]]

    def nearness(self, day: datetime.date) -> tuple[bool, int]:
        """Whether a meeting before `day` closed it, and the days to the nearest that tells."""
        days = [abs((told_on - day).days) for told_on, _ in self.stated]
        if self.raised_on:
            days.append(abs((self.raised_on - day).days))
        before = [status for told_on, status in self.stated if told_on < day and status]
        closed = {Status.COMPLETE, Status.NOT_TAKEN_FORWARD}
        return bool(before) and before[-1] in closed, min(days, default=0)


def stories(actions: models.QuerySet[Action]) -> dict[Action, Story]:
    """Each action with its story; three queries."""
    known = actions.select_related("entry__meeting").prefetch_related(
        "owners",
        Prefetch("reviews", Review.objects.in_order().select_related("entry__meeting"), "told"),
    )
    return {
        action: Story(
            wordings=[
                wording_of(action),
                *(Wording(review.text, tuple(review.owners)) for review in action.told),
            ],
            raised_on=action.entry.meeting.held_on if action.entry else None,
            stated=[(review.entry.meeting.held_on, review.status) for review in action.told],
        )
        for action in known
    }


def wording_of(action: Action) -> Wording:
    return Wording(action.text, tuple(owner.name for owner in action.owners.all()))
