"""Earlier actions that are told without words of their own, or in groups of one status."""

import pytest

from meetings.minutes.document import Action, Doubt, Kind, Point, Review, Status
from meetings.minutes.reading import pages

from .pages_read import TOP, read
from .test_tables import table


def by_number(number: str, status: Status | None, *said: str) -> Review:
    return Review("", number, status=status, narrative=tuple(map(Point, said)))


@pytest.mark.parametrize(
    ("line", "number", "status", "said"),
    [
        ("Action 1: Complete", "1", Status.COMPLETE, "Complete"),
        ("Action 2 - ongoing", "2", Status.PARTIALLY_COMPLETE, "ongoing"),
        ("Action 3: done. It was sent.", "3", Status.COMPLETE, "done. It was sent."),
        ("AP 12/3 – superseded", "12/3", Status.NOT_TAKEN_FORWARD, "superseded"),
        ("Item 3.1: carried over to June", "3.1", Status.NOT_COMPLETE, "carried over to June"),
        ("Action 4 was completed in May.", "4", Status.COMPLETE, "was completed in May."),
        ("Action 5: on the agenda", "5", None, "on the agenda"),
        ("Action 6: see item 4 below.", "6", None, "see item 4 below."),
        ("Action 7 on ropes: complete", "7", Status.COMPLETE, "on ropes: complete"),
        ("Action 8 (ropes) – closed", "8", Status.COMPLETE, "(ropes) – closed"),
        (
            "Action 9: the panel agreed to drop this.",
            "9",
            Status.NOT_TAKEN_FORWARD,
            "the panel agreed to drop this.",
        ),
    ],
)
@pytest.mark.parametrize("heading", ["Actions from the last meeting", "Matters arising"])
def test_an_earlier_action_can_be_told_by_its_number_alone(
    heading: str, line: str, number: str, status: Status | None, said: str
) -> None:
    reading = pages.read_page(f"{TOP}<h2>1. {heading}</h2><p>{line}</p>")
    assert reading.minutes.items[0].entries == (by_number(number, status, said),)
    assert reading.doubts == ()


def test_several_earlier_actions_can_be_told_by_their_numbers() -> None:
    body = (
        "<p>Actions 2, 4 and 5: complete.</p><ul><li>Actions 6–8 – closed<p>In May.</p></li></ul>"
    )
    (item,) = read(f"<h2>1. Matters arising</h2>{body}").items
    complete = Status.COMPLETE
    assert item.entries == (
        by_number("2", complete),
        by_number("4", complete),
        by_number("5", complete, "complete."),
        by_number("6", complete),
        by_number("7", complete),
        by_number("8", complete, "closed", "In May."),
    )


@pytest.mark.parametrize(
    "body",
    [
        "<ol><li>Complete</li><li>Carried forward to the next meeting</li></ol>",
        "<p>1. Complete</p><p>(2) Carried forward to the next meeting</p>",
        "<p>Action 1:</p><p>Complete</p><p>Action 2:</p>"
        "<ul><li>Carried forward to the next meeting</li></ul>",
    ],
)
def test_a_number_and_what_became_of_it_can_stand_apart(body: str) -> None:
    (item,) = read(f"<h2>1. Actions from the last meeting</h2>{body}").items
    one, other = item.entries
    assert isinstance(one, Review) and isinstance(other, Review)
    assert (one.number, one.text, one.status) == ("1", "", Status.COMPLETE)
    assert (other.number, other.text, other.status) == ("2", "", Status.NOT_COMPLETE)


def test_elsewhere_an_action_that_is_told_by_its_number_is_doubted() -> None:
    reading = pages.read_page(f"{TOP}<h2>1. Roads</h2><p>Action 3: complete</p>")
    assert reading.minutes.items[0].entries == (by_number("3", Status.COMPLETE, "complete"),)
    why = "tells what became of an earlier action by its number alone"
    assert reading.doubts == (Doubt("Action 3: complete", why),)


@pytest.mark.parametrize(
    "line",
    [
        "Actions 9-2: complete",
        "Actions 1-3 complete; action 4 ongoing.",
        "Actions 2, 2 and 3: complete",
        "Actions 1 and 2 complete the outstanding list.",
        "1. Completely new",
    ],
)
def test_what_is_no_number_of_an_earlier_action_is_doubted(line: str) -> None:
    reading = pages.read_page(f"{TOP}<h2>1. Actions from the last meeting</h2><p>{line}</p>")
    assert not any(isinstance(entry, Review) for entry in reading.minutes.entries())
    assert [doubt.passage for doubt in reading.doubts] == [line]


def test_a_status_without_a_number_is_of_no_action() -> None:
    reading = pages.read_page(f"{TOP}<h2>1. Actions from the last meeting</h2><p>Action: done</p>")
    assert reading.minutes.items[0].entries == (Point("Action: done"),)
    why = "tells what became of an action, but not which: read as a point"
    assert reading.doubts == (Doubt("Action: done", why),)


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("<b>Completed</b>", Status.COMPLETE),
        ("<b>Outstanding actions</b>", Status.NOT_COMPLETE),
        ("Actions closed:", Status.COMPLETE),
        ("The following actions were carried forward:", Status.NOT_COMPLETE),
        ("Ongoing items:", Status.PARTIALLY_COMPLETE),
        ("The following were discharged:", Status.COMPLETE),
        ("These remain open:", Status.NOT_COMPLETE),
    ],
)
def test_a_heading_can_tell_the_status_of_all_below_it(heading: str, status: Status) -> None:
    body = (
        f"<p>{heading}</p><ol><li>CH to buy ink<ul><li>It is dear.</li></ul></li>"
        "<li>AL to ask (superseded)</li></ol><p>Action 4: CH to sell ink by May</p>"
        f"{table(('Action', 'Owner'), ('Count ducks', 'DFX'))}<p>All was well.</p>"
    )
    reading = pages.read_page(f"{TOP}<h2>1. Actions from the last meeting</h2>{body}")
    assert reading.minutes.items[0].entries[1:] == (
        Review(
            "CH to buy ink",
            "1",
            ("CH",),
            status=status,
            narrative=(Point("It is dear.", Kind.BULLET),),
        ),
        Review(
            "AL to ask",
            "2",
            ("AL",),
            status=Status.NOT_TAKEN_FORWARD,
            narrative=(Point("superseded"),),
        ),
        Review("CH to sell ink by May", "4", ("CH",), "by May", status),
        Review("Count ducks", owners=("DFX",), status=status),
        Point("All was well."),
    )
    assert reading.doubts == ()


def test_the_next_heading_ends_a_group_of_one_status() -> None:
    body = "<p>Completed:</p><ul><li>Buy ink</li></ul><p>Other news:</p><ul><li>Buy ink</li></ul>"
    (item,) = read(f"<h2>1. Matters arising</h2>{body}").items
    assert [type(entry) for entry in item.entries] == [Point, Review, Point, Point]


def test_elsewhere_a_heading_of_one_status_is_none() -> None:
    (item,) = read("<h2>1. Roads</h2><p>Completed:</p><ul><li>The mill road</li></ul>").items
    assert item.entries == (Point("Completed:"), Point("The mill road", Kind.BULLET))


def test_the_status_can_stand_before_the_words() -> None:
    lines = ("Complete: CH to buy ink.", "Ongoing: AL to ask by May.")
    body = "".join(f"<p>{line}</p>" for line in lines)
    (item,) = read(f"<h2>1. Matters arising</h2>{body}").items
    assert item.entries == (
        Review(lines[0], owners=("CH",), status=Status.COMPLETE),
        Review(lines[1], owners=("AL",), due="by May", status=Status.PARTIALLY_COMPLETE),
    )


def test_who_was_to_act_can_stand_before_what_became_of_it() -> None:
    (item,) = read("<h2>1. Matters arising</h2><p>Action 1 – CH – Closed</p>").items
    closed = (Point("Closed"),)
    assert item.entries == (Review("", "1", ("CH",), status=Status.COMPLETE, narrative=closed),)


@pytest.mark.parametrize(
    ("line", "text", "said"),
    [
        ("CH to ask. – She did so. Closed.", "CH to ask.", "She did so. Closed."),
        ("CH to ask: CH said that she did. Closed.", "CH to ask", "CH said that she did. Closed."),
        ("1/12 CH to ask – Closed.", "CH to ask", "Closed."),
    ],
)
def test_a_report_begins_after_the_words(line: str, text: str, said: str) -> None:
    (item,) = read(f"<h2>1. Matters arising</h2><p>{line}</p>").items
    number = "1/12" if line.startswith("1") else ""
    assert item.entries == (
        Review(text, number, ("CH",), status=Status.COMPLETE, narrative=(Point(said),)),
    )


def test_all_that_stands_below_an_earlier_action_is_read_as_of_it() -> None:
    body = (
        "<p>Action 1: CH to ask.</p><p>She was away.</p><ul><li>Twice. Carry forward.</li></ul>"
        "<p>Action 2: AL to say.</p><p>She did. Action closed.</p><p>There was tea.</p>"
    )
    reading = pages.read_page(f"{TOP}<h2>1. Actions from the last meeting</h2>{body}")
    assert reading.minutes.items[0].entries == (
        Review(
            "CH to ask.",
            "1",
            ("CH",),
            status=Status.NOT_COMPLETE,
            narrative=(Point("She was away."), Point("Twice. Carry forward.", Kind.BULLET)),
        ),
        Review(
            "AL to say.",
            "2",
            ("AL",),
            status=Status.COMPLETE,
            narrative=(Point("She did. Action closed."),),
        ),
        Point("There was tea."),
    )
    assert reading.doubts == ()


def test_another_task_or_a_heading_below_an_earlier_action_is_not_of_it() -> None:
    for line in ("AL to say.", "<b>Mills</b>", "2. Say so", "These were told:"):
        body = f"<p>Action 1: CH to ask.</p><p>{line}</p><p>Action 3: DFX to go. Done.</p>"
        (item,) = read(f"<h2>1. Actions from the last meeting</h2>{body}").items
        assert item.entries[0] == Action("CH to ask.", "1", ("CH",))


@pytest.mark.parametrize("tag", ["p><b", "h3><b"])
@pytest.mark.parametrize("heading", ["Actions from the last meeting", "Matters arising"])
def test_a_topic_can_head_what_became_of_its_action(heading: str, tag: str) -> None:
    end = "/".join(reversed(tag.replace("><", " ").split()))
    open_, close = f"<{tag}>", f"</{end.replace('/', '></')}>"
    body = (
        f"{open_}Ducks (AL/CH){close}<p>Complete. Nine were seen.</p><ul><li>Twice</li></ul>"
        f"{open_}Rivers (AL){close}<p>Not done.</p><p>There was tea.</p>"
    )
    reading = pages.read_page(f"{TOP}<h2>1. {heading}</h2>{body}")
    complete = (Point("Complete. Nine were seen."), Point("Twice", Kind.BULLET))
    assert reading.minutes.items[0].entries == (
        Review("Ducks (AL/CH)", "", ("AL", "CH"), "", Status.COMPLETE, complete),
        Review("Rivers (AL)", "", ("AL",), "", Status.NOT_COMPLETE, (Point("Not done."),)),
        Point("There was tea."),
    )
    assert reading.doubts == ()


def test_among_earlier_actions_the_topic_of_an_owner_needs_no_status() -> None:
    body = "<p><b>Ducks (AL)</b></p><p>Nine were seen.</p><p><b>Tea</b></p><p>It was had.</p>"
    reading = pages.read_page(f"{TOP}<h2>1. Actions from the last meeting</h2>{body}")
    assert reading.minutes.items[0].entries == (
        Review("Ducks (AL)", owners=("AL",), narrative=(Point("Nine were seen."),)),
        Point("**Tea**", Kind.HEADING),
        Point("It was had."),
    )
    assert reading.doubts == (Doubt("Tea", "could be of an earlier action: read as a point"),)
    (item,) = read(f"<h2>1. Matters arising</h2>{body}").items
    assert not any(isinstance(entry, Review) for entry in item.entries)


def test_topics_stand_below_a_sub_heading_of_earlier_actions_too() -> None:
    body = "<p><b>Previous actions</b></p><p><b>Ducks</b></p><p>Done. Nine were seen.</p>"
    assert read(f"<h2>1. Rivers</h2>{body}").items[0].entries == (
        Point("**Previous actions**", Kind.HEADING),
        Review("Ducks", status=Status.COMPLETE, narrative=(Point("Done. Nine were seen."),)),
    )


@pytest.mark.parametrize(
    "body",
    [
        "<p><b>Ducks</b></p><p>This action was ongoing.</p>",
        "<p><b>Ducks</b></p><p>Action 2: Complete.</p>",
        "<p><b>Progress</b></p><p>Complete. Nine were seen.</p>",
        "<p><b>Ducks</b></p><p>Closed on Mondays.</p>",
    ],
)
def test_what_is_no_topic_of_an_earlier_action(body: str) -> None:
    (item,) = read(f"<h2>1. Matters arising</h2>{body}").items
    assert not any(getattr(entry, "text", "") in ("Ducks", "Progress") for entry in item.entries)


def test_the_status_below_a_topic_can_be_bold_as_well() -> None:
    body = "<p><b>Ducks</b></p><p><b>Complete</b></p><p><b>Rivers</b></p><p><b>Done</b></p>"
    (item,) = read(f"<h2>1. Matters arising</h2>{body}").items
    assert [(one.text, getattr(one, "status", None)) for one in item.entries] == [
        ("Ducks", Status.COMPLETE),
        ("Rivers", Status.COMPLETE),
    ]


@pytest.mark.parametrize(
    ("line", "topic", "said", "status"),
    [
        (
            "<b>Mill prices</b> – Ann Lee reported that they rose in May. Action completed.",
            "Mill prices",
            "Ann Lee reported that they rose in May. Action completed.",
            Status.COMPLETE,
        ),
        (
            "Sluice plans - the Chair had raised this with DFX. More was asked for. Ongoing.",
            "Sluice plans",
            "the Chair had raised this with DFX. More was asked for. Ongoing.",
            Status.PARTIALLY_COMPLETE,
        ),
    ],
)
def test_a_topic_whose_report_ends_with_its_status_is_an_earlier_action(
    line: str, topic: str, said: str, status: Status
) -> None:
    reading = pages.read_page(f"{TOP}<h2>1. Action update</h2><ul><li>{line}</li></ul>")
    assert reading.minutes.items[0].entries == (
        Review(topic, status=status, narrative=(Point(said),)),
    )
    assert reading.doubts == ()


def test_a_topic_whose_report_names_no_status_is_doubted() -> None:
    line = "Mill prices – Ann Lee said that the list is complete, and that they rose."
    reading = pages.read_page(f"{TOP}<h2>1. Action update</h2><ul><li>{line}</li></ul>")
    assert reading.minutes.items[0].entries == (Point(line, Kind.BULLET),)
    assert [doubt.passage for doubt in reading.doubts] == [line]


@pytest.mark.parametrize("heading", ["<b>Cy Hall</b>", "Cy Hall:"])
def test_a_line_over_earlier_actions_can_name_who_has_them(heading: str) -> None:
    body = (
        f"<p>{heading}</p><ul><li>Buy ink – done</li><li>AL to ask – open</li></ul>"
        "<p><b>Ducks</b></p><ul><li>Count ducks – done</li></ul>"
    )
    reading = pages.read_page(f"{TOP}<h2>1. Matters arising</h2>{body}")
    assert [(one.text, one.owners) for one in reading.minutes.reviews()] == [
        ("Buy ink", ("Cy Hall",)),
        ("AL to ask", ("AL",)),
        ("Count ducks", ()),
    ]
    assert reading.doubts == ()


@pytest.mark.parametrize("mark", ["→", "=&gt;"])
def test_an_arrow_leads_to_what_became_of_an_action(mark: str) -> None:
    (item,) = read(f"<h2>1. Previous actions</h2><p>CH to buy ink {mark} done</p>").items
    done = (Point("done"),)
    assert item.entries == (
        Review("CH to buy ink", owners=("CH",), status=Status.COMPLETE, narrative=done),
    )


@pytest.mark.parametrize(
    ("mark", "status"),
    [("✓", Status.COMPLETE), ("✗", Status.NOT_COMPLETE), ("☐", Status.NOT_COMPLETE)],
)
def test_a_tick_before_an_earlier_action_tells_its_status(mark: str, status: Status) -> None:
    (item,) = read(f"<h2>1. Previous actions</h2><ul><li>{mark} CH to ask</li></ul>").items
    assert item.entries == (
        Review("CH to ask", owners=("CH",), status=status, narrative=(Point(mark),)),
    )


def test_tasks_of_a_list_do_not_report_on_each_other() -> None:
    body = "<p>CH to ask – done.</p><p>AL to write to DFX.</p><p>Jo Day to call – open.</p>"
    reading = pages.read_page(f"{TOP}<h2>1. Previous actions</h2>{body}")
    assert [(one.text, one.status) for one in reading.minutes.reviews()] == [
        ("CH to ask", Status.COMPLETE),
        ("Jo Day to call", Status.NOT_COMPLETE),
    ]
    why = "could be of an earlier action: read as a point"
    assert reading.doubts == (Doubt("AL to write to DFX.", why),)


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Matters arising", "On action 2, Cy Hall said that nine ducks came."),
        ("Minutes of the last meeting", "All actions had been completed, but one."),
    ],
)
def test_earlier_actions_in_passing_are_doubted(heading: str, line: str) -> None:
    reading = pages.read_page(f"{TOP}<h2>1. {heading}</h2><p>{line}</p>")
    assert reading.minutes.items[0].entries == (Point(line),)
    assert reading.doubts == (Doubt(line, "could be of an earlier action: read as a point"),)
