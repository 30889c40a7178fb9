"""How an agenda above the minutes is told, and how it numbers what was minuted."""

import pytest

from meetings.minutes.document import Kind, Minutes, Point
from meetings.minutes.reading import pages

TOP = "<h1>Some Panel - 3 May 2012</h1><p>Present</p><p>Ann Lee (AL)</p>"


def agenda(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<p><b>Agenda</b></p><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def minuted(*titles: str) -> str:
    return "".join(f"<p><b>{title}</b></p><p>It was discussed.</p>" for title in titles)


def read(*parts: str) -> Minutes:
    return pages.read_page(TOP + "".join(parts)).minutes


def numbers(minutes: Minutes) -> list[str]:
    return [item.number for item in minutes.items]


@pytest.mark.parametrize(
    ("minuted", "expected"),
    [
        (
            "<p><b><u>Welcome</u></b></p><p>x.</p><p><b>Ann Lee</b></p><p>x.</p>"
            "<p><b>Mill survey</b></p><p>x.</p><p><b><u>Locks</u></b></p><p>x.</p>",
            ["Welcome", "Mill survey", "Locks"],
        ),
        (
            "<p><b>Mill survey</b></p><p>x.</p><p><b><u>Locks</u></b></p><p>x.</p>"
            "<p><b>Wet</b></p><p>x.</p><p><b><u>Ducks</u></b></p><p>x.</p>",
            ["Mill survey", "Locks", "Ducks"],
        ),
        (
            "<h2>Welcome</h2><p>x.</p><p><b>Mill survey</b></p><p>x.</p><h2>Locks</h2><p>x.</p>",
            ["Welcome", "Mill survey", "Locks"],
        ),
        (
            "<p><b>1. Welcome</b></p><p>x.</p><p><b>Mill survey</b></p><p>x.</p>"
            "<p><b>3. Locks</b></p><p>x.</p><p><b>Wet locks</b></p><p>x.</p>",
            ["Welcome", "Mill survey", "Locks"],
        ),
    ],
)
def test_a_bold_line_that_is_on_the_agenda_is_an_item_however_others_are_set(
    minuted: str, expected: list[str]
) -> None:
    rows = (("1", "Welcome"), ("2", "Mill survey"), ("3", "Locks"))
    minutes = read(agenda(("Item", "Description"), *rows), minuted)
    assert [item.title for item in minutes.items] == expected


MINUTED = "<h2>Welcome</h2><p>Tea.</p><h2>Mills</h2><p>They turn.</p>"
ROWS = (
    ("Item", "Description", "Lead"),
    ("1", "Chair’s welcome and update", "AL"),
    ("2", "Mill survey (for approval)", "AL"),
    ("", "Break", ""),
    ("4", "A.O.B", "AL"),
)


def test_agenda_is_kept_before_the_items() -> None:
    minutes = read(agenda(*ROWS), minuted("Welcome and updates", "Survey of mills", "AOB"))
    assert [item.title for item in minutes.items] == [
        "Welcome and updates",
        "Survey of mills",
        "AOB",
    ]
    assert minutes.before == (
        Point("**Agenda**", Kind.HEADING),
        Point("Item – Description – Lead", Kind.BULLET),
        Point("1 – Chair’s welcome and update – AL", Kind.BULLET),
        Point("2 – Mill survey (for approval) – AL", Kind.BULLET),
        Point("Break", Kind.BULLET),
        Point("4 – A.O.B – AL", Kind.BULLET),
    )


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("Welcome and updates", "Survey of mills", "AOB"), ["1", "2", "4"]),
        # What was not on the agenda has no number.
        (("Welcome", "Ferry fares", "Mill survey", "AOB"), ["1", "", "2", "4"]),
        # One item between two that are found is the one row between them.
        (("Welcome", "Of wheels and water", "AOB"), ["1", "2", "4"]),
        # Nothing is told by place alone.
        (("Ferry fares", "Of wheels and water", "Locks"), ["", "", ""]),
        # Printed numbers stay.
        (("2. Welcome", "3. Mill survey"), ["2", "3"]),
    ],
)
def test_items_have_their_numbers_from_the_agenda(
    titles: tuple[str, ...], expected: list[str]
) -> None:
    assert numbers(read(agenda(*ROWS), minuted(*titles))) == expected


def test_table_under_other_headings_is_no_agenda() -> None:
    rows = (("Item", "Cost"), ("1", "Welcome"), ("2", "Mills"))
    assert set(numbers(read(agenda(*rows), minuted("Welcome", "Mills")))) == {""}


def test_agenda_can_be_a_list_under_its_heading() -> None:
    listed = "<p><b>Agenda</b></p><ol><li>Welcome</li><li>Mills</li></ol><p><b>Minutes</b></p>"
    minutes = read(listed, minuted("Welcome", "Survey of mills"))
    assert [(item.number, item.title) for item in minutes.items] == [
        ("1", "Welcome"),
        ("2", "Survey of mills"),
    ]
    assert [entry.text for entry in minutes.before if isinstance(entry, Point)] == [
        "**Agenda**",
        "Welcome",
        "Mills",
        "**Minutes**",
    ]


def test_agenda_can_be_a_table_without_headings_under_its_heading() -> None:
    rows = (("1", "Welcome", "AL", "14:00"), ("2", "Mills", "AL", "14:05"))
    minutes = read(agenda(*rows), minuted("Welcome", "Mills"))
    assert numbers(minutes) == ["1", "2"]


def test_agenda_that_nothing_follows_is_what_the_document_says() -> None:
    minutes = read(agenda(*ROWS))
    said = " ".join(entry.text for entry in minutes.entries())
    assert "Mill survey (for approval)" in said


def test_agenda_can_be_a_table_of_times() -> None:
    rows = (("Time", "Item", "Lead"), ("10.00", "Welcome", "AL"), ("10.15", "Mills", "JD"))
    minutes = read(agenda(*rows).replace("<p><b>Agenda</b></p>", "<h2>Agenda</h2>"), MINUTED)
    assert [item.title for item in minutes.items] == ["Welcome", "Mills"]
    assert [entry.text for entry in minutes.before] == [
        *("Agenda", "Time – Item – Lead", "10.00 – Welcome – AL", "10.15 – Mills – JD"),
    ]


def test_agenda_can_be_lines_of_a_paragraph() -> None:
    minutes = read("<p><b>Agenda</b><br>1 Welcome<br>2 Mills</p>", minuted("Welcome", "Mills"))
    assert numbers(minutes) == ["1", "2"]
    assert minutes.before == (
        Point("**Agenda**", Kind.HEADING),
        Point("1 Welcome", Kind.BULLET),
        Point("2 Mills", Kind.BULLET),
    )
