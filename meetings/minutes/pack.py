"""An agenda and all its papers as one PDF, as the audience of the revision reads them."""

from collections.abc import Callable, Iterator
from functools import partial

from meetings.files import kinds
from meetings.files.binding import Agenda, Part, Row, bound
from meetings.minutes.document import Item, Manner, Minutes, Paper, Point
from meetings.minutes.papers import papers_in
from meetings.minutes.publishing import document_of
from meetings.minutes.reading import inline
from meetings.models import PaperVersion, Revision
from meetings.models.paper import MANNERS, PURPOSES

LARGEST = 120_000_000
"""Bytes of files that are bound together; what comes after them stands apart."""


def pack(revision: Revision) -> bytes:
    """The agenda of a revision with its papers: bookmarks, and one numbering of pages."""
    minutes, papers = document_of(revision), papers_in(revision)
    found = PaperVersion.objects.filter(paper__meeting=revision.meeting).defer("data")
    versions = {(version.paper_id, version.number): version for version in found}
    left, parts = LARGEST, []
    for paper in papers:
        version = versions.get((paper.id or 0, paper.version or 0))
        left -= version.size if version else 0
        parts.append(part_of(paper, minutes, version, is_bound=left >= 0))
    return bound(agenda_of(minutes, revision), parts, revision.frozen_at)


def part_of(
    paper: Paper, minutes: Minutes, version: PaperVersion | None, *, is_bound: bool
) -> Part:
    title = f"[withheld: {paper.withheld}]" if not paper.title else paper.title
    part = partial(Part, f"{paper.reference} {title}".strip(), ", ".join(notes(paper, minutes)))
    if version is None:
        return part()
    data: Callable[[], bytes] = partial(data_of, version.pk)
    kind = kinds.OF_TYPE[version.media_type]
    return part(version.name, kind, data if is_bound else None)


def data_of(version: int) -> bytes:
    """The bytes of one version, read when they are bound and not before."""
    return bytes(PaperVersion.objects.values_list("data", flat=True).get(pk=version))


def notes(paper: Paper, minutes: Minutes) -> Iterator[str]:
    """What is said of a paper beside its title: "for decision, item 3, late"."""
    if paper.purpose:
        yield dict(PURPOSES)[paper.purpose]
    if paper.item is not None and (number := minutes.items[paper.item].number):
        yield f"item {number}"
    if paper.manner:
        yield dict(MANNERS)[paper.manner]
    if paper.is_late:
        yield "late"
    if paper.is_restricted:
        yield "for members only"
    if paper.withheld and paper.title:
        yield f"withheld from the public: {paper.withheld}"
    if paper.url and paper.version is None:
        yield f"at {paper.url}"
    elif paper.title and not paper.version and paper.manner != Manner.ORAL:
        yield "no file"


def agenda_of(minutes: Minutes, revision: Revision) -> Agenda:
    meeting = revision.meeting
    times = [f"{time:%H:%M}" for time in (minutes.starts_at, minutes.ends_at) if time]
    day = minutes.held_on
    told = f"{day.day} {day:%B %Y}" if day else meeting.date_text
    lines = ["Agenda", ", ".join(part for part in (told, " to ".join(times)) if part)]
    return Agenda(
        title=minutes.title or minutes.panel,
        lines=tuple(line for line in (*lines, minutes.venue) if line),
        rows=tuple(row_of(item) for item in minutes.items),
    )


def row_of(item: Item) -> Row:
    title = inline.plain(item.title)
    if item.withheld:
        title = f"{title} [reserved: {item.withheld}]".strip()
    beside = [item.presenters, f"{item.allotted} minutes" if item.allotted else ""]
    told = ", ".join(part for part in beside if part)
    entries = []
    for entry in item.entries:
        if isinstance(entry, Point):
            entries.append(inline.plain(entry.text))
        else:
            called = f"{entry.number} {inline.plain(entry.text)}".strip()
            owners = ", ".join((*entry.owners, *([entry.due] if entry.due else [])))
            entries.append(f"– {called}{f' ({owners})' if owners else ''}")
    return Row(item.number, title, tuple(line for line in (told, *entries) if line))
