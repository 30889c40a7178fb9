"""The masthead: title, panel, date, time and venue, from the title and the first lines."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ..document import Doubt
from . import attendance, dates, days, labels, listings, names, numbers, subgroups, venues
from .blocks import Block

# What the writer prints at the top: of what the public reads, and of what are no minutes yet.
EDITED = "Parts of these minutes are withheld; each place says why."
DRAFT = "Draft minutes for the members: not agreed and not public."
UNAGREED = "Draft minutes: not agreed yet."
NOTICES = frozenset([EDITED, DRAFT, UNAGREED])

_LABEL = re.compile(
    r"(?:(?P<label>Panel name|Panel|Date and time|Date of meeting|Meeting date|Date|Time|Venue"
    r"|Location|Place|When|Where)\s?:|(?P<before_dash>Date|Time|Venue|Location) [–—-] )\s*",
    re.I,
)
_FIELD = {
    "panel name": "panel",
    "panel": "panel",
    "date and time": "date",
    "date of meeting": "date",
    "meeting date": "date",
    "date": "date",
    "time": "time",
    "venue": "venue",
    "location": "venue",
    "place": "venue",
    "when": "date",
    "where": "venue",
}
_ORDINAL = (
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|eleventh|twelfth|\w+teenth|twentieth)"
)
# Where the name ends in a title: "… Panel - 13 March", "… minutes from", ": third meeting".
_NAME_ENDS = re.compile(
    r"\s+[–—-]\s+|:|,|\(|\b(?:minutes?|notes?) (?:of|from|for)\b|\bminutes?\b|\bmeeting\b"
    rf"|\b{_ORDINAL}\b|\bheld\b",
    re.I,
)
_NAME_STARTS = re.compile(
    rf"^(?:(?:draft|final|approved|agreed)\s+)?(?:minutes?|notes?|record)"
    rf"(?: of (?:the |a )?(?:{_ORDINAL} )?meeting)?\s*(?:of|for|from)?\s*(?:the )?[:–—-]?\s*",
    re.I,
)
_BODY = re.compile(
    r"\b(?:panel|board|group|committee|council|forum|commission|taskforce|task force)\b", re.I
)
_TRAILING_YEAR = re.compile(r"\s+(?:19|20)\d\d$")
_MEETING_LINE = re.compile(r"\b(?:minutes|meeting|note|notes|held)\b", re.I)
_IN_BRACKETS = re.compile(r"\[[^\]]*\]|<[^>]*>|\bhttps?://\S+")
_SHORT = 60
_LONGEST_NAME = 120
_ANOTHER_DAY = "another day than the one read as the meeting's"
_AFTER_DATE = "after the date, and nothing says that it is a place: read as the venue"
_SMALL = frozenset("of the and at in on for".split())
# Words of lines under a date that say what the document is.
_NO_PLACES = frozenset(
    "draft final approved agreed version agenda actions action official confidential restricted"
    " unclassified present attendance apologies first second third".split()
)


@dataclass(slots=True)
class Masthead:
    """What the top of the document tells; `left` are its lines that told nothing."""

    title: str = ""
    panel: str = ""
    held_on: datetime.date | None = None
    starts_at: datetime.time | None = None
    ends_at: datetime.time | None = None
    venue: str = ""
    is_labelled: bool = False
    left: list[Block] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def is_label(block: Block) -> bool:
    return _LABEL.match(block.plain) is not None


def is_title(plain: str) -> bool:
    """Whether a heading can be a line of the title: "Some Panel", "Minutes", "3 May 2012"."""
    if numbers.before_title(plain)[1]:
        return False
    said = _BODY.search(plain) or _MEETING_LINE.search(plain) or dates.held(plain)
    return bool(said) and len(plain) <= 120


def is_label_of(cell: str) -> bool:
    """Whether the cell of a table is a label of the masthead: "Date", "Venue:"."""
    return cell.rstrip(" :").lower() in _FIELD


def panel_in(title: str) -> str:
    """The panel's name in a title: "Some Panel - 13 March 2012" -> "Some Panel".

    A sub-group after it is another body: "Some Panel: Weirs Sub-Group - 13 March 2012".
    """
    for text in (title, _NAME_STARTS.sub("", title)):
        ends = [match.start() for match in [_NAME_ENDS.search(text)] if match]
        ends += [said.start for said in dates.held(text)[:1]]
        name = _TRAILING_YEAR.sub("", text[: min(ends)] if ends else text)
        if name.strip(" –—-:,."):
            return _with_subgroup(text, name.strip(" –—-:,."))
    return ""


def _with_subgroup(text: str, name: str) -> str:
    """The name of a body in a title, with that of its sub-group where one follows."""
    before, _, after = text.partition(name)
    rest = after.lstrip(" –—-:,(")
    if rest in ("", after) or len(rest) > _LONGEST_NAME or not _BODY.search(name):
        return name
    inner = panel_in(rest).rstrip(")")
    if not rest.startswith(inner) or not subgroups.is_named(inner):
        return name
    end = len(text) - len(rest) + len(inner)
    return text[len(before) : end + text.startswith(")", end)]


def read(blocks: Sequence[Block], title: str) -> Masthead:
    """The masthead of a document whose front matter gives `title`, or "" if it has none."""
    found = Masthead(title=title)
    said_fields: dict[str, str] = {}
    lines: list[Block] = []
    again: set[int] = set()  # lines with a label that stood above
    for block in blocks:
        if block.is_rule or block.plain in NOTICES:
            continue
        if (
            not found.title
            and block.level == 1
            and not said_fields
            and not any(is_title(line.plain) for line in lines)
        ):
            found.title = block.plain
            continue
        if on_line := _fields_on(block.plain):
            if on_line.keys() & said_fields.keys():
                again.add(id(block))
            elif all(_says_only(name, said) for name, said in on_line.items()):
                said_fields |= on_line
                continue
        lines.append(block)
    found.is_labelled = bool(said_fields)
    if not found.title and lines and not said_fields:
        found.title = lines[0].plain
        lines = lines[1:]
    found.panel, found.venue = panel_in(found.title), venues.venue_in(found.title)
    if found.venue == found.panel:
        found.venue = ""
    elif found.venue and not venues.is_surely_told(found.title, found.venue):
        found.doubts.append(Doubt(found.title, _AFTER_DATE))
    found.held_on = days.held_on(found.title)
    found.starts_at, found.ends_at = _times_beside_date(found.title)
    _take_fields(found, said_fields)
    _take_lines(found, lines, said_fields.keys(), again)
    if not found.panel and "panel" not in said_fields:
        found.panel = next(filter(None, map(_panel_before_more, lines)), "")
    if found.held_on is None:
        found.held_on, doubts = days.of_document(line.plain for line in lines)
        found.doubts += doubts
    told = (title, found.title, *(line.plain for line in lines))
    found.doubts += days.several(found.held_on, told)
    return found


def _fields_on(plain: str) -> dict[str, str]:
    """What a line tells under labels: "Venue: Some House", "Date: 5 May 2012 Venue: Some House".

    Only after a date or a time is what follows another label. None if it begins with none.
    """
    told: dict[str, str] = {}
    name, since = "", 0
    for match in _LABEL.finditer(plain):
        start, new = match.start(), _FIELD[(match["label"] or match["before_dash"]).lower()]
        is_next = name in ("date", "time") and new not in told and plain[start - 1] in " ,;"
        if start and not is_next:
            continue
        if name:
            told[name] = plain[since:start].strip(" ,;")
        name, since = new, match.end()
        told[name] = plain[since:].strip()
    return told


def _take_lines(
    found: Masthead, lines: Sequence[Block], labelled: Collection[str], again: Collection[int]
) -> None:
    """Fill from the lines beneath what neither the title nor a labelled line tells.

    A line that tells it again, in other words, is left.
    """
    year = dates.year(found.title)
    has_times = "time" in labelled or bool(found.starts_at or found.ends_at)
    has_venue = "venue" in labelled or bool(found.venue)
    seen_date = "date" in labelled
    seen_panel = is_after_date = is_after_place = False
    for block in lines:
        was_after_date, is_after_date = is_after_date, False
        was_after_place, is_after_place = is_after_place, False
        plain = block.plain
        if id(block) in again:
            found.left.append(block)
            continue
        date = days.held_on(plain, year)
        is_meeting_line = _MEETING_LINE.search(plain) is not None
        if date and found.held_on not in (None, date) and len(plain) < _SHORT:
            found.doubts.append(Doubt(plain, _ANOTHER_DAY))
        if date and len(plain) < 200 and not seen_date:
            if found.held_on is None or found.held_on == date:
                found.held_on = date
                seen_date = is_after_date = True
                venue = venues.venue_in(plain)
                if venue not in ("", found.panel) and not has_venue:
                    found.venue, has_venue = venue, True
                    if not venues.is_surely_told(plain, venue):
                        found.doubts.append(Doubt(plain, _AFTER_DATE))
                if not has_times:
                    found.starts_at, found.ends_at = _times_beside_date(plain)
                    has_times = bool(found.starts_at or found.ends_at)
                if _only_date(plain, venue, found):
                    continue
        elif not date and not seen_panel and _is_panel(plain, found.panel):
            if (
                not found.panel
                or (_BODY.search(plain) and not _BODY.search(found.panel))
                or _is_in_full(plain, found.panel)
            ):
                found.panel = panel_in(plain)
            seen_panel = True
            # "SomePanel" is the same panel, but not the same words.
            if set(names.folded_words(plain)) <= {"the", *names.folded_words(found.panel)}:
                continue
        elif was_after_place and venues.PLACE.search(plain) and len(plain) < 200:
            # "Third meeting held at Some House", and its address on the next line.
            address = _IN_BRACKETS.sub("", plain).strip(" ,")
            found.venue = f"{found.venue}, {address}"
            if address == plain:
                continue
        elif not has_venue and not date and (place := venues.HELD_AT.search(plain)):
            found.venue, has_venue = plain[place.end() :].strip(" :.,"), True
            is_after_place = True
        elif _are_people(plain):
            pass
        elif (
            not has_venue
            and not is_meeting_line
            and venues.PLACE.search(plain)
            and len(plain) < 200
        ):
            found.venue, has_venue = plain, True
            continue
        elif was_after_date and not has_venue and _could_be_place(plain):
            found.venue, has_venue = plain, True
            found.doubts.append(
                Doubt(plain, "a line under the date that nothing labels: read as the venue")
            )
            continue
        found.left.append(block)


def _are_people(plain: str) -> bool:
    """Whether a line lists people, after a label or without: "Ann Lee (Some Office), Jo Day"."""
    return attendance.lists_people(plain) or any(
        map(listings.is_listing, (plain, plain.partition(":")[2]))
    )


def _times_beside_date(text: str) -> tuple[datetime.time | None, datetime.time | None]:
    """The times of "4 May 2012, 2.00pm–4.00pm"."""
    for said in dates.held(text)[:1]:
        return dates.span(text[said.end :])[:2]
    return None, None


def _names_something(plain: str) -> bool:
    """Whether a line can be the name of a place: "Some Company", but not "Final draft"."""
    words = plain.split()
    return (
        len(words) <= 12
        and words[0][0].isalnum()
        and all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)
        and not plain.isupper()
        and not dates.held(plain)
        and not names.is_person(plain.rpartition(" (")[0])
        and not _MEETING_LINE.search(plain)
        and not _NO_PLACES & set(names.folded_words(plain))
    )


def _could_be_place(plain: str) -> bool:
    """Whether a line under the date can be where: "Some Company", "The old mill, Fenwick"."""
    return _names_something(plain) or (
        venues.KIND.search(plain) is not None
        and len(plain.split()) <= 8
        and not _MEETING_LINE.search(plain)
        and plain[-1].isalnum()
    )


def _is_panel(plain: str, panel: str) -> bool:
    same = names.organisation_key(panel) == names.organisation_key(plain)
    return same or (
        len(plain) < 100 and _BODY.search(plain) is not None and not _MEETING_LINE.search(plain)
    )


def _is_in_full(plain: str, panel: str) -> bool:
    """Whether a line is the panel's name with more words within: "Tide and Weir Panel"."""
    said, short = names.folded_words(plain), names.folded_words(panel)
    if plain.isupper() or not 1 < len(short) < len(said):
        return False
    left = iter(said)
    ends_same = (said[0], said[-1]) == (short[0], short[-1])
    return ends_same and all(word in left for word in short)


def _panel_before_more(block: Block) -> str:
    """The panel whose name begins a line that tells more: "Some Panel – 3rd Meeting"."""
    name = panel_in(block.plain)
    is_name = block.plain.startswith(name) and len(block.plain) <= 120
    return name if is_name and _BODY.search(name) and _names_something(name) else ""


_DATE_WORDS = frozenset(
    "minutes minute of the a an meeting note notes held on at in from date"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)


def _says_only(name: str, said: str) -> bool:
    """Whether a labelled line says what its label promises, and nothing beside it."""
    if name == "date":
        rest = said
        for one in reversed(dates.held(said)[:1]):
            if one.is_several:
                return False
            rest = rest[: one.start] + " " + rest[one.end :]
        return rest != said and set(names.folded_words(dates.without_times(rest))) <= _DATE_WORDS
    if name == "time":
        rest = dates.without_times(said)
        return (rest != said and not names.folded_words(rest)) or said == labels.NOT_STATED
    return True


def _only_date(plain: str, venue: str, found: Masthead) -> bool:
    """Whether a line says nothing beside the date, the venue and that there was a meeting."""
    said = dates.held(plain)[0]
    if said.is_several:
        return False
    after = plain[said.end :]
    starts_at, ends_at, end = dates.span(after)
    if end and (starts_at, ends_at) == (found.starts_at, found.ends_at):
        after = after[end:]
    rest = plain[: said.start] + " " + after
    if venue and venue == found.venue:
        rest = rest.replace(venue, " ")
    # "1st" of "1st meeting: 3 May 2012" is kept nowhere but in a title that says it.
    known = {*_DATE_WORDS, *names.folded_words(found.panel), *names.folded_words(found.title)}
    return all(word in known for word in names.folded_words(rest))


def _take_fields(found: Masthead, said: dict[str, str]) -> None:
    """Labelled lines override what title and lines imply."""
    if "panel" in said:
        found.panel = _stated(said["panel"])
    if "venue" in said:
        found.venue = _stated(said["venue"])
    if "date" in said:
        found.held_on = days.held_on(said["date"], dates.year(found.title)) or found.held_on
        if "time" not in said:
            found.starts_at, found.ends_at = _times_around_date(said["date"])
    if "time" in said:
        found.starts_at, found.ends_at = dates.times(_stated(said["time"]))


def _times_around_date(text: str) -> tuple[datetime.time | None, datetime.time | None]:
    """The times of "4 May 2012, 2pm" and "2pm on 4 May 2012"."""
    for one in dates.held(text)[:1]:
        return dates.times(text[: one.start] + " " + text[one.end :])
    return None, None


def _stated(text: str) -> str:
    return "" if text == labels.NOT_STATED else text
