"""Which of several things are one, when some pairs are alike and some cannot be one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Set
from itertools import combinations
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
Link = frozenset[T]


def groups(things: Iterable[T], links: Iterable[Link[T]]) -> list[set[T]]:
    """The things in groups that links hold together."""
    group_of = {thing: {thing} for thing in things}
    for link in links:
        one, other = (group_of[thing] for thing in link)
        if one is not other:
            one |= other
            group_of.update(dict.fromkeys(other, one))
    return list({id(group): group for group in group_of.values()}.values())


def joined(things: Iterable[T], same: Set[Link[T]], apart: Set[Link[T]]) -> list[set[T]]:
    """The things in groups that `same` links hold together and no `apart` link parts.

    What could be one with either of two that are apart is one with neither. Where a longer
    chain still holds two together that are apart, none of its links counts. The order of
    things and links changes nothing.
    """
    things = list(things)
    beside: dict[T, set[T]] = {thing: set() for thing in things}
    for one, other in map(tuple, same):
        beside[one].add(other)
        beside[other].add(one)

    def is_open(link: Link[T]) -> bool:
        one, other = link
        return any(frozenset((third, other)) in apart for third in beside[one] - {other}) or any(
            frozenset((third, one)) in apart for third in beside[other] - {one}
        )

    kept = {link for link in same - apart if not is_open(link)}
    found: list[set[T]] = []
    for group in groups(things, kept):
        if any(frozenset(pair) in apart for pair in combinations(group, 2)):
            found += [{thing} for thing in group]
        else:
            found.append(group)
    return found
