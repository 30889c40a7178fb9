"""Published minutes and their papers as files of a static site, in a folder brought up to date."""

import copy
import hashlib
import os
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.utils.text import slugify

from meetings.files import kinds
from meetings.minutes import publishing
from meetings.minutes.forms import FORMS, Form, page
from meetings.minutes.pack import data_of
from meetings.minutes.papers import listed, papers_in
from meetings.models import Meeting, PaperVersion, Revision
from panel.models import Panel

PUBLIC = AnonymousUser()
LONGEST_NAME = 80
"""Characters of a file's own name that its name in the folder keeps."""


@dataclass
class Update:
    """What was done to a folder: paths within it, in order."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def update(folder: Path, panels: Collection[Panel], forms: Collection[Form]) -> Update:
    """Write what the public reads of the panels' minutes now, each meeting in each form.

    "CJ/5/minutes.docx", and posts under "_posts/2012-01-16-cj-5.md". The files of papers that
    the public reads beside them stand under "CJ/5/papers/12-1-levels.pdf", and pages, posts
    and JSON lead there. Files of minutes that were withdrawn go, and so do those of papers
    that are listed no more; any other file is left alone. A file is replaced whole or not at
    all.
    Raises OSError where the folder cannot be written.
    """
    done = Update()
    meetings = Meeting.objects.filter(panel__in=panels, revisions__kind=Revision.Kind.MINUTES)
    for meeting in meetings.select_related("panel").order_by("panel__code", "number").distinct():
        revision = publishing.current_revision(meeting, PUBLIC)
        if revision and revision.kind != Revision.Kind.MINUTES:
            revision = None
        versions = PaperVersion.objects.filter(paper__meeting=meeting).defer("data")
        places = {version: paper_place(version) for version in versions}
        update_papers(folder, meeting, revision, places, done)
        for form in forms:
            place = place_of(meeting, form, revision) if revision else None
            for stale in files_of(folder, meeting, form):
                if stale != place:
                    (folder / stale).unlink()
                    done.removed.append(str(stale))
            if revision and place:
                was_written = write(folder / place, written(revision, form, places))
                (done.written if was_written else done.unchanged).append(str(place))
    return done


Places = Mapping[PaperVersion, str]
"""Where each version of a meeting's papers stands beside its minutes, if it does."""


def update_papers(
    folder: Path, meeting: Meeting, revision: Revision | None, places: Places, done: Update
) -> None:
    """Write the versions of papers that the revision lists; others that stand there go."""
    papers = papers_in(revision) if revision else ()
    wanted = {(paper.id, paper.version) for paper in papers if paper.is_open}
    for version, beside in places.items():
        place = Path(meeting.panel.code, str(meeting.number), beside)
        path = folder / place
        if (version.paper_id, version.number) not in wanted:
            if path.is_file():
                path.unlink()
                done.removed.append(str(place))
        elif path.is_file() and checksum_of(path) == version.checksum:
            done.unchanged.append(str(place))
        else:
            write(path, data_of(version.pk))
            done.written.append(str(place))


def paper_place(version: PaperVersion) -> str:
    """Where a version stands beside the minutes: "papers/12-1-river-levels.pdf".

    The name that it was given with is told by letters and figures alone.
    """
    kind = kinds.OF_TYPE[version.media_type]
    called = slugify(Path(version.name).stem)[:LONGEST_NAME].strip("-_")
    parts = (str(version.paper_id), str(version.number), called)
    return f"papers/{'-'.join(part for part in parts if part)}{kind.endings[0]}"


def checksum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def written(revision: Revision, form: Form, places: Places) -> bytes:
    """A revision in a form, which leads to the papers in the folder.

    Posts are put elsewhere by the site that they are for, so theirs are addresses on it.
    """
    meeting = revision.meeting
    start = f"/{meeting.panel.code}/{meeting.number}/" if form is FORMS["post.md"] else ""
    there: dict[tuple[int | None, int | None], str] = {
        (version.paper_id, version.number): start + place for version, place in places.items()
    }
    papers = [
        replace(paper, url=there.get((paper.id, paper.version), paper.url))
        for paper in papers_in(revision)
    ]
    if form is FORMS["html"]:
        return page(revision, papers)
    leading = copy.copy(revision)
    leading.papers = listed(papers)
    return form.write(leading)


def place_of(meeting: Meeting, form: Form, revision: Revision) -> Path:
    """Where a meeting's file stands in the folder; posts begin with the day of publication."""
    if form is not FORMS["post.md"]:
        return Path(meeting.panel.code, str(meeting.number), f"minutes.{form.ending}")
    first = meeting.revisions.filter(kind=revision.kind).earliest("number")
    return Path("_posts", f"{first.issued_on:%Y-%m-%d}-{post_name(meeting)}")


def post_name(meeting: Meeting) -> str:
    return f"{meeting.panel.code}-{meeting.number}.md".lower()


def files_of(folder: Path, meeting: Meeting, form: Form) -> Iterator[Path]:
    """The files that an earlier update may have left of a meeting in a form."""
    if form is FORMS["post.md"]:
        days = "[0-9]" * 4 + "-[0-9][0-9]" * 2
        found = (folder / "_posts").glob(f"{days}-{post_name(meeting)}")
    else:
        place = folder / meeting.panel.code / str(meeting.number)
        found = place.glob(f"minutes.{form.ending}")
    yield from sorted(path.relative_to(folder) for path in found)


def write(path: Path, data: bytes) -> bool:
    """Whether the file had to be written: it is replaced at once, or left as it is."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".minutes-", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink()
        raise
    return True
