"""An agenda and an action note, for those who come: read by people, and never read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ..document import Action, Entry, Item, Minutes, Paper, Point, Review, Status
from ..reading import inline, statuses
from .docx import document
from .entries import heading_line, line, mark
from .markdown import laid_out

EDITED = "Parts of this agenda are withheld; each place says why."

_CLOSED = (Status.COMPLETE, Status.NOT_TAKEN_FORWARD)

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


def action_note_docx(minutes: Minutes, *, day: str) -> bytes:
    """What a meeting agreed is to be done, and what it left open, as a Word document."""
    title = f"Action note: {minutes.panel}, {day}"
    reported = [one for one in minutes.reviews() if one.status not in _CLOSED]
    parts = [f"# {heading_line(inline.escaped(title))}"]
    for heading, those in (("Agreed", minutes.actions()), ("Still open", reported)):
        parts += [f"## {heading}", tasks(those)] if those else []
    return document(parts, title=title)


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
    for are_points, entries in groupby(item.entries, lambda entry: isinstance(entry, Point)):
        if are_points:
            for point in entries:
                withheld = f"{mark(point.withheld)} " if point.withheld else ""
                yield f"### {heading_line(f'{withheld}{point.text}'.strip())}"
        else:
            yield tasks(entries)


def tasks(entries: Iterable[Entry]) -> str:
    """Actions as a table, with what became of them where they were reported on."""
    those = [entry for entry in entries if not isinstance(entry, Point)]
    heads = ["No.", "Action", "For", "By"]
    if any(isinstance(entry, Review) and entry.status for entry in those):
        heads.append("Status")
    rows = [_task(entry)[: len(heads)] for entry in those]
    return "\n".join(map(_row, (heads, ["---"] * len(heads), *rows)))


def _task(entry: Action | Review) -> list[str]:
    words = f"{mark(entry.withheld)} {entry.text}" if entry.withheld else entry.text
    status = statuses.WORDS[entry.status] if isinstance(entry, Review) and entry.status else ""
    said = map(inline.escaped, (", ".join(entry.owners), entry.due, status))
    return [inline.escaped(entry.number or entry.reference), words.strip(), *said]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _paper(paper: Paper, note: str) -> str:
    if not paper.title:
        return f"- {inline.escaped(paper.reference)} {mark(paper.withheld)}".replace("  ", " ")
    title = inline.escaped(f"{paper.reference} {paper.title}")
    address = inline.address(paper.url)
    said = f"[{title}]({address})" if address else title
    return f"- {said}{_aside(note)}"


def _aside(words: str) -> str:
    return f" ({inline.escaped(words)})" if words else ""
