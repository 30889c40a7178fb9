"""The forms in which a revision is handed out as a file: what its readers read, and no more."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from meetings.minutes import writing
from meetings.minutes.document import Attachment, Minutes, Paper, Post
from meetings.minutes.pack import notes, pack
from meetings.minutes.papers import listed, papers_in
from meetings.minutes.publishing import document_of
from meetings.minutes.reading.masthead import DRAFT, UNAGREED
from meetings.models import Revision


@dataclass(frozen=True)
class Form:
    """One form: what it is called, how its files end, and how one is written.

    The bytes of one revision in one form are always the same.
    """

    name: str
    ending: str
    media_type: str
    write: Callable[[Revision], bytes]

    def file_name(self, revision: Revision) -> str:
        """What a file is called: "CJ-5-minutes-1.docx"; the parts never hold a dot or a slash."""
        meeting = revision.meeting
        place = f"{meeting.panel.code}-{meeting.number}-{revision.kind}-{revision.number}"
        return f"{place}.{self.ending}"


def forms_of(revision: Revision) -> list[Form]:
    """The forms in which a revision is handed out.

    Only minutes become pages of other sites, and only an agenda is bound with its papers.
    """
    is_page = revision.kind == Revision.Kind.MINUTES
    forms = [form for form in FORMS.values() if is_page or form.write not in (page, post)]
    return [*forms, PACK] if is_agenda(revision) else forms


def word(revision: Revision) -> bytes:
    minutes = document_of(revision)
    if is_agenda(revision):
        return writing.agenda_docx(minutes, **beside(minutes, revision))
    return writing.docx(titled(minutes, revision), notice=notice(revision))


def markdown(revision: Revision) -> bytes:
    minutes = document_of(revision)
    if is_agenda(revision):
        return writing.agenda(minutes, **beside(minutes, revision)).encode()
    return writing.markdown(titled(minutes, revision), notice=notice(revision)).encode()


def is_agenda(revision: Revision) -> bool:
    return revision.kind == Revision.Kind.AGENDA


def beside(minutes: Minutes, revision: Revision) -> dict[str, Any]:
    """What an agenda says besides its items: the day, and each paper with notes on it."""
    papers = [(paper, ", ".join(notes(paper, minutes))) for paper in papers_in(revision)]
    return {"day": revision.meeting.date_text, "papers": papers}


def post(revision: Revision) -> bytes:
    """A post of a Jekyll site, for all to read: front matter, and the body as HTML.

    Its permalink is where the minutes were published first, or the meeting's address here;
    `created` the day on which they were published, `revised` that of a correction, else when
    that page was revised, else the same.
    """
    minutes = titled(document_of(revision), revision)
    first = revision.meeting.revisions.filter(kind=revision.kind).earliest("number")
    where = revision.published_where or revision.meeting.get_absolute_url()
    return writing.jekyll_post(
        minutes,
        Post(
            permalink=where,
            created_on=first.issued_on,
            revised_on=(
                revision.issued_on
                if revision.number > first.number
                else revision.revised_on or first.issued_on
            ),
            attachments=attachments(papers_in(revision)),
        ),
        notice=notice(revision),
    ).encode()


def page(revision: Revision, papers: Iterable[Paper] = ()) -> bytes:
    """A web page that needs nothing beside it, unless it leads to `papers` that stand there."""
    minutes = titled(document_of(revision), revision)
    body = writing.html(minutes, notice=notice(revision)) + links_to(papers)
    head = f'<meta charset="utf-8">\n<title>{escape(minutes.title)}</title>'
    return f'<!doctype html>\n<html lang="en-GB">\n{head}\n{body}</html>\n'.encode()


def links_to(papers: Iterable[Paper]) -> str:
    """A list of papers beside the minutes, which is no part of them to whoever reads the page."""
    lines = []
    for paper in papers:
        told = escape(paper.title or f"[withheld: {paper.withheld}]")
        if paper.url:
            told = f'<a href="{escape(paper.url)}">{told}</a>'
        lines.append(f"<li>{escape(paper.reference)} {told}</li>\n")
    if not lines:
        return ""
    return f'<nav aria-label="Papers">\n<h2>Papers</h2>\n<ul>\n{"".join(lines)}</ul>\n</nav>\n'


def record(revision: Revision) -> bytes:
    """The record as JSON, with the panel, the meeting and the revision that it is of."""
    meeting = revision.meeting
    told = {
        "meeting": meeting.reference,
        "kind": revision.kind,
        "revision": revision.number,
        "is_draft": revision.is_draft or revision.kind == Revision.Kind.DRAFT,
        "issued_on": revision.issued_on.isoformat(),
        "published_where": revision.published_where,
        "reason": revision.reason,
        **writing.record(document_of(revision)),
        "papers": listed(papers_in(revision)),
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def notice(revision: Revision) -> str:
    """What stands below the title of minutes that are not agreed."""
    if revision.is_draft:
        return UNAGREED
    return DRAFT if revision.kind == Revision.Kind.DRAFT else ""


def titled(minutes: Minutes, revision: Revision) -> Minutes:
    """Minutes under the title that a page needs: their own, or the panel and the day."""
    meeting = revision.meeting
    return replace(minutes, title=minutes.title or f"{meeting.panel} - {meeting.date_text}")


def attachments(papers: Iterable[Paper]) -> tuple[Attachment, ...]:
    """The papers that stand at a link, as files of a page."""
    return tuple(
        Attachment(paper.file_name or paper.title, paper.url, paper.media_type)
        for paper in papers
        if paper.url
    )


PACK = Form("One PDF with the papers", "pdf", "application/pdf", pack)
FORMS = {
    form.ending: form
    for form in (
        Form(
            "Word",
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            word,
        ),
        Form("Web page", "html", "text/html; charset=utf-8", page),
        Form("Markdown", "md", "text/markdown; charset=utf-8", markdown),
        Form("Jekyll post", "post.md", "text/markdown; charset=utf-8", post),
        Form("JSON", "json", "application/json", record),
    )
}
