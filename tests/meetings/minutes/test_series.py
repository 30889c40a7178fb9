"""Earlier actions in a row, of which not all state a status."""

import pytest

from meetings.minutes.document import Action, Doubt, Kind, Point, Reading, Review, Status
from meetings.minutes.reading import pages

from .pages_read import TOP

MAY_BE = "stands among earlier actions: what follows it is read as what became of it"
NOT_TOLD = "stands among earlier actions without what became of it: read as a new one"
EARLIER = "Actions from the last meeting"
AMONG_OTHERS = "Minutes and matters arising"
AGREED = "<p>The minutes were agreed.</p>"


def under(heading: str, *body: str) -> Reading:
    return pages.read_page(f"{TOP}<h2>1. {heading}</h2>{''.join(body)}")


def told(reading: Reading) -> list[tuple[str, Status | None, tuple[str, ...]]]:
    """Each review: its number, status and what was reported."""
    return [
        (one.number, one.status, tuple(point.text for point in one.narrative))
        for one in reading.minutes.reviews()
    ]


REPORTS = [
    ("Circulated on 3 May.", None),
    ("See item 4.", None),
    ("Green.", None),
    ("Ducks: a fuller note is attached.", None),
    ("To do.", Status.NOT_COMPLETE),
    ("Awaiting a reply.", Status.NOT_COMPLETE),
    ("Nearly complete.", Status.PARTIALLY_COMPLETE),
    ("This has been completed.", Status.COMPLETE),
    ("Cy Hall reported that he had done this.", Status.COMPLETE),
]


@pytest.mark.parametrize(("said", "status"), REPORTS)
@pytest.mark.parametrize("heading", [EARLIER, AMONG_OTHERS])
@pytest.mark.parametrize(
    "form",
    [
        "<p>Action {}: CH to count ducks.</p><ul><li>{}</li></ul>",
        "<ul><li>Action {}: CH to count ducks.<ul><li>{}</li></ul></li></ul>",
        "<ol><li value={}>CH to count ducks<ul><li>{}</li></ul></li></ol>",
    ],
)
def test_in_a_series_with_statuses_whatever_follows_an_action_is_a_report(
    form: str, heading: str, said: str, status: Status | None
) -> None:
    reports = ("Complete.", said, "Ongoing.")
    reading = under(heading, AGREED, *(form.format(n, one) for n, one in enumerate(reports, 1)))
    assert told(reading) == [
        ("1", Status.COMPLETE, ("Complete.",)),
        ("2", status, (said,)),
        ("3", Status.PARTIALLY_COMPLETE, ("Ongoing.",)),
    ]
    assert not reading.minutes.actions()
    assert reading.doubts == ()


@pytest.mark.parametrize(("said", "status"), [one for one in REPORTS if "Ducks" not in one[0]])
@pytest.mark.parametrize("mark", [" ", " – ", "<br>"])
def test_so_is_what_stands_in_its_own_line(mark: str, said: str, status: Status | None) -> None:
    lines = (
        f"<p>Action {number}: CH to count ducks.{mark}{one}</p>"
        for number, one in enumerate(("Complete.", said), 1)
    )
    reading = under(AMONG_OTHERS, AGREED, *lines)
    assert [(one[0], one[1]) for one in told(reading)] == [("1", Status.COMPLETE), ("2", status)]
    assert [one.text for one in reading.minutes.reviews()] == ["CH to count ducks."] * 2
    assert reading.doubts == ()


def test_in_its_own_line_what_is_to_be_done_is_no_report() -> None:
    line = "CH to count ducks. He should copy DFX."
    reading = under(EARLIER, "<p>Action 1: AL to ask. Complete.</p>", f"<p>Action 2: {line}</p>")
    assert reading.minutes.actions() == (Action(line, "2", ("CH",)),)
    assert reading.doubts == (Doubt(line, NOT_TOLD),)


@pytest.mark.parametrize(
    "form",
    [
        "<p>Action {}: CH to count ducks.</p><ul><li>{}</li></ul>",
        "<p>Action {}: CH to count ducks.</p><p>{}</p>",
        "<p>{}. CH to count ducks.</p><p>{}</p>",
    ],
)
def test_under_a_heading_of_earlier_actions_none_need_state_a_status(form: str) -> None:
    said = ("Nine were seen.", "Ten were.")
    lines = [form.format(number, one) for number, one in enumerate(said, 1)]
    reading = under(EARLIER, "<p>Cy Hall went through the list.</p>", *lines)
    assert told(reading) == [("1", None, said[:1]), ("2", None, said[1:])]
    assert reading.doubts == ()


@pytest.mark.parametrize(
    "form",
    [
        "<p>Action {}: {}</p><p>{}</p>",
        "<p>{}. {}</p><p>{}</p>",
        "<p><b>Action {}</b>: {}</p><p>{}</p>",
    ],
)
def test_whoever_takes_over_stands_in_the_report_of_the_action_above(form: str) -> None:
    said = "Cy Hall will do it instead of Ann Lee. Not complete"
    actions = [("CH to count ducks.", "Complete."), ("Ann Lee to count geese.", said)]
    body = [form.format(number, *one) for number, one in enumerate(actions, 1)]
    reading = under(EARLIER, *body)
    assert told(reading) == [
        ("1", Status.COMPLETE, ("Complete.",)),
        ("2", Status.NOT_COMPLETE, (said,)),
    ]
    assert [one.owners for one in reading.minutes.reviews()] == [("CH",), ("Ann Lee",)]
    assert not reading.minutes.actions()


def test_a_paragraph_that_tells_of_nothing_is_a_report_with_a_doubt() -> None:
    reading = under(EARLIER, "<p>Action 1: CH to count.</p><p>Ducks on the river.</p>")
    assert told(reading) == [("1", None, ("Ducks on the river.",))]
    assert reading.doubts == (Doubt("CH to count.", MAY_BE),)


def test_a_sub_heading_can_announce_the_series() -> None:
    body = "<p>Action 1: CH to count.</p><ul><li>Nine were seen.</li></ul>"
    reading = under("Ducks", "<p><b>Previous actions</b></p>", body)
    assert told(reading) == [("1", None, ("Nine were seen.",))]


def test_among_other_business_actions_that_open_it_are_earlier_ones() -> None:
    form = "<p>Action {}: CH to count ducks.</p><ul><li>{}</li></ul>"
    two = form.format(1, "Nine were seen.") + form.format(2, "Ten were seen.")
    assert len(told(under(AMONG_OTHERS, AGREED, two))) == 2
    assert under(AMONG_OTHERS, AGREED, two).doubts == ()
    one = under(AMONG_OTHERS, AGREED, form.format(1, "Ducks on the river"))
    assert told(one) == [("1", None, ("Ducks on the river",))]
    assert one.doubts == (Doubt("CH to count ducks.", MAY_BE),)


@pytest.mark.parametrize(
    "body",
    [
        # What was talked about leads to an action, and goes on after it.
        "<p>Nine ducks came.</p><p>Action 1: CH to count.</p><ul><li>Ten were seen.</li></ul>",
        AGREED + "<p>Action 1: CH to count.</p><p>The Chair said that ten were seen.</p>",
        "<ul><li>The minutes were agreed.</li></ul><p>Action 1: CH to count.</p>"
        "<ul><li>Ten were seen.</li></ul>",
        AGREED + "<p><b>Ducks</b></p><p>Action 1: CH to count.</p><p>Ten were seen.</p>",
    ],
)
def test_an_action_that_follows_from_what_was_said_is_a_new_one(body: str) -> None:
    reading = under(AMONG_OTHERS, body)
    assert reading.minutes.actions() == (Action("CH to count.", "1", ("CH",)),)
    assert not reading.minutes.reviews()


def test_numbered_actions_that_open_an_item_may_be_told_of_in_paragraphs() -> None:
    body = (
        "<p>Action 1: CH to count.</p><p>Nine were seen.</p>"
        "<p>Action 2: AL to ask.</p><p>Members agreed to defer this to June.</p>"
    )
    reading = under("Minutes of the last meeting", AGREED, body)
    assert told(reading) == [
        ("1", None, ("Nine were seen.",)),
        ("2", Status.NOT_COMPLETE, ("Members agreed to defer this to June.",)),
    ]
    assert reading.doubts == (Doubt("CH to count.", MAY_BE), Doubt("AL to ask.", MAY_BE))


def test_headings_of_their_own_can_hold_the_actions_of_a_series() -> None:
    form = "<h3>Action {}: CH to count ducks</h3><p>{}</p>"
    said = ("Nine were seen.", "This is ongoing.")
    reading = under("Review of actions", *(form.format(n, one) for n, one in enumerate(said, 1)))
    assert told(reading) == [
        ("1", None, ("Nine were seen.",)),
        ("2", Status.PARTIALLY_COMPLETE, ("This is ongoing.",)),
    ]
    assert reading.doubts == ()


def test_a_task_without_a_label_can_be_told_of_in_its_own_line_too() -> None:
    lines = ("Coil the rope (CH)", "i. CH to buy rope – done.", "ii. AL to ask DFX – asked in May.")
    reading = under(AMONG_OTHERS, *(f"<p>{line}</p>" for line in lines))
    assert told(reading) == [("i", Status.COMPLETE, ("done.",)), ("ii", None, ("asked in May.",))]
    # Where none states a status, that is too little.
    reading = under(EARLIER, "<p>i. CH to buy rope – bought.</p>")
    why = "could be of an earlier action: read as a point"
    assert reading.doubts == (Doubt("i. CH to buy rope – bought.", why),)


def test_a_new_action_among_earlier_ones_is_not_doubted() -> None:
    reading = under(EARLIER, "<p>Action 1: CH to count. Done.</p><p>New action: AL to ask.</p>")
    assert reading.minutes.actions() == (Action("AL to ask.", owners=("AL",)),)
    assert reading.doubts == ()


@pytest.mark.parametrize("heading", ["Actions", "Actions and next steps"])
def test_a_heading_that_does_not_look_back_announces_no_series(heading: str) -> None:
    form = "<p>Action {}: CH to count ducks.</p><ul><li>{}</li></ul>"
    reading = under(heading, form.format(1, "In May"), form.format(2, "Nine were seen."))
    assert len(reading.minutes.actions()) == 2
    assert len(told(under(heading, form.format(1, "In May"), form.format(2, "Done.")))) == 2


@pytest.mark.parametrize("line", ["<b>New actions</b>", "Actions agreed:"])
def test_a_sub_heading_can_turn_to_new_actions(line: str) -> None:
    form = "<p>Action {}: CH to count ducks.</p><ul><li>{}</li></ul>"
    body = f"{form.format(1, 'Done.')}<p>{line}</p>{form.format(2, 'Nine were seen.')}"
    reading = under(EARLIER, body)
    assert told(reading) == [("1", Status.COMPLETE, ("Done.",))]
    assert [one.number for one in reading.minutes.actions()] == ["2"]
    assert reading.doubts == ()


def test_an_action_of_another_form_ends_the_series() -> None:
    reading = under(
        AMONG_OTHERS,
        "<p>Action 1: CH to count.</p><ul><li>Complete.</li></ul>",
        "<p>Action: AL to ask.</p><ul><li>The river is long.</li></ul>",
    )
    assert told(reading) == [("1", Status.COMPLETE, ("Complete.",))]
    assert reading.minutes.actions() == (Action("AL to ask.", owners=("AL",)),)


def test_what_is_called_new_ends_the_series() -> None:
    reading = under(
        EARLIER,
        "<p>Action 1: CH to count.</p><ul><li>Complete.</li></ul>",
        "<p>Action 2: AL to ask.</p><ul><li>New.</li></ul>",
    )
    assert reading.minutes.actions() == (Action("AL to ask.", "2", ("AL",)),)


def test_an_action_of_the_series_that_nothing_is_told_of_is_doubted() -> None:
    reading = under(
        AMONG_OTHERS,
        "<p>Action 1: CH to count.</p><ul><li>Complete.</li></ul>",
        "<p>Action 2: AL to ask.</p>",
    )
    assert reading.minutes.actions() == (Action("AL to ask.", "2", ("AL",)),)
    assert reading.doubts == (Doubt("AL to ask.", NOT_TOLD),)


def test_under_any_heading_most_must_state_a_status() -> None:
    form = "<p>Action {}: CH to count ducks.</p><ul><li>{}</li></ul>"
    said = ("Complete.", "Done.", "Nine were seen.")
    reading = under("Ducks", *(form.format(n, one) for n, one in enumerate(said, 1)))
    assert len(told(reading)) == 3
    reading = under("Ducks", *(form.format(n, one) for n, one in enumerate(said[1:], 1)))
    assert told(reading) == [("1", Status.COMPLETE, ("Done.",))]
    assert reading.minutes.actions() == (Action("CH to count ducks.", "2", ("CH",)),)


def test_a_report_keeps_all_that_its_list_holds() -> None:
    body = "<ul><li>Nine were seen.<ul><li>Two of them black</li></ul></li><li>Ten in May</li></ul>"
    reading = under(EARLIER, "<p>Action 1: CH to count.</p><p>Due: May</p>", body)
    assert reading.minutes.reviews() == (
        Review(
            "CH to count.",
            "1",
            ("CH",),
            "May",
            narrative=(
                Point("Nine were seen.", Kind.BULLET),
                Point("Two of them black", Kind.BULLET, 1),
                Point("Ten in May", Kind.BULLET),
            ),
        ),
    )
