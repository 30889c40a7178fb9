"""Names of organisations as printed, and how two of them may name one organisation.

Plain Python.
"""

from __future__ import annotations

import re
from enum import IntEnum, auto
from functools import lru_cache

from rapidfuzz.distance import OSA

from meetings.minutes.reading import names

_JOINING = frozenset("the of for and in on to at a".split())
# One word for each way to write it: "Dept for Locks", "Dep't of Locks", "No. 7".
_WORDS = {
    "dept": "department",
    "depts": "department",
    "dpt": "department",
    "govt": "government",
    "gov": "government",
    "univ": "university",
    "uni": "university",
    "no": "number",
    "ltd": "limited",
    "assoc": "association",
    "cttee": "committee",
    "min": "ministry",
    "rb": "royalborough",
    "lb": "londonborough",
}
# Words that many organisations have; sharing one makes none of them akin.
_GENERAL = frozenset(
    "department ministry office council city county borough district royal royalborough"
    " londonborough london national local government university college association group agency"
    " authority service services trust society institute board commission committee public data"
    " open information digital british uk england english united kingdom house limited company"
    " centre policy team number secretary state minister justice home cabinet".split()
)
_TAUGHT = re.compile(
    r"^(?P<name>.+?)(?:\s*\((?:the )?[“”\"‘’']?(?P<short>[A-Z][\w&.-]{1,9})[“”\"‘’']?\)"
    r"|, (?P<after>[A-Z][\w&.-]{2,9}))$"
)
_SHORT = re.compile(r"\b[A-Z]{2,4}\b")
# Departments of the United Kingdom are printed by their short names far more often than in
# full; those of gov.uk, with former names ("List of ministerial departments").
_DEPARTMENTS = {
    "BEIS": "Department for Business, Energy and Industrial Strategy",
    "BIS": "Department for Business, Innovation and Skills",
    "CLG": "Department for Communities and Local Government",
    "CO": "Cabinet Office",
    "DCLG": "Department for Communities and Local Government",
    "DCMS": "Department for Culture, Media and Sport",
    "DECC": "Department of Energy and Climate Change",
    "Defra": "Department for Environment, Food and Rural Affairs",
    "DfE": "Department for Education",
    "DfID": "Department for International Development",
    "DfT": "Department for Transport",
    "DH": "Department of Health",
    "DWP": "Department for Work and Pensions",
    "FCO": "Foreign and Commonwealth Office",
    "GDS": "Government Digital Service",
    "GLA": "Greater London Authority",
    "HMRC": "HM Revenue and Customs",
    "HMT": "HM Treasury",
    "HO": "Home Office",
    "ICO": "Information Commissioner's Office",
    "LGA": "Local Government Association",
    "MoD": "Ministry of Defence",
    "MoJ": "Ministry of Justice",
    "ODI": "Open Data Institute",
    "ONS": "Office for National Statistics",
    "TNA": "The National Archives",
}


# Letters from which on a name that differs by one letter is a misprint.
_LONG = 10


class Likeness(IntEnum):
    """How two printed names of organisations are alike, the strongest first."""

    EXACT = auto()  # "The Canal & River Trust", "Canal and River Trust"
    MISPRINT = auto()  # "Minstry of Locks", "Ministry of Locks"
    INITIALS = auto()  # "CRT", "Canal and River Trust"
    AKIN = auto()  # "Lockham City Council", "Lockham CC"; "Locks", "Ministry of Locks"
    NONE = auto()


@lru_cache(maxsize=20_000)
def key(printed: str) -> str:
    """A name folded: "Dept of Locks & Weirs (DLW)" is "Department for Locks and Weirs".

    A short name that everybody knows is the department's: "MoJ".
    """
    folded = spelled(printed)
    return _departments().get(folded, folded)


@lru_cache(maxsize=20_000)
def spelled(printed: str) -> str:
    """A name folded as `key` does, but for short names: "MoJ" is "moj"."""
    return _squashed(taught(printed)[0])


@lru_cache(maxsize=20_000)
def taught(printed: str) -> tuple[str, str]:
    """A name and the abbreviation after it: "Canal Trust (CT)", "Lock Repair Office, LRO".

    That is "" where there is none. An abbreviation that is printed with the name may leave
    words out: "Country Anglers and Boaters Association (CBA)".
    """
    match = _TAUGHT.match(printed.strip()) if printed[-1:] == ")" or "," in printed else None
    if match:
        name, short = match["name"], match["short"] or match["after"]
        if _is_short_for(short, name) or _leaves_words_out(short, name):
            return name, short
    return printed, ""


@lru_cache(maxsize=20_000)
def is_abbreviation(printed: str) -> bool:
    """Whether a name is one of initials: "DCLG", "MoJ", "Defra"; not "Locality", "Home Office"."""
    text = printed.strip(" .").replace(".", "")
    if text.casefold() in {short.casefold() for short in _DEPARTMENTS}:
        return True
    return text.isalpha() and len(text) <= 7 and sum(c.isupper() for c in text) * 2 >= len(text) > 1


def likeness(one: str, other: str) -> Likeness:
    """How alike two names as printed are; the same both ways round."""
    return _likeness(one, other) if one < other else _likeness(other, one)


@lru_cache(maxsize=100_000)
def _likeness(one: str, other: str) -> Likeness:
    ours, theirs = key(one), key(other)
    if ours == theirs:
        return Likeness.EXACT
    if (
        min(len(ours), len(theirs)) >= _LONG
        and OSA.distance(ours, theirs, score_cutoff=1) == 1
        and [c for c in ours if c.isdigit()] == [c for c in theirs if c.isdigit()]
    ):
        return Likeness.MISPRINT
    if is_abbreviation(one) != is_abbreviation(other):
        short, full = (one, other) if is_abbreviation(one) else (other, one)
        return Likeness.INITIALS if _is_short_for(short, taught(full)[0]) else Likeness.NONE
    if _is_part(one, other) or _is_part(other, one):
        return Likeness.AKIN
    if telling(one) & telling(other):
        return Likeness.AKIN
    return Likeness.NONE


def blocks(printed: str) -> set[str]:
    """Keys of which two names share one wherever they are alike."""
    folded = key(printed)
    found = {folded, *telling(printed)}
    if len(folded) >= _LONG:
        found |= {folded[:at] + folded[at + 1 :] for at in range(len(folded))}
    if is_abbreviation(printed):
        return found | {"".join(names.folded_words(printed.replace(".", "")))}
    found |= {word for word in _words(taught(printed)[0]) if word not in _JOINING}
    return found | _initials(taught(printed)[0])


@lru_cache(maxsize=20_000)
def telling(printed: str) -> frozenset[str]:
    """The words that tell an organisation from others: "lockham" of "Lockham City Council"."""
    if is_abbreviation(printed):
        return frozenset()
    words = _words(taught(printed)[0])
    return frozenset(w for w in words if len(w) > 3 and w not in _GENERAL and w not in _JOINING)


def _is_part(one: str, other: str) -> bool:
    """Whether all words of one stand in the other: "Locks", "Ministry of Locks"."""
    words, others = _main_words(one), _main_words(other)
    return len(words) > 0 and words < others


@lru_cache(maxsize=20_000)
def _main_words(printed: str) -> frozenset[str]:
    return frozenset(_words(taught(printed)[0])) - _JOINING


def _is_short_for(short: str, full: str) -> bool:
    return "".join(names.folded_words(short.replace(".", ""))) in _initials(full)


def _leaves_words_out(short: str, full: str) -> bool:
    """Whether all letters are initials of the name, in their order, from first to last."""
    letters = "".join(names.folded_words(short.replace(".", "")))
    for initials in _initials(full) if len(letters) > 2 else ():
        rest = iter(initials)
        ends_agree = (initials[0], initials[-1]) == (letters[0], letters[-1])
        if ends_agree and all(letter in rest for letter in letters):
            return True
    return False


@lru_cache(maxsize=20_000)
def _initials(full: str) -> frozenset[str]:
    """The ways to shorten a name to initials: "dft" and "dt" of "Department for Transport".

    What is short in the name already may stay whole: "bduk" of "Broadband Delivery UK".
    """
    text = full.replace("&", " and ").replace("-", " ")
    words = names.folded_words(text)
    words = words[1:] if words[:1] == ("the",) and len(words) > 2 else words
    main = [word for word in words if word not in _JOINING]
    if len(main) < 2:
        return frozenset()
    small = [word for word in words if word in main or word not in {"and", "the"}]
    found = {"".join(word[0] for word in some) for some in (main, words, small)}
    if whole := {word.casefold() for word in _SHORT.findall(text)} & set(main):
        for some in (main, words, small):
            found.add("".join(word if word in whole else word[0] for word in some))
    return frozenset(found)


def _words(printed: str) -> list[str]:
    words = names.folded_words(printed.replace("&", " and "))
    return [_WORDS.get(word, word) for word in words]


def _squashed(printed: str) -> str:
    words = _words(printed)
    return "".join(word for word in words if word not in _JOINING) or "".join(words)


@lru_cache(maxsize=1)
def _departments() -> dict[str, str]:
    """The key of each department's full name by the key of its short one."""
    return {_squashed(short): _squashed(full) for short, full in _DEPARTMENTS.items()}
