"""Which printed people are one: evidence, and what it decides.

Plain Python. A sighting is one line of one meeting's attendance. Whether two sightings are
of one person follows from all the sightings that are known, never from which of them came
first, so documents give the same people in whatever order they are recorded.

Sightings of one name and one organisation are one person. Of two names that are EXACT
(`personal_names.Likeness`), with "panel" for a panel at which both were seen:

    what is known of the two                       they are
    both were listed at one meeting                two people
    both sat at the same hours elsewhere           two people
    the panel saw them by turns: X, Y, X, Y        two people
    the panel saw X, then Y, then X again          perhaps one
    one organisation                               one
    a panel, two organisations                     one, who moved; perhaps, where somebody of
                                                   a like name stayed beside the other
    a panel, an organisation missing               one
    no panel, two organisations                    perhaps one
    no panel, an organisation missing              one, if the name has one person else

Two organisations whose names are akin ("Town Council", "Town DC") are not held against
anybody. For names that are alike but not EXACT:

    likeness     one organisation    a panel, one missing    a panel, two organisations
    FORM         one                 one                     perhaps
    INITIAL      one                 perhaps                 two
    MISPRINT     one                 perhaps                 two
    SURNAME      perhaps             perhaps                 two
    NEAR         perhaps             two                     two

A SURNAME that both have with a peer's title ("Lord Tarn", "Lord William Tarn") is one at one
panel or of one organisation. Without a panel in common, FORM with an organisation missing
is perhaps one.

Somebody who could be either of two different people is neither, and perhaps both
(`grouping.joined`). What a person has settled comes before all evidence: sightings that
are `held` together stay together, and those settled as two stay apart.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations, pairwise, permutations
from operator import attrgetter
from typing import NamedTuple

from meetings.minutes.identity import personal_names
from meetings.minutes.identity.grouping import Link, groups, joined
from meetings.minutes.identity.organisations import Mention, Place
from meetings.minutes.identity.personal_names import PEERS, Likeness, Name

Organisation = int
Akin = Callable[[Organisation, Organisation], bool]


@dataclass(eq=False, slots=True)
class Sighting:
    """Somebody as printed once; or as known without a meeting, where `meeting` is None.

    `row` is the person that it is recorded as, `held` what a person said belongs together.
    `hours` are those of the meeting, where both are known and the person was present.
    `entered` is where somebody said that the person is from, though nothing is printed.
    """

    name: str
    honorific: str = ""
    organisation: Organisation | None = None
    organisation_name: str = ""
    panels: frozenset[int] = frozenset()
    day: datetime.date = datetime.date.min
    meeting: int | None = None
    position: int = 0
    hours: tuple[datetime.time, datetime.time] | None = None
    is_chair: bool = False
    note: str = ""
    row: int | None = None
    held: int | None = None
    attendance: int | None = None
    mention: Mention | None = None
    entered: Organisation | None = None
    parsed: Name = field(init=False)
    place: Place = field(init=False)

    def __post_init__(self) -> None:
        self.parsed = personal_names.parsed(self.name)
        self.place = (self.day, min(self.panels, default=0), self.position)

    @property
    def office(self) -> Organisation | None:
        """The organisation that it is recorded with."""
        return self.mention.row if self.mention else self.entered


class Party:
    """Sightings that are certainly of one person, and what they say together."""

    def __init__(self, sightings: list[Sighting]) -> None:
        self.sightings = sightings
        self.names = {personal_names.parsed(name) for name in {s.name for s in sightings}}
        self.organisations = {s.organisation for s in sightings if s.organisation is not None}
        self.panels = frozenset().union(*{s.panels for s in sightings})
        self.meetings = {s.meeting for s in sightings if s.meeting is not None}
        self.held = {s.held for s in sightings if s.held is not None}
        self.is_peer = any(
            not PEERS.isdisjoint(honorific.casefold().split())
            for honorific in {s.honorific for s in sightings}
        )


class Verdict(NamedTuple):
    """What the evidence makes of two: one, perhaps one (`is_one` None) or two, and why."""

    is_one: bool | None
    why: str = ""


ONE, TWO = Verdict(True), Verdict(False)
MOVED = Verdict(True, "the same name from two organisations at one panel")
WEAK = "the same name at different panels, once without an organisation"


class Perhaps(NamedTuple):
    """Two people, as indexes, who may be one, and why."""

    one: int
    other: int
    why: str


class People(NamedTuple):
    """Who the sightings are of, and which of them may be one."""

    people: list[list[Sighting]]
    perhaps: list[Perhaps]


def people_of(
    sightings: Iterable[Sighting],
    two: Set[Link[int]] = frozenset(),
    akin: Akin = lambda a, b: False,
) -> People:
    """Who the sightings are of; `two` are pairs of `held` that were settled as different."""
    parties = _parties(sightings)
    verdicts: dict[Link[int], Verdict] = {}
    by_name: dict[str, list[int]] = defaultdict(list)
    for index, party in enumerate(parties):
        for name in {name.key for name in party.names}:
            by_name[name].append(index)

    def settled(one: Party, other: Party) -> bool:
        return any(frozenset((a, b)) in two for a in one.held for b in other.held)

    weak: set[Link[int]] = set()
    for namesakes in by_name.values():
        for pair in combinations(namesakes, 2):
            one, other = (parties[index] for index in pair)
            verdict = TWO if settled(one, other) else _of_one_name(one, other, akin)
            if verdict.why == WEAK:
                weak.add(frozenset(pair))
            verdicts[frozenset(pair)] = verdict
    for link, verdict in verdicts.items():
        if verdict is MOVED and _stayed(parties, link):
            verdicts[link] = Verdict(None, MOVED.why)
    same = {link for link, verdict in verdicts.items() if verdict.is_one}
    apart = {link for link, v in verdicts.items() if not v.is_one and link not in weak}
    found = joined(range(len(parties)), same, apart)
    found = _without_rivals(found, weak, same, apart)
    found = _across_names(parties, found, verdicts, settled)
    place = {index: number for number, group in enumerate(found) for index in group}
    whys: dict[Link[int], set[str]] = defaultdict(set)
    apart_people = set()
    for link, verdict in verdicts.items():
        ends = frozenset(place[index] for index in link)
        if len(ends) == 1:
            continue
        if verdict.is_one is False:
            apart_people.add(ends)
        else:
            whys[ends].add(verdict.why or "could be one of several")
    people = [
        sorted((s for i in g for s in parties[i].sightings), key=attrgetter("place")) for g in found
    ]
    perhaps = [
        Perhaps(min(ends), max(ends), min(reasons))
        for ends, reasons in whys.items()
        if ends not in apart_people
    ]
    return People(people, perhaps)


def _parties(sightings: Iterable[Sighting]) -> list[Party]:
    """Sightings of one name from one place, and those that are held together."""
    by_place: dict[Hashable, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_place[_place_of(sighting)].append(sighting)
    certain: list[Party] = []
    for party in map(Party, by_place.values()):
        if party.held or len(party.meetings) == sum(s.meeting is not None for s in party.sightings):
            certain.append(party)
            continue
        # Listed twice at one meeting, by two names of what is one organisation.
        printed: dict[Hashable, list[Sighting]] = defaultdict(list)
        for sighting in party.sightings:
            printed[sighting.organisation_name.casefold(), sighting.name].append(sighting)
        certain += map(Party, printed.values())
    return certain


def _place_of(sighting: Sighting) -> Hashable:
    if sighting.held is not None:
        return ("held", sighting.held)
    if sighting.organisation is not None:
        return (sighting.parsed.key, sighting.organisation)
    return (sighting.parsed.key, None, sighting.panels)


def _of_one_name(one: Party, other: Party, akin: Akin) -> Verdict:
    if one.meetings & other.meetings or _at_the_same_hours(one, other):
        return TWO
    agree = bool(one.organisations & other.organisations)
    missing = not one.organisations or not other.organisations
    if agree:
        return ONE
    if not one.panels & other.panels:
        if missing:
            return Verdict(None, WEAK)
        return Verdict(None, "the same name from different organisations at different panels")
    if missing:
        return ONE
    if any(akin(a, b) for a in one.organisations for b in other.organisations):
        return ONE
    turns = max(_turns(one, other, panel) for panel in one.panels & other.panels)
    if turns >= 3:
        return TWO
    if turns == 2:
        return Verdict(None, "the same name from two organisations by turns")
    return MOVED


def _stayed(parties: Sequence[Party], link: Link[int]) -> bool:
    """Whether somebody of a like name, who is one of the two, was listed beside the other.

    "William Tarn, Canal Trust" did not move to the Weir Board where "Will Tarn, Canal Trust"
    was listed with "William Tarn, Weir Board".
    """
    return any(
        third.meetings & other.meetings
        and (verdict := _of_two_names(third, one))
        and verdict.is_one
        for one, other in permutations([parties[index] for index in link])
        for third in parties
        if third.names.isdisjoint(one.names)
    )


def _turns(one: Party, other: Party, panel: int) -> int:
    """How often a panel's list changes from one to the other: X, X, Y, X is 2."""
    seen = sorted(
        (s.place, number)
        for number, party in enumerate((one, other))
        for s in party.sightings
        if panel in s.panels and s.meeting is not None
    )
    numbers = [number for _, number in seen]
    return sum(a != b for a, b in pairwise(numbers))


def _at_the_same_hours(one: Party, other: Party) -> bool:
    days: dict[datetime.date, list[Sighting]] = defaultdict(list)
    for sighting in one.sightings:
        if sighting.hours:
            days[sighting.day].append(sighting)
    return bool(days) and any(
        s.hours and a.hours and a.hours[0] < s.hours[1] and s.hours[0] < a.hours[1]
        for s in other.sightings
        for a in days.get(s.day, ())
    )


def _without_rivals(
    found: list[set[int]], weak: Set[Link[int]], same: Set[Link[int]], apart: Set[Link[int]]
) -> list[set[int]]:
    """Weak links hold where nobody else has the name: none of those they reach are apart.

    Nor are those who could be one with who they reach: one John Lee of two at a panel is
    not the John Lee of another.
    """
    place = {index: number for number, group in enumerate(found) for index in group}
    links = {frozenset(place[index] for index in link) for link in weak | same}
    links = {link for link in links if len(link) == 2}
    parted = {frozenset(place[index] for index in link) for link in apart}
    merged: list[set[int]] = []
    for numbers in groups(range(len(found)), links):
        if any(frozenset(pair) in parted for pair in combinations(numbers, 2)):
            merged += [found[number] for number in numbers]
        else:
            merged.append(set().union(*(found[number] for number in numbers)))
    return merged


def _across_names(
    parties: Sequence[Party],
    found: list[set[int]],
    verdicts: dict[Link[int], Verdict],
    settled: Callable[[Party, Party], bool],
) -> list[set[int]]:
    """Join people whose names are alike; `verdicts` is told of each pair."""
    whole = [Party([s for index in group for s in parties[index].sightings]) for group in found]
    place = {index: number for number, group in enumerate(found) for index in group}
    apart = {
        frozenset(place[index] for index in link)
        for link, verdict in verdicts.items()
        if not verdict.is_one and len({place[index] for index in link}) == 2
    }
    # Whoever could be either of two namesakes is not joined to either by another name.
    unsure = {
        number
        for link in verdicts
        if len({place[index] for index in link}) == 2
        for number in {place[index] for index in link}
        if not whole[number].organisations
    }
    same: set[Link[int]] = set()
    for pair in combinations(range(len(found)), 2):
        if frozenset(pair) in apart:
            continue
        one, other = (whole[number] for number in pair)
        verdict = TWO if settled(one, other) else _of_two_names(one, other)
        if verdict is None:
            continue
        if verdict.is_one and not unsure & set(pair):
            same.add(frozenset(pair))
        elif verdict.is_one is False:
            apart.add(frozenset(pair))
        verdicts.setdefault(frozenset(min(found[number]) for number in pair), verdict)
    return [
        set().union(*(found[number] for number in numbers))
        for numbers in joined(range(len(found)), same, apart)
    ]


def _of_two_names(one: Party, other: Party) -> Verdict | None:
    """What two people's names and places say; None where nothing is said either way."""
    like = min(personal_names.likeness(a, b) for a in one.names for b in other.names)
    if like is Likeness.NONE or one.meetings & other.meetings:
        return TWO
    panel = bool(one.panels & other.panels)
    agree = bool(one.organisations & other.organisations)
    missing = not one.organisations or not other.organisations
    if like is Likeness.FORM:
        why = "two forms of one name"
        if agree or (missing and panel):
            return Verdict(True, why)
        return Verdict(None, why) if missing or panel else None
    if like is Likeness.INITIAL or like is Likeness.MISPRINT:
        why = "an initial for a first name" if like is Likeness.INITIAL else "names a letter apart"
        if agree:
            return Verdict(True, why)
        return Verdict(None, why) if missing and panel else None
    if like is Likeness.SURNAME:
        why = "a surname alone"
        if one.is_peer and other.is_peer and (agree or panel):
            return Verdict(True, why)
        return Verdict(None, why) if agree or (missing and panel) else None
    if like is Likeness.NEAR:
        return Verdict(None, "names that differ little, of one organisation") if agree else None
    return None
