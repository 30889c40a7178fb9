"""Tasks that no label calls actions: "Ann Lee to write to members.", "AL to write."

Who is to act must have been at the meeting, by name or by the initials that the attendance
prints; of a body the same words may as well be its opinion ("The group to be consulted").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..document import Attendee, Kind
from . import inline, labels, names, owners
from .blocks import Block

_DOES = r"(?!(?:be|data|date|the|an|all|our|their)\b)[a-z]{2,}\b"
_TASK = re.compile(rf"(?P<who>[A-Z][^.;:()]{{1,80}}?) to {_DOES}")
# "Agreed: Ann Lee to write", "DECISION – AL to write".
_DECIDED = re.compile(rf"{owners.DECIDED} (?P<who>[A-Z][^.;:()]{{1,80}}?) to {_DOES}")
# "Ann Lee agreed to write", "It was agreed that AL would write": what was said, or an action.
_AGREED = re.compile(
    rf"(?:(?P<who>[A-Z][^.;:()]{{1,80}}?) (?:agreed|undertook) to {_DOES}"
    rf"|{owners.AGREED} (?P<whose>[A-Z][^.;:()]{{1,80}}?) (?:to|will|would|should|must) {_DOES})"
)
_PASSIVE = re.compile(r"(?P<what>[A-Z][^,.;:()]{2,80}?) to be [a-z]+(?:ed|en|t)\b")
# Words that make "to be" a part of another verb: "needs to be sent", "was to be sent".
_VERBS = frozenset(
    "is are was were be been need needs needed has have had will would should still that which who"
    " hope hopes wish wishes like asked agreed".split()
)
_INITIALS = re.compile(r"[A-Z][A-Za-z]{1,3}")
_MOST_WORDS = 40


def known(attendance: Iterable[Attendee]) -> frozenset[str]:
    """Names and initials of those who were listed, folded for matching."""
    found: set[str] = set()
    for one in attendance:
        found.add(names.key(one.name))
        found.update(
            part for part in one.note.split("; ") if _INITIALS.fullmatch(part) and part != "via"
        )
    return frozenset(found - {""})


def is_task(block: Block, people: frozenset[str]) -> bool:
    """Whether a line is one sentence that says what somebody who was listed is to do."""
    if not people or " to " not in block.plain or not _is_one_sentence(block):
        return False
    match = _DECIDED.match(block.plain) or _TASK.match(block.plain)
    named = names.owners(match["who"]) if match else []
    return bool(named) and _are_known(named, people)


def was_agreed(block: Block, people: frozenset[str]) -> bool:
    """Whether a line is one sentence that tells what somebody who was listed agreed to do."""
    if not people or ("agreed" not in block.plain.casefold() and "undertook" not in block.plain):
        return False
    match = _AGREED.match(block.plain) if _is_one_sentence(block) else None
    named = names.owners(match["who"] or match["whose"]) if match else []
    return bool(named) and _are_known(named, people)


def set_apart(block: Block, people: frozenset[str]) -> tuple[int, int, tuple[str, ...]] | None:
    """Who is to act, of the `people`, in bold or after a tab where a paragraph has ended.

    "It was late. Somebody is to ask why. **AL**" gives where the last sentence begins and ends.
    """
    last = block.runs[-1] if block.runs else None
    at = len(block.plain)
    if last and last.style & inline.STRONG and len(block.runs) > 1:
        at -= len(last.text.lstrip())
    elif block.tabs:
        at = block.tabs[-1]
    said = block.plain[at:].strip(" .")
    end = len(block.plain[:at].rstrip())
    named = names.owners(said) if labels.is_owner_alone(said) else []
    if not block.plain[:end].endswith((".", ";", ")")) or not _are_known(named, people):
        return None
    return (owners.last_sentence(block.plain[:end]), end, tuple(named)) if named else None


def heads_list(blocks: Sequence[Block], at: int) -> tuple[str, ...]:
    """Who stands on a line of their own over a list of what they are to do; () if nobody does."""
    if at + 1 >= len(blocks) or blocks[at + 1].kind is not Kind.BULLET:
        return ()
    plain = blocks[at].plain.rstrip(" :")
    is_line = blocks[at].kind in (Kind.PARAGRAPH, Kind.HEADING) and labels.is_owner_alone(plain)
    return tuple(names.owners(plain)) if is_line else ()


class Held(NamedTuple):
    """Where what an item of a list holds ends, and whether these are tasks or parts of one."""

    end: int
    are_tasks: bool = False
    are_parts: bool = False
    owners: tuple[str, ...] = ()


def held(blocks: Sequence[Block], at: int) -> Held:
    """What an item in a list of actions holds: "Ann Lee" and "Roads" tasks, as these are none.

    "Ann Lee to ask:" holds "the mill" and "the shop", which are parts of her task.
    """
    block, end = blocks[at], at + 1
    while end < len(blocks) and blocks[end].kind is Kind.BULLET and blocks[end].depth > block.depth:
        end += 1
    said = [line.plain for line in blocks[at + 1 : end]]
    if block.kind is not Kind.BULLET or not said or any(map(labels.action, said)):
        return Held(at + 1)
    words = block.plain.rstrip(" :")
    whose = names.owners(words) if labels.is_owner_alone(words) else ()
    is_task, are_tasks = owners.is_task(block.plain), any(map(owners.is_task, said))
    are_told = bool(whose) or (are_tasks and not is_task)
    return Held(end, are_told, is_task and not (are_tasks or whose), tuple(whose))


def could_be(block: Block) -> bool:
    """Whether a line says what a body is to do, or what is to be done by nobody named."""
    if block.kind not in (Kind.PARAGRAPH, Kind.BULLET) or " to " not in block.plain:
        return False
    passive = _PASSIVE.match(block.plain)
    if passive and not _VERBS & set(names.folded_words(passive["what"])):
        return True
    match = _TASK.match(block.plain)
    return bool(match and names.owners(match["who"])) and _is_one_sentence(block)


def _are_known(named: Iterable[str], people: frozenset[str]) -> bool:
    return all(name in people or names.key(name) in people for name in named)


def _is_one_sentence(block: Block) -> bool:
    return (
        block.kind in (Kind.PARAGRAPH, Kind.BULLET)
        and not block.plain.endswith((":", "?"))
        and len(block.plain) <= 400
        and block.plain.count(" ") < _MOST_WORDS
        and not owners.last_sentence(block.plain)
    )
