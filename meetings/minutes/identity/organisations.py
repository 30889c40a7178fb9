"""Which printed organisations are one: evidence, and what it decides.

Plain Python; like `sameness`, it depends on all mentions and never on their order.

    names                                    and                                they are
    EXACT, MISPRINT, or one taught by        –                                  one
      "Canal Trust (CT)" or entered
    INITIALS ("CRT")                         somebody came from both            one
    a department's short name ("MoJ")        –                                  one, as a guess
    INITIALS of three letters or more        one panel                          one, as a guess
    INITIALS of two letters                  one panel                          perhaps one
    AKIN ("Lockham City Council")            somebody came from both            perhaps one

A guess counts for an abbreviation of which nothing surer is known. One that could be either
of two organisations is neither, and perhaps both.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations
from operator import attrgetter
from typing import Any

from meetings.minutes.identity import organisation_names as spelling
from meetings.minutes.identity.grouping import Link, joined
from meetings.minutes.identity.organisation_names import Likeness

Place = tuple[datetime.date, int, int]
"""When and where something was printed; sorts the same in whatever order it comes."""

NOWHERE: Place = (datetime.date.min, 0, 0)


@dataclass(eq=False, slots=True)
class Mention:
    """An organisation as printed for one person at a panel, or as remembered on a row.

    `person` is the key of the name that came from there, `remembered_of` the name of the
    row whose abbreviation this is; `lines` are the lines of attendance that say so, and
    `place` and `last` the first and last of their places.
    """

    name: str
    panels: frozenset[int] = frozenset()
    person: str = ""
    place: Place = NOWHERE
    last: Place = NOWHERE
    remembered_of: str = ""
    is_printed: bool = True
    row: int | None = None
    held: int | None = None
    lines: list[Any] = field(default_factory=list)

    def says_as(self, other: Mention) -> bool:
        """Whether both are the same evidence, on one row."""
        return (
            self.row == other.row
            and self.person == other.person
            and self.panels == other.panels
            and self.held == other.held
            and self.is_printed == other.is_printed
            and self.remembered_of == other.remembered_of
        )

    def add(self, other: Mention) -> None:
        """Say also what another says the same as this."""
        self.lines += other.lines
        self.place, self.last = min(self.place, other.place), max(self.last, other.last)

    def remove(self, line: Any) -> None:
        """Say no more what a line said; another says it, too."""
        self.lines.remove(line)
        places = [other.place for other in self.lines]
        self.place, self.last = min(places), max(places)


class Body:
    """Mentions that are certainly of one organisation, and what they say together.

    `is_short` is whether it is called by abbreviations only.
    """

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = mentions
        self.names = {m.name for m in mentions}
        self.panels = frozenset().union(*{m.panels for m in mentions})
        self.people = {m.person for m in mentions if m.person}
        self.held = {m.held for m in mentions if m.held is not None}
        self.spelled = {spelling.spelled(name) for name in self.names}
        short = {spelling.spelled(name) for name in self.names if spelling.is_abbreviation(name)}
        self.full = {name for name in self.names if spelling.spelled(name) not in short}
        self.is_short = not self.full


class Lessons:
    """Which names are said to be short for others: "CT" for Canal Trust.

    `taught` are those that documents print together, or that somebody entered; `remembered`
    those that a row may have from an abbreviation that was printed, and so follows from the
    rest of the evidence.
    """

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.taught: set[Link[str]] = set()
        self.remembered: set[Link[str]] = set()
        printed: dict[int | None, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.is_printed:
                printed[mention.row].add(mention.name)
        shorts = {spelling.spelled(name) for names in printed.values() for name in names}
        for mention in mentions:
            full, short = spelling.taught(mention.name)
            if short:
                self.taught.add(_lesson(short, full))
            if full := mention.remembered_of:
                fits = any(
                    spelling.likeness(mention.name, name) <= Likeness.INITIALS
                    for name in (full, *printed[mention.row])
                    if spelling.spelled(name) != spelling.spelled(mention.name)
                )
                is_derived = fits and spelling.spelled(mention.name) in shorts
                (self.remembered if is_derived else self.taught).add(_lesson(mention.name, full))

    def teach(self, one: Body, other: Body) -> bool:
        return self._tell(one, other, self.taught)

    def remind(self, one: Body, other: Body) -> bool:
        return self._tell(one, other, self.remembered)

    @staticmethod
    def _tell(one: Body, other: Body, lessons: Set[Link[str]]) -> bool:
        return bool(lessons) and any(
            frozenset((a, b)) in lessons for a in one.spelled for b in other.spelled
        )


def _lesson(short: str, full: str) -> Link[str]:
    return frozenset((spelling.spelled(short), spelling.spelled(full)))


def organisations_of(
    mentions: Iterable[Mention], two: Set[Link[int]] = frozenset()
) -> tuple[list[list[Mention]], list[tuple[int, int, str]]]:
    """The organisations as groups of mentions, and which, as indexes, may be one and why."""
    mentions = list(mentions)
    found = _bodies(mentions)
    evidence = _weighed(found, Lessons(mentions), two)
    sure = joined(range(len(found)), evidence.sure, evidence.apart)
    place = {index: number for number, group in enumerate(sure) for index in group}
    is_short = [all(found[index].is_short for index in group) for group in sure]

    def of_groups(links: Iterable[Link[int]]) -> set[Link[int]]:
        ends = {frozenset(place[index] for index in link) for link in links}
        return {link for link in ends if len(link) == 2}

    def may_be_short(link: Link[int]) -> bool:
        """Whether one of the two is not known yet by a name in full."""
        return any(is_short[place[index]] for index in link)

    apart = of_groups(evidence.apart | evidence.akin.keys())
    settled = of_groups(evidence.two)
    guessed = {link for link in evidence.guessed if may_be_short(link)}
    same = of_groups(evidence.sure | guessed) - settled
    tied = {number for link in same for number in link if is_short[number]}
    likely = {link: why for link, why in evidence.likely.items() if may_be_short(link)}
    # Two letters are not enough to join, but enough for another name to be meant as well.
    same |= {link for link in of_groups(likely) - settled if link & tied}
    groups = [
        set().union(*(sure[number] for number in numbers))
        for numbers in joined(range(len(sure)), same, apart)
    ]
    place_in = {index: number for number, group in enumerate(groups) for index in group}
    perhaps = likely | {link: why for link, why in evidence.akin.items() if why}
    for unsure in evidence.sure | guessed:
        perhaps.setdefault(unsure, "an abbreviation that several names could have")
    asked: dict[Link[int], str] = {}
    for question, why in perhaps.items():
        ends = frozenset(place_in[index] for index in question)
        if len(ends) == 2:
            asked[ends] = min(why, asked.get(ends, why))
    of = [_in_order(found[index] for index in group) for group in groups]
    return of, [
        (min(ends), max(ends), why)
        for ends, why in asked.items()
        if not _is_settled(ends, groups, found, two)
    ]


def _bodies(mentions: Iterable[Mention]) -> list[Body]:
    """Mentions of one name, and those that are held together.

    A department's short name stands for itself, as another may have it too.
    """
    by_name: dict[object, list[Mention]] = defaultdict(list)
    for mention in mentions:
        key = spelling.key(mention.name)
        is_known = key != spelling.spelled(mention.name)
        by_name[(key, is_known) if mention.held is None else mention.held].append(mention)
    return [Body(told) for told in by_name.values()]


@dataclass
class Evidence:
    """Pairs of bodies by what is known of them, some with what is to be asked and why.

    `sure` are one; `guessed` too, if it can be no other; `likely` perhaps. `akin` are two,
    but with a why perhaps one, and `apart` are two, as are those of them that are settled.
    """

    sure: set[Link[int]] = field(default_factory=set)
    guessed: set[Link[int]] = field(default_factory=set)
    likely: dict[Link[int], str] = field(default_factory=dict)
    akin: dict[Link[int], str] = field(default_factory=dict)
    apart: set[Link[int]] = field(default_factory=set)
    two: set[Link[int]] = field(default_factory=set)


def _weighed(found: Sequence[Body], lessons: Lessons, two: Set[Link[int]]) -> Evidence:
    """What the evidence says of each two."""
    said = Evidence()
    for pair in combinations(range(len(found)), 2):
        one, other = found[pair[0]], found[pair[1]]
        link = frozenset(pair)
        if two and any(frozenset((a, b)) in two for a in one.held for b in other.held):
            said.apart.add(link)
            said.two.add(link)
            continue
        like = _likeness(one, other)
        person = bool(one.people & other.people)
        is_initials = one.is_short != other.is_short and like <= Likeness.INITIALS
        if one.spelled & other.spelled or lessons.teach(one, other):
            said.sure.add(link)
        elif is_initials:
            short = one if one.is_short else other
            panel = bool(one.panels & other.panels)
            is_known = like <= Likeness.MISPRINT or lessons.remind(one, other)
            if person:
                said.sure.add(link)
            elif is_known or (panel and min(map(len, short.names)) > 2):
                said.guessed.add(link)
            elif panel:
                said.likely[link] = "initials of the other’s name"
        elif like <= Likeness.MISPRINT:
            said.sure.add(link)
        elif like is Likeness.AKIN:
            said.akin[link] = "like names, and somebody came from both" if person else ""
        elif one.full and other.full:
            said.apart.add(link)
    return said


def _likeness(one: Body, other: Body) -> Likeness:
    """How alike their names are; those who have a full name, by that alone."""
    ours, theirs = one.names, other.names
    if one.full and other.full:
        ours, theirs = one.full, other.full
    return min(spelling.likeness(a, b) for a in ours for b in theirs)


def _is_settled(
    ends: Link[int], groups: Sequence[Set[int]], found: Sequence[Body], two: Set[Link[int]]
) -> bool:
    one, other = ({h for i in groups[number] for h in found[i].held} for number in ends)
    return any(frozenset((a, b)) in two for a in one for b in other)


def _in_order(bodies: Iterable[Body]) -> list[Mention]:
    return sorted((m for body in bodies for m in body.mentions), key=attrgetter("last"))
