"""Initials: whose they are, and where that one is from, as the attendance tells.

"Write to the mill (AL, DFX)" names one owner where "Ann Lee (DFX)" came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..document import Attendee
from . import names, people

Bodies = Mapping[str, str]
NOBODY: Bodies = {}


def bodies(attendance: Iterable[Attendee]) -> Bodies:
    """Where those are from whose initials are told, or are nobody else's, folded for matching."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for one in attendance:
        words = one.name.replace("-", " ").split()
        told = people.told_initials(one)
        for initials in told or ({"".join(word[0] for word in words)} if len(words) > 1 else ()):
            if initials in found:
                shared.add(initials)
            found[initials] = names.organisation_key(one.organisation)
    return {initials: body for initials, body in found.items() if body and initials not in shared}


def without_bodies(owners: tuple[str, ...], line: str, known: Bodies) -> tuple[str, ...]:
    """The owners that a line names, without those that say where the one before is from."""
    found: list[str] = []
    for owner in owners:
        before = found[-1] if found else ""
        is_told = f"{before}, {owner}" in line and before in known
        if not (is_told and known[before] == names.organisation_key(owner)):
            found.append(owner)
    return tuple(found)
