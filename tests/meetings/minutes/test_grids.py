"""Tables of content, a point a row."""

import pytest

from meetings.minutes import reading, writing
from meetings.minutes.document import Doubt, Kind, Point
from meetings.minutes.reading import pages

from .pages_read import TOP, entries
from .test_tables import table
from .words import lost, out_of_order

COUNTS = table(
    ("<b>Department</b>", "<b>Released</b>", "<b>Comment</b>"),
    ("DFX", "12", "<a href='/x'>Late</a>, as the mill was shut."),
    ("", "3", "Complete"),
    ("QRS", "", "Soon"),
    ("TUV", "4", ""),
)
ROWS = (
    "**Department** | **Released** | **Comment**",
    "DFX | 12 | [Late](/x), as the mill was shut.",
    "| 3 | Complete",
    "QRS | | Soon",
    "TUV | 4",
)
PAGE = f"{TOP}<h2>1. Roads</h2><p>These were released:</p>{COUNTS}<p>Then tea.</p>"


def test_each_row_of_a_table_of_content_is_a_point() -> None:
    found = pages.read_page(PAGE)
    assert found.minutes.items[0].entries == (
        Point("These were released:"),
        *(Point(row, Kind.BULLET) for row in ROWS),
        Point("Then tea."),
    )
    assert (found.doubts, found.unread) == ((), ())


def test_rows_keep_their_words_and_their_order() -> None:
    found = pages.read_page(PAGE)
    assert not lost(PAGE, found)
    assert out_of_order(PAGE, found.minutes) == []


def test_rows_read_back_from_what_is_written() -> None:
    minutes = pages.read_page(PAGE).minutes
    for written in (
        writing.markdown(minutes).encode(),
        writing.html(minutes).encode(),
        writing.docx(minutes),
    ):
        assert reading.read(written).minutes == minutes


def test_a_table_within_a_list_item_stays_there() -> None:
    rows = table(("Mills", "3"), ("Locks", "4"))
    assert entries(f"<ul><li>Of these:{rows}</li><li>Then tea.</li></ul>") == (
        Point("Of these:", Kind.BULLET),
        Point("Mills | 3", Kind.BULLET, 1),
        Point("Locks | 4", Kind.BULLET, 1),
        Point("Then tea.", Kind.BULLET),
    )


@pytest.mark.parametrize(
    "cell",
    [
        "Tea</p><p>Cake",
        "<ul><li>Tea</li></ul>",
        "Action: CH to ask",
        "List to be sent",
        " ".join(["tea"] * 41),
    ],
)
def test_a_cell_that_is_no_short_line_stands_for_itself(cell: str) -> None:
    found = entries(table(("Mills", "Locks", "Weirs"), ("One", cell, "Two")))
    assert found[:4] == tuple(map(Point, ("Mills", "Locks", "Weirs", "One")))
    assert found[-1] == Point("Two")


def test_rows_that_may_be_earlier_actions_are_doubted() -> None:
    rows = table(("Rope", "half is coiled"), ("Ink", "dear"))
    found = pages.read_page(f"{TOP}<h2>1. Actions from the last meeting</h2>{rows}")
    lines = ("Rope | half is coiled", "Ink | dear")
    assert found.minutes.items[0].entries == tuple(Point(line, Kind.BULLET) for line in lines)
    why = "could be of an earlier action: read as a point"
    assert found.doubts == tuple(Doubt(line, why) for line in lines)
