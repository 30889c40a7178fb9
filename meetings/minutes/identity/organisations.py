"""Which printed organisations are one: evidence, and what it decides.

Plain Python; like `sameness`, it depends on all mentions and never on their order.

    names                                    and                                they are
    EXACT, MISPRINT, or one taught by        –                                  one
      "Canal Trust (CT)" or remembered
    INITIALS ("CRT")                         somebody came from both, or three  one
                                             letters or more at one panel
    INITIALS of two letters                  one panel                          perhaps one
    AKIN ("Lockham City Council")            somebody came from both            perhaps one

An abbreviation that could be either of two organisations is neither, and perhaps both.
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
    """Mentions that are certainly of one organisation, and what they say together."""

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = mentions
        self.names = {m.name for m in mentions}
        self.panels = frozenset().union(*{m.panels for m in mentions})
        self.people = {m.person for m in mentions if m.person}
        self.held = {m.held for m in mentions if m.held is not None}


def organisations_of(
    mentions: Iterable[Mention], two: Set[Link[int]] = frozenset()
) -> tuple[list[list[Mention]], list[tuple[int, int, str]]]:
    """The organisations as groups of mentions, and which, as indexes, may be one and why."""
    by_name: dict[object, list[Mention]] = defaultdict(list)
    taught: set[frozenset[str]] = set()
    remembered: set[frozenset[str]] = set()
    mentions = list(mentions)
    printed = {spelling.key(mention.name) for mention in mentions if mention.is_printed}
    for mention in mentions:
        folded = spelling.key(mention.name)
        by_name[folded if mention.held is None else mention.held].append(mention)
        full, short = spelling.taught(mention.name)
        if short:
            taught.add(frozenset((spelling.key(short), spelling.key(full))))
        if mention.remembered_of:
            # Once it is printed too, initials are what the evidence makes of them.
            like = spelling.likeness(mention.name, mention.remembered_of)
            is_derived = like is Likeness.INITIALS and folded in printed
            link = frozenset((folded, spelling.key(mention.remembered_of)))
            (remembered if is_derived else taught).add(link)
    found = [Body(told) for told in by_name.values()]
    keys = [{spelling.key(name) for name in body.names} for body in found]
    same: set[Link[int]] = set()
    apart: set[Link[int]] = set()
    perhaps: dict[Link[int], str] = {}
    lessons = {word for link in taught for word in link}
    for pair in combinations(range(len(found)), 2):
        one, other = found[pair[0]], found[pair[1]]
        if two and any(frozenset((a, b)) in two for a in one.held for b in other.held):
            apart.add(frozenset(pair))
            continue
        links: set[frozenset[str]] = set()
        if taught or remembered:
            links = {frozenset((a, b)) for a in keys[pair[0]] for b in keys[pair[1]]}
        like = min(spelling.likeness(a, b) for a in one.names for b in other.names)
        person = bool(one.people & other.people)
        if links & taught or like <= Likeness.MISPRINT:
            same.add(frozenset(pair))
        elif like is Likeness.INITIALS:
            short = min((n for b in (one, other) for n in b.names), key=len)
            is_taught = any(
                spelling.is_abbreviation(n) and spelling.key(n) in lessons
                for b in (one, other)
                for n in b.names
            )
            panel = bool(one.panels & other.panels)
            if is_taught:
                apart.add(frozenset(pair))
            elif person or links & remembered or (panel and len(short) > 2):
                same.add(frozenset(pair))
            elif panel:
                perhaps[frozenset(pair)] = "initials of the other’s name"
        elif like is Likeness.AKIN:
            if person:
                perhaps[frozenset(pair)] = "like names, and somebody came from both"
        else:
            apart.add(frozenset(pair))
    groups = joined(range(len(found)), same, apart)
    place = {index: number for number, group in enumerate(groups) for index in group}
    open_links = dict(perhaps)
    for unsure in same:
        open_links.setdefault(unsure, "an abbreviation that several names could have")
    asked: dict[Link[int], str] = {}
    for question, why in open_links.items():
        ends = frozenset(place[index] for index in question)
        if len(ends) == 2:
            asked[ends] = min(why, asked.get(ends, why))
    of = [_in_order(found[index] for index in group) for group in groups]
    return of, [
        (min(ends), max(ends), why)
        for ends, why in asked.items()
        if not _is_settled(ends, groups, found, two)
    ]


def _is_settled(
    ends: Link[int], groups: Sequence[Set[int]], found: Sequence[Body], two: Set[Link[int]]
) -> bool:
    one, other = ({h for i in groups[number] for h in found[i].held} for number in ends)
    return any(frozenset((a, b)) in two for a in one for b in other)


def _in_order(bodies: Iterable[Body]) -> list[Mention]:
    return sorted((m for body in bodies for m in body.mentions), key=attrgetter("last"))
