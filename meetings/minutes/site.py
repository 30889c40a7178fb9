"""Published minutes as files of a static site, in a folder that is brought up to date."""

import os
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.auth.models import AnonymousUser

from meetings.minutes import publishing
from meetings.minutes.forms import FORMS, Form
from meetings.models import Meeting, Revision
from panel.models import Panel

PUBLIC = AnonymousUser()


@dataclass
class Update:
    """What was done to a folder: paths within it, in order."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def update(folder: Path, panels: Collection[Panel], forms: Collection[Form]) -> Update:
    """Write what the public reads of the panels' minutes now, each meeting in each form.

    "CJ/5/minutes.docx", and posts under "_posts/2012-01-16-cj-5.md". Files of minutes that
    were withdrawn go; any other file is left alone. A file is replaced whole or not at all.
    Raises OSError where the folder cannot be written.
    """
    done = Update()
    meetings = Meeting.objects.filter(panel__in=panels, revisions__kind=Revision.Kind.MINUTES)
    for meeting in meetings.select_related("panel").order_by("panel__code", "number").distinct():
        revision = publishing.current_revision(meeting, PUBLIC)
        is_read = revision is not None and revision.kind == Revision.Kind.MINUTES
        for form in forms:
            place = place_of(meeting, form, revision) if revision and is_read else None
            for stale in files_of(folder, meeting, form):
                if stale != place:
                    (folder / stale).unlink()
                    done.removed.append(str(stale))
            if revision and place:
                was_written = write(folder / place, form.write(revision))
                (done.written if was_written else done.unchanged).append(str(place))
    return done


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
