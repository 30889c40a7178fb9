"""Venues: where a meeting was, in a line that tells more of it."""

from __future__ import annotations

import re

from . import dates, names

HELD_AT = re.compile(r"\b[Hh]eld at (?:the )?(?=[A-Z0-9])")
PLACE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b(?:room|floor|street|st\.|road|house|hall|square|place"
    r"|building|office|centre|lane|avenue|via|by video|teleconference|online|teams|zoom)\b",
    re.I,
)
# What else can be where, right after the date or under it: "Fen station".
KIND = re.compile(
    r"\b(?:station|library|museum|hotel|hospital|school|college|university|theatre|church|chapel"
    r"|castle|chambers?|court|park|campus|mill|barn|inn|headquarters|offices)\b",
    re.I,
)
_HOW = re.compile(r"(?:via|by|over|online|virtually)\b", re.I)
_MET_AT = re.compile(
    r"\b(?:[Mm]eeting|[Mm]et|[Hh]eld) (?:at|in) (?:the )?(?=[A-Z0-9])|\b[Hh]eld (?=by |via )"
)
_AT = re.compile(r"\b(?:held )?(?:at|in) (?:the )?(?=[A-Z0-9])")
# As in "held at Some House, Some Town on Tuesday 3 May 2012", "held at Some House, 3 May".
_ON = re.compile(r"(?:,? on|,| [–—-])(?: \w+day)?,?\s*$", re.I)
# What parts a place from the meeting before it: "Third meeting – Some House – 3 May 2012".
_BETWEEN = re.compile(r" [–—-] |: ")
_APART = (",", "–", "—", "- ", "|", "(", ":")
_MEETING = re.compile(
    r"\b(?:panel|board|group|committee|council|forum|commission|task ?force|minutes|meeting"
    r"|notes?)\b",
    re.I,
)
# What stands after a date in a title and is no place: "4 May 2012, Final Draft".
_REMARKS = frozenset(
    "draft final approved agreed version minutes meeting agenda notes note session part day"
    " official confidential first second third fourth fifth sixth am pm noon midday"
    " midnight".split()
)


def venue_in(text: str) -> str:
    """The place after the date, and after the times: "Room 3, Some House".

    "held on 13 December 2011 at Some House" -> "Some House"
    "4 May 2012, 2.00pm–4.00pm, Room 3, Some House" -> "Room 3, Some House"
    "held at Some House on 13 December 2011" -> "Some House"
    "Third meeting – Some House – 13 December 2011" -> "Some House"
    """
    for said in dates.held(text)[:1]:
        rest = text[said.end :]
        rest = rest[dates.span(rest)[2] :]
        place = rest.strip(" ,–—-|(:")
        place = place if "(" in place else place.rstrip(")")
        if match := _AT.match(place):
            return place[match.end() :].strip(" :.,")
        is_apart = rest.lstrip().startswith(_APART) or text[: said.end].endswith(",")
        if (is_apart or _HOW.match(place)) and _is_place(place):
            return place.strip(" :.,")
        if on := _ON.search(text, 0, said.start):
            return _before_date(text[: on.start()])
    return ""


def is_surely_told(text: str, place: str) -> bool:
    """Whether a line says of a place that it is one: "at Fen", "Fen House", "5 May 2012, Fen"."""
    before = text[: text.rindex(place)] if place in text else ""
    is_told = before.rstrip().endswith((",", " at", " in", " at the", " in the"))
    return is_told or bool(PLACE.search(place) or KIND.search(place))


def _before_date(text: str) -> str:
    """The place that ends `text`: "meeting held at Some House", "Third meeting – Some House"."""
    if held := HELD_AT.search(text) or _MET_AT.search(text):
        return text[held.end() :].strip(" :.,")
    *told, place = _BETWEEN.split(text)
    is_of_meeting = not told or any(map(_MEETING.search, told))
    is_place = PLACE.search(place) and _is_place(place) and not _MEETING.search(place)
    return place.strip() if is_of_meeting and is_place else ""


def _is_place(text: str) -> bool:
    """Whether what follows a date can be where: it says so, or is a name and no remark."""
    if not text[:1].isalnum() or len(text) > 150 or dates.held(text):
        return False
    words = text.split()
    if PLACE.search(text) or (KIND.search(text) and len(words) <= 6):
        return True
    return (
        len(words) <= 6
        and not _MEETING.search(text)
        and all(word[0].isupper() or word in ("of", "the", "and") for word in words)
        and not _REMARKS & set(names.folded_words(text))
    )
