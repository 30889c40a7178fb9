"""Pages that attach minutes: which are of a meeting, of which day, and their files as papers."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import call_command

from meetings.minutes import reading
from meetings.minutes.document import (
    Attachment,
    Doubt,
    Minutes,
    MinutesError,
    Paper,
    Post,
    Purpose,
)
from meetings.minutes.reading import attached

DAY = datetime.date(2024, 1, 10)
TITLE = "River Watch Panel - minutes of the meeting held on 10 January 2024 at Weir House"
BODY = '<p>The minutes are below; write to <a href="mailto:a@example.org">Ada</a>.</p>'


def page(*files: str, title: str = TITLE, summary: str = "", body: str = BODY) -> bytes:
    """A published page that attaches files of these names."""
    resources = "".join(
        f"    - filename: {name}\n      url: /files/{name}\n      mimetype: application/pdf\n"
        for name in files
    )
    return (
        f"---\ntitle: {title}\nsummary: {summary}\npermalink: /library/river-watch\n"
        f"created: 2/2/2024\nresources:\n{resources}---\n\n{body}\n"
    ).encode()


def post(*files: Attachment, permalink: str = "/library/river-watch") -> Post:
    return Post(permalink=permalink, attachments=files)


def test_page_is_read_as_the_meeting_whose_minutes_it_attaches():
    read = reading.read(page("Minutes final.pdf"))
    assert read.minutes == Minutes(
        held_on=DAY, panel="River Watch Panel", title=TITLE, venue="Weir House"
    )
    assert read.unread == ("The minutes are below; write to [Ada](mailto:a@example.org).",)
    assert read.post == Post(
        permalink="/library/river-watch",
        created_on=datetime.date(2024, 2, 2),
        attachments=(
            Attachment("Minutes final.pdf", "/files/Minutes final.pdf", "application/pdf"),
        ),
    )
    assert read.doubts == ()
    assert read.is_attached


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (["Minutes.pdf"], {"title": "River Watch Panel minutes, 10 January 2024"}),
        (["Minutes.pdf"], {"title": "River Watch Panel - 10 January 2024"}),
        (["Minutes.pdf"], {"title": "Fourth meeting", "summary": "Held on 10 January 2024"}),
        (["Minutes 10 January 2024.pdf"], {"title": "Fourth meeting"}),
        (["Minutes_10 Jan.pdf"], {"title": "Fourth meeting of 2024"}),
        (["Minutes 10 01 24.pdf"], {"title": "Fourth meeting"}),
        (["Minutes 20240110.pdf"], {"title": "Fourth meeting"}),
        (["Minutes 24-01-10.pdf"], {}),
        (["scan0042.pdf"], {}),
        (
            ["Minutes.pdf"],
            {"title": "Minutes", "body": "<p>The meeting was on 10 January 2024.</p>"},
        ),
        (["Minutes.pdf"], {"title": "Minutes", "body": "<p>Date: 10 January 2024</p>"}),
        (["Minutes of last meeting.pdf", "Minutes.pdf"], {}),
        (["Minutes 9 December 2023.pdf", "Minutes.pdf"], {}),
        (["Notes of the fourth meeting.pdf"], {}),
        (["Minutes.pdf"], {"body": ""}),
    ],
)
def test_day_of_the_meeting_is_told(files, said):
    assert reading.read(page(*files, **said)).minutes.held_on == DAY


NOT_MINUTES = "not minutes: no attendance, items or actions in it, and no attachment is its minutes"


@pytest.mark.parametrize(
    ("files", "said", "why"),
    [
        (["Agenda.pdf"], {}, NOT_MINUTES),
        (
            ["Agenda.pdf", "Report.pdf"],
            {"title": "River Watch Panel - 10 January 2024"},
            NOT_MINUTES,
        ),
        (["Minutes of last meeting.pdf"], {"title": "Meeting of 10 January 2024"}, NOT_MINUTES),
        (["Minutes.pdf"], {"title": "Agenda for 10 January 2024"}, NOT_MINUTES),
        (["One.pdf", "Two.pdf"], {}, NOT_MINUTES),
        (
            ["Minutes 9 December 2023.pdf"],
            {"title": "Fifth meeting, 10 January 2024"},
            "not minutes, and those that it attaches are of another day",
        ),
        (
            ["Minutes 10 January 2024.pdf"],
            {"title": "New publications"},
            "not minutes: neither a meeting nor its day stands in the title",
        ),
        (
            ["Minutes.pdf"],
            {"title": "Minutes"},
            "attaches minutes, but no date of the meeting in the title, the summary "
            "or the file's name",
        ),
        (
            ["Minutes 10 January 2024.pdf", "Minutes 6 March 2024.pdf"],
            {"title": "Minutes"},
            "attaches minutes, but could be of any of the days 10 January 2024, 6 March 2024",
        ),
    ],
)
def test_page_that_is_not_of_one_meeting_is_refused(files, said, why):
    with pytest.raises(MinutesError) as error:
        reading.read(page(*files, **said))
    assert str(error.value) == why


def test_page_that_says_no_address_is_read_as_the_meeting_whose_minutes_it_attaches():
    data = page("Minutes.pdf").replace(b"permalink: /library/river-watch\n", b"")
    read = reading.read(data)
    assert (read.minutes.held_on, read.is_attached, read.is_published) == (DAY, True, False)
    assert read.post == Post(
        permalink="",
        created_on=datetime.date(2024, 2, 2),
        attachments=(Attachment("Minutes.pdf", "/files/Minutes.pdf", "application/pdf"),),
    )
    assert read.doubts == ()


def test_heading_is_the_title_of_a_page_that_is_given_none():
    data = page("Minutes.pdf", title="", body=f"# {TITLE}\n\nThe minutes are below.\n")
    read = reading.read(data)
    assert (read.minutes.title, read.minutes.held_on) == (TITLE, DAY)
    assert read.unread == ("The minutes are below.",)


@pytest.mark.parametrize("title", ["", "River Watch Panel"])
def test_body_tells_of_the_meeting_where_the_title_does_not(title):
    body = "<p>The panel met on 10 January 2024.</p>"
    read = reading.read(page("Minutes.pdf", title=title, body=body))
    assert (read.minutes.held_on, read.is_attached) == (DAY, True)


def test_file_without_an_address_is_known_by_its_name():
    data = page("Minutes.pdf").replace(b"      url: /files/Minutes.pdf\n", b"")
    read = reading.read(data)
    assert read.post is not None
    assert [file.url for file in attached.papers(read.post, read.minutes)] == [""]
    assert read.doubts == (
        Doubt("Minutes.pdf", "is at no address on the web; no link leads there"),
    )


@pytest.mark.parametrize(
    ("names", "called"),
    [
        ("name: Minutes of the meeting\n      filename: 0042.pdf", "Minutes of the meeting"),
        ("name: Minutes of the meeting", "Minutes of the meeting"),
        ("filename: Minutes.pdf", "Minutes.pdf"),
        ("name: Download\n      filename: Minutes.pdf", "Minutes.pdf"),
        ("name: Minutes\n      filename: Minutes final.pdf", "Minutes"),
    ],
)
def test_attachment_is_called_what_tells_that_it_is_the_minutes(names, called):
    data = page("x.pdf").replace(b"filename: x.pdf", names.encode())
    read = reading.read(data)
    assert read.post is not None
    assert [file.name for file in read.post.attachments] == [called]
    [paper] = attached.papers(read.post, read.minutes)
    assert paper.purpose == Purpose.MINUTES


def test_page_without_attachments_is_not_minutes():
    with pytest.raises(MinutesError, match=r"^not minutes: no attendance, items or actions in it$"):
        reading.read(page())


def test_body_of_minutes_is_read_though_files_are_attached():
    body = "<p><strong>Present:</strong></p><p>Ada Ferris</p><p>1. Welcome</p>"
    read = reading.read(page("Minutes.pdf", body=body))
    assert [attendee.name for attendee in read.minutes.attendance] == ["Ada Ferris"]
    assert not read.is_attached


def test_labelled_lines_tell_of_the_meeting_whose_minutes_are_attached():
    body = "<p>Venue: Lock House</p><p>Time: 10:00</p><p>The minutes can be downloaded here.</p>"
    read = reading.read(page("Minutes.pdf", title="Minutes - 10 January 2024", body=body))
    assert (read.minutes.venue, read.minutes.starts_at) == ("Lock House", datetime.time(10))
    assert read.unread == ("The minutes can be downloaded here.",)
    assert read.is_attached


def test_record_of_a_page_that_attaches_minutes(tmp_path):
    path = tmp_path / "page.md"
    path.write_bytes(page("Minutes.pdf"))
    out = StringIO()
    call_command("read_minutes", str(path), stdout=out)
    record = json.loads(out.getvalue())
    assert (record["date"], record["items"], record["attendees"]) == ("2024-01-10", [], [])
    assert record["attachments"] == [
        {"name": "Minutes.pdf", "url": "/files/Minutes.pdf", "media_type": "application/pdf"}
    ]


@pytest.mark.parametrize(
    ("name", "reference", "title", "purpose"),
    [
        ("RW(4)2.ii - Letter to the minister.pdf", "RW(4)2.ii", "Letter to the minister", None),
        ("2024-01-10 RW(4)1 Agenda.doc", "RW(4)1", "2024-01-10 Agenda", Purpose.AGENDA),
        ("RW(4)2.pdf", "RW(4)2", "RW(4)2", None),
        ("240110_Minutes_final.doc", "", "240110 Minutes final", Purpose.MINUTES),
        ("10th January minutes.doc", "", "10th January minutes", Purpose.MINUTES),
        ("9 Dec_Minutes.doc", "", "9 Dec Minutes", None),
        ("10 Jan MINUTE-ACTIONS.doc", "", "10 Jan MINUTE-ACTIONS", Purpose.MINUTES),
        ("A 10 minute guide.doc", "", "A 10 minute guide", None),
        ("A forward agenda.pdf", "", "A forward agenda", None),
        ("v1.0 of the plan", "", "v1.0 of the plan", None),
    ],
)
def test_file_becomes_a_paper(name, reference, title, purpose):
    files = post(Attachment(name, "https://example.org/f", "text/x"), Attachment("Other", "/o"))
    paper, other = attached.papers(files, Minutes(held_on=DAY, title=TITLE))
    assert paper == Paper(
        title=title,
        reference=reference,
        purpose=purpose,
        url="https://example.org/f",
        file_name=name,
        media_type="text/x",
    )
    assert other == Paper(title="Other", url="/o", file_name="Other")


@pytest.mark.parametrize(
    ("url", "leads_to"),
    [
        ("https://example.org/a b.pdf", "https://example.org/a%20b.pdf"),
        ("http://example.org/RW(4)1.i.pdf", "http://example.org/RW(4)1.i.pdf"),
        ("/files/a.pdf", "/files/a.pdf"),
        ("a.pdf", "/library/a.pdf"),
        ("../a.pdf", "/a.pdf"),
        ("//example.org/a.pdf", "https://example.org/a.pdf"),
        ("javascript:alert(1)", ""),
        ("java\tscript:alert(1)", "/library/java%20script:alert(1)"),
        ("data:text/html,<p>", ""),
        ("file:///etc/passwd", ""),
        ("mailto:a@example.org", ""),
        ("http:///a.pdf", ""),
        ("http://[", ""),
        ("https://example.org/" + "a" * 2000, ""),
    ],
)
def test_address_of_a_file(url, leads_to):
    assert attached.address(url, "/library/river-watch") == leads_to


def test_address_on_the_site_of_the_page():
    assert (
        attached.address("/a.pdf", "https://example.org/library/may") == "https://example.org/a.pdf"
    )


def test_file_at_an_address_that_nobody_should_follow_is_doubted():
    data = page("Minutes.pdf").replace(b"url: /files/Minutes.pdf", b"url: javascript:alert(1)")
    assert reading.read(data).doubts == (
        Doubt(
            "Minutes.pdf javascript:alert(1)", "is at no address on the web; no link leads there"
        ),
    )


@pytest.mark.parametrize(
    "told",
    [
        {"title": "River Watch Panel - minutes of the meeting on 10 and 11 January 2024"},
        {"title": "River Watch Panel minutes", "summary": "Held on 10-11 January 2024."},
    ],
)
@pytest.mark.parametrize("file", ["Minutes.pdf", "Minutes 10-11 January.pdf"])
def test_meeting_of_several_days_is_of_the_first_with_a_doubt(told: dict[str, str], file: str):
    read = reading.read(page(file, **told))
    assert read.minutes.held_on == DAY
    said = told.get("summary") or told["title"]
    assert read.doubts == (Doubt(said, "several days: the first of them is the date"),)
    assert read.post
    (paper,) = attached.papers(read.post, read.minutes)
    assert paper.purpose is Purpose.MINUTES


def test_file_can_be_named_by_the_last_of_several_days():
    title = "River Watch Panel - meeting on 10 and 11 January 2024"
    read = reading.read(page("Minutes 11 January.pdf", "Minutes 12 January.pdf", title=title))
    assert read.post
    assert [paper.purpose for paper in attached.papers(read.post, read.minutes)] == [
        Purpose.MINUTES,
        None,
    ]
