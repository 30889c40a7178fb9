"""How a page's masthead, items and entries are read, one convention at a time."""

import datetime

import pytest

from meetings.minutes.document import (
    Action,
    Item,
    Kind,
    Minutes,
    Point,
    Presence,
    Review,
    Status,
)
from meetings.minutes.reading import masthead, pages

TOP = "<h1>Some Panel - 3 May 2012</h1><p>Present</p><p>Ann Lee</p>"


def read(body: str) -> Minutes:
    return pages.read_page(TOP + body).minutes


def entries(body: str) -> tuple[object, ...]:
    (item,) = read(f"<h2>1. Welcome</h2>{body}").items
    return item.entries


@pytest.mark.parametrize(
    ("title", "panel"),
    [
        ("Some Rivers Panel - 13 March 2012", "Some Rivers Panel"),
        ("Some Rivers Panel: third meeting 1st June 2010", "Some Rivers Panel"),
        ("Some Rivers minutes from 3rd August 2011", "Some Rivers"),
        ("Minutes of the Some Rivers Group 7th meeting", "Some Rivers Group"),
        ("Some Rivers Board Minutes 11th January 2011", "Some Rivers Board"),
        ("13 March 2012", ""),
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
        ("3 May 2012, Final Draft", False),
        ("3 May 2012, as agreed at the last meeting", False),
    ],
)
def test_venue_after_the_date(line: str, venue: bool) -> None:
    minutes = pages.read_page(
        f"<p>{line}</p><p>Present</p><p>Ann Lee</p>", title="Some Panel"
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


@pytest.mark.parametrize(
    ("body", "items"),
    [
        (
            "<p><b>1. Welcome</b></p><p><b>Roads</b></p><p><b>3. AOB</b></p>",
            [("1", "Welcome"), ("3", "AOB")],
        ),
        (
            "<p><b>Item 7i: Roads</b></p><p><b>Item 8 Rivers</b></p>",
            [("7i", "Roads"), ("8", "Rivers")],
        ),
        ("<h3>Roads</h3><h4>Detail</h4><h3>Rivers</h3>", [("", "Roads"), ("", "Rivers")]),
        (
            "<p><b><u>Roads</u></b></p><p><u>Detail</u></p><p><b><u>Rivers</u></b></p>",
            [("", "Roads"), ("", "Rivers")],
        ),
        ("<h2>Item: 4. Roads</h2>", [("", "4. Roads")]),
        (
            "<p><b>(1) Roads</b></p><p>x.</p><p><b>Agenda item 2 – Mills</b></p>",
            [("1", "Roads"), ("2", "Mills")],
        ),
        ("<p><b>1 Roads</b></p><p>x.</p><p><b>2 Mills</b></p>", [("1", "Roads"), ("2", "Mills")]),
        ("<h3>I. Roads</h3><h3>II. Mills</h3>", [("I", "Roads"), ("II", "Mills")]),
        ("<h3>A. Roads</h3><h3>B. Mills</h3>", [("A", "Roads"), ("B", "Mills")]),
        ("<h3>5 Star mills</h3><h3>Roads</h3>", [("", "5 Star mills"), ("", "Roads")]),
        ("<h3>1.5 million mills</h3>", [("", "1.5 million mills")]),
        (
            "<p>1. Roads</p><p>They are wet.</p><p>2) Mills</p><p>1) so it is;</p><p>2) as is.</p>",
            [("1", "Roads"), ("2", "Mills")],
        ),
        (
            "<p><b>Matters Arising</b></p><p>x.</p><p><b>Mills</b></p>",
            [("", "Matters Arising"), ("", "Mills")],
        ),
        ("<p><b>Roads</b></p><p>x.</p><p><b>Date of next meeting</b></p>", [("", "Roads")]),
        (
            "<p><b>Item 7i): Roads</b></p><p><b>7ii): Rivers</b></p><p><b>7iii: Locks</b></p>",
            [("7i", "Roads"), ("7ii", "Rivers"), ("7iii", "Locks")],
        ),
        # What stands over a part of several items is no item.
        (
            "<p><b>Roads</b></p><p>x.</p><p><b>Comments</b></p><p>y.</p><p><b>Views</b></p><p>y.</p>"
            "<p><b>Rivers</b></p><p>x.</p><p><b>Views</b></p><p>y.</p>",
            [("", "Roads"), ("", "Rivers")],
        ),
        (
            "<p><b>Discussion</b></p><p>x.</p><p><b>Roads</b></p>",
            [("", "Discussion"), ("", "Roads")],
        ),
    ],
)
def test_items(body: str, items: list[tuple[str, str]]) -> None:
    assert [(item.number, item.title) for item in read(body).items] == items


def test_item_with_presenters_and_withheld() -> None:
    (item,) = read("<h2>3. [withheld: in confidence] Roads</h2><p>Presenters: Ann Lee</p>").items
    assert item == Item("Roads", "3", "Ann Lee", withheld="in confidence")


def test_points_keep_kind_depth_links_and_emphasis() -> None:
    body = (
        "<p>So <em>it</em> is, see <a href='/x'>this</a>.</p><ul><li>One<ul><li>Two</li></ul>"
        "<p>More</p></li></ul><blockquote><p>Said</p></blockquote><h4>Part</h4><p>- typed</p>"
        "<script>no</script><p><a href='javascript:x'>text</a></p>"
    )
    assert entries(body) == (
        Point("So *it* is, see [this](/x)."),
        Point("One", Kind.BULLET),
        Point("Two", Kind.BULLET, 1),
        Point("More", Kind.PARAGRAPH, 1),
        Point("Said", Kind.QUOTATION),
        Point("Part", Kind.HEADING),
        Point("typed", Kind.BULLET),
        Point("text"),
    )


def test_refused_address_is_left_unread() -> None:
    assert pages.read_page(f"{TOP}<p><a href='javascript:x'>text</a></p>").unread == (
        "javascript:x",
    )


def test_depth_never_jumps() -> None:
    assert entries("<ol><li><ul><li>Deep</li><li>Beside</li></ul></li></ol>") == (
        Point("Deep", Kind.BULLET, 0),
        Point("Beside", Kind.BULLET, 0),
    )


def test_marked_points() -> None:
    body = (
        "<p>Panel’s advice: do so</p><p>For a later meeting: why</p><p>Point: Action: no</p>"
        "<p>[withheld: law]</p>"
    )
    assert entries(body) == (
        Point("do so", is_advice=True),
        Point("why", is_for_later=True),
        Point("Action: no"),
        Point("", withheld="law"),
    )


@pytest.mark.parametrize(
    "body",
    [
        "<p><b>Action:</b> Ann Lee to write.</p>",
        "<p>Action Point: Ann Lee to write.</p>",
        "<p>Actions:</p><ul><li>Ann Lee to write.</li></ul>",
        "<p><b>Action:</b></p><p><i>Ann Lee to write.</i></p>",
        "<p><b>Action</b></p><p>-  Ann Lee to write.</p>",
        "<p>Text<br><b>Action: Ann Lee to write.</b></p>",
        "<ul><li>Action: Ann Lee to write.</li></ul>",
        "<p><b>Action</b> Ann Lee to write.</p>",
        "<p><b>Action –</b> Ann Lee to write.</p>",
        "<p>[Action: Ann Lee to write.]</p>",
        "<p>Actions arising:</p><ul><li>Ann Lee to write.</li></ul>",
        "<p><span style='font-weight: bold'>Action</span> Ann Lee to write.</p>",
    ],
)
def test_new_action(body: str) -> None:
    assert entries(body)[-1] == Action("Ann Lee to write.", owners=("Ann Lee",))


def test_new_action_with_number_reference_owner_and_deadline() -> None:
    body = "<p>Action 3 (AB-12): Paper to be sent. [DFX]</p><p>Due:</p><p>June</p>"
    assert entries(body) == (Action("Paper to be sent.", "3", ("DFX",), "June", reference="AB-12"),)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Action (Ann Lee/DFX): Write the letter.</p>",
        "<p>Action for Ann Lee and DFX: Write the letter.</p>",
        "<p>Action: Write the letter.</p><p>Owner: Ann Lee, DFX</p>",
        "<p>Action: Write the letter.<br>Owners: Ann Lee & DFX</p>",
    ],
)
def test_owners_outside_the_words(body: str) -> None:
    assert entries(body) == (Action("Write the letter.", owners=("Ann Lee", "DFX")),)


@pytest.mark.parametrize("label", ["AP3:", "Action Point 3 –", "Action no. 3:", "ACTION 3."])
def test_numbered_labels(label: str) -> None:
    assert entries(f"<p>{label} Ann Lee to write.</p>") == (
        Action("Ann Lee to write.", "3", ("Ann Lee",)),
    )


@pytest.mark.parametrize(
    "text",
    ["Action – on roads – was late.", "Action (from May): roads.", "Action for the good: all."],
)
def test_talk_of_action_is_no_action(text: str) -> None:
    assert entries(f"<p>{text}</p>") == (Point(text),)


def test_action_within_a_paragraph() -> None:
    assert entries(
        "<p>It was late. It was agreed to ask why <b>(Action DFX)</b>. So ends it.</p>"
    ) == (
        Point("It was late."),
        Action("It was agreed to ask why", owners=("DFX",)),
        Point("So ends it."),
    )


def test_action_that_names_only_the_owner_is_about_the_sentence_before() -> None:
    assert entries("<p>It was late. They should be asked why.</p><p><b>Action:</b> DFX</p>") == (
        Point("It was late."),
        Action("They should be asked why.", owners=("DFX",)),
    )


def test_bold_action_at_the_end_of_a_paragraph() -> None:
    assert entries("<p>It was late. <b>ACTION: Ann Lee to ask why.</b></p>") == (
        Point("It was late."),
        Action("Ann Lee to ask why.", owners=("Ann Lee",)),
    )


@pytest.mark.parametrize(
    "body",
    [
        "<ol><li><b>Roads</b></li></ol><p>Wet.</p><ul><li>Very.</li></ul>"
        "<ol start='2'><li><b>Mills</b></li></ol><p>Dry.</p>",
        "<ol><li><b>Roads</b><p>Wet.</p><ul><li>Very.</li></ul></li><li><b>Mills</b><p>Dry.</p></li></ol>",
    ],
)
def test_headings_in_a_numbered_list(body: str) -> None:
    assert read(body).items == (
        Item("Roads", "1", entries=(Point("Wet."), Point("Very.", Kind.BULLET))),
        Item("Mills", "2", entries=(Point("Dry."),)),
    )


def test_bold_actions_in_a_numbered_list_are_no_headings() -> None:
    assert entries(
        "<p>Actions:</p><ol><li><b>DFX to go.</b></li><li><b>DFX to come.</b></li></ol>"
    ) == (
        Action("DFX to go.", owners=("DFX",)),
        Action("DFX to come.", owners=("DFX",)),
    )


def test_headings_glued_to_a_text() -> None:
    minutes = read(
        "<p><b>1. Welcome</b> Tea was had.</p><p>It was hot. <b>2. Roads</b></p><p><b>3.</b> no</p>"
    )
    assert [(item.title, item.entries) for item in minutes.items] == [
        ("Welcome", (Point("Tea was had."), Point("It was hot."))),
        ("Roads", (Point("**3.** no"),)),
    ]


def test_owner_in_a_bold_bracket() -> None:
    assert entries("<p>A list should be sent round.<b> (Ann Lee)</b></p>") == (
        Action("A list should be sent round.", owners=("Ann Lee",)),
    )


def test_actions_for_one_owner() -> None:
    assert entries("<p><b>Actions:</b> for Secretariat</p><ul><li>Use more ink</li></ul>") == (
        Action("Use more ink", owners=("Secretariat",)),
    )


def test_review_is_told_by_the_status_after_it() -> None:
    body = (
        "<p>Action 1: Ann Lee to write.</p><ul><li>Complete. Sent.</li><li>And answered.</li></ul>"
        "<p>Action 2: Ann Lee to call.</p><p>Not complete.</p><p>Then tea.</p>"
    )
    assert entries(body) == (
        Review(
            "Ann Lee to write.",
            "1",
            ("Ann Lee",),
            status=Status.COMPLETE,
            narrative=(Point("Complete. Sent.", Kind.BULLET), Point("And answered.", Kind.BULLET)),
        ),
        Review(
            "Ann Lee to call.",
            "2",
            ("Ann Lee",),
            status=Status.NOT_COMPLETE,
            narrative=(Point("Not complete."),),
        ),
        Point("Then tea."),
    )


@pytest.mark.parametrize(
    "body",
    [
        "<p>Action 1: Ann Lee to write – <b>Complete.</b></p>",
        "<p>Action 1: Ann Lee to write [Complete.]</p>",
        "<p>Action 1: Ann Lee to write<br><i>Complete.</i></p>",
        "<p>Action 1: Ann Lee to write</p><p><b>Status:</b> Complete.</p>",
        "<p>Action 1: Ann Lee to write</p><p><b>Progress:</b> Complete. Sent.</p>",
        "<ol><li>Ann Lee to write<ul><li>Complete.</li></ul></li></ol>",
        "<p>Ann Lee to write</p><p>Complete.</p>",
    ],
)
def test_review_wherever_the_status_stands(body: str) -> None:
    (found,) = entries(body)
    assert isinstance(found, Review)
    assert (found.text, found.status) == ("Ann Lee to write", Status.COMPLETE)


def test_progress_without_a_status_is_a_report() -> None:
    assert entries("<p>Action: Ann Lee to write.</p><p>Progress: She wrote in May.</p>") == (
        Review("Ann Lee to write.", owners=("Ann Lee",), narrative=(Point("She wrote in May."),)),
    )


def test_explicit_status_overrides_the_words() -> None:
    body = "<ul><li>Action: Ann Lee to write.<p>Status: not stated</p><p>Complete.</p></li></ul>"
    assert entries(body) == (
        Review("Ann Lee to write.", owners=("Ann Lee",), narrative=(Point("Complete."),)),
    )


def test_reviews_in_a_table_of_actions_and_progress() -> None:
    rows = "<p>Ann Lee to write.</p><p>In progress</p><p>Cy Hall to call.</p><p>Complete.</p>"
    found = entries(f"<p><b>Action</b></p><p><b>Progress</b></p>{rows}<p>Then tea.</p>")
    assert [one.status for one in found if isinstance(one, Review)] == [
        Status.PARTIALLY_COMPLETE,
        Status.COMPLETE,
    ]
    assert found[-1] == Point("Then tea.")


def test_reviews_titled_with_their_status() -> None:
    assert entries("<p>Report on mills - <i>on track</i></p><p>It is half done.</p>") == (
        Review(
            "Report on mills",
            status=Status.PARTIALLY_COMPLETE,
            narrative=(Point("*on track*"), Point("It is half done.")),
        ),
    )


def test_rule_after_the_items_parts_what_follows() -> None:
    minutes = read("<h2>1. Welcome</h2><p>One.</p><hr><p>Two.</p>")
    assert minutes.items[0].entries == (Point("One."),)
    assert minutes.after == (Point("Two."),)


def test_a_topic_set_off_and_the_status_of_its_action_are_a_review() -> None:
    page = (
        "<p>Some Panel - 3 May 2012</p><p>Present</p><p>Ann Lee</p><h2>1. Actions</h2><ul>"
        "<li><u>Roads</u> - actions not completed and on the agenda.</li>"
        "<li><u>River Data</u> action was completed.</li>"
        "<li>The Chair said the action was completed.</li></ul>"
    )
    [item] = pages.read_page(page).minutes.items
    assert item.entries == (
        Review(
            "Roads",
            status=Status.NOT_COMPLETE,
            narrative=(Point("actions not completed and on the agenda."),),
        ),
        Review("River Data", status=Status.COMPLETE, narrative=(Point("action was completed."),)),
        Point("The Chair said the action was completed.", Kind.BULLET),
    )


def test_panel_is_named_without_what_kind_of_paper_it_heads() -> None:
    page = (
        "<p>Some User Group - Agenda</p><p>3 May 2012</p><p>Venue: Some House</p>"
        "<p>Present</p><p>Ann Lee</p><h2>Tea</h2>"
    )
    minutes = pages.read_page(page).minutes
    assert (minutes.panel, minutes.venue) == ("Some User Group", "Some House")
    assert [entry.text for entry in minutes.before] == ["Some User Group - Agenda"]


@pytest.mark.parametrize(
    ("picture", "text", "unread"),
    [
        ('<img src="/a" alt="some plan">', "[some plan](/a)", ()),
        ('<img src="/a">', "[/a](/a)", ()),
        ('<img alt="some plan">', "some plan", ()),
        ('<img src="javascript:so" alt="some plan">', "some plan", ()),
        ('<a href="/b"><img src="/a" alt="some plan"></a>', "[some plan](/b)", ("/a",)),
    ],
)
def test_picture_is_what_it_says(picture: str, text: str, unread: tuple[str, ...]) -> None:
    found = pages.read_page(f"<h1>Some Panel</h1><h2>1. Roads</h2><p>{picture}</p>")
    assert [one.text for one in found.minutes.items[0].entries] == [text]
    assert found.unread == unread


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


def test_lines_of_markdown_that_begin_with_a_label_stay_lines() -> None:
    text = (
        "# Some Panel - 3 May 2012\n\nPresent: Ann Lee (Chair), Cy Hall\nApologies: Jo Day\n\n"
        "## 1. Roads\n\nThey are long, and\nRoads Ltd: a firm, was named.\n"
        "Action 1: Ann Lee to write.\nAction 2: Cy Hall to ask\nwhy.\n"
    )
    minutes = pages.read_page(pages.html_of_markdown(text)).minutes
    assert [(one.name, one.presence) for one in minutes.attendance] == [
        ("Ann Lee", Presence.PRESENT),
        ("Cy Hall", Presence.PRESENT),
        ("Jo Day", Presence.APOLOGIES),
    ]
    assert minutes.items[0].entries == (
        Point("They are long, and Roads Ltd: a firm, was named."),
        Action("Ann Lee to write.", number="1", owners=("Ann Lee",)),
        Action("Cy Hall to ask why.", number="2", owners=("Cy Hall",)),
    )


def test_a_label_that_follows_a_sentence_begins_an_action() -> None:
    page = (
        "<p>Some Panel - 3 May 2012</p><p>Present</p><p>Ann Lee</p><h2>1. Roads</h2>"
        "<p>They are long. ACTION 2: Ann Lee to write.</p>"
        "<p>This was Action 3: nobody knew it.</p>"
    )
    [item] = pages.read_page(page).minutes.items
    assert item.entries == (
        Point("They are long."),
        Action("Ann Lee to write.", number="2", owners=("Ann Lee",)),
        Point("This was Action 3: nobody knew it."),
    )
