"""Deadlines: the words of an action that say by when, and the day they mean."""

from __future__ import annotations

import calendar
import datetime
import re

from . import dates

_MONTH = rf"(?:{'|'.join(dates.MONTHS)})"
# "the next meeting of the Roads Board", "our June meeting of members".
_MEETING = (
    rf"(?:the |our |its )?(?:next|following|future|subsequent|{_MONTH})(?: \w+){{0,4}}? ?meeting"
    r"(?: of (?:the )?(?-i:[A-Z]\w*(?: [A-Z]\w*)*|\w+))?"
)
# What else something is done before: "the launch", "the July release", "publication".
_OCCASION = (
    r"(?:release|launch|return|publication|conference|workshop|seminar|recess|session|round"
    r"|consultation|event|deadline|summit|election|hearing|visit|budget|holidays)"
)
_EVENT = (
    rf"(?:(?:(?:the|our|its|their|this|next) )*(?:[\w’'-]+ ){{0,2}}?{_OCCASION}"
    r"(?: (?:closes|ends|opens|begins|starts))?"
    rf"|(?:the|our|its|their) {_MONTH} [a-z]+)"
)
_AHEAD = r"(?:before|prior to|ahead of|in advance of|in (?:good )?time for)"
_SEASON = (
    r"(?:spring|summer|autumn|winter|easter|christmas|new year)"
    r"(?: (?:recess|holidays?|break|term))?(?: \d{4})?"
)
_QUARTER = r"q[1-4](?: (?:of )?\d{4}(?:[/-]\d\d)?)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?s?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_NUMBER = rf"{_WEEKDAY}\d{{1,2}}(?:st|nd|rd|th)?"
_OF_MONTH = (
    rf"(?: of)? (?:{_MONTH}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)(?:,? \d{{4}})?"
)
# "3 March", "Fri 3rd Mar 2012", "3/3/2012", and several: "3 or 4 March", "3 March and 10 March".
_DAY = (
    rf"(?:{_NUMBER}(?:{_OF_MONTH})?(?:, | ?[&/–-] ?| (?:and|or|to) )){{0,3}}"
    rf"(?:{_NUMBER}{_OF_MONTH}|{_WEEKDAY}\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d\d)?\d\d\b)"
)
# "w/c 3 June", "the week ending 7 June".
_WEEK = r"(?:the )?(?:w/?[bce]|week (?:beginning|commencing|ending|of|starting))"
# "the closing date of 3 June", "their deadline".
_CLOSING = (
    r"(?:the|our|its|their) (?:[\w’'-]+ )?(?:closing date|deadline|due date|cut-off(?: date)?)"
    rf"(?: (?:of|on) {_DAY})?"
)
# "over the next three months", "within 48 hours".
_COMING = r"(?:next|coming|following)"
_COUNTED = "one two three four five six seven eight nine ten eleven twelve".split()
_COUNTS = {"a": 1, **{word: count for count, word in enumerate(_COUNTED, 1)}}
_UNIT = r"(?:hour|day|week|fortnight|month)"
_HOUR = (
    r"(?:(?:close(?: of (?:play|business))?|cop|cob|(?:12 )?noon|midday"
    r"|\d{1,2}(?:[:.]\d\d)? ?[ap]m),? (?:on )?)"
)
_WHEN = re.compile(
    rf"\b(?:(?:at|for|to|by|until|{_AHEAD}) {_MEETING}(?: in {_MONTH})?"
    # "for the Board’s meeting in September", "to the meeting on 16 May".
    rf"|(?:at|for|to|by|{_AHEAD}) (?:the )?(?:[\w’'-]+ ){{0,2}}meeting"
    rf" (?:in {_MONTH}(?: \d{{4}})?|on {_DAY})"
    rf"|(?:at|for|to|by|{_AHEAD}) (?:the|our|its) {_DAY} meeting"
    rf"|(?:by|before|until|no later than) {_CLOSING}"
    rf"|(?:{_AHEAD}|by the time of) {_EVENT}(?: on {_DAY})?"
    rf"|for (?:the|our|its|their) next (?:[\w’'-]+ )?{_OCCASION}"
    rf"|(?:by|before|on|no later than|until|between) (?:the )?{_HOUR}?{_DAY}"
    rf"|(?:(?:by|before|in|during|on) )?{_WEEK} {_DAY}"
    rf"|(?:by|before|at|until) (?:the )?(?:end|middle|beginning|start)(?: of)? (?:the )?"
    rf"(?:{_MONTH}(?: \d{{4}})?|week|month|year|term|summer|autumn|spring|winter)"
    rf"|(?:by|before|in|during|until) (?:(?:early|mid|late)[ -])?{_MONTH}(?: \d{{4}})?"
    r"(?! \d| (?:of )?last year)"
    rf"|(?:by|before|in|until) (?:the )?(?:early |mid[ -]|late )?{_SEASON}"
    r"|(?:(?:by|before|until) (?:the )?)?(?:(?:the )?end of )?next (?:week|month|year)(?!['’]s)"
    r"|(?:by|before|until) (?:the )?(?:end of )?this (?:week|month|year)"
    rf"|(?:by|before|no later than|until) (?:{_HOUR}(?:on )?)?(?:next |this )?"
    r"(?:(?:mon|tues|wednes|thurs|fri)day|tomorrow)"
    rf"|(?:by|before|in|until|during) (?:(?:the )?(?:end|start) of |early |late )?{_QUARTER}"
    rf"|(?:(?:with)?in (?:the {_COMING} )?|(?:over|during) the {_COMING} )"
    rf"(?:\d+|{'|'.join(_COUNTS)}) (?:working )?{_UNIT}s?(?:[’']?s? time)?"
    r"|as soon as (?:possible|practicable)|a\.?s\.?a\.?p|in due course|immediately|by return)\b"
    rf"(?: \([^()]{{0,20}}\b{_MONTH}\b[^()]{{0,10}}\))?",
    re.I,
)
# As in "Ann Lee to write. Due: May" and "Ann Lee to write (Deadline: 3 May)".
_LABELLED = re.compile(
    r"(?:^|[.;(\[] ?)(?:due(?: date| by)?|deadline|target date|timescale): ?(?P<when>[^:()]{2,80})"
    r"[)\]]?$",
    re.I,
)
_ALONE = (
    rf"(?P<when>(?:by )?(?:(?:{_WEEK} )?{_DAY}|(?:the )?next meeting"
    rf"|(?:(?:the )?(?:end|early|mid|late)(?: of)? )?{_MONTH}(?: \d{{4}})?))"
)
# As in "Ann Lee to write (February 2012)" and "Write to members (Ann Lee, end May)".
_IN_BRACKET = re.compile(rf"[(\[](?:[^()\[\]]{{1,60}}[,;–-] )?{_ALONE}[)\]]\.?$", re.I)
# As in "Ann Lee to write – 3 June".
_AFTER_DASH = re.compile(rf"(?<=\D) [–—-] {_ALONE}\.?$", re.I)
_IS_ALONE = re.compile(_ALONE, re.I)
_FROM_DAY = re.compile(r"\b(?:w/?[bc]|week (?:beginning|commencing|of|starting)) $", re.I)
# The day of an occasion is not told by its month: "at the June meeting".
_OF_OCCASION = re.compile(
    rf"\b(?:meeting|{_OCCASION}|(?:the|our|its|their) {_MONTH} [a-z]+)\b", re.I
)
# "the minutes of the meeting on 3 May", "speak at the mill day on 3 May": the day of that, as in
# "the paper discussed on 3 May"; but not in "the paper to be sent on 3 May".
_DAY_OF = re.compile(
    r"\b(?:about|at|attend|from|join|of) (?:the|an?|our|its|their|this) (?:[\w’'-]+ ){0,4}"
    rf"(?:meeting|day|{_OCCASION})s? $"
    r"|(?<!have )(?<!get )\b(?:the|an?|our|its|their|this|those|what|as)(?: [\w’'-]+){0,3}?"
    r" (?<!be )(?:agreed|circulated|discussed|given|held|made|noted|presented|published|raised"
    r"|received|sent|shown|tabled|taken) $",
    re.I,
)
_INVITES = re.compile(r"\b(?:invite|attend|invited)\b[^.;]*$", re.I)
_RELATIVE = re.compile(r"\b(end|middle|beginning|start|mid|early|late)\b", re.I)


def due(text: str) -> str:
    """The deadline in the words of an action, as printed: "at the next meeting"; "" if none.

    A label at the end tells it before any other words: "Ann Lee to write. Due: May".
    """
    at_end = _LABELLED.search(text) or _IN_BRACKET.search(text) or _AFTER_DASH.search(text)
    if at_end:
        return at_end["when"].strip(" .")
    for match in _WHEN.finditer(text):
        # "Invite Ann Lee to the next meeting" says where to, not by when.
        not_when = {"to ": _INVITES, "on ": _DAY_OF}.get(match.group()[:3].casefold())
        before = text[max(0, match.start() - 200) : match.start()]
        if not_when is None or not not_when.search(before):
            return match.group()
    return ""


def is_alone(words: str) -> bool:
    """Whether `words` are a deadline and nothing else: "3 June", "June", "next meeting"."""
    return _IS_ALONE.fullmatch(words) is not None


def apart(inner: str) -> tuple[str, str]:
    """Who is to act and by when, of what stands in a bracket: "AL, 3 June", "AL by 3 June"."""
    when = due(f"({inner})") if inner else ""
    return (inner.removesuffix(when).rstrip(" ,;–-"), when) if when else (inner, "")


def are_several(words: str) -> bool:
    """Whether a deadline's words name several days: "by 3 or 4 March", "3 March and 10 March"."""
    said = dates.held(words)
    return len(said) > 1 or any(one.is_several for one in said)


def due_on(words: str, held_on: datetime.date) -> datetime.date | None:
    """The day that a deadline's words name, or None where they name none.

    "by 31 March" is the first such day after the meeting, and of several days the last, as
    nothing is late before; "end of March" and "March" are the month's last day, "before March"
    the day before its first, "w/c 3 June" the last day of that week; "within two weeks" counts
    from the meeting; "at the next meeting", "before the June release" and "as soon as possible"
    name no day.
    """
    for said in dates.said(words)[-1:]:
        day = said.date(held_on.year)
        if day and said.year is None and day < held_on:
            day = said.date(held_on.year + 1)
        if day and _FROM_DAY.search(words[: said.start]):
            is_before = words[:6].casefold() == "before"
            day += datetime.timedelta(days=-1 if is_before else 6)
        return day
    if _OF_OCCASION.search(words):
        return None
    if match := re.search(rf"\b(?<!\d )({_MONTH})\b(?: (\d{{4}}))?", words, re.I):
        month = dates.month_number(match[1])
        # "may" is a verb before it is a month.
        if match[1] == "may":
            return None
        year = int(match[2]) if match[2] else held_on.year + (month < held_on.month)
        if re.match(r"before\b", words, re.I):
            return datetime.date(year, month, 1) - datetime.timedelta(days=1)
        part = _RELATIVE.search(words)
        day_of_month = calendar.monthrange(year, month)[1]
        if part and part[1].lower() in {"beginning", "start", "early"}:
            day_of_month = 1
        elif part and part[1].lower() in {"middle", "mid"}:
            day_of_month = 15
        return datetime.date(year, month, day_of_month)
    if match := re.search(
        rf"\b(?:(?:with)?in|over|during) (?:the {_COMING} )?(\w+) (working )?({_UNIT})s?\b",
        words,
        re.I,
    ):
        return _later(held_on, match[1], match[3].lower(), is_working=bool(match[2]))
    return None


def _later(
    held_on: datetime.date, count: str, unit: str, *, is_working: bool
) -> datetime.date | None:
    number = int(count) if count.isdecimal() else _COUNTS.get(count.lower())
    if number is None or number > 1000:
        return None
    if unit == "month":
        months = held_on.month - 1 + number
        year, month = held_on.year + months // 12, months % 12 + 1
        last = calendar.monthrange(year, month)[1]
        return datetime.date(year, month, min(held_on.day, last))
    if unit in ("week", "fortnight"):
        return held_on + datetime.timedelta(weeks=number if unit == "week" else 2 * number)
    if unit == "hour":
        return held_on + datetime.timedelta(days=-(-number // 24))
    if not is_working:
        return held_on + datetime.timedelta(days=number)
    day = held_on
    while number:
        day += datetime.timedelta(days=1)
        number -= day.weekday() < 5
    return day
