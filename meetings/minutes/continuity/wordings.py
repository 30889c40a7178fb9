"""How actions are worded, and which wordings are of one action.

Whether two are depends on the two alone, so that documents give the same links in
whatever order they come.
"""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from meetings.minutes.identity import organisation_names, personal_names
from meetings.minutes.reading import dates, names
from meetings.minutes.reading.dates import MONTHS

SAME = 0.8
"""Likeness from which two wordings are taken to be of one action."""
MAYBE = 0.62
"""Likeness from which a person is asked."""
NUMBERED = 0.3
"""Likeness from which a person is asked where the numbers of two meetings in a row agree."""
REWORDED = 0.45
"""Likeness that is enough where more than words ties two: they stood in one place, or say so."""

COMMON_WORDS = frozenset(
    "a an and any as at be been by for from has have if in into is it its of on or our that the"
    " their them these they this those to was were what which who will with".split()
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
_REPEAT = re.compile(
    r"(?:\b(?:repeats?|repetition|duplicates?)(?: of)?(?: the)?|\bas (?:in |for |per )?)"
    r" ?action(?: point)?s? (?P<number>[\w./]*\w)"
    r"(?:,? (?:from|of|at|in|on) (?:the )?(?:meeting (?:of|on|in) )?"
    rf"(?:(?P<last>last|previous) meeting|(?:\d+\w* )?(?P<month>{'|'.join(MONTHS)})\b"
    r"(?: (?P<year>\d{4}))?))?",
    re.I,
)
_CARRIED = re.compile(
    r"[(\[](?:still )?(?:carried|brought) (?:forward|over)(?: from [^()\[\]]+)?[)\]]", re.I
)
_MONTH = re.compile(rf"\b(?:{'|'.join(map(str.capitalize, MONTHS))})\b")
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
    return max(
        (
            share((ours & theirs).total(), ours.total(), theirs.total())
            for ours in one.words
            for theirs in other.words
        ),
        default=0.0,
    )


def is_part(one: Wording, other: Wording) -> bool:
    """Whether one has two words or more, owners and common words aside, and all are the other's.

    "Write a foreword" is a part of "Write a foreword by 1 November".
    """
    ours, theirs = sorted((one.words[0], other.words[0]), key=Counter.total)
    return ours.total() > 1 and ours <= theirs


def share(common: int, ours: int, theirs: int) -> float:
    """Likeness of two texts of so many words, of which so many are common."""
    shorter = min(ours, theirs)
    return (2 * common / (ours + theirs) + common / shorter) / 2 if shorter else 0.0


class Wordings:
    """Wordings kept by their words, so that those like another are found without comparing all.

    What it finds is what comparing with each gives: only wordings without a word in common
    are left out, and those are not alike at all.
    """

    def __init__(self) -> None:
        self.known: dict[tuple[str, tuple[str, ...]], Wording] = {}
        # A word's second time in a text counts as a word of its own: ("paper", 1).
        self.by_word: dict[tuple[str, int], list[int]] = {}
        self.texts: list[tuple[Wording, int]] = []

    def wording(self, text: str, owners: Sequence[str] = ()) -> Wording:
        """The one wording of that text and those owners."""
        key = (text, tuple(owners))
        wording = self.known.get(key)
        if wording is None:
            wording = self.known[key] = Wording(*key)
            for words in wording.words:
                for word in numbered(words):
                    self.by_word.setdefault(word, []).append(len(self.texts))
                self.texts.append((wording, words.total()))
        return wording

    def alike(self, one: Wording, floor: float) -> dict[Wording, float]:
        """The wordings as like `one` as `floor`, which is above 0, and how alike they are."""
        found: dict[Wording, float] = {}
        for words in one.words:
            total = words.total()
            common: Counter[int] = Counter()
            for word in numbered(words):
                common.update(self.by_word.get(word, ()))
            for index, count in common.items():
                wording, theirs = self.texts[index]
                score = share(count, total, theirs)
                if score >= floor and score > found.get(wording, 0.0):
                    found[wording] = score
        return found


def numbered(words: Counter[str]) -> Iterator[tuple[str, int]]:
    """Each word as often as it is counted, and which time it is."""
    for word, count in words.items():
        for time in range(count):
            yield word, time


def pairs(
    left: Mapping[L, Sequence[Wording]],
    right: Mapping[R, Sequence[Wording]],
    known: Wordings,
    floor: float = SAME,
    prefer: Callable[[L, R], tuple] = lambda one, other: (),
    may: Callable[[L, R], bool] = lambda one, other: True,
) -> dict[L, R]:
    """Match one to one, the most alike first; among the equally alike the least `prefer`.

    `known` holds every wording of `right`; `may` is whether two that are alike may match.
    """
    if not left or not right:
        return {}
    put: dict[Wording, list[R]] = {}
    places: dict[R, int] = {}
    for place, (b, theirs) in enumerate(right.items()):
        places[b] = place
        for wording in theirs:
            put.setdefault(wording, []).append(b)
    scored = []
    for index, (a, ours) in enumerate(left.items()):
        best: dict[R, float] = {}
        for one in ours:
            for wording, score in known.alike(one, floor).items():
                for b in put.get(wording, ()):
                    best[b] = max(score, best.get(b, 0.0))
        scored += [
            ((-round(score, 2), prefer(a, b), index, places[b]), a, b)
            for b, score in best.items()
            if may(a, b)
        ]
    scored.sort(key=lambda row: row[0])
    matched: dict[L, R] = {}
    used: set[R] = set()
    for _, a, b in scored:
        if a not in matched and b not in used:
            matched[a] = b
            used.add(b)
    return matched


def owners_differ(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether all owners on one side are others than all on the other.

    "Ann Lee" is another than "Bo Lund", and so is "Home Office"; a name of one word ("Will",
    "Secretariat", "DCLG") may mean anybody.
    """
    return bool(ours and theirs) and not any(
        may_mean_one(one, other) for one in ours for other in theirs
    )


@cache
def may_mean_one(one: str, other: str) -> bool:
    """Whether two names of owners could mean one person or body."""
    if min(len(one.split()), len(other.split())) < 2:
        return True
    people = personal_names.likeness(personal_names.parsed(one), personal_names.parsed(other))
    if people is not personal_names.Likeness.NONE:
        return True
    return organisation_names.likeness(one, other) is not organisation_names.Likeness.NONE


def names_day(heading: str, day: datetime.date) -> bool:
    """Whether a heading that names a day or a month names this one; one without names any.

    "Actions from the meeting of 4 October", "October actions", "Actions from the last meeting".
    """
    said = dates.said(heading)
    if said:
        return any(one.date(day.year) == day for one in said)
    months = [month.lower() for month in _MONTH.findall(heading)]
    return not months or MONTHS[day.month - 1] in months


@dataclass(frozen=True)
class Repeat:
    """What an action is said to repeat: a number, and the meeting that gave it if one is named.

    "This was a repeat of action 3 from January 2024" is of 3, month 1, year 2024; "as action
    3 of the last meeting" of the last, and "action 1/4" of one that says its meeting itself.
    What is "(carried forward from the last meeting)" has no number: its words tell. `rest` is
    what the text says besides.
    """

    number: str
    is_last: bool
    month: int | None
    year: int | None
    text: str
    rest: str


def stated_repeat(text: str) -> Repeat | None:
    """The repeat that a text states, if it states one."""
    match = _REPEAT.search(text)
    if match is None:
        return None
    return Repeat(
        match["number"],
        bool(match["last"]),
        MONTHS.index(match["month"].lower()) + 1 if match["month"] else None,
        int(match["year"]) if match["year"] else None,
        text,
        text[: match.start()] + text[match.end() :],
    )


def raised_again(text: str) -> Repeat | None:
    """The repeat that the text of an action states that is raised, or that it is carried over."""
    if repeat := stated_repeat(text):
        return repeat
    match = _CARRIED.search(text)
    if match is None:
        return None
    rest = text[: match.start()] + text[match.end() :]
    return Repeat("", False, None, None, text, rest)
