"""How a page's masthead is read, one convention at a time."""

import datetime

import pytest

from meetings.minutes import writing
from meetings.minutes.document import Point, Reading
from meetings.minutes.reading import masthead, pages


@pytest.mark.parametrize(
    ("title", "panel"),
    [
        ("Some Rivers Panel - 13 March 2012", "Some Rivers Panel"),
        ("Some Rivers Panel: third meeting 1st June 2010", "Some Rivers Panel"),
        ("Some Rivers minutes from 3rd August 2011", "Some Rivers"),
        ("Minutes of the Some Rivers Group 7th meeting", "Some Rivers Group"),
        ("Some Rivers Board Minutes 11th January 2011", "Some Rivers Board"),
        ("13 March 2012", ""),
        ("Some Rivers Panel: Weirs Sub-Group", "Some Rivers Panel: Weirs Sub-Group"),
        ("Some Rivers Panel – Weirs Working Group", "Some Rivers Panel – Weirs Working Group"),
        ("Some Rivers Panel (Weirs subcommittee)", "Some Rivers Panel (Weirs subcommittee)"),
        (
            "Minutes of the Some Rivers Panel, Task and Finish Group on Weirs - 13 March 2012",
            "Some Rivers Panel, Task and Finish Group on Weirs",
        ),
        ("Some Rivers Panel: Weirs Sub-Group meeting 3", "Some Rivers Panel: Weirs Sub-Group"),
        ("Some Rivers Panel: Minutes of the meeting", "Some Rivers Panel"),
        ("Some Rivers Panel: report of the working group", "Some Rivers Panel"),
        ("Some Rivers Panel – minutes from its working group", "Some Rivers Panel"),
    ],
)
def test_panel_in_title(title: str, panel: str) -> None:
    assert masthead.panel_in(title) == panel


def test_masthead_from_lines_and_title_together() -> None:
    minutes = pages.read_page(
        "<p><b>SOME BOARD</b></p><p>Minutes of a meeting held on 2 March at the Some House:</p>"
        "<p>Present</p><p>Ann Lee</p>",
        title="Some Board Minutes - 2nd March 2011",
    ).minutes
    assert minutes.held_on == datetime.date(2011, 3, 2)
    assert (minutes.panel, minutes.venue, minutes.before) == ("Some Board", "Some House", ())


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        ("Minutes of the 3rd meeting held on 3 May 2012, 2.00pm–4.00pm, Room 3, Some Court", True),
        ("Thursday 3 May 2012, 2pm - 4pm, Room 3, Some Court", True),
        ("Held on 3 May 2012, Room 3, Some Court", True),
        ("Meeting held on 3 May 2012 at 11.00 in Room 3, Some Court", True),
        ("Held at Room 3, Some Court on Thursday 3 May 2012 at 10.30am", True),
        ("Third Meeting – Thursday 3 May, Room 3, Some Court", True),
        ("Third Meeting, Thursday 3 May, Room 3, Some Court", True),
        ("Third Meeting held at Room 3, Some Court, Thursday 3 May", True),
        ("Third Meeting on 3 May, held in Room 3, Some Court", True),
        ("Third Meeting – Room 3, Some Court – 3 May 2012", True),
        ("Room 3, Some Court, 3 May 2012", True),
        ("Tide Board – Some Office Group – 3 May 2012", False),
        ("Third meeting of the Mill House Panel, 3 May 2012", False),
        ("3 May 2012, Final Draft", False),
        ("3 May 2012, as agreed at the last meeting", False),
    ],
)
def test_venue_after_the_date(line: str, venue: bool) -> None:
    minutes = pages.read_page(
        f"<p>{line}</p><p>Present</p><p>Ann Lee</p>", title="Some Panel 2012"
    ).minutes
    assert minutes.held_on == datetime.date(2012, 5, 3)
    assert minutes.venue == ("Room 3, Some Court" if venue else "")


def test_times_beside_the_date() -> None:
    minutes = pages.read_page(
        "<p>3 May 2012, 2.00pm–4.30pm</p><p>Present</p><p>Ann Lee</p>", title="Some Panel"
    ).minutes
    assert (minutes.starts_at, minutes.ends_at, minutes.before) == (
        datetime.time(14),
        datetime.time(16, 30),
        (),
    )


@pytest.mark.parametrize(
    ("lines", "venue"),
    [
        (("3 May 2012", "Quill Partners"), "Quill Partners"),
        (("3 May 2012", "Final Draft"), ""),
        (("3 May 2012", "MINUTES"), ""),
        (("3 May 2012", "Tea was served"), ""),
        (("3 May 2012", "Ann Lee (Chair)"), ""),
        (("Third Meeting held at the Quill Partners", "3 May 2012"), "Quill Partners"),
        (
            (
                "Third Meeting held at the Quill Partners",
                "Leeds LS1 4AB [http://q.org]",
                "3 May 2012",
            ),
            "Quill Partners, Leeds LS1 4AB",
        ),
    ],
)
def test_venue_without_a_label(lines: tuple[str, ...], venue: str) -> None:
    top = "".join(f"<p><b>{line}</b></p>" for line in ("Some Panel", *lines))
    assert pages.read_page(f"{top}<p>Present</p><p>Ann Lee</p>").minutes.venue == venue


def told(*lines: str) -> Reading:
    top = "".join(f"<p>{line}</p>" for line in lines)
    people = "<p>Present: Ann Lee (Chair), Jo Day (DFX)</p>"
    return pages.read_page(f"<h1>Tide Panel</h1>{top}{people}<h2>1. Rope</h2><p>Wet.</p>")


@pytest.mark.parametrize(
    "line",
    [
        "The next meeting is on 5 June 2015.",
        "Date of next meeting: 5 June 2015",
        "Minutes of the previous meeting of 3 January 2015",
        "Published 6 June 2015",
        "Approved on Monday 6 June 2015",
        "Last updated by the secretary: 6 June 2015",
    ],
)
def test_the_day_of_something_else_is_not_the_meetings(line: str) -> None:
    for lines in ((line, "Minutes, 3 March 2015"), ("Minutes, 3 March 2015", line)):
        found = told(*lines).minutes
        assert found.held_on == datetime.date(2015, 3, 3)
        assert found.before == (Point(line),)


def test_the_only_day_that_is_told_is_doubted_if_it_is_of_the_document() -> None:
    found = told("Published 6 June 2015")
    assert found.minutes.held_on == datetime.date(2015, 6, 6)
    assert [doubt.passage for doubt in found.doubts] == ["Published 6 June 2015"]
    assert told("Next meeting: 5 June 2015").minutes.held_on is None


def test_another_day_at_the_top_is_doubted() -> None:
    found = told("3 March 2015", "5 March 2015")
    assert found.minutes.held_on == datetime.date(2015, 3, 3)
    assert [doubt.passage for doubt in found.doubts] == ["5 March 2015"]


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        ("Minutes of 3 March 2015 – Fen Railway Centre", "Fen Railway Centre"),
        ("Meeting of 3 March 2015, Fenwick station", "Fenwick station"),
        ("3 March 2015 | Room 5, Mill House", "Room 5, Mill House"),
        ("3 March 2015 (Mill House, Fen)", "Mill House, Fen"),
        ("3 March 2015: Mill House", "Mill House"),
        ("3 March 2015 via video conference", "via video conference"),
        ("Held by video conference on 3 March 2015", "by video conference"),
        ("Meeting at Fen on 3 March 2015", "Fen"),
        ("When: 3 March 2015 Where: Fen", "Fen"),
    ],
)
def test_a_place_beside_the_date_is_the_venue(line: str, venue: str) -> None:
    found = told(line)
    assert (found.minutes.held_on, found.minutes.venue) == (datetime.date(2015, 3, 3), venue)
    assert (found.minutes.before, found.doubts) == ((), ())


@pytest.mark.parametrize("lines", [("3 March 2015 - Fen",), ("3 March 2015", "The old mill, Fen")])
def test_what_may_be_the_place_is_doubted(lines: tuple[str, ...]) -> None:
    found = told(*lines)
    assert found.minutes.venue in ("Fen", "The old mill, Fen")
    assert [doubt.passage for doubt in found.doubts] == [lines[-1]]


def test_noon_is_a_time_and_no_place() -> None:
    found = told("3 March 2015 at 12 noon").minutes
    assert (found.starts_at, found.venue, found.before) == (datetime.time(12), "", ())


@pytest.mark.parametrize("said", ["Final", "Minutes of the fifth meeting", "Draft notes", "Day 1"])
def test_what_a_document_is_is_no_place(said: str) -> None:
    line = f"Meeting of 3 March 2015 – {said}"
    assert (told(line).minutes.venue, told(line).minutes.before) == ("", (Point(line),))


def test_a_name_before_the_date_in_a_title_is_no_venue() -> None:
    minutes = pages.read_page(
        "<p>Present</p><p>Ann Lee</p>", title="Mill House, 3 May 2012"
    ).minutes
    assert (minutes.panel, minutes.venue) == ("Mill House", "")


@pytest.mark.parametrize(
    "lines",
    [
        ("Date: 3 May 2012 Venue: Mill Hall",),
        ("Date: 3 May 2012; Time: 2pm to 4pm; Venue: Mill Hall",),
        ("Date – 3 May 2012", "Location – Mill Hall"),
    ],
)
def test_labels_before_a_dash_and_several_on_a_line(lines: tuple[str, ...]) -> None:
    top = "".join(f"<p>{line}</p>" for line in ("Tide Panel", *lines))
    minutes = pages.read_page(f"{top}<p>Present: Ann Lee (DFX)</p><h2>1. Rope</h2>").minutes
    assert (minutes.held_on, minutes.venue) == (datetime.date(2012, 5, 3), "Mill Hall")
    assert minutes.before == ()


@pytest.mark.parametrize("line", ["Venue: Mill Hall Time: late", "Date: 3 May 2012 Venue: Date: x"])
def test_what_follows_a_venue_is_of_it(line: str) -> None:
    minutes = pages.read_page(f"<p>{line}</p><p>Present: Ann Lee (DFX)</p><h2>1. Rope</h2>").minutes
    assert minutes.venue in ("Mill Hall Time: late", "Date: x")


@pytest.mark.parametrize(
    ("line", "panel"),
    [
        ("Tide Panel – 3rd Meeting", "Tide Panel"),
        ("Tide Panel: third meeting, with guests", "Tide Panel"),
        ("The Tide Panel met for a meeting", ""),
        ("Third meeting", ""),
    ],
)
def test_panel_begins_a_line_that_tells_more(line: str, panel: str) -> None:
    page = f"<p>{line}</p><p>Date: 3 May 2012</p><p>Present: Ann Lee (DFX)</p><h2>1. Rope</h2>"
    minutes = pages.read_page(page).minutes
    assert minutes.panel == panel
    assert minutes.before == (Point(line),)


@pytest.mark.parametrize(
    ("line", "panel"),
    [
        ("Tide and Weir Sector Panel", "Tide and Weir Sector Panel"),
        ("TIDE AND WEIR PANEL", "Tide and Weir Panel"),
        ("Tide and Weir Panel for Mills", "Tide and Weir Panel"),
        ("Weir and Tide Panel", "Tide and Weir Panel"),
    ],
)
def test_the_fuller_name_of_the_panel_is_its_name(line: str, panel: str) -> None:
    page = f"<p><b>{line}</b></p><p>Present: Ann Lee (DFX)</p><h2>1. Rope</h2>"
    title = "Tide and Weir Panel minutes 3 May 2012"
    assert pages.read_page(page, title=title).minutes.panel == panel


def test_venue_that_nothing_labels_is_doubtful() -> None:
    top = "<p><b>Some Panel</b></p><p>3 May 2012</p><p>Quill Partners</p>"
    (doubt,) = pages.read_page(f"{top}<p>Present</p><p>Ann Lee</p>").doubts
    assert doubt.passage == "Quill Partners"


def test_date_in_figures_is_no_number_of_an_item() -> None:
    top = "<p><b>Some Panel</b></p><p><b>11.03.2014</b></p>"
    minutes = pages.read_page(f"{top}<p>Present</p><p>Ann Lee</p><p><b>1. Roads</b></p>").minutes
    assert minutes.held_on == datetime.date(2014, 3, 11)


def test_masthead_lines_that_say_nothing_known_are_kept() -> None:
    minutes = pages.read_page(
        "<p>Secret no more</p><p>Present</p><p>Ann Lee</p>", title="3 May 2012"
    ).minutes
    assert minutes.before == (Point("Secret no more"),)


def test_what_lines_say_otherwise_than_labels_is_kept() -> None:
    page = (
        "<h1>Some Panel</h1><p>3 May 2012</p><p>Some House</p><p>Date: 4 May 2012, 2pm</p>"
        "<p>Venue: Mill Hall</p><p>Venue: Lock Hall</p><p>Present: Ann Lee (DFX)</p>"
    )
    minutes = pages.read_page(page).minutes
    assert (minutes.held_on, minutes.venue) == (datetime.date(2012, 5, 4), "Mill Hall")
    assert minutes.starts_at == datetime.time(14)
    assert [entry.text for entry in minutes.before] == [
        "3 May 2012",
        "Some House",
        "Venue: Lock Hall",
    ]


def test_labelled_lines_override_the_title() -> None:
    minutes = pages.read_page(
        "<h1>Some Panel - 3 May 2012 at Some House</h1><p>Panel: Other Panel</p>"
        "<p>Date: 4 June 2013</p><p>Time: 10:00 to 12:30</p><p>Venue: not stated</p>"
    ).minutes
    assert (minutes.panel, minutes.held_on, minutes.venue) == (
        "Other Panel",
        datetime.date(2013, 6, 4),
        "",
    )
    assert (minutes.starts_at, minutes.ends_at) == (datetime.time(10), datetime.time(12, 30))


def test_panel_is_named_without_what_kind_of_paper_it_heads() -> None:
    page = (
        "<p>Some User Group - Agenda</p><p>3 May 2012</p><p>Venue: Some House</p>"
        "<p>Present</p><p>Ann Lee</p><h2>Tea</h2>"
    )
    minutes = pages.read_page(page).minutes
    assert (minutes.panel, minutes.venue) == ("Some User Group", "Some House")
    assert [entry.text for entry in minutes.before] == ["Some User Group - Agenda"]


def test_line_that_says_more_than_date_and_panel_is_kept() -> None:
    for line in ("Minutes of the 1st meeting: 3 May 2012", "SomePanel"):
        found = pages.read_page(
            f"<h1>Some Panel</h1><p>{line}</p><p>Present:</p><p>Ann Lee</p><h2>1. Roads</h2>"
        )
        assert [one.text for one in found.minutes.before] == [line]


def test_numbered_heading_over_what_could_be_people_ends_the_attendance() -> None:
    page = (
        "<p>Some Panel - 3 May 2012</p><h2>Present</h2><ul><li>Ann Lee</li></ul>"
        "<h2>Item: Roads</h2><p>[withheld: privacy]</p>"
    )
    minutes = pages.read_page(page).minutes
    assert [one.name for one in minutes.attendance] == ["Ann Lee"]
    assert minutes.items[0].entries == (Point("", withheld="privacy"),)


@pytest.mark.parametrize("panel", ["Some Panel", "Openness of Mills"])
def test_the_title_can_be_a_heading_below_the_word_draft(panel: str) -> None:
    page = (
        f"<p><b>DRAFT</b></p><h2>{panel}</h2><p>3 May 2012</p><p>Present:</p><p>Ann Lee</p>"
        "<h2>1. Mills</h2><p>They were late.</p>"
    )
    minutes = pages.read_page(page).minutes
    assert minutes.held_on == datetime.date(2012, 5, 3)
    assert [one.name for one in minutes.attendance] == ["Ann Lee"]
    assert [item.title for item in minutes.items] == ["Mills"]


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        ("Meeting on 4th &amp; 5th May 2021", ""),
        ("Date: 4-5 May 2021", ""),
        ("4 May and 5 May 2021 at Some House", "Some House"),
    ],
)
def test_a_meeting_of_several_days_is_held_on_the_first(line: str, venue: str) -> None:
    page = f"<h1>Tide Panel</h1><p>{line}</p><p>Present: Ann Lee (DFX)</p><h2>1. Rope</h2>"
    found = pages.read_page(page)
    assert (found.minutes.held_on, found.minutes.venue) == (datetime.date(2021, 5, 4), venue)
    printed = line.replace("&amp;", "&")
    assert [doubt.passage for doubt in found.doubts] == [printed]
    assert found.minutes.before == (Point(printed),)
    again = pages.read_page(pages.html_of_markdown(writing.markdown(found.minutes)))
    assert again.minutes == found.minutes
    assert again.doubts == ()
