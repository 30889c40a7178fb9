"""Tables of people and of actions, with rows and columns as they stand on the page."""

import datetime

import pytest

from meetings.minutes.document import (
    Action,
    Attendee,
    Doubt,
    Item,
    Kind,
    Point,
    Presence,
    Review,
    Role,
    Status,
)
from meetings.minutes.reading import pages

from .pages_read import TOP, read


def table(*rows: tuple[str, ...]) -> str:
    return (
        "<table>"
        + "".join(
            "<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in rows
        )
        + "</table>"
    )


def attendance(body: str) -> tuple[Attendee, ...]:
    page = f"<h1>Some Panel - 3 May 2012</h1>{body}<p><b>1. Welcome</b></p><p>Tea.</p>"
    return pages.read_page(page).minutes.attendance


def entries(body: str) -> tuple[object, ...]:
    page = f"<h1>Some Panel - 3 May 2012</h1><p>Present</p><p>Ann Lee</p><h2>1. Tea</h2>{body}"
    (item,) = pages.read_page(page).minutes.items
    return item.entries


def test_people_under_headings_of_columns() -> None:
    body = "<p><b>Present</b></p>" + table(
        ("Name", "Organisation"), ("Ann Lee (Chair)", "Some Office"), ("Dr Cy Hall", "Mill Group")
    )
    assert [(one.name, one.organisation) for one in attendance(body)] == [
        ("Ann Lee", "Some Office"),
        ("Cy Hall", "Mill Group"),
    ]


def test_headings_of_columns_are_a_label_where_there_is_none() -> None:
    people = table(("Name", "Job title"), ("Ann Lee", "Head of Mills"), ("Cy Hall", "Clerk"))
    away = "<p>Apologies</p>" + table(("Name", "Organisation"), ("Jo Day", "Mill Trust"))
    assert [(one.name, one.presence) for one in attendance(people + away)] == [
        ("Ann Lee", Presence.PRESENT),
        ("Cy Hall", Presence.PRESENT),
        ("Jo Day", Presence.APOLOGIES),
    ]


def test_names_can_stand_in_any_headed_column() -> None:
    body = table(("Department", "Attendee"), ("DFX", "Ann Lee (Chair)"), ("QRS", "Cy Hall"))
    assert [(one.name, one.organisation) for one in attendance(body)] == [
        ("Ann Lee", "DFX"),
        ("Cy Hall", "QRS"),
    ]


def test_one_row_can_be_a_person_and_where_from() -> None:
    body = "<p>Present</p><p>Ann Lee</p><p>Apologies</p>" + table(("Jo Day", "Mill Association"))
    assert [(one.name, one.organisation) for one in attendance(body)][1:] == [
        ("Jo Day", "Mill Association")
    ]


def test_people_in_groups_of_one_table_without_headings() -> None:
    body = table(
        ("<b>Present</b>",),
        ("Ann Lee", "DFX"),
        ("Cy Hall", "Some Office"),
        ("<b>Apologies</b>",),
        ("Jo Day", "DFX"),
    )
    assert [(one.name, one.organisation, one.presence) for one in attendance(body)] == [
        ("Ann Lee", "DFX", Presence.PRESENT),
        ("Cy Hall", "Some Office", Presence.PRESENT),
        ("Jo Day", "DFX", Presence.APOLOGIES),
    ]


def test_rows_that_begin_with_a_label_or_go_on_with_its_people() -> None:
    held_over = table(
        ("Chair", "Di Low"),
        ("Present", "Ann Lee", "Some Office"),
        ("", "Cy Hall", "Weather Board (WB)"),
        ("Jo Day", "DFX"),
        ("Apologies", "Mill Trust", "Bo Lund"),
        ("Minute taker", "Eve Orr"),
    )
    assert attendance(held_over) == (
        Attendee("Di Low", role=Role.CHAIR),
        Attendee("Ann Lee", organisation="Some Office"),
        Attendee("Cy Hall", organisation="Weather Board", note="WB"),
        Attendee("Jo Day", organisation="DFX"),
        Attendee("Bo Lund", organisation="Mill Trust", presence=Presence.APOLOGIES),
        Attendee("Eve Orr", role=Role.MINUTE_TAKER),
    )


@pytest.mark.parametrize("heading", ["Representative", "Delegates", "Participant", "Person"])
def test_names_below_a_heading_in_other_words(heading: str) -> None:
    rows = table(("Organisation", heading), ("DFX", "Ann Lee"), ("Some Office", "Cy Hall"))
    assert attendance(rows) == (
        Attendee("Ann Lee", organisation="DFX"),
        Attendee("Cy Hall", organisation="Some Office"),
    )


def test_a_column_that_counts_people_and_names_in_two_columns() -> None:
    rows = table(
        ("No.", "First name", "Surname", "Organisation"),
        ("1.", "Ann", "Lee", "DFX"),
        ("2.", "Cy", "Hall", "Some Office"),
    )
    assert attendance(rows) == (
        Attendee("Ann Lee", organisation="DFX"),
        Attendee("Cy Hall", organisation="Some Office"),
    )


def test_one_row_below_a_label_is_somebody() -> None:
    rows = (("Ann Lee", "Chair", "DFX"), ("Cy Hall", "Member", "Some Office"))
    away = table(("Jo Day", "Member", "QRS"))
    assert attendance(f"<p>Present</p>{table(*rows)}<p>Apologies</p>{away}") == (
        Attendee("Ann Lee", organisation="DFX", role=Role.CHAIR),
        Attendee("Cy Hall", organisation="Some Office", role=Role.MEMBER),
        Attendee("Jo Day", organisation="QRS", role=Role.MEMBER, presence=Presence.APOLOGIES),
    )


def test_two_columns_of_people_are_no_organisations() -> None:
    body = table(("Present", "Apologies"), ("Ann Lee", "Jo Day"), ("Cy Hall", "Di Moss"))
    assert [(one.name, one.presence) for one in attendance(body)] == [
        ("Ann Lee", Presence.PRESENT),
        ("Cy Hall", Presence.PRESENT),
        ("Jo Day", Presence.APOLOGIES),
        ("Di Moss", Presence.APOLOGIES),
    ]


def test_log_of_actions_whatever_the_order_of_columns() -> None:
    body = table(
        ("Ref", "Owner", "Action point", "Deadline", "Status"),
        ("1", "Ann Lee/DFX", "Write to <a href='/x'>members</a>.", "May", "Complete. Sent."),
        ("2", "Cy Hall", "Call the mill.", "", ""),
    )
    assert entries(body) == (
        Review(
            "Write to [members](/x).",
            "1",
            ("Ann Lee", "DFX"),
            "May",
            Status.COMPLETE,
            (Point("Complete. Sent."),),
        ),
        Review("Call the mill.", "2", ("Cy Hall",)),
    )


def test_the_number_of_an_action_can_stand_at_the_head_of_its_cell() -> None:
    body = table(
        ("Action", "Status"),
        ("2.1 Call the mill.", "To do"),
        ("2.2 Count 3 ducks.", "This was done in May."),
    )
    assert entries(body) == (
        Review("Call the mill.", "2.1", (), "", Status.NOT_COMPLETE, (Point("To do"),)),
        Review("Count 3 ducks.", "2.2", (), "", Status.COMPLETE, (Point("This was done in May."),)),
    )


def test_log_without_reports_is_of_new_actions() -> None:
    body = table(("Action", "Lead", "By when"), ("Call the mill.", "whoever is free", "June"))
    assert entries(body) == (Action("Call the mill.", owners=("whoever is free",), due="June"),)


def test_log_keeps_a_number_that_is_none() -> None:
    body = table(("No.", "Action", "Owner"), ("see below", "Call the mill.", "DFX"))
    assert entries(body) == (Point("see below"), Action("Call the mill.", owners=("DFX",)))


@pytest.mark.parametrize(
    "rows",
    [
        (("Action", "Weather"), ("Call.", "Fine.")),
        (("Owner", "Status"), ("DFX", "Complete.")),
        (("Action", "Owner"),),
    ],
)
def test_other_tables_are_points(rows: tuple[tuple[str, ...], ...]) -> None:
    assert not any(isinstance(entry, Review) for entry in entries(table(*rows)))


def test_groups_stacked_in_the_right_column_are_read_column_by_column() -> None:
    body = table(
        ("<b>Attendees</b>", "<b>Officials</b>"),
        ("Ann Lee (Chair) (AL)", "Cy Hall (CH)"),
        ("Jo Day (JD)", ""),
        ("Di Moss (DM)", "<b>Apologies</b>"),
        ("", "Ed Orr (Some Office) (EO)"),
    )
    assert [(one.name, one.heading, one.presence) for one in attendance(body)] == [
        ("Ann Lee", "", Presence.PRESENT),
        ("Jo Day", "", Presence.PRESENT),
        ("Di Moss", "", Presence.PRESENT),
        ("Cy Hall", "Officials", Presence.PRESENT),
        ("Ed Orr", "", Presence.APOLOGIES),
    ]


def test_a_label_over_both_columns_is_read_row_by_row() -> None:
    body = table(
        ("<b>Board Members:</b>", ""),
        ("<b>Ann Lee</b></p><p>Minister for Tea", "<b>Cy Hall</b></p><p>Mill Group"),
        ("<b>Sir Jo Day</b>, Some Office", "<b>Di Moss</b> Director, Water Team, Some Office"),
        ("<b>Ed Orr</b>,</p><p>DFX", "<b>Flo Pym</b></p><p>Deputy Director, Rain</p><p>and Snow"),
    )
    assert [(one.name, one.organisation, one.description) for one in attendance(body)] == [
        ("Ann Lee", "", "Minister for Tea"),
        ("Cy Hall", "Mill Group", ""),
        ("Jo Day", "Some Office", ""),
        ("Di Moss", "Water Team, Some Office", "Director"),
        ("Ed Orr", "DFX", ""),
        ("Flo Pym", "Rain and Snow", "Deputy Director"),
    ]


def test_names_under_names_in_one_cell_are_several_people() -> None:
    body = table(("Present", "Apologies"), ("Ann Lee</p><p>Cy Hall", "Jo Day"))
    assert [one.name for one in attendance(body)] == ["Ann Lee", "Cy Hall", "Jo Day"]


def test_a_bold_line_in_a_cell_heads_the_people_below_it() -> None:
    body = (
        "<table><tr><td><p><b>Attendees</b></p><p>Ann Lee, DFX</p><p><b>Treasury</b></p>"
        "<p>Jo Day, Deputy Director</p></td><td><p><b>Apologies</b></p><p>Cy Hall, QRS</p></td>"
        "</tr></table>"
    )
    assert [(one.name, one.organisation, one.description) for one in attendance(body)] == [
        ("Ann Lee", "DFX", ""),
        ("Jo Day", "Treasury", "Deputy Director"),
        ("Cy Hall", "QRS", ""),
    ]


def test_a_table_of_one_column_is_text() -> None:
    page = "<h1>Some Panel - 3 May 2012</h1><p>Present</p><p>Ann Lee</p>" + table(
        ("<b>Welcome</b></p><ul><li>Tea was served.</li></ul><p>",),
        ("<b>Roads</b></p><p>They are long.",),
    )
    items = pages.read_page(page).minutes.items
    assert [(item.title, len(item.entries)) for item in items] == [("Welcome", 1), ("Roads", 1)]


def test_a_headed_agenda_above_the_minutes_is_no_item() -> None:
    page = (
        "<p>Some Panel - 3 May 2012</p><p>Present</p><p>Ann Lee</p><h1>Agenda</h1>"
        + table(("Item", "Description"), ("1", "Welcome"), ("2", "Roads"))
        + "<p><b>Welcome</b></p><p>Tea was served.</p><p><b>Roads</b></p><p>They are long.</p>"
    )
    minutes = pages.read_page(page).minutes
    assert [(item.number, item.title) for item in minutes.items] == [
        ("1", "Welcome"),
        ("2", "Roads"),
    ]
    said = ["Agenda", "Item – Description", "1 – Welcome", "2 – Roads"]
    assert [entry.text for entry in minutes.before] == said


def test_a_line_that_repeats_under_the_items_is_no_item() -> None:
    page = "<p>Some Panel - 3 May 2012</p><p>Present</p><p>Ann Lee</p>" + "".join(
        f"<p><b>{line}</b></p><p>Much was said.</p>"
        for line in ("Roads", "Comments", "Rivers", "Comments")
    )
    items = pages.read_page(page).minutes.items
    assert [item.title for item in items] == ["Roads", "Rivers"]


def test_initials_in_a_column_of_their_own_are_no_organisation() -> None:
    body = "<p><b>Present</b></p>" + table(
        ("Name", "Organisation", "Initials"),
        ("Ann Lee", "Some Office", "AL"),
        ("Cy Hall", "", "CH"),
    )
    assert [(one.name, one.organisation, one.note) for one in attendance(body)] == [
        ("Ann Lee", "Some Office", "AL"),
        ("Cy Hall", "", "CH"),
    ]


def test_where_somebody_comes_from_can_follow_a_tab() -> None:
    body = "<p><b>Present</b></p><p>Ann Lee (Chair)\tSome Office</p><p>Cy Hall\tMill Group</p>"
    assert [(one.name, one.organisation) for one in attendance(body)] == [
        ("Ann Lee", "Some Office"),
        ("Cy Hall", "Mill Group"),
    ]


def test_a_label_can_stand_before_a_tab() -> None:
    body = "<p><b>Present:</b>\tAnn Lee (Chair)\tSome Office</p><p>In attendance\tCy Hall\tQRS</p>"
    assert [(one.name, one.organisation) for one in attendance(body)] == [
        ("Ann Lee", "Some Office"),
        ("Cy Hall", "QRS"),
    ]


def test_a_tab_at_the_start_of_a_line_of_the_source_parts_nothing() -> None:
    body = "<p><b>Present</b></p><p>\n\tAnn\n\tLee, Some Office</p>"
    assert [(one.name, one.organisation) for one in attendance(body)] == [
        ("Ann Lee", "Some Office")
    ]


def test_the_masthead_can_be_a_table_of_labels() -> None:
    page = (
        "<p><b>Some Panel</b></p>"
        + table(("Date:", "3 May 2012"), ("Time", "2pm – 4pm"), ("Venue", "Some House"))
        + "<p><b>Present</b></p><p>Ann Lee</p><p><b>1. Welcome</b></p><p>Tea.</p>"
    )
    minutes = pages.read_page(page).minutes
    assert minutes.held_on == datetime.date(2012, 5, 3)
    assert (minutes.venue, minutes.starts_at) == ("Some House", datetime.time(14))
    assert not minutes.before


def test_minutes_can_stand_in_a_table_beside_their_numbers_and_actions() -> None:
    long = "The survey of the mills was late again, and nobody knew why it was so late."
    page = "<p><b>Some Panel - 3 May 2012</b></p><p>Present: Ann Lee (Some Office)</p>" + table(
        ("1", "<b>Mills</b>", "Action"),
        ("", long, ""),
        ("", "A plan is to be written.", "Cy Hall"),
        ("2", "<b>Locks</b>", ""),
        ("", long, ""),
    )
    items = pages.read_page(page).minutes.items
    assert [(item.number, item.title) for item in items] == [("1", "Mills"), ("2", "Locks")]
    assert items[0].entries == (
        Point(long),
        Action("A plan is to be written.", owners=("Cy Hall",)),
    )


def test_headings_of_columns_stand_over_minutes_in_a_table() -> None:
    page = "<p><b>Some Panel - 3 May 2012</b></p><p>Present: Ann Lee (AL), Cy Hall (CH)</p>" + (
        table(
            ("<b>Item</b>", "<b>Minute</b>", "<b>Action</b>"),
            ("1", "<b>Mills</b></p><p>They are late.", ""),
            ("2", "<b>Locks</b></p><p>CH will count the locks.", "CH"),
        )
    )
    mills, locks = pages.read_page(page).minutes.items
    assert (mills.number, mills.title, mills.entries) == ("1", "Mills", (Point("They are late."),))
    assert (locks.number, locks.entries) == (
        "2",
        (Action("CH will count the locks.", owners=("CH",)),),
    )


def test_a_table_of_two_columns_of_text_is_no_layout() -> None:
    long = "The survey of the mills was late again, and nobody knew why it was so late."
    body = table(("Mills", long), ("Locks", long))
    assert entries(body) == (Point("Mills"), Point(long), Point("Locks"), Point(long))


def test_table_of_actions_under_a_heading() -> None:
    body = "<p><b>Summary of actions</b></p>" + table(
        ("Action", "Owner", "Deadline"), ("Write to all mills.", "Cy Hall", "3 June")
    )
    assert entries(body) == (Action("Write to all mills.", owners=("Cy Hall",), due="3 June"),)


def test_bullet_can_say_what_came_of_the_line_above() -> None:
    body = "<p>Cy Hall to write to all mills.</p><ul><li>Complete. Sent in May.</li></ul>"
    (review,) = entries(body)
    assert isinstance(review, Review)
    assert (review.text, review.status) == ("Cy Hall to write to all mills.", Status.COMPLETE)


def test_short_text_can_stand_beside_a_column_headed_action() -> None:
    page = "<p><b>Some Panel - 3 May 2012</b></p><p>Present: Ann Lee (Some Office)</p>" + table(
        ("<b>Mills</b>", "Action"), ("Ann Lee spoke of mills.", ""), ("Write to all.", "Cy Hall")
    )
    (item,) = pages.read_page(page).minutes.items
    assert item.entries == (
        Point("Ann Lee spoke of mills."),
        Action("Write to all.", owners=("Cy Hall",)),
    )


def test_a_row_without_an_action_is_text() -> None:
    rows = table(("Action", "Owner"), ("Write to all", "Jo Day"), ("", "Cy Hall"))
    assert entries(rows) == (Action("Write to all", owners=("Jo Day",)), Point("Cy Hall"))


def test_log_of_actions_that_lost_its_cells() -> None:
    lines = (
        *("<b>Action</b>", "<b>Owner</b>", "<b>Deadline</b>", "Write to all", "Jo Day", "3 May"),
        *("Count the locks", "Cy Hall and DFX", "next meeting", "All was said."),
    )
    assert entries("".join(f"<p>{line}</p>" for line in lines)) == (
        Action("Write to all", owners=("Jo Day",), due="3 May"),
        Action("Count the locks", owners=("Cy Hall", "DFX"), due="next meeting"),
        Point("All was said."),
    )


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        (
            (("Meeting", "Action", "Lead", "Deadline"), ("May", "Count locks", "DFX", "June")),
            (Point("May"), Action("Count locks", owners=("DFX",), due="June")),
        ),
        (
            (
                ("Ref", "Date", "Action", "Owner", "RAG", "Comment"),
                ("4", "2 May", "Count locks", "DFX", "Green", "Complete."),
            ),
            (
                Point("2 May"),
                Review(
                    "Count locks",
                    "4",
                    ("DFX",),
                    status=Status.COMPLETE,
                    narrative=(Point("Green"), Point("Complete.")),
                ),
            ),
        ),
        (
            (("Action", "Lead", "Weather"), ("Count locks", "DFX", "Fine")),
            (Point("Weather"), Action("Count locks", owners=("DFX",)), Point("Fine")),
        ),
        (
            (("Minute", "Action", "Progress"), ("3.2", "Count locks", "Done")),
            (Review("Count locks", "3.2", status=Status.COMPLETE, narrative=(Point("Done"),)),),
        ),
        (
            (("Action", "Description", "Who"), ("7", "Count locks", "DFX")),
            (Action("Count locks", "7", ("DFX",)),),
        ),
        (
            (("Item", "Action", "By"), ("1", "Count locks", "DFX"), ("2", "Count ducks", "")),
            (Action("Count locks", "1", ("DFX",)), Action("Count ducks", "2")),
        ),
        (
            (("Item", "Action", "By"), ("1", "Count locks", "3 June")),
            (Action("Count locks", "1", due="3 June"),),
        ),
        (
            (("", "Action", "Owner"), ("1", "Count locks", "DFX")),
            (Action("Count locks", "1", ("DFX",)),),
        ),
        (
            (("Action", "Owner"), ("<b>Locks</b>", ""), ("Count locks", "DFX")),
            (Point("**Locks**", Kind.HEADING), Action("Count locks", owners=("DFX",))),
        ),
        (
            (("Who", "What", "When"), ("DFX", "Count locks", "June")),
            (Action("Count locks", owners=("DFX",), due="June"),),
        ),
        (
            (("Action", "Owner", "Status"), ("Count locks", "DFX", "New"), ("Ask", "DFX", "Done")),
            (
                Action("Count locks", owners=("DFX",)),
                Point("New"),
                Review("Ask", "", ("DFX",), status=Status.COMPLETE, narrative=(Point("Done"),)),
            ),
        ),
    ],
)
def test_log_of_actions_among_other_columns(
    rows: tuple[tuple[str, ...], ...], read: tuple[object, ...]
) -> None:
    assert entries(table(*rows)) == read


def test_under_a_heading_of_actions_one_column_need_be_known() -> None:
    rows = table(("What", "Weather"), ("Count locks", "Fine"))
    assert entries(f"<p><b>Actions arising</b></p>{rows}") == (
        Point("Weather"),
        Action("Count locks"),
        Point("Fine"),
    )


def test_headings_of_columns_are_no_actions() -> None:
    page = "<h1>Some Panel - 3 May 2012</h1><p>Present</p><p>Ann Lee</p><h2>1. Tea</h2>" + table(
        ("Action", "Weather"), ("Call", "Fine")
    )
    reading = pages.read_page(page)
    assert reading.minutes.items[0].entries == tuple(
        map(Point, ("Action", "Weather", "Call", "Fine"))
    )
    (doubt,) = reading.doubts
    assert doubt == Doubt("Action | Weather", "a table with a column of actions, read as points")


def test_a_label_beside_an_action_is_no_heading_of_a_column() -> None:
    rows = table(("Action", "Ann Lee to count all the locks"), ("See", "item 4"))
    assert entries(rows)[0] == Action("Ann Lee to count all the locks", owners=("Ann Lee",))


def test_what_is_to_be_done_stands_beside_what_was_said() -> None:
    rows = (("Rain fell.", "Cy Hall to count ducks"), ("It stopped.", "None"), ("Ask.", "Cy Hall"))
    assert entries(table(("Discussion", "Action"), *rows)) == (
        Point("Rain fell."),
        Action("Cy Hall to count ducks", owners=("Cy Hall",)),
        Point("It stopped."),
        Point("None"),
        Action("Ask.", owners=("Cy Hall",)),
    )
    numbered = (("Item", "Discussion", "Action"), ("1", "Rain fell.", "Cy Hall to count all ducks"))
    assert entries(table(*numbered)) == (
        Point("1. Rain fell."),
        Action("Cy Hall to count all ducks", owners=("Cy Hall",)),
    )
    owned = (("Discussion", "Action", "Owner"), ("Rain fell.", "Count ducks", "DFX"))
    assert entries(table(*owned)) == (
        Point("Discussion"),
        Point("Rain fell."),
        Action("Count ducks", owners=("DFX",)),
    )


def told(body: str) -> list[tuple[str, str, str, str]]:
    return [(one.presence.value, one.name, one.organisation, one.note) for one in attendance(body)]


def test_the_label_can_head_the_names() -> None:
    present = table(("Present", "Organisation"), ("Ann Lee", "Mill Trust"), ("Cy Hall", "DFX"))
    away = table(("Apologies", "Organisation"), ("Jo Day", "Reef Co"))
    here = [("present", "Ann Lee", "Mill Trust", ""), ("present", "Cy Hall", "DFX", "")]
    assert told(present) == here
    assert told(present + away) == [*here, ("apologies", "Jo Day", "Reef Co", "")]
    assert told("<p>Present:</p>" + present) == here


@pytest.mark.parametrize("label", ["", "<p>Present:</p>", "<p><b>Attendance</b></p>"])
def test_a_column_can_say_who_came(label: str) -> None:
    body = table(
        ("Member", "Representing", "Present"),
        ("Al Ray", "QRS", "No"),
        ("Ann Lee (Chair)", "Mill Trust", "Yes"),
        ("Jo Day", "Reef Co", "Apologies"),
        ("Cy Hall", "DFX", "✓ (item 2)"),
        ("Di Low", "DFX", "online"),
    )
    assert told(label + body) == [
        ("present", "Ann Lee", "Mill Trust", ""),
        ("present", "Cy Hall", "DFX", "item 2"),
        ("present", "Di Low", "DFX", "online"),
        ("apologies", "Jo Day", "Reef Co", ""),
        ("absent", "Al Ray", "QRS", ""),
    ]


def test_a_column_can_say_who_sent_apologies() -> None:
    body = table(("Name", "Apologies", "Body"), ("Ann Lee", "", "DFX"), ("Jo Day", "Yes", "QRS"))
    assert told(body) == [("present", "Ann Lee", "DFX", ""), ("apologies", "Jo Day", "QRS", "")]
    bare = table(("Name", "Apologies"), ("Ann Lee", "No"), ("Jo Day", "Yes"))
    assert told(bare) == [("present", "Ann Lee", "", ""), ("apologies", "Jo Day", "", "")]
    columns = table(("Attendees", "Apologies"), ("Ann Lee", "Jo Day"), ("Cy Hall", "Di Low"))
    assert [row[:2] for row in told(columns)] == [
        *(("present", "Ann Lee"), ("present", "Cy Hall")),
        *(("apologies", "Jo Day"), ("apologies", "Di Low")),
    ]


def test_a_note_may_follow_where_somebody_is_from() -> None:
    body = table(("Ann Lee", "Mill Trust (item 2- 4)"), ("Cy Hall", "DFX"))
    assert told("<p>Present:</p>" + body) == [
        ("present", "Ann Lee", "Mill Trust", "item 2- 4"),
        ("present", "Cy Hall", "DFX", ""),
    ]


HERE_AND_AWAY = [
    ("present", "Ann Lee", "DFX", ""),
    ("present", "Cy Hall", "Mill Trust", ""),
    ("apologies", "Jo Day", "QRS", ""),
    ("apologies", "Di Low", "", ""),
]


@pytest.mark.parametrize(
    "row",
    [
        ("Ann Lee, DFX<br>Cy Hall, Mill Trust", "Jo Day, QRS<br>Di Low"),
        ("<p>Ann Lee, DFX</p><p>Cy Hall, Mill Trust</p>", "<p>Jo Day (QRS)</p><p>Di Low</p>"),
        ("<ul><li>Ann Lee, DFX</li><li>Cy Hall, Mill Trust</li></ul>", "Jo Day, QRS<br>Di Low"),
        ("Ann Lee (DFX), Cy Hall (Mill Trust)", "<p>Jo Day, QRS</p><p>Di Low</p>"),
        ("Ann Lee, DFX; Cy Hall, Mill Trust", "Jo Day, QRS; Di Low"),
    ],
)
def test_all_who_came_can_stand_in_one_cell_below_their_label(row: tuple[str, str]) -> None:
    assert told(table(("Attendees:", "Apologies:"), row)) == HERE_AND_AWAY
    assert told(table(("Present", "Apologies"), row)) == HERE_AND_AWAY


@pytest.mark.parametrize("label", ["Panel", "Panel:"])
def test_a_table_headed_panel_can_be_of_people(label: str) -> None:
    in_one_cell = ("Ann Lee (Chair)<br>Cy Hall, Mill Trust<br>Di Low, DFX", "Jo Day, QRS")
    one_each = [
        ("Ann Lee (Chair)", "Jo Day, QRS"),
        ("Cy Hall, Mill Trust", ""),
        ("Di Low, DFX", ""),
    ]
    for rows in ([in_one_cell], one_each):
        page = "<p>Tide Panel</p><p>3 May 2012</p>" + table((label, "Others present"), *rows)
        minutes = pages.read_page(f"{page}<h2>1. Tea</h2>").minutes
        assert (minutes.panel, minutes.before) == ("Tide Panel", ())
        assert [(one.name, one.organisation) for one in minutes.attendance] == [
            ("Ann Lee", ""),
            ("Cy Hall", "Mill Trust"),
            ("Di Low", "DFX"),
            ("Jo Day", "QRS"),
        ]


def test_panel_can_stand_beside_its_people_or_its_name() -> None:
    people = table(("Panel", "Ann Lee, DFX<br>Cy Hall, Mill Trust"), ("Apologies", "Jo Day, QRS"))
    page = f"<p>Tide Panel</p><p>3 May 2012</p>{people}<h2>1. Tea</h2>"
    minutes = pages.read_page(page).minutes
    assert minutes.panel == "Tide Panel"
    assert [one.name for one in minutes.attendance] == ["Ann Lee", "Cy Hall", "Jo Day"]
    named = table(("Panel", "Tide Panel"), ("Date", "3 May 2012"))
    minutes = pages.read_page(f"{named}<p>Present: Ann Lee (DFX)</p><h2>1. Tea</h2>").minutes
    assert minutes.panel == "Tide Panel"


def test_none_beside_all_who_came_is_nobody() -> None:
    body = table(("Attendees", "Apologies"), ("Ann Lee, Cy Hall and Di Low", "None"))
    assert told(body) == [("present", name, "", "") for name in ("Ann Lee", "Cy Hall", "Di Low")]


def test_a_body_written_in_small_letters_in_a_column_of_bodies() -> None:
    body = table(("Name", "Organisation"), ("Ann Lee", "myMill.example"), ("Cy Hall", "DFX"))
    assert told(body) == [
        ("present", "Ann Lee", "myMill.example", ""),
        ("present", "Cy Hall", "DFX", ""),
    ]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (
            ("Item", "Discussion", "Action"),
            [("1. Roads", "Wet.", ""), ("2. Mills", "Dry.", "Cy Hall to go")],
        ),
        (
            ("No.", "Item", "Notes"),
            [("1.", "Roads", "Wet."), ("2.", "Mills", "Dry. [Action: Cy Hall to go]")],
        ),
    ],
)
def test_titles_beside_the_text_of_minutes_head_items(
    head: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    page = TOP + table(head, *rows)
    found = pages.read_page(page)
    assert found.minutes.items == (
        Item("Roads", "1", entries=(Point("Wet."),)),
        Item("Mills", "2", entries=(Point("Dry."), Action("Cy Hall to go", owners=("Cy Hall",)))),
    )
    assert not found.doubts


def test_titles_beside_nothing_are_kept() -> None:
    head = ("No", "Item", "Notes")
    minutes = read(table(head, ("1", "Roads", "Wet."), ("2", "Mills", ""), ("3", "Locks", "Dry.")))
    assert [(item.number, item.title) for item in minutes.items] == [
        ("1", "Roads"),
        ("2", "Mills"),
        ("3", "Locks"),
    ]


@pytest.mark.parametrize("label", ["<p><b>Apologies:</b></p>", ""])
@pytest.mark.parametrize("name", ["<b>Sir Jo Day</b>", "Sir Jo Day"])
def test_a_name_alone_in_a_cell_takes_nothing_from_the_cell_beside_it(
    name: str, label: str
) -> None:
    away = [(name, "<p>Di Low,</p><p>Mill Trust</p>"), ("Ed Orr", "Flo Pym")]
    above = table(("<b>Members:</b>", ""), ("Ann Lee, DFX", "Cy Hall"))
    body = above + label + table(*([] if label else [("<b>Apologies:</b>", "")]), *away)
    assert told(body) == [
        *(("present", "Ann Lee", "DFX", ""), ("present", "Cy Hall", "", "")),
        *(("apologies", "Jo Day", "", ""), ("apologies", "Di Low", "Mill Trust", "")),
        *(("apologies", "Ed Orr", "", ""), ("apologies", "Flo Pym", "", "")),
    ]


def test_cells_below_a_label_tell_below_each_name_where_from() -> None:
    rows = [("Jo Day", "<b>Di Low</b><br>Mill Trust"), ("Ed Orr<br>DFX", "Flo Pym, Reef Co")]
    assert told("<p>Present:</p>" + table(*rows)) == [
        *(("present", "Jo Day", "", ""), ("present", "Di Low", "Mill Trust", "")),
        *(("present", "Ed Orr", "DFX", ""), ("present", "Flo Pym", "Reef Co", "")),
    ]


def test_all_who_came_can_stand_beside_their_label() -> None:
    rows = [("Present", "Ann Lee, Cy Hall"), ("Apologies", "Jo Day"), ("Officials", "Di Low, DFX")]
    assert told(table(*rows)) == [
        *(("present", "Ann Lee", "", ""), ("present", "Cy Hall", "", "")),
        *(("apologies", "Jo Day", "", ""), ("present", "Di Low", "DFX", "")),
    ]
