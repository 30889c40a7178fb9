"""Rows for what evidence makes one: which row stands, which lead to it, which are new.

Where evidence joins two rows, one leads to the other by `same_as`, and a pair that nobody
settled says why; where evidence parts them again, the pointer goes. Where it parts what
stands on one row, the later facts move to a row of their own. What a person settled, or
pointed by hand, is neither joined nor parted here: its facts are `held` together.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from django.utils import timezone

from meetings.minutes.identity.grouping import Link, groups
from meetings.models import Source

BY_READING = "by_reading"
"""Marks, in `before`, a pair that evidence settled and evidence may open again."""


class Fact(Protocol):
    """One line that speaks of a person or organisation, and the row it is recorded on."""

    name: str
    row: int | None
    held: int | None

    @property
    def place(self) -> tuple[datetime.date, int, int]: ...


class Placed(NamedTuple):
    """What placing facts changed.

    `moved` are those on another row than before. `elsewhere` are those that now mean another
    than before, each with the row that stood for whom it meant, None for what is new.
    """

    moved: list[Any]
    elsewhere: list[tuple[Any, int | None]]


class Rows:
    """All rows of one model with the pairs between them, kept as they are in the database.

    `anchored` are rows that something of a person's own hangs on, an account or a seat.
    """

    def __init__(self, model: Any, pairs: Any, anchored: Iterable[int]) -> None:
        self.model = model
        self.pairs = pairs
        self.by_pk: dict[int, Any] = {row.pk: row for row in model.objects.order_by("pk")}
        self.anchored = set(anchored)
        self.pair_of: dict[Link[int], Any] = {}
        self.asked: dict[int, set[Link[int]]] = defaultdict(set)
        for pair in pairs.objects.all():
            self.keep(pair)
        self.two: set[Link[int]] = set()
        self.held: dict[int, int] = {}
        self.led: dict[int, int] = {}
        self.name_held: dict[int, str] = {}
        self.hold()
        self.perhaps: dict[Link[int], str] = {}
        self.touched: set[int] = set()
        self.new: set[int] = set()

    def keep(self, pair: Any) -> None:
        ends = frozenset((pair.one_id, pair.other_id))
        self.pair_of[ends] = pair
        for end in ends:
            self.asked[end].add(ends)

    def hold(self) -> None:
        """Find what people settled: which rows are one, and which of those are two."""
        links: set[Link[int]] = set()
        by_reading: dict[int, Any] = {}
        followed: dict[int, int] = {}
        settled: set[int] = set(self.anchored)
        apart: list[Link[int]] = []
        for ends, pair in self.pair_of.items():
            if pair.are_one is None:
                continue
            if is_by_reading(pair):
                by_reading[pair.before["went"]] = pair
                followed |= dict.fromkeys(pair.before["followed"], pair.before["went"])
                continue
            settled |= ends
            if pair.are_one:
                links.add(ends)
            else:
                apart.append(ends)
        self.led = {
            row.pk: followed.get(row.pk, row.same_as_id)
            for row in self.by_pk.values()
            if row.same_as_id and row.pk not in by_reading
        }
        links |= {frozenset(led) for led in self.led.items()}
        settled |= {end for link in links for end in link}
        for group in groups(settled, links):
            self.held |= dict.fromkeys(group, min(group))
        self.two = {frozenset(self.held[end] for end in ends) for ends in apart}
        self.two = {link for link in self.two if len(link) == 2}

    def resolved(self, pk: int) -> int:
        return self.by_pk[pk].same_as_id or pk

    def tie(self, held: int, name: str) -> str:
        """A name of what is held together, the same for all its names."""
        return self.name_held.setdefault(held, name)

    def call(
        self, pk: int, group: Sequence[Any], values: Callable[[Sequence[Any], Any], dict[str, Any]]
    ) -> None:
        """Let a row be called as `values` says of its group."""
        row = self.by_pk[pk]
        changed = {k: v for k, v in values(group, row).items() if getattr(row, k) != v}
        if changed:
            for column, value in changed.items():
                setattr(row, column, value)
            self.model.objects.filter(pk=pk).update(**changed)

    def place(
        self,
        found: Sequence[Sequence[Any]],
        perhaps: Iterable[tuple[int, int, str]],
        make: Callable[[Sequence[Any]], Any],
    ) -> Placed:
        """Give each group of facts its row, and each fact.

        `make` is an unsaved row for a group. What may be one, as indexes of groups, is kept
        until `ask` is called.
        """
        home, is_parted = self.homes(found)
        own: list[list[int]] = [[] for _ in found]
        for row, number in home.items():
            own[number].append(row)
        without = [number for number, rows in enumerate(own) if not rows]
        new = self.model.objects.bulk_create(make(found[number]) for number in without)
        for number, row in zip(without, new, strict=True):
            self.by_pk[row.pk] = row
            own[number].append(row.pk)
            self.new.add(row.pk)
        stood = {row: self.resolved(row) for row in home}
        stands = self.point(own)
        led = {row for row, stood_on in stood.items() if self.resolved(row) != stood_on}
        before = printed(found, stood) if is_parted or led else None
        placed = Placed([], [])
        for number, group in enumerate(found):
            for fact in group:
                was = fact.row
                if was is None or home[was] != number:
                    fact.row = stands[number]
                    placed.moved.append(fact)
                elif was not in led:
                    continue
                stood_on = None if was is None else stood[was]
                if stood_on != self.resolved(fact.row):
                    placed.elsewhere.append((fact, stood_on))
        rows = {row for rows in own for row in rows}
        if before is not None:
            self.rename(found, before)
        self.touched |= rows
        self.perhaps = {ends: why for ends, why in self.perhaps.items() if not ends & rows}
        for one, other, why in perhaps:
            self.perhaps[frozenset((stands[one], stands[other]))] = why
        return placed

    def homes(self, found: Sequence[Sequence[Any]]) -> tuple[dict[int, int], bool]:
        """The group, by its index, that each row is of: the one with the greatest claim to it.

        What somebody holds to the row comes first, then its own name, then the earlier fact.
        And whether any row is claimed by several.
        """
        home: dict[int, int] = {}
        claims: dict[int, list[tuple[tuple, int]]] = {}
        for number, group in enumerate(found):
            for fact in group:
                if fact.row is not None and home.setdefault(fact.row, number) != number:
                    claims[fact.row] = []
        for number, group in enumerate(found) if claims else ():
            for fact in group:
                if fact.row in claims:
                    is_named_so = fact.name == self.by_pk[fact.row].name
                    claim = (fact.held is None, not is_named_so, fact.place)
                    claims[fact.row].append((claim, number))
        return home | {row: min(claimed)[1] for row, claimed in claims.items()}, bool(claims)

    def rename(self, found: Sequence[Sequence[Any]], before: Mapping[int, set[str]]) -> None:
        """Call rows as is printed on them, whose name was printed on what they are parted from."""
        now = printed(found, {fact.row: self.resolved(fact.row) for g in found for fact in g})
        last = {fact.row: fact.name for group in found for fact in group}
        for row, name in last.items():
            called = self.by_pk[row].name
            if called in before.get(row, ()) and called not in now[row]:
                self.by_pk[row].name = name
                self.model.objects.filter(pk=row).update(name=name)

    def point(self, groups_of_rows: Sequence[list[int]]) -> list[int]:
        """Let all rows of each group lead to one of them; returns these."""
        stands = [
            max(
                (row for row in rows if self.led.get(row) not in rows),
                key=lambda row: (row in self.anchored, -row),
            )
            for rows in groups_of_rows
        ]
        leads = {
            row: None if row == stands_here else stands_here
            for rows, stands_here in zip(groups_of_rows, stands, strict=True)
            for row in rows
        }
        changed = {row: to for row, to in leads.items() if self.by_pk[row].same_as_id != to}
        if going := {row: to for row, to in changed.items() if to is not None}:
            for row in self.by_pk.values():
                if row.pk not in leads and row.same_as_id in going:
                    changed[row.pk] = going[row.same_as_id]
        # All lead nowhere first, so that no pointer ever chains.
        self.model.objects.filter(pk__in=changed).exclude(same_as=None).update(same_as=None)
        for to in set(changed.values()) - {None}:
            rows = [row for row, led_to in changed.items() if led_to == to]
            self.model.objects.filter(pk__in=rows).update(same_as=to)
        for row, to in changed.items():
            self.by_pk[row].same_as_id = to
        return stands

    def ask(self, source: Source) -> None:
        """Keep in the database which rows may be one, and which evidence made one.

        Questions that evidence has answered meanwhile are no longer asked.
        """
        wanted: dict[Link[int], tuple[bool | None, str]] = {}
        for ends, why in self.perhaps.items():
            if ends & self.touched:
                wanted[ends] = (None, why)
        for row in self.touched:
            target = self.by_pk[row].same_as_id
            if target and row not in self.led:
                wanted[frozenset((row, target))] = (True, "the documents say so together")
        stale = {
            ends
            for row in self.touched
            for ends in self.asked[row]
            if ends not in wanted and is_open(self.pair_of[ends])
        }
        if stale:
            self.pairs.objects.filter(pk__in=[self.pair_of[ends].pk for ends in stale]).delete()
        for ends in stale:
            del self.pair_of[ends]
            for end in ends:
                self.asked[end].discard(ends)
        new = []
        for ends, (are_one, why) in wanted.items():
            one, other = (self.by_pk[pk] for pk in sorted(ends))
            pair = self.pair_of.get(ends)
            if pair and (not is_open(pair) or (pair.are_one, pair.why) == (are_one, why)):
                continue
            if pair is None:
                pair = self.pairs(one=one, other=other, source=source)
                new.append(pair)
            pair.why = why
            pair.are_one = are_one
            pair.settled_at = timezone.now() if are_one else None
            pair.before = self.before(one, other) if are_one else None
            if pair.pk:
                pair.save(update_fields=["why", "are_one", "settled_at", "before"])
        for pair in self.pairs.objects.bulk_create(new):
            self.keep(pair)
        self.touched = set()
        self.new = set()

    def before(self, one: Any, other: Any) -> dict[str, Any]:
        went = one if one.same_as_id == other.pk else other
        followed = [row for row, target in self.led.items() if target == went.pk]
        return {"went": went.pk, "followed": followed, BY_READING: True}


def printed(found: Sequence[Sequence[Any]], stands: Mapping[int, int]) -> dict[int, set[str]]:
    """The names of the facts on each row and on those that are one with it."""
    names: dict[int, set[str]] = defaultdict(set)
    for group in found:
        for fact in group:
            if fact.row is not None:
                names[stands[fact.row]].add(fact.name)
    return {row: names[stands[row]] for row in stands}


def is_by_reading(pair: Any) -> bool:
    """Whether evidence made the two one, and no person."""
    return bool(pair.are_one and pair.before and pair.before.get(BY_READING))


def is_open(pair: Any) -> bool:
    """Whether evidence may change the pair: nobody settled it."""
    return pair.are_one is None or is_by_reading(pair)
