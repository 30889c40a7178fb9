"""Dates and times as secretaries write them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from .memory import remembered

MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|sept"
# "13 December 2011at Home Office": no boundary after the year.
_SAID = re.compile(
    rf"\b(?P<day>\d{{1,2}})[\s-]*(?:st|nd|rd|th)?\s*(?:of\s+)?(?P<month>{_MONTH})\b\.?,?"
    r"(?:[\s-]*(?P<year>(?:19|20)\d\d)(?!\d)|[\s-]+(?P<short>\d\d)(?![\d:.]))?",
    re.I,
)
_SAID_AMERICAN = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)",
    re.I,
)
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_FIGURES = re.compile(
    r"\b(?P<day>\d{1,2})(?P<mark>[/.])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)?\d\d)(?!\d)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TIME = r"(\d{1,2})(?:[:.](\d\d))?\s*([ap]\.?m\.?|noon|midday)?"
_TIMES = re.compile(rf"(?<![\d.:]){_TIME}\s*(?:to|until|till|[-–—])\s*{_TIME}(?!\d)", re.I)
_SPAN = re.compile(rf"[\s,–—-]*(?:from\s+)?(?:{_TIMES.pattern})", re.I)
# One time is told from other figures by its minutes or its half of the day: "at 10.30", "2pm".
_AT_ONE_TIME = re.compile(
    r"[\s,–—-]*(?:at\s+)?\d{1,2}(?:[:.]\d\d(?:\s*[ap]\.?m\b\.?)?|\s*(?:[ap]\.?m|noon|midday)\b\.?)(?![\d:.])",
    re.I,
)
_ONE_TIME = re.compile(rf"(?<![\d.:]){_TIME}(?!\d)", re.I)


# What stands between days: "4th & 5th May", "30 April to Tuesday 1 May", "4 or 5 May".
_NEXT_DAY = re.compile(
    r"\s*(?:&|and|or|to|until|(?P<mark>[-–—/]))(?P<space>\s*)(?P<weekday>\w+day,?\s+)?", re.I
)
_DAYS_BEFORE = re.compile(
    r"(?<![\d.:/-])\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,\s*\d{1,2}(?:st|nd|rd|th)?)*"
    rf",?{_NEXT_DAY.pattern}$",
    re.I,
)
# What stands right before a number that is no day: "Minutes no. 3", "Paper FW(12) 3".
_NUMBERED = re.compile(r"(?:\b(?:no|nr|number)\b[.:]?|[#№]|[(\[]\d+[)\]])\s*$", re.I)
_HELD_ON = re.compile(r"\b(?:on|from|of|the|held|\w+day),?\s+$", re.I)
_LONGEST_DAYS = 60
_LONGEST_MEETING = datetime.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Said:
    """A date as said: its place in the text; the year may be missing.

    `is_several` where it is the first of several days.
    """

    day: int
    month: int
    year: int | None
    start: int
    end: int
    is_several: bool = False

    def date(self, year: int | None = None) -> datetime.date | None:
        """The date, in `year` where none was said; None if there is no such day."""
        year = self.year or year
        if year is None:
            return None
        try:
            return datetime.date(year, self.month, self.day)
        except ValueError:
            return None


@remembered
def said(text: str) -> tuple[Said, ...]:
    """The dates in `text`, in order: "13 March 2012", "3rd August", "11.03.2014"."""
    if not any(char.isdigit() for char in text):
        return ()
    found: list[Said] = []
    taken: set[int] = set()  # places in the text that a date holds
    for pattern in (_SAID, _SAID_AMERICAN, _ISO, _FIGURES):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = parts["month"]
            month = int(month) if month.isdigit() else month_number(month)
            year = parts.get("year")
            if not year and (short := parts.get("short")):
                year = short
            one = Said(
                day=int(parts["day"]),
                month=month,
                year=(int(year) + (2000 if len(year) == 2 else 0)) if year else None,
                start=match.start(),
                end=match.end(),
            )
            is_day = one.date(2000) is not None
            places = range(one.start, one.end)
            if is_day and taken.isdisjoint(places):
                taken.update(places)
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


@remembered
def held(text: str) -> tuple[Said, ...]:
    """The dates in `text`, those of one meeting as its first: "4th & 5th May" is the 4th.

    So are "4-5 May", "4th, 5th and 6th May" and "30 April to 1 May"; their place is that of
    all of them.
    """
    found: list[Said] = []
    for one in said(text):
        since = found[-1].end if found else 0
        if found and _NEXT_DAY.fullmatch(text[since : one.start]) and _is_next(found[-1], one):
            first = found[-1]
            turned = one.year and one.year - (first.month > one.month)
            found[-1] = replace(first, year=first.year or turned, end=one.end, is_several=True)
            continue
        before = text[max(since, one.start - _LONGEST_DAYS) : one.start]
        match = _DAYS_BEFORE.search(before)
        if match and 0 < int(match["day"]) < one.day and not _is_count(match, before):
            start = one.start - len(before) + match.start()
            one = replace(one, day=int(match["day"]), start=start, is_several=True)
        found.append(one)
    return tuple(found)


def _is_count(match: re.Match[str], before: str) -> bool:
    """Whether a number before a day counts meetings: "Meeting 3 - 4 May 2012" is the third one.

    So do "Minutes no. 3 – 4 May" and, as one weekday is not told of two days, "3 – Friday 4
    May"; "on 3 – 4 May" and "Thursday 3 – Friday 4 May" are two days.
    """
    if not match["mark"]:
        return False
    before = before[: match.start()]
    if _NUMBERED.search(before):
        return True
    if _HELD_ON.search(before):
        return False
    is_word = before.rstrip(" ")[-1:].isalpha() and match["mark"] != "/"
    return bool(match["weekday"]) or (is_word and bool(match["space"]))


def is_first(day: datetime.date, text: str) -> bool:
    """Whether `text` tells a day as the first of several of one meeting: "on 4 and 5 May"."""
    return any(
        one.is_several and (one.day, one.month) == (day.day, day.month) for one in held(text)
    )


def _is_next(first: Said, last: Said) -> bool:
    year = last.year or first.year or 2000
    start, end = first.date(first.year or year - (first.month > last.month)), last.date(year)
    return bool(start and end and start < end <= start + _LONGEST_MEETING)


def month_number(word: str) -> int:
    return [name[:3] for name in MONTHS].index(word[:3].lower()) + 1


def year(text: str) -> int | None:
    """The first year named in `text`."""
    match = _YEAR.search(text)
    return int(match.group()) if match else None


def times(text: str) -> tuple[datetime.time | None, datetime.time | None]:
    """When a meeting starts and ends: "10:00 to 12:00", "2-4.30pm", "until 12:00"."""
    if match := _TIMES.search(text):
        hour, minute, half, end_hour, end_minute, end_half = match.groups()
        return _time(hour, minute, half or end_half), _time(end_hour, end_minute, end_half)
    if match := _ONE_TIME.search(text):
        one = _time(*match.groups())
        is_end = re.match(r"\s*(?:until|till|to)\b", text, re.I)
        return (None, one) if is_end else (one, None)
    return None, None


def _time(hour: str, minute: str | None, half: str | None) -> datetime.time | None:
    hours = int(hour)
    if half and half.lower().startswith("p") and hours < 12:
        hours += 12
    if half and half.lower().startswith("a") and hours == 12:
        hours = 0
    try:
        return datetime.time(hours, int(minute or 0))
    except ValueError:
        return None


def span(text: str) -> tuple[datetime.time | None, datetime.time | None, int]:
    """The times that `text` opens with, and where they end: ", 2pm–4pm, Room 3", " at 10.30"."""
    match = _SPAN.match(text) or _AT_ONE_TIME.match(text)
    return (*times(match.group()), match.end()) if match else (None, None, 0)


def without_times(text: str) -> str:
    """`text` without the times that `times` reads in it."""
    if match := _TIMES.search(text) or _ONE_TIME.search(text):
        before = re.sub(r"\b(?:from|until|till|to|at)\s*$", "", text[: match.start()], flags=re.I)
        return f"{before} {text[match.end() :]}"
    return text


def written(date: datetime.date) -> str:
    """13 December 2011"""
    return f"{date.day} {MONTHS[date.month - 1].capitalize()} {date.year}"
