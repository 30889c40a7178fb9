"""Endings: who is to act and by when, under labels at the end of an action's words.

"Write to members. Owner: Ann Lee. Due: June", "Write to members (Lead: AL; By: 3 June)". Who
is to act may stand before them: "Owner: Ann Lee. Write to members".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from . import deadlines, labels, names
from .memory import remembered

# What may stand before a label: a mark, a bracket, or nothing but its own capital.
_BEFORE = re.compile(r"\s*[.;,]?\s+[–—-]+\s+|[.;,]?\s*[(\[]|[;,]\s+|\s+(?=[A-Z])|(?<=\.)\s+")
# "Owner – Ann Lee" is "Owner: Ann Lee".
_DASHED = re.compile(r"((?:owner|lead|due|deadline)s?) ?[–—-] ?(?=\S)", re.I)
# "Ask why. Owner AL. Due May", "Ask why (lead AL)": after what ends the words.
_BARE = re.compile(r"\b(?P<label>owner|lead|due|deadline) (?=[A-Z\d])", re.I)
_ENDS = (".", ";", "(", "[")
_AFTER_OWNER = re.compile(r"(?<=\w\w)[.;]? +[–—-] +|(?<=\w\w)[.;] +")
_WORDS = "Words."
_LONGEST = 200
_LONGEST_DUE = 80


class Ending(NamedTuple):
    """Where the words of an action end, and what the labels after them tell."""

    end: int
    owners: tuple[str, ...] = ()
    due: str = ""


def told(text: str, *, owners: bool = True, due: bool = True) -> Ending:
    """The labels that `text` ends with, of `owners` and of when it is `due`, each at most once.

    All of it are words where there is none: `end` is then where they end.
    """
    found = Ending(len(text))
    while True:
        rest = text[: found.end]
        one = _last(rest, owners=owners and not found.owners, due=due and not found.due)
        if one is None:
            break
        found = Ending(one.end, found.owners or one.owners, found.due or one.due)
    words = text[: found.end]
    is_whole = words.count("(") == words.count(")") and words.count("[") == words.count("]")
    return found if words and is_whole else Ending(len(text))


def owners_first(text: str) -> tuple[int, tuple[str, ...]]:
    """Where the words of an action begin after a label of its owners, and these; (0, ())."""
    at = labels.after_owner(text)
    mark = _AFTER_OWNER.search(text, at, at + _LONGEST) if at >= 0 else None
    named = names.owners(text[at : mark.start()].strip()) if mark else ()
    return (mark.end(), tuple(named)) if mark and named else (0, ())


@remembered
def alone(line: str) -> Ending | None:
    """A line of labels alone that tells who and when: "Owner: Ann Lee. Due: June"."""
    found = told(f"{_WORDS} {line}")
    return found if found.end == len(_WORDS) and found.owners and found.due else None


@remembered
def who_and_when(words: str) -> Ending | None:
    """Words that are who is to act and by when: "AL by July", "AL (July)", "AL – next meeting"."""
    bare, bracket, inner = words.rstrip(" .").removesuffix(")").partition(" (")
    who, due = deadlines.apart(f"{bare}, {inner}" if bracket else words.rstrip(" ."))
    is_both = due and labels.is_owner_alone(who)
    return Ending(len(who), tuple(names.owners(who)), due) if is_both else None


def _last(text: str, *, owners: bool, due: bool) -> Ending | None:
    """The last label of `text`, if what follows it is what it promises."""
    start = max(0, len(text) - _LONGEST)
    is_labelled = text.find(":", start) >= 0 or _DASHED.search(text, start)
    if not (is_labelled or _BARE.search(text, start)):
        return None
    for mark in reversed(list(_BEFORE.finditer(text, start))):
        said = _DASHED.sub(r"\1: ", text[mark.end() :], count=1)
        # The full stop after the words stays with them.
        end = mark.start() + (text[mark.start()] == ".")
        bare = _BARE.match(said) if text[: mark.end()].rstrip().endswith(_ENDS) else None
        if bare:
            if not _is_bare(bare["label"], _value(said[bare.end() :])):
                return None
            said = f"{bare['label']}: {said[bare.end() :]}"
        if due and (at := labels.after_due(said)) >= 0:
            when = _value(said[at:])
            is_by = said[:2].casefold() == "by" and not deadlines.due(f"by {when}")
            if is_by and owners and (named := names.owners(when)):
                return Ending(end, tuple(named))
            return Ending(end, due=when) if 1 < len(when) <= _LONGEST_DUE else None
        if owners and (at := labels.after_owner(said)) >= 0:
            named = names.owners(_value(said[at:]))
            return Ending(end, tuple(named)) if named else None
    return None


def _is_bare(label: str, value: str) -> bool:
    """Whether words after a label without a mark can be nothing but what it promises."""
    is_due = label.casefold() in ("due", "deadline")
    return deadlines.is_alone(value) if is_due else labels.is_owner_alone(value)


def _value(said: str) -> str:
    """What follows a label, without what ends it: "3 June)." is "3 June"."""
    said = said.strip(" .;,")
    closes = (said[-1:], said.count("(") - said.count(")"), said.count("[") - said.count("]"))
    return said[:-1].strip(" .;,") if closes in ((")", -1, 0), ("]", 0, -1)) else said
