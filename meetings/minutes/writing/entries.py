"""Points, actions and reviews as blocks of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..document import Action, Entry, Kind, Point, Review
from ..passages import masked
from ..reading import deadlines, inline, labels, owners, pages, statuses

# What would begin a heading, list, quotation, rule, table or code block at a line's start.
_BLOCK = re.compile(r"(?:[#>|~]|[-+=](?=\s|$|[-=])|-{2}|_{2}|\d{1,9}(?=[.)](?:\s|$)))")


@dataclass(frozen=True, slots=True)
class Style:
    """How to write: with references or not; what is explicit whatever the reader says.

    Where somebody is from `may_bracket`, if it is not read after a comma.
    """

    references: bool = False
    is_explicit: bool = False
    may_bracket: bool = True
    sub_heading: str = "###"


def written(entries: tuple[Entry, ...], style: Style) -> Iterator[str]:
    for index, entry in enumerate(entries):
        if isinstance(entry, Point):
            yield _point(entry, style)
        else:
            following = entries[index + 1] if index + 1 < len(entries) else None
            yield _task(entry, following, style)


def _reads_as(text: str, *entries: Entry) -> bool:
    return pages.entries_on(pages.html_of_markdown(text)) == entries


def _point(point: Point, style: Style, *, indent: int = 0) -> str:
    flat = point if point.kind is Kind.HEADING else replace(point, depth=0)
    written = _laid_out(point, _point_text(point), style, indent)
    if style.is_explicit or not _reads_as(_laid_out(flat, _point_text(point), style, 0), flat):
        written = _laid_out(point, _point_text(point, is_explicit=True), style, indent)
    return written


def _point_text(point: Point, *, is_explicit: bool = False) -> str:
    marks = []
    if point.withheld:
        marks.append(mark(point.withheld))
    if point.is_advice:
        marks.append("Panel’s advice:")
    if point.is_for_later:
        marks.append("For a later meeting:")
    if is_explicit and point.text:
        marks.append("Point:")
    return " ".join([*marks, point.text]).strip()


def _laid_out(point: Point, text: str, style: Style, indent: int) -> str:
    if point.kind is Kind.HEADING:
        text = f"{style.sub_heading} {heading_line(text)}"
        return _indented(text, indent)
    text = line(text)
    if point.kind is Kind.BULLET:
        text = f"- {text}"
    elif point.kind is Kind.QUOTATION:
        text = f"> {text}"
    return _indented(text, indent + point.depth)


def _indented(text: str, depth: int) -> str:
    pad = "  " * depth
    return "\n".join(pad + line if line else "" for line in text.split("\n"))


def line(text: str) -> str:
    """`text` so that nothing at its start makes another block of it."""
    match = _BLOCK.match(text)
    if not match:
        return text
    if text[0].isdigit():
        return f"{match.group()}\\{text[match.end() :]}"
    return "\\" + text


def heading_line(text: str) -> str:
    """`text` so that a heading keeps the hashes at its end."""
    return f"{text[:-1]}\\#" if text.endswith("#") and not text.endswith("\\#") else text


def mark(reason: str) -> str:
    return inline.escaped(labels.write_withheld(reason))


def _task(entry: Action | Review, following: Entry | None, style: Style) -> str:
    """An action or a review: as a paragraph and what follows it, or as one list item."""
    if not style.is_explicit:
        for form in (_natural_task, _bracketed_task):
            text = form(entry, style)
            if isinstance(following, Point) and following.kind is not Kind.HEADING:
                # What follows must not be taken for a part of this.
                point = replace(following, depth=0)
                both = f"{text}\n\n{_laid_out(point, _point_text(point), style, 0)}"
                is_read = _reads_as(both, entry, point)
            else:
                is_read = _reads_as(text, entry)
            if is_read:
                return text
    return _contained_task(entry, style)


def _label(entry: Action | Review, style: Style) -> str:
    number = f" {entry.number}" if entry.number else ""
    reference = f" ({entry.reference})" if entry.reference and style.references else ""
    return f"**Action{number}{reference}:**"


def _task_text(entry: Action | Review) -> str:
    if entry.withheld:
        return f"{mark(entry.withheld)} {entry.text}".strip()
    if labels.withheld(inline.plain(entry.text))[1]:
        return f"{labels.NOT_WITHHELD} {entry.text}"
    return entry.text


def _natural_task(entry: Action | Review, style: Style) -> str:
    """`**Action 1:** Jo Bloggs to write.` and, for a review, a list of what was reported."""
    implied = owners.implied(_seen(entry.text)) == entry.owners
    given = "" if implied else _natural_owners(entry.owners)
    return _paragraph_task(entry, given, style)


def _bracketed_task(entry: Action | Review, style: Style) -> str:
    return _paragraph_task(entry, _exact_owners(entry.owners), style)


def _natural_owners(named: tuple[str, ...]) -> str:
    return inline.escaped(f"[{', '.join(named) or labels.NO_OWNER}]")


def _exact_owners(named: tuple[str, ...]) -> str:
    return inline.escaped(owners.write_exact(named))


def _paragraph_task(entry: Action | Review, given: str, style: Style) -> str:
    parts = [_in_line(_label(entry, style), _task_text(entry), given)]
    if deadlines.due(_seen(entry.text)) != entry.due:
        parts.append(_due(entry))
    if isinstance(entry, Review):
        first = _seen(entry.narrative[0].text) if entry.narrative else ""
        if (
            not first
            or statuses.phrase(first)[1] is not entry.status
            or not statuses.phrase(first)[0]
        ):
            parts.append(_status(entry))
        parts += [_point(point, style) for point in entry.narrative]
    return "\n\n".join(parts)


def _seen(text: str) -> str:
    """What rules read of a text: nothing of its withheld passages."""
    return masked(inline.plain(text))


def _in_line(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _due(entry: Action | Review) -> str:
    return f"Due: {inline.escaped(entry.due) or labels.NOT_STATED}"


def _status(review: Review) -> str:
    return f"Status: {statuses.WORDS[review.status] if review.status else labels.NOT_STATED}"


def _contained_task(entry: Action | Review, style: Style) -> str:
    """A list item that holds the action and all that belongs to it: read so anywhere."""
    text = _in_line(_label(entry, style), _task_text(entry), _exact_owners(entry.owners))
    parts = [f"- {text}", _indented(_due(entry), 1)]
    if isinstance(entry, Review):
        parts.append(_indented(_status(entry), 1))
        explicit = replace(style, is_explicit=True)
        parts += [_point(point, explicit, indent=1) for point in entry.narrative]
    return "\n\n".join(parts)
