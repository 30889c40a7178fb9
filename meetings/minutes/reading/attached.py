"""The files that a published page attaches: as papers, and as the minutes themselves.

A page whose body is not minutes records a meeting where it attaches the minutes of one
day: its title says "minutes" or "meeting", or gives the day, or a line of its body says
both; and a file is named as minutes, or is the only one under a title that says "minutes".
Minutes of another day or of "the last meeting" are a paper like any other, and so is an
agenda.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote, urljoin

from ..document import (
    Attachment,
    Doubt,
    Minutes,
    MinutesError,
    Paper,
    Point,
    Post,
    Purpose,
    Reading,
)
from . import dates, days, inline, masthead
from .blocks import blocks_of

# The most that a stored paper holds; longer names are no names of files.
LONGEST_ADDRESS = 2000
LONGEST_TITLE = 300
LONGEST_NAME = 255
LONGEST_TYPE = 100

# "May minutes", "4 May MINUTE-ACTIONS", "Notes of the fourth meeting"; no "10 minute guide".
_MINUTES = re.compile(
    r"\b(?:minutes|(?<!\d )minute(?! tak)|notes? of (?:the |a )?(?:\S+ )?meeting)\b", re.I
)
_MEETING = re.compile(r"\b(?:minutes?|meetings?|held|met)\b", re.I)
_AGENDA = re.compile(r"(?<!forward )\bagendas?\b", re.I)
_ANOTHER = re.compile(r"\b(?:last|previous|template)\b", re.I)
_EXTENSION = re.compile(r"\.[a-z][a-z0-9]{1,4}$", re.I)
# The reference in "RW(4)2.ii Letter to the minister", "2024-01-10 RW(1)1.i Agenda".
_REFERENCE = re.compile(r"\b[A-Z][A-Za-z]{1,9} ?\(\d{1,4}\) ?\d{1,3}(?:\.(?:\d+|[ivx]+)\b)*")
_SAYS_ATTACHED = re.compile(r"\b(?:attach\w*|download\w*|available|below|here)\b", re.I)
# Days as files are named: "10 01 24", "10-01-2024", "20240110".
_SPACED_DAY = re.compile(r"(?<!\d)(\d{1,2})[ -](\d{1,2})[ -]((?:20)?\d\d)(?!\d)")
_RUN_IN_DAY = re.compile(r"(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)")
_WEB = re.compile(r"https?://[^\s/\\]|/(?![/\\])")


def read(html: str, *, title: str, post: Post) -> Reading:
    """The meeting whose minutes a page attaches; all that its body says is unread.

    Only what the title and labelled lines tell is read ("Venue: Some House"); a heading at the
    top is the title of a page that is given none. Raises
    MinutesError where no file is the minutes, or the day of the meeting cannot be told.
    """
    page = blocks_of(html)
    top = page.blocks[:1]
    if not title and top and top[0].level:
        title, page.blocks = top[0].plain, page.blocks[1:]
    labelled = [block for block in page.blocks if masthead.is_label(block)]
    found = masthead.read(labelled, title)
    told = {id(block) for block in labelled} - {id(block) for block in found.left}
    files = minutes_among(post.attachments, title)
    if not files:
        raise MinutesError(
            "not minutes: no attendance, items or actions in it, and no attachment is its minutes"
        )
    lines = [block.plain for block in page.blocks if _MEETING.search(block.plain)]
    if not (_MEETING.search(title) or dates.said(title) or any(map(dates.said, lines))):
        raise MinutesError("not minutes: neither a meeting nor its day stands in the title")
    sources = [
        [block.plain for block in labelled],
        [title],
        [post.summary],
        [_spread(file) for file in files],
        lines,
    ]
    day = _day(title, sources)
    if not any(_is_of(file, day, title) for file in files):
        raise MinutesError("not minutes, and those that it attaches are of another day")
    minutes = Minutes(
        held_on=day,
        panel=found.panel,
        title=found.title,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        venue=found.venue,
    )
    unread = [block.text() for block in page.blocks if not block.is_rule and id(block) not in told]
    said = [text for texts in sources for text in texts]
    asked = (*doubts(post), *days.several(day, said))
    return Reading(minutes, post, (*unread, *page.beside, *page.refused), asked)


def doubts(post: Post) -> tuple[Doubt, ...]:
    """The attachments at addresses that nobody should follow."""
    return tuple(
        Doubt(f"{one.name} {one.url}".strip(), "is at no address on the web; no link leads there")
        for one in post.attachments
        if not address(one.url, post.permalink)
    )


def says_so(reading: Reading) -> bool:
    """Whether a page with labelled lines of a meeting says that its minutes are attached.

    "Venue: Some House" and then "The minutes can be downloaded below."; or it says nothing
    more at all, not even the date.
    """
    minutes = reading.minutes
    if minutes.attendance or minutes.items or not (reading.post and reading.post.attachments):
        return False
    said = list(minutes.entries())
    if not said:
        return minutes.held_on is None
    return all(isinstance(one, Point) and _SAYS_ATTACHED.search(one.text) for one in said)


def minutes_among(attachments: Sequence[Attachment], title: str) -> list[Attachment]:
    """The attachments that may be the minutes of the meeting that `title` speaks of."""
    if _AGENDA.search(title) and not _MINUTES.search(title):
        return []
    named = [one for one in attachments if is_named_minutes(_words(one))]
    if not named and len(attachments) == 1 and _MINUTES.search(title):
        return [one for one in attachments if not _AGENDA.search(_words(one))]
    return named


def papers(post: Post, minutes: Minutes) -> tuple[Paper, ...]:
    """Each attachment as a paper; one whose address nobody should follow has none.

    The reference is that in the file's name, the title the rest of the name.
    """
    files = minutes_among(post.attachments, minutes.title)
    day = minutes.held_on
    its = {id(file) for file in files if day and _is_of(file, day, minutes.title)}
    return tuple(_paper(one, post.permalink, id(one) in its) for one in post.attachments)


def _paper(one: Attachment, permalink: str, is_minutes: bool) -> Paper:
    words = _words(one)
    reference = _REFERENCE.search(words)
    title = words
    if reference:
        rest = f"{words[: reference.start()]} {words[reference.end() :]}"
        title = inline.fold(rest).strip(" -–—:.,") or words
    purpose = Purpose.MINUTES if is_minutes else None
    if purpose is None and _AGENDA.search(words) and not _MINUTES.search(words):
        purpose = Purpose.AGENDA
    return Paper(
        title=title[:LONGEST_TITLE],
        reference=reference.group() if reference else "",
        purpose=purpose,
        url=address(one.url, permalink),
        file_name=one.name[:LONGEST_NAME],
        media_type=one.media_type[:LONGEST_TYPE],
    )


def address(url: str, permalink: str) -> str:
    """Where `url` leads from the page at `permalink`, or "": on the web, or on its site.

    "minutes 1.pdf" on the page "/library/may" -> "/library/minutes%201.pdf".
    """
    if not url:
        return ""
    try:
        joined = urljoin(permalink, inline.fold(url))
    except ValueError:
        return ""
    found = inline.address(f"https:{joined}" if joined.startswith("//") else joined)
    return found if _WEB.match(found) and len(found) <= LONGEST_ADDRESS else ""


def _words(one: Attachment) -> str:
    """The words of a file's name: "4_May_Minutes.doc" -> "4 May Minutes"."""
    name = one.name or unquote(one.url.rpartition("/")[2])
    return _named(name) or inline.fold(one.url)


def _named(name: str) -> str:
    return inline.fold(_EXTENSION.sub("", name).replace("_", " "))


def is_named_minutes(name: str) -> bool:
    """Whether a file of this name is the minutes of a meeting, by its words."""
    words = _named(name)
    return bool(_MINUTES.search(words)) and not (_AGENDA.search(words) or _ANOTHER.search(words))


def _spread(one: Attachment) -> str:
    """The words of a file's name with its days as they are written elsewhere."""
    words = _SPACED_DAY.sub(r"\1.\2.\3", _words(one))
    return _RUN_IN_DAY.sub(r"\1-\2-\3", words)


def _is_of(one: Attachment, day: datetime.date, title: str) -> bool:
    """Whether a file's name says the day, or none: "9 May Minutes" are not of 3 June.

    Nor is it of another where the title says it as one of several days: "9 May Minutes" of a
    "Meeting on 8 and 9 May". Figures may begin with the year: "Minutes 24-01-10" can be of
    10 January 2024.
    """
    name = _spread(one)
    said = {each.date(day.year) for each in (*dates.said(name), *dates.held(name))}
    days: set[datetime.date | None] = {day}
    if dates.is_first(day, title):
        days |= {each.date(day.year) for each in dates.said(title)}
    return (
        not said or not said.isdisjoint(days) or f"{day:%y-%m-%d}" in _words(one).replace(" ", "-")
    )


def _days(texts: Iterable[str], year: int | None = None) -> set[datetime.date]:
    days = (said.date(year) for text in texts for said in dates.held(text))
    return {day for day in days if day}


def _day(title: str, sources: Sequence[Sequence[str]]) -> datetime.date:
    """The day that the first of the sources says which says only one."""
    year = dates.year(title)
    several: set[datetime.date] = set()
    for texts in sources:
        days = _days(texts, year)
        if len(days) == 1:
            return days.pop()
        several |= days
    if several:
        which = ", ".join(dates.written(day) for day in sorted(several))
        raise MinutesError(f"attaches minutes, but could be of any of the days {which}")
    raise MinutesError(
        "attaches minutes, but no date of the meeting in the title, the summary or the file's name"
    )


__all__ = ["address", "doubts", "is_named_minutes", "minutes_among", "papers", "read", "says_so"]
