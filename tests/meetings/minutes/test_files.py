"""What is refused, and why, in one line; and how a file's kind is told."""

import datetime

import pytest

from meetings.minutes import reading
from meetings.minutes.document import Attachment, MinutesError, NotMinutesError, Post
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
        (
            '<meta charset="utf-8">Zoë'.encode("cp1252"),
            "not encoded as UTF-8, as it says (byte 24): save it again as UTF-8",
        ),
        (
            b"<meta charset=windows-1252><p>\x81",
            "not encoded as windows-1252, as it says (byte 30): save it again as UTF-8",
        ),
        *(
            (
                f"<meta charset={name}>Zoë".encode("cp1252"),
                f"says that it is encoded as {name}: save it again as UTF-8",
            )
            for name in ("x-none", "utf-7", "zip", "idna", "unicode_escape")
        ),
        (
            b"<!-- <meta charset=windows-1252> -->Zo\xeb",
            "not encoded as UTF-8 (byte 38): save it again as UTF-8",
        ),
        (
            b"\xff\xfe\x00\xd8a\x00",
            "not encoded as UTF-16, as it says (byte 2): save it again as UTF-8",
        ),
        (b"\xff\xfea\x00\x00\x00", f"not text: {SAVE_AS}, encoded as UTF-8"),
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


PLAIN = "Some Panel - 3 May 2012\n\nPresent: Ann Lee\n1. Welcome\nTea came.\n"


@pytest.mark.parametrize("name", ["minutes.txt", "a/Minutes.TXT", "minutes.doc", "minutes.pdf"])
def test_plain_text_that_is_not_called_markdown_is_refused(name: str) -> None:
    with pytest.raises(NotMinutesError) as refusal:
        reading.read(PLAIN.encode(), name)
    assert str(refusal.value) == f"plain text: {SAVE_AS}"


@pytest.mark.parametrize(
    "name", ["", "minutes", "minutes.md", "minutes.MARKDOWN", "3 May. Minutes", "minutes 3.5.2012"]
)
def test_plain_text_that_may_be_markdown_by_its_name_is_read(name: str) -> None:
    assert reading.read(PLAIN.encode(), name).minutes.held_on == datetime.date(2012, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        f"# Some Panel - 3 May 2012\n\n{BODY}",
        "Some Panel - 3 May 2012\n\n**Present**\n\nAnn Lee\n\n**1. Welcome**\n\nTea.\n",
        f"---\ntitle: Some Panel - 3 May 2012\n---\n\n{PLAIN}",
        "Some Panel - 3 May 2012<br>Present:<br>Ann Lee<br>1. Welcome",
    ],
)
def test_text_with_marks_of_its_own_is_read_whatever_it_is_called(text: str) -> None:
    found = reading.read(text.encode(), "minutes.txt").minutes
    assert (found.held_on, found.attendance[0].name) == (datetime.date(2012, 5, 3), "Ann Lee")


PAGE = (
    "<h1>Some Panel – 3 May 2012</h1><h2>Present</h2><ul><li>Zoë O’Hara</li></ul>"
    "<h2>1. Welcome</h2><p>Tea for £2.</p>"
)


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("<meta charset=windows-1252>", "cp1252"),
        ("<html><head><title>a</title><META CHARSET='iso-8859-1'></head>", "cp1252"),
        ("<meta charset=us-ascii>", "cp1252"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
            "cp1252",
        ),
        (f"<!--{'so ' * 500}--><meta charset=macintosh>", "mac-roman"),
        ('<?xml version="1.0" encoding="windows-1252"?>\n<!DOCTYPE html>', "cp1252"),
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset=windows-1252>", "utf-8"),  # saved anew, with its old declaration
        ("", "utf-8-sig"),
        ("<meta charset=windows-1252>", "utf-8-sig"),
        ("", "utf-16"),
        ('<?xml version="1.0" encoding="UTF-16"?>', "utf-16"),
        ("", "utf-32"),
    ],
)
def test_page_is_read_in_the_encoding_that_it_says(declaration: str, encoding: str) -> None:
    expected = reading.read(PAGE.encode()).minutes
    assert expected.attendance[0].name == "Zoë O’Hara"
    assert reading.read((declaration + PAGE).encode(encoding)).minutes == expected


def test_text_in_utf_16_of_the_other_byte_order_is_read() -> None:
    text = "\ufeff# Some Panel - 3 May 2012\r\n\r\n## Present\r\n\r\nZoë O’Hara\r\n"
    found = reading.read(text.encode("utf-16-be"), "minutes.txt").minutes
    assert [one.name for one in found.attendance] == ["Zoë O’Hara"]


def test_read_never_takes_created_for_the_date() -> None:
    with pytest.raises(MinutesError, match="no date"):
        reading.read(
            f"---\ntitle: Some Panel\npermalink: /x\ncreated: 3/5/2012\n---\n{BODY}".encode()
        )
