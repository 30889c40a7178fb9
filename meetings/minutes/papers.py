"""A meeting's papers beside its minutes: listed in a revision, and taken from a page's files."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.urls import reverse

from meetings.minutes.document import Manner, Paper, Purpose, Reading
from meetings.minutes.reading import attached
from meetings.models import Meeting, PaperVersion, Revision
from meetings.models import Paper as PaperRow

Json = dict[str, Any]


def papers_of(meeting: Meeting) -> tuple[Paper, ...]:
    """A meeting's rows as papers, nothing withheld left out; at most four queries.

    They stand as the agenda goes, those of the meeting as a whole first.
    What stands before a reserved item is withheld for the same reason. A paper with a file
    is listed with its latest version.
    """
    rows = list(meeting.papers.select_related("item").with_file().in_order())
    places: dict[int, int] = {}
    if any(row.item_id for row in rows):
        items = meeting.items.values_list("pk", flat=True)
        places = {pk: place for place, pk in enumerate(items)}
    in_time = sent_out(meeting) if rows else None
    return tuple(
        Paper(
            id=row.pk,
            reference=row.reference,
            title=row.title,
            purpose=Purpose(row.purpose) if row.purpose else None,
            manner=Manner(row.manner) if row.manner else None,
            item=places[row.item_id] if row.item_id else None,
            url=address_of(meeting, row.pk, row.file["number"]) if row.file else row.url,
            file_name=row.file["name"] if row.file else row.file_name,
            media_type=row.file["media_type"] if row.file else row.media_type,
            is_restricted=row.is_restricted,
            withheld=row.withheld or (row.item.withheld if row.item else ""),
            version=row.file["number"] if row.file else None,
            is_late=in_time is not None and comes_beforehand(row) and row.pk not in in_time,
        )
        for row in rows
    )


def address_of(meeting: Meeting, paper: int, version: int) -> str:
    """Where a version of a paper's file stands, for as long as there is one."""
    return reverse("meetings:paper", args=[meeting.panel.code, meeting.number, paper, version])


def comes_beforehand(paper: PaperRow) -> bool:
    """Whether a paper is one that is sent out with the agenda, and is there to be read."""
    # `file` is the latest version, put there by `with_file`: the stubs cannot know.
    is_to_read = bool(paper.url or paper.file)  # type: ignore[attr-defined]
    is_of_the_meeting = paper.purpose in (Purpose.AGENDA, Purpose.MINUTES)
    return is_to_read and not paper.manner and not is_of_the_meeting


def sent_out(meeting: Meeting) -> set[int] | None:
    """The papers that could be read when the agenda first went out; None where none did.

    An agenda that is a page published elsewhere says nothing of when it was sent.
    """
    agendas = meeting.revisions.filter(
        kind=Revision.Kind.AGENDA, published_where="", withdrawal=None
    )
    first = agendas.order_by("number", "audience").values_list("papers", flat=True).first()
    return None if first is None else {paper["id"] for paper in first if paper["url"]}


def redacted(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """`papers` as the public reads them: none for members only; of those withheld, why."""
    return tuple(paper.redacted() for paper in papers if not paper.is_restricted)


def listed(papers: Iterable[Paper]) -> list[Json]:
    """`papers` as data for JSON, which `papers_in` inverts."""
    return [asdict(paper) for paper in papers]


def papers_in(revision: Revision) -> tuple[Paper, ...]:
    """The papers that a revision lists, as its audience reads them."""
    return tuple(from_listed(one) for one in revision.papers)


def from_listed(one: Mapping[str, Any]) -> Paper:
    purpose, manner = one["purpose"], one["manner"]
    return Paper(
        **{
            **one,
            "purpose": Purpose(purpose) if purpose else None,
            "manner": Manner(manner) if manner else None,
        }
    )


class UnconfirmedError(ValidationError):
    """What is not to become public yet; `waiting` are titles of papers with their versions."""

    def __init__(self, waiting: Sequence[tuple[str, PaperVersion]]) -> None:
        self.waiting = waiting
        super().__init__(
            [
                ValidationError(
                    f"{title}: {holds(version)}. Clean it, or confirm that it may become "
                    "public, on the page of the paper.",
                    code="hidden",
                )
                for title, version in waiting
            ]
        )


def holds(version: PaperVersion) -> str:
    """ "levels.docx holds what is not seen – comments: Ann Lee: “why”"."""
    found = ". ".join(map(str, version.findings))
    return f"{version.name} holds what is not seen – {found}"


def refuse_unconfirmed(meeting: Meeting, papers: Iterable[Paper]) -> None:
    """Raises UnconfirmedError `hidden` where a file holds what is not seen and would become public.

    That is, where nobody has confirmed it and no publication that stands lists it already.
    """
    listed = {(paper.id, paper.version): paper for paper in papers if paper.version}
    if not listed:
        return
    waiting = PaperVersion.objects.unconfirmed().filter(paper__meeting=meeting).defer("data")
    published = meeting.revisions.published()
    waiting = waiting.exclude(pk__in=waiting.listed_in(published).values("pk"))
    told = {(version.paper_id, version.number): version for version in waiting}
    refused = [(listed[key].title, version) for key, version in told.items() if key in listed]
    if refused:
        raise UnconfirmedError(refused)


def attached_by(reading: Reading) -> tuple[Paper, ...]:
    """The files that a published page attaches, as papers; a file and its copy once."""
    if reading.post is None:
        return ()
    found = attached.papers(reading.post, reading.minutes)
    return tuple({paper.url or paper.file_name: paper for paper in reversed(found)}.values())[::-1]


def missing(meeting: Meeting, papers: Collection[Paper]) -> list[Paper]:
    """Those of `papers` that the meeting does not have yet, by where they stand or their name."""
    if not papers:
        return []
    known = {url or name for url, name in meeting.papers.values_list("url", "file_name")}
    return [paper for paper in papers if (paper.url or paper.file_name) not in known]


def same(meeting: Meeting, papers: Collection[Paper]) -> list[Paper]:
    """The meeting's own rows of these `papers`, which may have been changed since."""
    places = {paper.url or paper.file_name for paper in papers}
    return [paper for paper in papers_of(meeting) if (paper.url or paper.file_name) in places]


def compare(meeting: Meeting, papers: Collection[Paper]) -> list[str]:
    """What the meeting does not have of `papers`, as lines of a comparison."""
    return [f"+paper: {paper.file_name or paper.title}" for paper in missing(meeting, papers)]


def add(meeting: Meeting, papers: Collection[Paper]) -> int:
    """Give the meeting these papers, after those that it has; returns how many."""
    if not papers:
        return 0
    last = meeting.papers.aggregate(last=Max("position"))["last"]
    PaperRow.objects.bulk_create(
        PaperRow(
            meeting=meeting,
            position=position,
            reference=paper.reference,
            title=paper.title,
            purpose=paper.purpose or "",
            url=paper.url,
            file_name=paper.file_name,
            media_type=paper.media_type,
        )
        for position, paper in enumerate(papers, 0 if last is None else last + 1)
    )
    return len(papers)
