"""An agenda as Markdown for those who come: it is read by people and never read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..document import Entry, Item, Minutes, Paper, Point, called
from ..passages import masked
from ..reading import deadlines, inline, owners
from .docx import document
from .entries import heading_line, line, mark
from .markdown import laid_out

EDITED = "Parts of this agenda are withheld; each place says why."

Noted = tuple[Paper, str]
"""A paper, and what is said of it beside its title: "for decision, item 3"."""


def agenda(minutes: Minutes, *, day: str, papers: Iterable[Noted] = ()) -> str:
    """When and where, each item with what is to be reported, and the papers.

    `day` is the date in words. What `minutes` hold is written, withheld or not.
    """
    return laid_out(_blocks(minutes, day, papers))


def agenda_docx(minutes: Minutes, *, day: str, papers: Iterable[Noted] = ()) -> bytes:
    """The same as a Word document; the same agenda is always the same bytes."""
    return document(_blocks(minutes, day, papers), title=_title(minutes))


def _title(minutes: Minutes) -> str:
    return f"Agenda: {minutes.title or minutes.panel}"


def _blocks(minutes: Minutes, day: str, papers: Iterable[Noted]) -> list[str]:
    times = [f"{time:%H:%M}" for time in (minutes.starts_at, minutes.ends_at) if time]
    told = ", ".join(filter(None, (day, " to ".join(times), minutes.venue)))
    is_public = minutes.is_edited and minutes == minutes.redacted()
    parts = [
        f"# {heading_line(inline.escaped(_title(minutes)))}",
        line(inline.escaped(told)),
        EDITED if is_public else "",
    ]
    for item in minutes.items:
        parts += _item(item)
    listed = [_paper(*noted) for noted in papers]
    parts += ["## Papers", *listed] if listed else []
    return [part for part in parts if part]


def _item(item: Item) -> Iterator[str]:
    number = f"{inline.escaped(item.number)}. " if item.number else ""
    withheld = f"{mark(item.withheld)} " if item.withheld else ""
    yield f"## {heading_line(f'{number}{withheld}{item.title}'.strip())}"
    allotted = f"{item.allotted} minute{'s' * (item.allotted != 1)}" if item.allotted else ""
    yield line(inline.escaped(", ".join(filter(None, (item.presenters, allotted)))))
    for entry in item.entries:
        yield _entry(entry)


def _entry(entry: Entry) -> str:
    withheld = f"{mark(entry.withheld)} " if entry.withheld else ""
    if isinstance(entry, Point):
        return f"### {heading_line(f'{withheld}{entry.text}'.strip())}"
    seen = masked(inline.plain(entry.text))
    who = "" if owners.implied(seen) == entry.owners else ", ".join(entry.owners)
    when = "" if deadlines.due(seen) == entry.due else entry.due
    beside = "; ".join(filter(None, (who, when)))
    label = f"**Action {inline.escaped(entry.number)}:** " if entry.number and entry.text else ""
    words = f"{withheld}{called(entry.text, entry.number) if not entry.withheld else entry.text}"
    return f"- {label}{words.strip()}{_aside(beside)}"


def _paper(paper: Paper, note: str) -> str:
    if not paper.title:
        return f"- {inline.escaped(paper.reference)} {mark(paper.withheld)}".replace("  ", " ")
    title = inline.escaped(f"{paper.reference} {paper.title}")
    address = inline.address(paper.url)
    said = f"[{title}]({address})" if address else title
    return f"- {said}{_aside(note)}"


def _aside(words: str) -> str:
    return f" ({inline.escaped(words)})" if words else ""
