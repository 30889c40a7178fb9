"""The forms in which a revision is handed out as a file: what its readers read, and no more."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape

from meetings.minutes import writing
from meetings.minutes.document import Attachment, Minutes, Paper, Post
from meetings.minutes.pack import pack
from meetings.minutes.papers import listed, papers_in
from meetings.minutes.publishing import document_of
from meetings.minutes.reading.masthead import AGENDA, DRAFT
from meetings.models import Revision

NOTICES = {Revision.Kind.AGENDA: AGENDA, Revision.Kind.DRAFT: DRAFT}


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
    return [*forms, PACK] if revision.kind == Revision.Kind.AGENDA else forms


def word(revision: Revision) -> bytes:
    return writing.docx(document_of(revision), notice=notice(revision))


def markdown(revision: Revision) -> bytes:
    return writing.markdown(document_of(revision), notice=notice(revision)).encode()


def post(revision: Revision) -> bytes:
    """A post of a Jekyll site, for all to read: front matter, and the body as HTML.

    Its permalink is where the minutes were published first, or the meeting's address here;
    `created` the day on which they were published, `revised` that of a correction.
    """
    minutes = titled(document_of(revision), revision)
    first = revision.meeting.revisions.filter(kind=revision.kind).earliest("number")
    where = revision.published_where or revision.meeting.get_absolute_url()
    return writing.jekyll_post(
        minutes,
        Post(
            permalink=where,
            created_on=first.issued_on,
            revised_on=revision.issued_on if revision.number > first.number else None,
            attachments=attachments(papers_in(revision)),
        ),
    ).encode()


def page(revision: Revision, papers: Iterable[Paper] = ()) -> bytes:
    """A web page that needs nothing beside it, unless it leads to `papers` that stand there."""
    minutes = titled(document_of(revision), revision)
    body = writing.html(minutes) + links_to(papers)
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
        "issued_on": revision.issued_on.isoformat(),
        "published_where": revision.published_where,
        "reason": revision.reason,
        **writing.record(document_of(revision)),
        "papers": listed(papers_in(revision)),
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def notice(revision: Revision) -> str:
    if revision.is_draft:
        return DRAFT
    return NOTICES.get(Revision.Kind(revision.kind), "")


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
