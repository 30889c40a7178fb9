"""Tables of actions, known by the headings of their columns, whatever else stands beside."""

import pytest

from meetings.minutes.document import Action, Doubt, Kind, Point, Review, Status
from meetings.minutes.reading import pages

from .pages_read import TOP, read
from .test_tables import entries, table

COIL = Action("CH to coil the rope", owners=("CH",))
INK = Action("AL to buy ink", owners=("AL",))


@pytest.mark.parametrize("heading", ["Date", "Meeting", "Priority", "Cost"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_column_that_is_no_field_can_stand_anywhere(heading: str, place: int) -> None:
    rows = [["Action", "Owner"], ["Coil the rope", "CH"], ["Buy ink", "AL"]]
    for row, cell in zip(rows, (heading, "3 April", "4 April"), strict=True):
        row.insert(place, cell)
    found = entries(table(*map(tuple, rows)))
    assert [entry for entry in found if isinstance(entry, Action)] == [
        Action("Coil the rope", owners=("CH",)),
        Action("Buy ink", owners=("AL",)),
    ]
    beside = [entry for entry in found if isinstance(entry, Point)]
    is_known = heading in ("Date", "Meeting")
    assert beside == [Point(heading)] * (not is_known) + [Point("3 April"), Point("4 April")]


@pytest.mark.parametrize("heading", ["Date", "Meeting", "Weather"])
def test_actions_beside_one_other_column_are_told_by_who_is_to_act(heading: str) -> None:
    rows = ((heading, "Action"), ("3 April", COIL.text), ("4 April", INK.text))
    known = [Point("Weather")] if heading == "Weather" else []
    assert entries(table(*rows)) == (*known, Point("3 April"), COIL, Point("4 April"), INK)


@pytest.mark.parametrize(
    ("action", "owner", "due"),
    [
        ("Actions arising", "Who by", "Completion date"),
        ("Action from the last meeting", "Initials", "Due by"),
        ("Outstanding actions", "Assigned", "Timeframe"),
        ("Description", "Owner(s)", "Deadline"),
    ],
)
def test_columns_have_many_headings(action: str, owner: str, due: str) -> None:
    rows = table((owner, action, due), ("CH", "Coil the rope", "May"))
    assert entries(rows) == (Action("Coil the rope", owners=("CH",), due="May"),)


@pytest.mark.parametrize("heading", ["Done", "Completed?", "Date completed", "Closed Y/N"])
@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("Yes", Status.COMPLETE),
        ("✓", Status.COMPLETE),
        ("3 May", Status.COMPLETE),
        ("No", Status.NOT_COMPLETE),
        ("N", Status.NOT_COMPLETE),
        ("Not yet", Status.NOT_COMPLETE),
        ("ongoing", Status.PARTIALLY_COMPLETE),
        ("in part", None),
    ],
)
def test_a_column_can_tell_that_actions_were_done(
    heading: str, cell: str, status: Status | None
) -> None:
    rows = table(("Action", "Owner", heading), ("Coil the rope", "CH", cell))
    said = (Point(cell),)
    assert entries(rows) == (
        Review("Coil the rope", owners=("CH",), status=status, narrative=said),
    )


@pytest.mark.parametrize("heading", ["Where we are", "State", "Response", "", "Notes", "In May"])
def test_a_column_of_statuses_reports_whatever_its_heading(heading: str) -> None:
    rows = table(
        ("Action", "Owner", heading),
        ("Coil the rope", "CH", "Complete: sent"),
        ("Buy ink", "AL", "It is dear. Not yet complete."),
        ("Ask the mill", "AL", "She was ill"),
    )
    told = [
        ("Coil the rope", "CH", Status.COMPLETE, "Complete: sent"),
        ("Buy ink", "AL", Status.NOT_COMPLETE, "It is dear. Not yet complete."),
        ("Ask the mill", "AL", None, "She was ill"),
    ]
    # A heading that is no label of a report is kept.
    kept = (Point(heading),) if heading in ("Notes", "In May") else ()
    assert entries(rows) == kept + tuple(
        Review(text, owners=(owner,), status=status, narrative=(Point(said),))
        for text, owner, status, said in told
    )


def test_a_column_where_few_cells_state_a_status_is_doubted() -> None:
    rows = table(
        ("Action", "Owner", "Remark"),
        ("Coil the rope", "CH", "Complete"),
        ("Buy ink", "AL", "It is dear"),
        ("Ask the mill", "AL", "In the rain"),
    )
    reading = pages.read_page(f"{TOP}<h2>1. Welcome</h2>{rows}")
    assert reading.minutes.items[0].entries == (
        Point("Remark"),
        Action("Coil the rope", owners=("CH",)),
        Point("Complete"),
        Action("Buy ink", owners=("AL",)),
        Point("It is dear"),
        Action("Ask the mill", owners=("AL",)),
        Point("In the rain"),
    )
    why = "could tell what became of the action beside it: read as a point"
    assert reading.doubts == (Doubt("Complete", why),)


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("CH<br>AL", ("CH", "AL")),
        ("Cy Hall<br>Ann Lee", ("Cy Hall", "Ann Lee")),
        ("CH + AL", ("CH", "AL")),
        ("Some<br>Office", ("Some Office",)),
        ("–", ()),
    ],
)
def test_owners_stand_in_a_cell(cell: str, named: tuple[str, ...]) -> None:
    rows = table(("Action", "Owner"), ("Coil the rope", cell))
    assert entries(rows) == (Action("Coil the rope", owners=named),)


@pytest.mark.parametrize("cell", ["TBC", "N/A"])
def test_a_cell_can_say_that_nobody_is_to_act_yet(cell: str) -> None:
    rows = table(("Action", "Owner"), ("Coil the rope", cell))
    assert entries(rows) == (Action("Coil the rope"), Point(cell))


def test_what_became_of_an_action_can_stand_in_place_of_its_deadline() -> None:
    rows = table(
        ("Action", "Owner", "Due"),
        ("Coil the rope", "CH", "Complete"),
        ("Buy ink", "AL", "Ongoing"),
        ("Ask DFX", "AL", "–"),
    )
    complete = (Point("Complete"),)
    assert entries(rows) == (
        Review("Coil the rope", owners=("CH",), status=Status.COMPLETE, narrative=complete),
        Action("Buy ink", owners=("AL",), due="Ongoing"),
        Action("Ask DFX", owners=("AL",)),
    )


def test_a_table_can_be_headed_as_a_whole_and_its_headings_stand_again() -> None:
    head = ("Action", "Owner")
    rows = table(("<b>Action log</b>",), head, ("Coil the rope", "CH"), head, ("Buy ink", "AL"))
    assert entries(rows) == (
        Point("**Action log**", Kind.HEADING),
        Action("Coil the rope", owners=("CH",)),
        Point("Action"),
        Point("Owner"),
        Action("Buy ink", owners=("AL",)),
    )


@pytest.mark.parametrize(
    "rows",
    [
        (("Date", "Action"), ("3 April", "The rope was coiled")),
        (("Description", "Owner"), ("A rope", "CH")),
        (("Description", "Status"), ("A rope", "Complete")),
    ],
)
def test_columns_that_tell_too_little_are_of_no_actions(rows: tuple[tuple[str, ...], ...]) -> None:
    assert all(isinstance(entry, Point) for entry in entries(table(*rows)))


def test_without_headings_columns_are_told_by_what_stands_in_them() -> None:
    rows = table(
        ("1", "Coil the rope", "CH", "Complete. It was sent."),
        ("2", "Buy ink", "Ann Lee", "carried forward"),
    )
    (item,) = read(f"<h2>1. Actions from the last meeting</h2>{rows}").items
    assert item.entries == (
        Review(
            "Coil the rope",
            "1",
            ("CH",),
            status=Status.COMPLETE,
            narrative=(Point("Complete. It was sent."),),
        ),
        Review(
            "Buy ink",
            "2",
            ("Ann Lee",),
            status=Status.NOT_COMPLETE,
            narrative=(Point("carried forward"),),
        ),
    )


@pytest.mark.parametrize(
    "rows",
    [
        (("Coil the rope", "CH", "by May"), ("Buy ink", "DFX", "June")),
        (("by May", "CH", "Coil the rope"), ("June", "DFX", "Buy ink")),
        (("CH to coil the rope", "by May"), ("DFX to buy ink", "June")),
    ],
)
def test_so_they_are_below_a_label_of_actions(rows: tuple[tuple[str, ...], ...]) -> None:
    found = entries(f"<p>Actions:</p>{table(*rows)}")
    assert [(one.owners, one.due) for one in found if isinstance(one, Action)] == [
        (("CH",), "by May"),
        (("DFX",), "June"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (("Coil the rope", "Half of it is coiled"), ("Buy ink", "It is dear")),
        (("Mills", "CH", "DFX"), ("Locks", "AL", "QRS")),
        (("12", "3"), ("4", "5")),
    ],
)
def test_what_stands_in_them_can_tell_too_little(rows: tuple[tuple[str, ...], ...]) -> None:
    (item,) = read(f"<h2>1. Matters arising</h2>{table(*rows)}").items
    assert all(isinstance(entry, Point) for entry in item.entries)


def test_among_earlier_actions_the_words_can_end_with_what_became_of_one() -> None:
    rows = table(("Meeting", "Action"), ("April", "CH to coil the rope: done"))
    (item,) = read(f"<h2>1. Actions from the last meeting</h2>{rows}").items
    done = (Point("done"),)
    assert item.entries == (
        Point("April"),
        Review("CH to coil the rope", owners=("CH",), status=Status.COMPLETE, narrative=done),
    )
    raised = Action("CH to coil the rope: done", owners=("CH",))
    assert entries(rows) == (Point("April"), raised)


@pytest.mark.parametrize("heading", ["Action", "Actions", "Agreed actions"])
def test_a_heading_can_span_the_number_and_the_words(heading: str) -> None:
    body = (
        f'<table><tr><td colspan="2">{heading}</td><td>Owner</td><td>Status</td></tr>'
        "<tr><td>7</td><td>Coil the rope</td><td>CH</td><td>Complete</td></tr>"
        "<tr><td>8</td><td>Buy ink</td><td>AL</td><td>Ongoing</td></tr></table>"
    )
    assert entries(body) == (
        Review("Coil the rope", "7", ("CH",), "", Status.COMPLETE, (Point("Complete"),)),
        Review("Buy ink", "8", ("AL",), "", Status.PARTIALLY_COMPLETE, (Point("Ongoing"),)),
    )


@pytest.mark.parametrize(
    ("cell", "due"),
    [("AL by July", "by July"), ("AL (July)", "July"), ("AL – next meeting", "next meeting")],
)
def test_who_is_to_act_and_by_when_can_stand_in_one_cell(cell: str, due: str) -> None:
    rows = (("Action", "Owner"), ("Buy ink", cell), ("Coil the rope", "CH"))
    assert entries(table(*rows)) == (
        Action("Buy ink", owners=("AL",), due=due),
        Action("Coil the rope", owners=("CH",)),
    )
    beside = (("Discussion", "Action"), ("Ink is needed.", cell), ("Rain fell.", "CH"))
    assert entries(table(*beside)) == (
        Action("Ink is needed.", owners=("AL",), due=due),
        Action("Rain fell.", owners=("CH",)),
    )


def test_a_matter_beside_who_acts_and_a_report_is_an_action() -> None:
    rows = (("Ref", "Matter", "Action by", "Report"), ("7", "Buy ink", "AL", "Not complete."))
    narrative = (Point("Not complete."),)
    assert entries(table(*rows)) == (
        Review("Buy ink", "7", ("AL",), "", Status.NOT_COMPLETE, narrative),
    )
    assert Action("Buy ink", "7", ("AL",)) not in entries(
        table(("Ref", "Matter"), ("7", "Buy ink"))
    )
