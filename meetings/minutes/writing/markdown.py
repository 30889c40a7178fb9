"""Minutes as Markdown that the reader reads back as the same minutes.

The writer asks the reader: each piece is first written as a secretary would write it,
then read; where that comes out otherwise, it is written in its explicit form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from ..document import Attendee, Entry, Item, Minutes, MinutesError, Point, Presence
from ..reading import (
    attendance,
    dates,
    explicit,
    headings,
    inline,
    labels,
    numbers,
    pages,
    people,
    roll,
)
from ..reading.masthead import EDITED
from . import entries
from .entries import Style

_BULLET = re.compile(r" *- ")
_RULE = "* * *"


def markdown(minutes: Minutes, *, references: bool = False, notice: str = "") -> str:
    """`minutes` as Markdown; with `references`, actions carry theirs: `Action 3 (CJ-37):`.

    `notice` is one of `masthead.NOTICES`, printed below the title. Reading it gives `minutes`
    again, but for references where they are left out.
    """
    parts = blocks(minutes, references=references, has_title=True)
    return laid_out(noticed(parts, minutes, notice))


def noticed(parts: list[str], minutes: Minutes, notice: str = "") -> list[str]:
    """Blocks with a notice below the title, and that something is withheld, if it is."""
    is_public = minutes.is_edited and minutes == minutes.redacted()
    notices = [one for one in (notice, EDITED if is_public else "") if one]
    at = 1 if parts[0].startswith("# ") else 0
    return [*parts[:at], *notices, *parts[at:]]


def laid_out(parts: Iterable[str]) -> str:
    """Blocks of Markdown as one text; bullets that follow each other stand together."""
    out: list[str] = []
    before = ""
    for part in parts:
        if out:
            together = all("\n" not in one and _BULLET.match(one) for one in (before, part))
            out.append("\n" if together else "\n\n")
        out.append(part)
        before = part
    return "".join(out) + "\n"


def blocks(minutes: Minutes, *, references: bool, has_title: bool) -> list[str]:
    """The Markdown blocks of `minutes`; without its title, where that stands elsewhere."""
    if not references:
        minutes = without_references(minutes)
    plain = Style(references, sub_heading="###" if minutes.items else "####")
    explicit = replace(plain, is_explicit=True)
    title = "" if has_title else minutes.title
    body = [_body_section(minutes, index, plain) for index in range(len(minutes.items) + 2)]
    for style in (plain, replace(plain, may_bracket=False), explicit):
        head = _head(minutes, style, has_title)
        # Where a section is read otherwise, it is written again in explicit forms.
        for _ in range(2):
            found = _read(_whole(head, body, minutes), title)
            if found == minutes:
                return _whole(head, body, minutes)
            wrong = _wrong_sections(found, minutes)
            if not wrong:
                break
            for index in wrong:
                body[index] = _body_section(minutes, index, explicit)
    body = [_body_section(minutes, index, explicit) for index in range(len(minutes.items) + 2)]
    return _whole(_head(minutes, explicit, has_title), body, minutes)


def without_references(minutes: Minutes) -> Minutes:
    def bare(those: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(
            entry if isinstance(entry, Point) else replace(entry, reference="") for entry in those
        )

    return replace(
        minutes,
        before=bare(minutes.before),
        items=tuple(replace(item, entries=bare(item.entries)) for item in minutes.items),
        after=bare(minutes.after),
    )


def _whole(head: list[str], body: list[list[str]], minutes: Minutes) -> list[str]:
    before, items, after = body[0], body[1:-1], body[-1]
    out = list(head)
    if before or (after and not items):
        out.append(_RULE)
    out += before
    for item in items:
        out += item
    if after:
        out += [_RULE, *after]
    return out


def _body_section(minutes: Minutes, index: int, style: Style) -> list[str]:
    """Section 0 is what stands before the items, the last one what stands after them."""
    if index == 0:
        return list(entries.written(minutes.before, style))
    if index == len(minutes.items) + 1:
        return list(entries.written(minutes.after, style))
    return list(_item(minutes.items[index - 1], style))


def _read(parts: Iterable[str], title: str = "") -> Minutes | None:
    try:
        page = pages.html_of_markdown(laid_out(parts))
        return pages.read_page(page, title=title).minutes
    except MinutesError:
        return None


def _wrong_sections(found: Minutes | None, wanted: Minutes) -> list[int]:
    if found is None:
        return []
    if len(found.items) != len(wanted.items):
        return list(range(len(wanted.items) + 2))
    wrong = [
        index + 1
        for index, (one, other) in enumerate(zip(found.items, wanted.items, strict=True))
        if one != other
    ]
    if found.before != wanted.before:
        wrong.append(0)
    if found.after != wanted.after:
        wrong.append(len(wanted.items) + 1)
    return wrong


def _head(minutes: Minutes, style: Style, has_title: bool) -> list[str]:
    title = (
        [f"# {entries.heading_line(inline.escaped(minutes.title))}"]
        if has_title and minutes.title
        else []
    )
    people_listed = list(_attendance(minutes.attendance, style))
    given = "" if has_title else minutes.title
    implied = None if style.is_explicit else _read([*title, *people_listed, _RULE], given)
    bare = Minutes(held_on=None) if implied is None else implied
    fields: list[tuple[str, str]] = []
    if style.is_explicit or bare.panel != minutes.panel:
        fields.append(("Panel name" if style.is_explicit else "Panel", minutes.panel))
    if minutes.held_on and (style.is_explicit or bare.held_on != minutes.held_on):
        fields.append(("Date", dates.written(minutes.held_on)))
    if style.is_explicit or (bare.starts_at, bare.ends_at) != (minutes.starts_at, minutes.ends_at):
        fields.append(("Time", _times(minutes)))
    if style.is_explicit or bare.venue != minutes.venue:
        fields.append(("Venue", minutes.venue))
    said = [f"{label}: {inline.escaped(value) or labels.NOT_STATED}" for label, value in fields]
    return [*title, *said, *people_listed]


def _times(minutes: Minutes) -> str:
    start = minutes.starts_at.strftime("%H:%M") if minutes.starts_at else ""
    end = minutes.ends_at.strftime("%H:%M") if minutes.ends_at else ""
    if start and end:
        return f"{start} to {end}"
    return start or (f"until {end}" if end else "")


def _attendance(everybody: tuple[Attendee, ...], style: Style) -> Iterator[str]:
    def group(one: Attendee) -> tuple[Presence, str]:
        return one.presence, one.heading

    for (presence, heading), together in groupby(everybody, group):
        label = attendance.write_group(presence, heading)
        if style.is_explicit:
            label = f"Attendance: {heading} ({presence})"
        yield f"## {entries.heading_line(inline.escaped(label))}"
        yield "\n".join(
            f"- {entries.line(inline.escaped(_person(one, style)))}" for one in together
        )


def _person(one: Attendee, style: Style) -> str:
    mark = f"{labels.write_withheld(one.withheld)} " if one.withheld else ""
    if one.withheld and not one.name:
        return mark.strip()
    ways = () if style.is_explicit else (False, True) if style.may_bracket else (False,)
    for in_bracket in ways:
        natural = mark + people.write_natural(one, in_bracket=in_bracket)
        read = roll.person_under(one.heading, natural)
        if read and replace(read, presence=one.presence, heading=one.heading) == one:
            return natural
    return mark + explicit.written(one)


def _item(item: Item, style: Style) -> Iterator[str]:
    title = item.title
    if item.withheld:
        title = f"{entries.mark(item.withheld)} {title}".strip()
    elif labels.withheld(inline.plain(title))[1]:
        title = f"{labels.NOT_WITHHELD} {title}"
    mark = f"{item.number}. " if item.number else ""
    heading = mark + title
    plain = inline.plain(heading)
    if (
        style.is_explicit
        or numbers.before_title(plain) != (item.number, len(mark))
        or headings.is_other(plain)
    ):
        heading = headings.write(item.number, title)
    yield f"## {entries.heading_line(heading)}"
    if item.presenters:
        yield f"Presenters: {inline.escaped(item.presenters)}"
    if item.allotted is not None:
        yield f"Allotted: {item.allotted} minute{'s' * (item.allotted != 1)}"
    yield from entries.written(item.entries, style)
