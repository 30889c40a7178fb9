"""Lists of all actions at the end of minutes, or at their top."""

import pytest

from meetings.minutes.document import Action, Kind, Point, Review
from meetings.minutes.reading import pages

from . import words
from .pages_read import TOP, read
from .test_tables import table

WRITE = Action("Ann Lee to write to the mills.", number="1", owners=("Ann Lee",))
COUNT = Action("Cy Hall to count all the locks.", number="2", owners=("Cy Hall",))
RAISED = (
    "<h2>1. Roads</h2><p>Action 1: Ann Lee to write to the mills.</p>"
    "<p>Action 2: Cy Hall to count all the locks.</p>"
)


@pytest.mark.parametrize(
    ("lines", "points"),
    [
        (
            "<p>1. Ann Lee to write to the mills.</p><p>2. Cy Hall to count the locks.</p>",
            [
                Point("1. Ann Lee to write to the mills."),
                Point("2. Cy Hall to count the locks."),
            ],
        ),
        (
            "<ul><li>Action 1: Ann Lee to write to the mills.</li><li>CH to count locks</li></ul>",
            [Point("Action 1: Ann Lee to write to the mills.", Kind.BULLET)],
        ),
        (
            table(
                ("No", "Action", "Owner"),
                ("1", "Write to the mills", "Ann Lee"),
                ("2", "Count all the locks", "Cy Hall"),
            ),
            [
                Point("1 – Write to the mills – Ann Lee", Kind.BULLET),
                Point("2 – Count all the locks – Cy Hall", Kind.BULLET),
            ],
        ),
    ],
)
def test_a_summary_of_actions_says_them_again(lines: str, points: list[Point]) -> None:
    body = f"{RAISED}<p><b>Summary of actions</b></p>{lines}"
    (item,) = read(body).items
    assert item.entries[:2] == (WRITE, COUNT)
    assert item.entries[2] == Point("**Summary of actions**", Kind.HEADING)
    assert list(item.entries[3 : 3 + len(points)]) == points
    found = pages.read_page(TOP + body)
    assert words.lost(TOP + body, found) == {}
    assert words.out_of_order(TOP + body, found.minutes) == []


def test_what_only_the_summary_says_is_an_action() -> None:
    lines = "<p>1. Ann Lee to write to the mills.</p><p>2. Bo Fox to buy ink.</p><p>Tea.</p>"
    (item,) = read(f"{RAISED}<p><b>Action list</b></p>{lines}").items
    assert item.entries[3:] == (
        Point("1. Ann Lee to write to the mills."),
        Action("Bo Fox to buy ink.", number="2", owners=("Bo Fox",)),
        Point("Tea."),
    )


def test_a_summary_can_be_an_item() -> None:
    body = f"{RAISED}<h2>2. Summary of actions</h2><p>Action 1: Ann Lee to write to the mills.</p>"
    _, item = read(body).items
    assert item.entries == (Point("Action 1: Ann Lee to write to the mills."),)


def test_a_summary_can_stand_above_the_items() -> None:
    minutes = read(
        "<p><b>Summary of actions</b></p><ul><li>Ann Lee to write to the mills.</li></ul>" + RAISED
    )
    assert minutes.before == (
        Point("**Summary of actions**", Kind.HEADING),
        Point("Ann Lee to write to the mills.", Kind.BULLET),
    )
    assert minutes.items[0].entries == (WRITE, COUNT)


def test_a_summary_of_what_was_raised_nowhere_raises_it() -> None:
    body = "<h2>1. Roads</h2><p>Long.</p><p><b>Summary of actions</b></p>"
    (item,) = read(f"{body}<ul><li>Ann Lee to write to the mills.</li></ul>").items
    assert item.entries == (
        Point("Long."),
        Action("Ann Lee to write to the mills.", owners=("Ann Lee",)),
    )


def test_what_a_summary_calls_new_or_open_was_raised() -> None:
    rows = table(("No", "Action", "Status"), ("1", "Buy ink", "New"), ("2", "Sell pens", "Open"))
    raised = (Action("Buy ink", "1"), Point("New"), Action("Sell pens", "2"), Point("Open"))
    (_, item) = read(f"{RAISED}<h2>2. Summary of actions</h2>{rows}").items
    assert item.entries == raised


@pytest.mark.parametrize(
    "title",
    [
        *("Action table", "Actions table", "Table of actions", "Action list", "Action log:"),
        *("Summary of actions", "Action tracker"),
    ],
)
@pytest.mark.parametrize("tag", ["h2", "h3", "p"])
def test_the_heading_over_a_table_of_actions_is_no_item(title: str, tag: str) -> None:
    over = f"<{tag}><b>{title}</b></{tag}>"
    tasks = table(("Action", "Owner"), ("Send the maps", "Ann Lee"))
    head = f"<{tag}><b>Roads</b></{tag}><p>Wet.</p><{tag}><b>Mills</b></{tag}><p>Dry.</p>"
    minutes = read(head + over + tasks)
    assert [item.title for item in minutes.items] == ["Roads", "Mills"]
    assert minutes.items[1].entries[-1:] == (Action("Send the maps", owners=("Ann Lee",)),)


def test_an_action_log_among_the_items_is_one() -> None:
    log = table(("Action", "Owner", "Status"), ("Send the maps", "Ann Lee", "Complete"))
    minutes = read(f"<h2>Roads</h2><p>Wet.</p><h2>Action log</h2>{log}<h2>Mills</h2><p>Dry.</p>")
    assert [item.title for item in minutes.items] == ["Roads", "Action log", "Mills"]
    assert [type(entry) for entry in minutes.items[1].entries] == [Review]


def test_an_action_log_says_actions_of_the_meeting_again() -> None:
    log = table(("Action", "Owner"), ("Write to the mills", "Ann Lee"), ("Buy ink", "Bo Fox"))
    (item,) = read(f"{RAISED}<h2>Action log</h2>{log}").items
    assert item.entries[3:] == (
        Point("Write to the mills – Ann Lee", Kind.BULLET),
        Action("Buy ink", owners=("Bo Fox",)),
    )


@pytest.mark.parametrize("heading", ["<p><b>Action list</b></p>", "<h2>2. Action list</h2>"])
def test_bullets_of_an_action_list_that_nothing_repeats_are_actions(heading: str) -> None:
    minutes = read(f"<h2>1. Roads</h2><p>Wet.</p>{heading}<ul><li>Bo Fox to buy ink.</li></ul>")
    assert minutes.items[-1].entries[-1] == Action("Bo Fox to buy ink.", owners=("Bo Fox",))


@pytest.mark.parametrize("heading", ["Actions agreed", "New actions"])
def test_a_list_right_below_a_heading_of_new_actions_is_of_these(heading: str) -> None:
    body = "<ol><li>Write to all (Cy Hall)</li><li>CH to count</li></ol><p>Tea was had.</p>"
    reading = pages.read_page(f"{TOP}<h2>3. {heading}</h2>{body}")
    assert reading.minutes.items[0].entries == (
        Action("Write to all (Cy Hall)", "1", ("Cy Hall",)),
        Action("CH to count", "2", ("CH",)),
        Point("Tea was had."),
    )
    assert reading.doubts == ()


STATUSES = table(
    ("No", "Action", "Owner", "Status"),
    ("1", "Write to the mills", "Ann Lee", "New"),
    ("3", "Buy ink", "Bo Fox", "Open"),
)
LISTED = "<ol><li>Ann Lee to write to the mills.</li><li>Cy Hall to count all the locks.</li></ol>"


@pytest.mark.parametrize("heading", ["<h3>Actions</h3>", "<p><b>Actions summary</b></p>"])
def test_a_table_of_actions_with_their_status_says_them_again(heading: str) -> None:
    found = pages.read_page(TOP + RAISED + heading + STATUSES)
    assert list(found.minutes.actions()) == [WRITE, COUNT, Action("Buy ink", "3", ("Bo Fox",))]
    assert list(found.minutes.reviews()) == []
    assert words.lost(TOP + RAISED + heading + STATUSES, found) == {}


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Actions arising</h2>{LISTED}{RAISED}",
        f"{RAISED}<h2>2. Actions</h2>{LISTED}",
        f"{RAISED}<h3>Actions</h3>{LISTED}",
    ],
)
def test_a_list_under_a_heading_of_actions_can_say_all_again(body: str) -> None:
    assert list(read(body).actions()) == [WRITE, COUNT]


def test_a_list_with_another_action_is_read_whole() -> None:
    other = "<h3>Actions</h3><ul><li>Ann Lee to ask the ferry.</li></ul>"
    assert list(read(RAISED + other).actions()) == [
        WRITE,
        COUNT,
        Action("Ann Lee to ask the ferry.", owners=("Ann Lee",)),
    ]


def test_a_table_of_actions_that_are_not_begun_raises_them() -> None:
    rows = table(("Action", "Owner", "Status"), ("Buy ink", "AL", "Not started"))
    (item,) = read(f"<h2>1. Roads</h2>{rows}").items
    assert item.entries == (Action("Buy ink", owners=("AL",)), Point("Not started"))
    (earlier,) = read(f"<h2>1. Actions from last meeting</h2>{rows}").items
    (review,) = earlier.entries
    assert isinstance(review, Review)
