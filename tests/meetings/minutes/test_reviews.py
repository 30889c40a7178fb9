"""How reviews of earlier actions are read, one convention at a time."""

import pytest

from meetings.minutes import reading, writing
from meetings.minutes.document import Action, Doubt, Kind, Point, Review, Status
from meetings.minutes.reading import pages

from . import words
from .pages_read import TOP, entries, read
from .test_tables import table


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
        "<p>Action 1: Ann Lee to write</p><p><b>Progress:</b> Sent in May. Complete.</p>",
        "<ol><li>Ann Lee to write<ul><li>Complete.</li></ul></li></ol>",
        "<p>Ann Lee to write</p><p>Complete.</p>",
        "<p>Action: Ann Lee to write</p><p>Complete<br>She wrote in May.</p>",
        "<p>Action: Ann Lee to write</p><p>Owner: Ann Lee. Due: May. Status: complete.</p>",
        "<p>Action: Ann Lee to write</p><ul><li>Due: May</li><li>Status: complete</li></ul>",
    ],
)
def test_review_wherever_the_status_stands(body: str) -> None:
    (found,) = entries(body)
    assert isinstance(found, Review)
    assert (found.text, found.status) == ("Ann Lee to write", Status.COMPLETE)


def test_a_report_can_stand_in_a_list_of_its_own_after_a_numbered_one() -> None:
    body = (
        "<ol><li>Ann Lee to write.</li></ol><ul><li>Complete.</li></ul>"
        "<ol start=2><li>CH to ask.</li></ol><ul><li>Two came.</li><li>Ongoing.</li></ul>"
    )
    (item,) = read(f"<h2>1. Action update</h2>{body}").items
    assert item.entries == (
        Review(
            "Ann Lee to write.",
            "1",
            ("Ann Lee",),
            status=Status.COMPLETE,
            narrative=(Point("Complete.", Kind.BULLET),),
        ),
        Review(
            "CH to ask.",
            "2",
            ("CH",),
            status=Status.PARTIALLY_COMPLETE,
            narrative=(Point("Two came.", Kind.BULLET), Point("Ongoing.", Kind.BULLET)),
        ),
    )


def test_what_states_no_status_in_such_a_list_is_no_report() -> None:
    body = "<ol><li>Rivers are long.</li></ol><ul><li>Complete.</li><li>Open data.</li></ul>"
    assert all(isinstance(entry, Point) for entry in entries(body))


def test_a_status_can_follow_who_and_when_in_the_line() -> None:
    line = "<p>Action: Buy ink. Owner: CH. Due: May. Status: ongoing.</p>"
    assert entries(line) == (
        Review(
            "Buy ink.",
            owners=("CH",),
            due="May",
            status=Status.PARTIALLY_COMPLETE,
            narrative=(Point("ongoing."),),
        ),
    )
    unknown = "<p>Action: Buy ink. Status: it rains.</p>"
    assert entries(unknown) == (Action("Buy ink. Status: it rains."),)


@pytest.mark.parametrize("mark", ["A2.", "A2:", "2.", "(2)", "1/12."])
def test_a_number_stands_before_a_review(mark: str) -> None:
    body = f"<h2>1. Action update</h2><p>{mark} Ann Lee to write</p><p>Complete.</p>"
    (found,) = read(body).items[0].entries
    assert isinstance(found, Review)
    assert (found.number, found.text) == (mark.strip("().:"), "Ann Lee to write")
    assert found.owners == ("Ann Lee",)


@pytest.mark.parametrize("label", ["Progress", "Outcome", "Response", "Result"])
def test_progress_without_a_status_is_a_report(label: str) -> None:
    assert entries(f"<p>Action: Ann Lee to write.</p><p>{label}: She wrote in May.</p>") == (
        Review("Ann Lee to write.", owners=("Ann Lee",), narrative=(Point("She wrote in May."),)),
    )


def test_explicit_status_overrides_the_words() -> None:
    body = "<ul><li>Action: Ann Lee to write.<p>Status: not stated</p><p>Complete.</p></li></ul>"
    assert entries(body) == (
        Review("Ann Lee to write.", owners=("Ann Lee",), narrative=(Point("Complete."),)),
    )


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Awaiting the mill", Status.NOT_COMPLETE),
        ("Ongoing.", Status.PARTIALLY_COMPLETE),
        ("Closed", Status.COMPLETE),
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "<p>Action 1: Ann Lee to write.</p><p>Status: {}</p>",
        "<p>Action 1: Ann Lee to write.<br>Status: {}</p>",
        "<p>Action 1: Ann Lee to write.</p><p>Owner: Ann Lee. Due: May. Status: {}</p>",
    ],
)
def test_the_words_of_a_status_are_its_report(form: str, said: str, status: Status) -> None:
    body = f"<h2>1. Welcome</h2>{form.format(said)}<p>Tea was served.</p>"
    found = pages.read_page(TOP + body)
    review, tea = found.minutes.items[0].entries
    assert isinstance(review, Review)
    assert (review.status, review.narrative, tea) == (
        status,
        (Point(said),),
        Point("Tea was served."),
    )
    assert words.lost(TOP + body, found) == {}
    assert reading.read(writing.markdown(found.minutes).encode()).minutes == found.minutes


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "<p>Action 1: Ann Lee to write.</p><p>Update: it was sent.</p><p>Status: Complete</p>",
            "it was sent.",
        ),
        (
            "<p>Action 1: Ann Lee to write.<br>Update: it was sent.<br>Status: Complete</p>",
            "it was sent.",
        ),
        (
            "<ul><li>Action 1: Ann Lee to write.<ul><li>Update: it was sent.</li>"
            "<li>Status: Complete</li></ul></li></ul>",
            "it was sent.",
        ),
        (
            "<p>Action 1: Ann Lee to write.</p><p><i>It was sent. Status: Complete</i></p>",
            "*It was sent. Status: Complete*",
        ),
    ],
)
def test_a_status_can_follow_the_report(body: str, said: str) -> None:
    (item,) = read(f"<h2>1. Actions from last meeting</h2>{body}").items
    (review,) = item.entries
    assert isinstance(review, Review)
    assert (review.text, review.status) == ("Ann Lee to write.", Status.COMPLETE)
    assert [point.text for point in review.narrative] == [said]


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


def test_status_can_follow_a_break_or_a_capital() -> None:
    complete = (Point("*Complete – sent in May.*"),)
    assert entries("<ol><li>Ann Lee to write.<br><em>Complete – sent in May.</em></li></ol>") == (
        Review("Ann Lee to write.", "", ("Ann Lee",), "", Status.COMPLETE, complete),
    )
    (review,) = entries("<p><b>Action 1</b>: Ann Lee to ask DFX. <b>Complete</b>. In May.</p>")
    assert isinstance(review, Review)
    assert (review.text, review.status) == ("Ann Lee to ask DFX.", Status.COMPLETE)


def test_bullets_that_end_with_what_came_of_them_are_reviews() -> None:
    body = (
        "<ul><li>Ann Lee to write – Complete<ul><li>Sent in May.</li></ul></li>"
        "<li>Logo: Cy Hall to choose - not complete, two are left</li>"
        "<li>A new map - done</li></ul>"
    )
    letter = Review(
        "Ann Lee to write",
        owners=("Ann Lee",),
        status=Status.COMPLETE,
        narrative=(Point("Complete"), Point("Sent in May.", Kind.BULLET)),
    )
    logo = Review(
        "Logo: Cy Hall to choose",
        owners=("Cy Hall",),
        status=Status.NOT_COMPLETE,
        narrative=(Point("not complete, two are left"),),
    )
    done = Review("A new map", status=Status.COMPLETE, narrative=(Point("done"),))
    assert entries(body) == (letter, logo, Point("A new map - done", Kind.BULLET))
    (item,) = read(f"<h2>1. Matters arising</h2>{body}").items
    assert item.entries == (letter, logo, done)


def test_rows_of_progress_need_not_all_state_a_status() -> None:
    lines = (
        *("<b>Action</b>", "<b>Progress</b>", "Ann Lee to write.", "Two replies came."),
        *("Cy Hall to ask.", "Complete", "Jo Day to count.", "Nine were found."),
    )
    reviews = entries("".join(f"<p>{line}</p>" for line in lines))
    assert reviews == (
        Review("Ann Lee to write.", owners=("Ann Lee",), narrative=(Point("Two replies came."),)),
        Review(
            "Cy Hall to ask.",
            owners=("Cy Hall",),
            status=Status.COMPLETE,
            narrative=(Point("Complete"),),
        ),
        Review("Jo Day to count.", owners=("Jo Day",), narrative=(Point("Nine were found."),)),
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("Agreed: that Ann Lee write to them", "RESOLVED – that the mill be shut."),
        ("Cy Hall to write to them", "Resolved: that the mill be shut."),
        ("Ann Lee: the harbour office", "Closed on Mondays."),
        ("Ann Lee: the harbour office", "Closed."),
        ("Noted: that Ann Lee wrote", "Complete."),
    ],
)
def test_what_was_decided_or_is_told_of_is_no_review(lines: tuple[str, str]) -> None:
    assert entries("".join(f"<p>{line}</p>" for line in lines)) == tuple(map(Point, lines))


@pytest.mark.parametrize(
    ("line", "text", "said", "status"),
    [
        ("Cy Hall to buy ink. Status: done.", "Cy Hall to buy ink.", "done.", Status.COMPLETE),
        (
            "Cy Hall to buy ink: carried forward.",
            "Cy Hall to buy ink",
            "carried forward.",
            Status.NOT_COMPLETE,
        ),
        ("Cy Hall to buy ink [COMPLETE]", "Cy Hall to buy ink", "COMPLETE", Status.COMPLETE),
        ("CH to buy ink (ongoing).", "CH to buy ink", "ongoing", Status.PARTIALLY_COMPLETE),
        ("CH to buy ink. CLOSED", "CH to buy ink.", "CLOSED", Status.COMPLETE),
        (
            "CH to buy ink. <em>Update</em>: Bought. <b>Complete</b>",
            "CH to buy ink.",
            "Bought. **Complete**",
            Status.COMPLETE,
        ),
        ("CH to buy ink. Update: It is dear.", "CH to buy ink.", "It is dear.", None),
        (
            "Buy ink – <b>refused; closed</b>",
            "Buy ink",
            "**refused; closed**",
            Status.NOT_TAKEN_FORWARD,
        ),
        (
            "Buy ink – superseded by action 9",
            "Buy ink",
            "superseded by action 9",
            Status.NOT_TAKEN_FORWARD,
        ),
        (
            "CH to buy ink; not yet advised. Carry forward.",
            "CH to buy ink",
            "not yet advised. Carry forward.",
            Status.NOT_COMPLETE,
        ),
        (
            "CH to buy ink. The shop was shut. Carry forward.",
            "CH to buy ink.",
            "The shop was shut. Carry forward.",
            Status.NOT_COMPLETE,
        ),
        ("CH to buy ink. On today’s agenda.", "CH to buy ink.", "On today’s agenda.", None),
        ("CH to buy ink (see item 5)", "CH to buy ink", "see item 5", None),
        (
            "CH to buy ink (carried over to June)",
            "CH to buy ink",
            "carried over to June",
            Status.NOT_COMPLETE,
        ),
        ("Action: ink bill - closed.", "ink bill", "closed.", Status.COMPLETE),
        ("Action 9, buy ink (CH): complete.", "buy ink (CH)", "complete.", Status.COMPLETE),
        ("Action 9, buy ink: complete.", "buy ink", "complete.", Status.COMPLETE),
        ("Action 9, CH to ask: complete.", "CH to ask", "complete.", Status.COMPLETE),
        (
            "Buy ink (CH): the panel agreed to drop this.",
            "Buy ink (CH)",
            "the panel agreed to drop this.",
            Status.NOT_TAKEN_FORWARD,
        ),
        ("Action: CH to buy ink (done)", "CH to buy ink", "done", Status.COMPLETE),
    ],
)
@pytest.mark.parametrize("tag", ["p", "li"])
def test_under_a_heading_of_earlier_actions_a_line_says_what_came_of_one(
    tag: str, line: str, text: str, said: str, status: Status | None
) -> None:
    body = f"<{tag}>{line}</{tag}>"
    (item,) = read(f"<h2>1. Actions from the last meeting</h2>{body}").items
    (review,) = item.entries
    assert isinstance(review, Review)
    assert (review.text, review.status) == (text, status)
    assert review.narrative == (Point(said),)


@pytest.mark.parametrize(
    ("label", "meeting"),
    [
        ("Action 2 (May):", "May"),
        ("Action 2 [May] –", "May"),
        ("Action 2 from May:", "from May"),
        ("Action 2 of the 3 May meeting:", "of the 3 May meeting"),
        ("Action 2, 3 May:", "3 May"),
        ("Action 2 (3 May 2012)", "3 May 2012"),
    ],
)
def test_the_meeting_that_raised_an_action_stands_in_its_label(label: str, meeting: str) -> None:
    line = f"<p>{label} CH to buy ink. Complete.</p>"
    (item,) = read(f"<h2>1. Actions from the last meeting</h2>{line}").items
    assert item.entries == (
        Point(f"({meeting}):"),
        Review(
            "CH to buy ink.",
            "2",
            ("CH",),
            status=Status.COMPLETE,
            narrative=(Point("Complete."),),
        ),
    )


def test_a_report_that_ends_with_another_status_is_doubted() -> None:
    said = "Ongoing. It was sent. This is now closed."
    body = f"<p>Action 2: CH to buy ink.</p><p>{said}</p>"
    reading = pages.read_page(f"{TOP}<h2>1. Previous actions</h2>{body}")
    (review,) = reading.minutes.reviews()
    assert review.status is Status.PARTIALLY_COMPLETE
    why = "begins and ends with a different status: the first one is read"
    assert reading.doubts == (Doubt(said, why),)


@pytest.mark.parametrize("said", ["Complete. It was closed.", "Ongoing. Carried forward.", "Done."])
def test_a_report_that_ends_as_it_begins_is_not_doubted(said: str) -> None:
    body = f"<p>Action 2: CH to buy ink.</p><p>{said}</p>"
    assert not pages.read_page(f"{TOP}<h2>1. Previous actions</h2>{body}").doubts


def test_a_comma_can_stand_after_the_number_of_an_earlier_action() -> None:
    line = "<p>Action 2, buy ink (CH): complete.</p>"
    (item,) = read(f"<h2>1. Actions from March</h2>{line}").items
    (review,) = item.entries
    assert isinstance(review, Review)
    assert (review.number, review.owners) == ("2", ("CH",))


def test_a_line_of_earlier_actions_brings_its_number_and_what_it_holds() -> None:
    body = "<p>2. CH to buy ink: done.</p><ul><li>Ask DFX (open)<p>It waits.</p></li></ul>"
    (item,) = read(f"<h2>1. Matters arising</h2>{body}").items
    done = (Point("done."),)
    assert item.entries == (
        Review("CH to buy ink", "2", ("CH",), status=Status.COMPLETE, narrative=done),
        Review(
            "Ask DFX", status=Status.NOT_COMPLETE, narrative=(Point("open"), Point("It waits."))
        ),
    )


@pytest.mark.parametrize(
    "line",
    [
        "The Chair said that the mill was late. Work is ongoing.",
        "The mills were sold (complete).",
        "Cy Hall to count ducks.",
        "CH to count ducks – no reply yet; DFX was away. AL to help.",
        "2. Ducks are still to count.",
        "Count ducks by the lock (CH): members were asked.",
    ],
)
def test_what_fits_no_list_of_earlier_actions_is_doubted(line: str) -> None:
    reading = pages.read_page(f"{TOP}<h2>1. Actions from the last meeting</h2><p>{line}</p>")
    assert reading.minutes.items[0].entries == (Point(line),)
    assert reading.doubts == (Doubt(line, "could be of an earlier action: read as a point"),)


@pytest.mark.parametrize(
    "line",
    [
        "1.1 The note of the meeting of 6 July was agreed, but for paragraph 4.3: it is wrong.",
        "2. Minutes of the last meeting were approved. The Chair thanked all.",
        "1.1 The minutes were agreed.",
        "1.1 The draft minutes had been approved by letter.",
        "1.2 Progress on the actions was as follows:",
    ],
)
def test_what_agrees_the_minutes_or_says_what_follows_is_not_doubted(line: str) -> None:
    reading = pages.read_page(f"{TOP}<h2>1. Actions from the last meeting</h2><p>{line}</p>")
    assert reading.minutes.items[0].entries == (Point(line),)
    assert not reading.doubts


@pytest.mark.parametrize(
    "line",
    [
        "The minutes of 6 July were agreed. The sale of the mill is complete.",
        "1.1 The minutes were agreed; action 3 is still to be done.",
        "1.1 Minutes to be sent to DFX once agreed.",
    ],
)
def test_what_is_told_after_the_minutes_were_agreed_is_doubted(line: str) -> None:
    reading = pages.read_page(f"{TOP}<h2>1. Actions from the last meeting</h2><p>{line}</p>")
    assert [doubt.passage for doubt in reading.doubts] == [line]


def test_a_bullet_with_an_owner_alone_is_doubted_too() -> None:
    line = "Buy ink (Cy Hall, June)"
    reading = pages.read_page(f"{TOP}<h2>1. Previous actions</h2><ul><li>{line}</li></ul>")
    assert reading.minutes.items[0].entries == (Point(line, Kind.BULLET),)
    assert [doubt.passage for doubt in reading.doubts] == [line]


def test_elsewhere_a_status_in_brackets_is_a_part_of_the_words() -> None:
    line = "Cy Hall to buy ink (ongoing)"
    assert entries(f"<p>{line}</p>") == (Point(line),)


@pytest.mark.parametrize("line", ["4.1 Cy Hall to ask – Complete", "4.1. Cy Hall to ask (done)"])
def test_the_number_before_an_earlier_action_is_its_own(line: str) -> None:
    (item,) = read(f"<h2>1. Actions from the last meeting</h2><p>{line}</p>").items
    (review,) = item.entries
    assert isinstance(review, Review)
    assert (review.number, review.text, review.owners) == ("4.1", "Cy Hall to ask", ("Cy Hall",))


@pytest.mark.parametrize(
    ("meeting", "due"),
    [
        ("4 October", "4 October"),
        ("from May", ""),
        ("meeting of 3 May 2012", ""),
        ("last meeting", ""),
    ],
)
def test_the_meeting_that_raised_an_action_can_stand_in_its_label(meeting: str, due: str) -> None:
    label = f"Action 9 ({meeting}):"
    (item,) = read(
        f"<h2>1. Matters arising</h2><p>{label} DFX to ask why.</p><ul><li>Complete.</li></ul>"
        f"<p>{label} outstanding</p>"
    ).items
    assert item.entries == (
        Point(f"({meeting}):"),
        Review(
            "DFX to ask why.",
            "9",
            ("DFX",),
            status=Status.COMPLETE,
            narrative=(Point("Complete.", Kind.BULLET),),
        ),
        Point(f"({meeting}):"),
        Review("", "9", status=Status.NOT_COMPLETE, narrative=(Point("outstanding"),)),
    )
    found = entries(f"<p>{label} DFX to ask why.</p>")
    assert found[-1] == Action("DFX to ask why.", "9", ("DFX",), due)
    assert found[:-1] == (() if due else (Point(f"({meeting}):"),))


def test_the_words_of_an_earlier_action_can_stand_in_a_bracket_after_its_number() -> None:
    (item,) = read("<h2>1. Matters arising</h2><p>Action 4 (DFX to ask) – on track</p>").items
    status = Status.PARTIALLY_COMPLETE
    said = (Point("on track"),)
    assert item.entries == (Review("DFX to ask", "4", ("DFX",), status=status, narrative=said),)


def test_a_position_in_prose_is_no_label_of_a_report() -> None:
    line = "The Panel’s position: the mill is late. Progress: slow."
    (item,) = read(f"<h2>1. Matters arising</h2><p>{line}</p>").items
    assert item.entries == (Point(line),)


@pytest.mark.parametrize(
    "heading", ["<b>Actions from the last meeting</b>", "<b>Outstanding actions:</b>"]
)
def test_a_sub_heading_turns_to_earlier_actions(heading: str) -> None:
    body = "<p>Cy Hall to ask (done)</p><p><b>Mills</b></p><p>Cy Hall to count (done)</p>"
    done = (Point("done"),)
    assert entries(f"<p>{heading}</p>{body}")[1:] == (
        Review("Cy Hall to ask", owners=("Cy Hall",), status=Status.COMPLETE, narrative=done),
        Point("**Mills**", Kind.HEADING),
        Point("Cy Hall to count (done)"),
    )


def test_an_earlier_action_without_a_word_of_it_is_doubted() -> None:
    why = "stands among earlier actions without what became of it: read as a new one"
    rows = table(("Action", "Status"), ("Count ducks", ""), ("Count eggs", "New"))
    body = f"<h2>1. Previous actions</h2><p><b>Ducks</b></p><p>Action 3: Cy Hall to ask</p>{rows}"
    reading = pages.read_page(TOP + body)
    assert reading.doubts == (Doubt("Cy Hall to ask", why), Doubt("Count ducks", why))
    other = pages.read_page(f"{TOP}<h2>1. Matters arising</h2><p>Action 3: Cy Hall to ask</p>")
    assert other.doubts == ()


@pytest.mark.parametrize(
    ("mark", "status"), [("[x]", Status.COMPLETE), ("[ ]", Status.NOT_COMPLETE)]
)
@pytest.mark.parametrize("words", ["Ann Lee to write", "Buy ink"])
def test_a_box_before_an_earlier_action_tells_its_status(
    mark: str, status: Status, words: str
) -> None:
    (item,) = read(f"<h2>1. Actions from last meeting</h2><ul><li>{mark} {words}</li></ul>").items
    (review,) = item.entries
    assert isinstance(review, Review)
    assert (review.text, review.status) == (words, status)
