"""What is refused, and why, in one line; and how a file's kind is told."""

import datetime

import pytest

from meetings.minutes import reading
from meetings.minutes.document import Attachment, MinutesError, Post
from meetings.minutes.reading.archives import SAVE_AS
from meetings.minutes.reading.files import LARGEST

COMPOUND = b"\xd0\xcf\x11\xe0...."


def named(part: str) -> bytes:
    """How a compound file names a part of it."""
    return part.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"x" * (LARGEST + 1), "larger than 20 MB, the most that is read"),
        (b"%PDF-1.7 ...", f"a PDF: {SAVE_AS}"),
        (b"{\\rtf1 ...", f"a rich text document (.rtf): {SAVE_AS}"),
        (b"\x89PNG ...", f"a picture: {SAVE_AS}"),
        (b"MIME-Version: 1.0", f"a web archive (.mht): {SAVE_AS}"),
        (COMPOUND, f"an old document: {SAVE_AS}"),
        (COMPOUND + named("WordDocument"), f"an old Word document (.doc): {SAVE_AS}"),
        (COMPOUND + named("Workbook"), f"an old spreadsheet (.xls): {SAVE_AS}"),
        (COMPOUND + named("PowerPoint Document"), f"an old presentation (.ppt): {SAVE_AS}"),
        (
            b"<?xml version='1.0'?>\n<office:document x='y'>",
            f"a document as one file of XML: {SAVE_AS}",
        ),
        (
            b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>",
            f"a document as one file of XML: {SAVE_AS}",
        ),
        (b"\x00\x01\x02", f"not text: {SAVE_AS}, encoded as UTF-8"),
        (
            "Zoë".encode("cp1252"),
            "not encoded as UTF-8 (byte 2): save it again as UTF-8",
        ),
        (b"---\ntitle: [\n---\nText", "the front matter is not YAML (line 3)"),
        (
            b"<h2>Present</h2><p>Ann Lee</p>",
            "no date of the meeting in the title or the first lines",
        ),
        (
            b"Some letter of 3 May 2012\n\nDear all, there is nothing here.",
            "not minutes: no attendance, items or actions in it",
        ),
    ],
)
def test_read_refuses(data: bytes, why: str) -> None:
    with pytest.raises(MinutesError) as refusal:
        reading.read(data, "file")
    assert str(refusal.value) == why


BODY = "## Present\n\n- Ann Lee\n\n## 1. Welcome\n\nTea.\n"


def test_read_front_matter_makes_a_post() -> None:
    front = (
        "title: Some Panel&#58; 3 May 2012\nsummary:\npermalink: /library/some-page\n"
        "created: 16/6/2012\nrevised: 9/9/2013\nresources:\n    - filename: a b.doc\n"
        "      url: https://x.example/a?b&copy=c\n      mimetype: application/msword\ncategories:\n"
    )
    found = reading.read(f"---\n{front}---\n\n{BODY}".encode())
    assert found.minutes.title == "Some Panel: 3 May 2012"
    assert found.minutes.held_on == datetime.date(2012, 5, 3)
    assert found.post == Post(
        permalink="/library/some-page",
        created_on=datetime.date(2012, 6, 16),
        revised_on=datetime.date(2013, 9, 9),
        attachments=(Attachment("a b.doc", "https://x.example/a?b&copy=c", "application/msword"),),
    )


def test_read_without_permalink_is_no_post() -> None:
    assert reading.read(f"---\ntitle: Some Panel 3 May 2012\n---\n{BODY}".encode()).post is None


def test_read_same_minutes_from_markdown_and_html_and_other_line_ends() -> None:
    markdown = f"# Some Panel - 3 May 2012\n\n{BODY}"
    html = (
        "<h1>Some Panel - 3 May 2012</h1><h2>Present</h2><ul><li>Ann Lee</li></ul>"
        "<h2>1. Welcome</h2><p>Tea.</p>"
    )
    expected = reading.read(markdown.encode()).minutes
    assert reading.read(html.encode()).minutes == expected
    assert (
        reading.read(b"\xef\xbb\xbf" + markdown.replace("\n", "\r\n").encode()).minutes == expected
    )


def test_read_never_takes_created_for_the_date() -> None:
    with pytest.raises(MinutesError, match="no date"):
        reading.read(
            f"---\ntitle: Some Panel\npermalink: /x\ncreated: 3/5/2012\n---\n{BODY}".encode()
        )
