"""Roles: the words by which minutes tell what somebody was at the meeting."""

from __future__ import annotations

from functools import cache

from ..document import Role
from . import names

ROLES: dict[str, Role] = {
    "chair": Role.CHAIR,
    "chairman": Role.CHAIR,
    "chairwoman": Role.CHAIR,
    "chairperson": Role.CHAIR,
    "in the chair": Role.CHAIR,
    "panel chair": Role.CHAIR,
    "meeting chair": Role.CHAIR,
    "chair of the meeting": Role.CHAIR,
    "chair of the panel": Role.CHAIR,
    "chair of the board": Role.CHAIR,
    "chair of the group": Role.CHAIR,
    "chair of the committee": Role.CHAIR,
    "chairing": Role.CHAIR,
    "chaired": Role.CHAIR,
    "presiding": Role.CHAIR,
    "convenor": Role.CHAIR,
    "convener": Role.CHAIR,
    "co-chair": Role.CHAIR,
    "co-chairs": Role.CHAIR,
    "joint chair": Role.CHAIR,
    "deputy chair": Role.DEPUTY_CHAIR,
    "vice chair": Role.DEPUTY_CHAIR,
    "vice-chair": Role.DEPUTY_CHAIR,
    "secretary": Role.SECRETARY,
    "secretariat": Role.SECRETARY,
    "panel secretary": Role.SECRETARY,
    "clerk": Role.SECRETARY,
    "scribe": Role.MINUTE_TAKER,
    "minute taker": Role.MINUTE_TAKER,
    "minutetaker": Role.MINUTE_TAKER,
    "minute-taker": Role.MINUTE_TAKER,
    "minutes": Role.MINUTE_TAKER,
    "note taker": Role.MINUTE_TAKER,
    "note-taker": Role.MINUTE_TAKER,
    "note": Role.MINUTE_TAKER,
    "notes": Role.MINUTE_TAKER,
    "taking notes": Role.MINUTE_TAKER,
    "taking minutes": Role.MINUTE_TAKER,
    "taking the notes": Role.MINUTE_TAKER,
    "taking the minutes": Role.MINUTE_TAKER,
    "deputy": Role.DEPUTY,
    "member": Role.MEMBER,
    "official": Role.OFFICIAL,
}
_ONE_HOLDS = frozenset({Role.CHAIR, Role.DEPUTY_CHAIR, Role.SECRETARY, Role.MINUTE_TAKER})


def are_two(words: str) -> bool:
    first, _, second = words.casefold().partition(" and ")
    return first in ROLES and second in ROLES


def is_office(words: str) -> bool:
    """Whether words are an office at the meeting that one person holds: "Chair", not "Member"."""
    role = ROLES.get(words.strip(" :").casefold())
    return role in _ONE_HOLDS and not words.startswith(("Minutes", "MINUTES", "Note"))


@cache
def words_of_role(role: Role | None) -> frozenset[str]:
    """The words that tell a role."""
    return frozenset(
        word
        for words, meant in ROLES.items()
        if meant is role
        for word in names.folded_words(words)
    )
