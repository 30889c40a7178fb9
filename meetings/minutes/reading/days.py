"""Days: which of those that the top of a document tells is the meeting's."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from ..document import Doubt
from . import dates

_OF_THE_DOCUMENT = "the only day that is told, and of something else: read as the meeting's"
# What was on another day: "Next meeting: 5 June 2012", "Published 6 June 2012".
_OTHER_MEETING = re.compile(
    r"\b(?:next|last|previous|following|future|earlier) (?:\w+ )?meeting\b", re.I
)
_OTHER_DAY = re.compile(
    r"\b(?:published|approved|agreed|circulated|updated|issued|printed|created|modified|revised"
    r"|signed|drafted|draft|version)(?: on| at| by [\w ]+)?[\s:,–—-]*(?:\w+day,? ?)?$",
    re.I,
)


def held_on(text: str, year: int | None = None) -> datetime.date | None:
    """The first date in `text` that nothing says to be of something else."""
    since = 0
    for said in dates.held(text):
        before, since = text[since : said.start], said.end
        if _OTHER_MEETING.search(before) or _OTHER_DAY.search(before):
            continue
        if day := said.date(year):
            return day
    return None


def of_document(texts: Iterable[str]) -> tuple[datetime.date | None, list[Doubt]]:
    """When a document was published or agreed, where texts tell no other day."""
    for text in texts:
        for said in dates.held(text)[:1]:
            if not _OTHER_MEETING.search(text) and (day := said.date()):
                return day, [Doubt(text, _OF_THE_DOCUMENT)]
    return None, []


def several(day: datetime.date | None, texts: Iterable[str]) -> list[Doubt]:
    """The doubt whether a meeting is of `day`, where texts tell it as the first of several."""
    told = [text for text in texts if day and len(text) < 200 and dates.is_first(day, text)]
    return [Doubt(text, "several days: the first of them is the date") for text in told[:1]]
