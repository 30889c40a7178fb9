"""Minutes as Markdown that the reader reads back as the same minutes.

The writer asks the reader: each piece is first written as a secretary would write it,
then read; where that comes out otherwise, it is written in its explicit form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ..document import (
    Action,
    Attendee,
    Entry,
    Item,
    Kind,
    Minutes,
    MinutesError,
    Point,
    Presence,
    Review,
)
from ..reading import (
    attendance,
    dates,
    deadlines,
    headings,
    inline,
    labels,
    numbers,
    owners,
    pages,
    people,
    statuses,
)

# What would begin a heading, list, quotation, rule, table or code block at a line's start.
_BLOCK = re.compile(r"(?:[#>|~]|[-+=](?=\s|$|[-=])|-{2}|_{2}|\d{1,9}(?=[.)](?:\s|$)))")
_BULLET = re.compile(r" *- ")
_RULE = "* * *"


@dataclass(frozen=True, slots=True)
class _Style:
    """How to write: with references or not; what is explicit whatever the reader says."""

    references: bool = False
    is_explicit: bool = False
    sub_heading: str = "###"


def markdown(minutes: Minutes, *, references: bool = False) -> str:
    """`minutes` as Markdown; with `references`, actions carry theirs: `Action 3 (CJ-37):`.

    Reading it gives `minutes` again, but for references where they are left out.
    """
    return laid_out(blocks(minutes, references=references, has_title=True))


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
    plain = _Style(references, sub_heading="###" if minutes.items else "####")
    explicit = replace(plain, is_explicit=True)
    title = "" if has_title else minutes.title
    body = [_body_section(minutes, index, plain) for index in range(len(minutes.items) + 2)]
    for head in (_head(minutes, plain, has_title), _head(minutes, explicit, has_title)):
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
    def bare(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(
            entry if isinstance(entry, Point) else replace(entry, reference="") for entry in entries
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


def _body_section(minutes: Minutes, index: int, style: _Style) -> list[str]:
    """Section 0 is what stands before the items, the last one what stands after them."""
    if index == 0:
        return list(_entries(minutes.before, style))
    if index == len(minutes.items) + 1:
        return list(_entries(minutes.after, style))
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


# The top of the page.


def _head(minutes: Minutes, style: _Style, has_title: bool) -> list[str]:
    title = (
        [f"# {_heading_line(inline.escaped(minutes.title))}"] if has_title and minutes.title else []
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


def _attendance(everybody: tuple[Attendee, ...], style: _Style) -> Iterator[str]:
    def group(one: Attendee) -> tuple[Presence, str]:
        return one.presence, one.heading

    for (presence, heading), together in groupby(everybody, group):
        label = attendance.write_group(presence, heading)
        if style.is_explicit:
            label = f"Attendance: {heading} ({presence})"
        yield f"## {_heading_line(inline.escaped(label))}"
        yield "\n".join(f"- {_line(inline.escaped(_person(one, style)))}" for one in together)


def _person(one: Attendee, style: _Style) -> str:
    mark = f"{labels.write_withheld(one.withheld)} " if one.withheld else ""
    if one.withheld and not one.name:
        return mark.strip()
    natural = mark + people.write_natural(one)
    if not style.is_explicit:
        read = attendance.person_under(one.heading, natural)
        if read and replace(read, presence=one.presence, heading=one.heading) == one:
            return natural
    return mark + people.write_explicit(one)


# Items and their entries.


def _item(item: Item, style: _Style) -> Iterator[str]:
    title = item.title
    if item.withheld:
        title = f"{_mark(item.withheld)} {title}".strip()
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
    yield f"## {_heading_line(heading)}"
    if item.presenters:
        yield f"Presenters: {inline.escaped(item.presenters)}"
    yield from _entries(item.entries, style)


def _entries(entries: tuple[Entry, ...], style: _Style) -> Iterator[str]:
    for index, entry in enumerate(entries):
        if isinstance(entry, Point):
            yield _point(entry, style)
        else:
            following = entries[index + 1] if index + 1 < len(entries) else None
            yield _task(entry, following, style)


def _reads_as(text: str, *entries: Entry) -> bool:
    return pages.entries_on(pages.html_of_markdown(text)) == entries


def _point(point: Point, style: _Style, *, indent: int = 0) -> str:
    flat = point if point.kind is Kind.HEADING else replace(point, depth=0)
    written = _laid_out(point, _point_text(point), style, indent)
    if style.is_explicit or not _reads_as(_laid_out(flat, _point_text(point), style, 0), flat):
        written = _laid_out(point, _point_text(point, is_explicit=True), style, indent)
    return written


def _point_text(point: Point, *, is_explicit: bool = False) -> str:
    marks = []
    if point.withheld:
        marks.append(_mark(point.withheld))
    if point.is_advice:
        marks.append("Panel’s advice:")
    if point.is_for_later:
        marks.append("For a later meeting:")
    if is_explicit and point.text:
        marks.append("Point:")
    return " ".join([*marks, point.text]).strip()


def _laid_out(point: Point, text: str, style: _Style, indent: int) -> str:
    if point.kind is Kind.HEADING:
        text = f"{style.sub_heading} {_heading_line(text)}"
        return _indented(text, indent)
    text = _line(text)
    if point.kind is Kind.BULLET:
        text = f"- {text}"
    elif point.kind is Kind.QUOTATION:
        text = f"> {text}"
    return _indented(text, indent + point.depth)


def _indented(text: str, depth: int) -> str:
    pad = "  " * depth
    return "\n".join(pad + line if line else "" for line in text.split("\n"))


def _line(text: str) -> str:
    """`text` so that nothing at its start makes another block of it."""
    match = _BLOCK.match(text)
    if not match:
        return text
    if text[0].isdigit():
        return f"{match.group()}\\{text[match.end() :]}"
    return "\\" + text


def _heading_line(text: str) -> str:
    """`text` so that a heading keeps the hashes at its end."""
    return f"{text[:-1]}\\#" if text.endswith("#") and not text.endswith("\\#") else text


def _mark(reason: str) -> str:
    return inline.escaped(labels.write_withheld(reason))


def _task(entry: Action | Review, following: Entry | None, style: _Style) -> str:
    """An action or a review: as a paragraph and what follows it, or as one list item."""
    if not style.is_explicit:
        for form in (_natural_task, _bracketed_task):
            text = form(entry, style)
            together = [entry]
            if isinstance(following, Point) and following.kind is not Kind.HEADING:
                # What follows must not be taken for a part of this.
                together.append(replace(following, depth=0))
                check = f"{text}\n\n{_laid_out(together[1], _point_text(following), style, 0)}"
            else:
                check = text
            if _reads_as(check, *together):
                return text
    return _contained_task(entry, style)


def _label(entry: Action | Review, style: _Style) -> str:
    number = f" {entry.number}" if entry.number else ""
    reference = f" ({entry.reference})" if entry.reference and style.references else ""
    return f"**Action{number}{reference}:**"


def _task_text(entry: Action | Review) -> str:
    if entry.withheld:
        return f"{_mark(entry.withheld)} {entry.text}".strip()
    if labels.withheld(inline.plain(entry.text))[1]:
        return f"{labels.NOT_WITHHELD} {entry.text}"
    return entry.text


def _natural_task(entry: Action | Review, style: _Style) -> str:
    """`**Action 1:** Jo Bloggs to write.` and, for a review, a list of what was reported."""
    implied = owners.implied(inline.plain(entry.text)) == entry.owners
    given = "" if implied else _natural_owners(entry.owners)
    return _paragraph_task(entry, given, style)


def _bracketed_task(entry: Action | Review, style: _Style) -> str:
    return _paragraph_task(entry, _exact_owners(entry.owners), style)


def _natural_owners(named: tuple[str, ...]) -> str:
    return inline.escaped(f"[{', '.join(named) or labels.NO_OWNER}]")


def _exact_owners(named: tuple[str, ...]) -> str:
    return inline.escaped(owners.write_exact(named))


def _paragraph_task(entry: Action | Review, given: str, style: _Style) -> str:
    parts = [f"{_label(entry, style)} {_task_text(entry)} {given}".strip()]
    if deadlines.due(inline.plain(entry.text)) != entry.due:
        parts.append(_due(entry))
    if isinstance(entry, Review):
        first = inline.plain(entry.narrative[0].text) if entry.narrative else ""
        if (
            not first
            or statuses.phrase(first)[1] is not entry.status
            or not statuses.phrase(first)[0]
        ):
            parts.append(_status(entry))
        parts += [_point(point, style) for point in entry.narrative]
    return "\n\n".join(parts)


def _due(entry: Action | Review) -> str:
    return f"Due: {inline.escaped(entry.due) or labels.NOT_STATED}"


def _status(review: Review) -> str:
    return f"Status: {statuses.WORDS[review.status] if review.status else labels.NOT_STATED}"


def _contained_task(entry: Action | Review, style: _Style) -> str:
    """A list item that holds the action and all that belongs to it: read so anywhere."""
    text = f"- {_label(entry, style)} {_task_text(entry)} {_exact_owners(entry.owners)}"
    parts = [text, _indented(_due(entry), 1)]
    if isinstance(entry, Review):
        parts.append(_indented(_status(entry), 1))
        explicit = replace(style, is_explicit=True)
        parts += [_point(point, explicit, indent=1) for point in entry.narrative]
    return "\n\n".join(parts)
