"""How new actions are read, one convention at a time."""

import pytest

from meetings.minutes.document import Action, Doubt, Kind, Point, Presence
from meetings.minutes.reading import inline, pages

from .pages_read import TOP, entries


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
        "<p>Action: Write the letter.<br>Responsible: Ann Lee, DFX</p>",
        "<p><b>Action – Ann Lee and DFX</b>: Write the letter.</p>",
        "<p>Action by Ann Lee and DFX: Write the letter.</p>",
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
    "line",
    [
        "<b>Action CH</b>: Ask why by May.",
        "<i>ACTION CH: Ask why by May.</i>",
        "<b>Action – CH</b>: Ask why by May.",
        "Action (CH, by May): Ask why",
        "Action (CH, by May): Ask why by then",
        "Action (by May): Ask why [CH]",
        "Action for CH: Ask why by May.",
        "Action [CH]: Ask why by May.",
        "Action / CH: Ask why by May.",
    ],
)
def test_owners_and_deadlines_in_the_label(line: str) -> None:
    (action,) = entries(f"<p>{line}</p>")
    assert isinstance(action, Action)
    assert action.text.startswith("Ask why")
    assert (action.owners, action.due) == (("CH",), "by May")


@pytest.mark.parametrize(
    "label",
    [
        "Action #7 (CH):",
        "Action #7:",
        "Action 7 [CH]:",
        "Action 7 / CH:",
        "Action 7, CH:",
        "Action 7, Cy Hall:",
    ],
)
def test_numbers_and_owners_in_the_label(label: str) -> None:
    (action,) = entries(f"<p>{label} Ask why. [CH]</p>")
    assert action == Action("Ask why.", "7", ("CH",))


def test_an_owner_can_follow_the_number_in_a_label() -> None:
    body = "<p>Action 7 CH/DFX: ask why</p><p>Action 8 – Cy Hall: ask again</p>"
    assert entries(body) == (
        Action("ask why", "7", ("CH", "DFX")),
        Action("ask again", "8", ("Cy Hall",)),
    )


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Action 3 CH to ask why", "3"),
        ("ACTION POINT 12/3 CH to ask why", "12/3"),
        ("AP 3.2 CH to ask why", "3.2"),
        ("<b>AP3</b> CH to ask why", "3"),
        ("<b>Action 3.</b> CH to ask why", "3"),
        ("Action CH to ask why", ""),
    ],
)
def test_a_number_can_be_all_that_parts_a_label_from_a_task(line: str, number: str) -> None:
    assert entries(f"<p>{line}</p>") == (Action("CH to ask why", number, ("CH",)),)


@pytest.mark.parametrize(
    "text",
    [
        "Action – on roads – was late.",
        "Action (from May): roads.",
        "Action for the good: all.",
        "Action Plan Review: it was late.",
        "Action, and no talk: roads.",
        "Action 3, on roads: it was late.",
        "Action 3 The road is long.",
    ],
)
def test_talk_of_action_is_no_action(text: str) -> None:
    assert entries(f"<p>{text}</p>") == (Point(text),)


def test_a_label_with_nobody_in_its_bracket_is_doubted() -> None:
    line = "Action (carried forward): CH to ask why"
    reading = pages.read_page(f"{TOP}<h2>1. Roads</h2><p>{line}</p>")
    assert reading.minutes.items[0].entries == (Point(line),)
    why = "could be an action, but no label says so: read as a point"
    assert reading.doubts == (Doubt(line, why),)


def test_action_within_a_paragraph() -> None:
    assert entries(
        "<p>It was late. It was agreed to ask why <b>(Action DFX)</b>. So ends it.</p>"
    ) == (
        Point("It was late."),
        Action("It was agreed to ask why", owners=("DFX",)),
        Point("So ends it."),
    )


def test_bold_action_in_a_bracket_is_about_its_sentence() -> None:
    assert entries("<p>Members asked why (<b>Action: Ann Lee</b>). All thanked her.</p>") == (
        Action("Members asked why", owners=("Ann Lee",)),
        Point("All thanked her."),
    )


def test_action_that_names_only_the_owner_is_about_the_sentence_before() -> None:
    assert entries("<p>It was late. They should be asked why.</p><p><b>Action:</b> DFX</p>") == (
        Point("It was late."),
        Action("They should be asked why.", owners=("DFX",)),
    )


@pytest.mark.parametrize("task", ["To ask them why by May.", "<em>Ask them why by May.</em>"])
def test_what_somebody_is_to_do_can_stand_below_their_name(task: str) -> None:
    assert entries(f"<p>It was late.</p><p><b>Action: Ann Lee</b></p><p>{task}</p>") == (
        Point("It was late."),
        Action(task.removeprefix("<em>").removesuffix("</em>"), owners=("Ann Lee",), due="by May"),
    )


def test_actions_numbered_by_hand_below_a_label() -> None:
    body = "<p><b>Actions:</b></p><p>1. Ann Lee to write.</p><p>2) Cy Hall to ask.</p><p>Tea.</p>"
    assert entries(body) == (
        Action("Ann Lee to write.", number="1", owners=("Ann Lee",)),
        Action("Cy Hall to ask.", number="2", owners=("Cy Hall",)),
        Point("Tea."),
    )


def test_actions_bear_the_numbers_of_the_list_below_their_label() -> None:
    within = "<ol><li>AL to help.</li></ol>"
    body = f"<p>Actions:</p><ol start='4'><li>CH to ask.{within}</li><li>CH to go.</li></ol>"
    assert entries(body) == (
        Action("CH to ask.", "4", ("CH",)),
        Action("AL to help.", "", ("AL",)),
        Action("CH to go.", "5", ("CH",)),
    )


@pytest.mark.parametrize("label", ["Action 3 (all): read it.", "Action 3: all to read it."])
def test_an_action_can_be_for_all(label: str) -> None:
    (action,) = entries(f"<p>{label}</p>")
    assert isinstance(action, Action)
    assert action.owners == ("all",)


def test_bold_action_at_the_end_of_a_paragraph() -> None:
    assert entries("<p>It was late. <b>ACTION: Ann Lee to ask why.</b></p>") == (
        Point("It was late."),
        Action("Ann Lee to ask why.", owners=("Ann Lee",)),
    )


def test_owner_in_a_bold_bracket() -> None:
    assert entries("<p>A list should be sent round.<b> (Ann Lee)</b></p>") == (
        Action("A list should be sent round.", owners=("Ann Lee",)),
    )


def test_actions_for_one_owner() -> None:
    assert entries("<p><b>Actions:</b> for Secretariat</p><ul><li>Use more ink</li></ul>") == (
        Action("Use more ink", owners=("Secretariat",)),
    )


def test_owners_in_a_bracket_override_those_in_the_words() -> None:
    assert entries("<p>It was late. Cy Hall to ask why (Action DFX). So ends it.</p>")[1] == Action(
        "Cy Hall to ask why", owners=("DFX",)
    )


def test_a_label_for_somebody_whom_no_action_names_is_kept() -> None:
    body = "<p>Actions: for DFX</p><ul><li>Ann Lee to write.</li><li>Cy Hall to ask.</li></ul>"
    assert entries(body) == (
        Point("Actions: for DFX"),
        Action("Ann Lee to write.", owners=("Ann Lee",)),
        Action("Cy Hall to ask.", owners=("Cy Hall",)),
    )


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


@pytest.mark.parametrize(
    "line",
    [
        "Action (AL): ask why.",
        "Action AL: ask why.",
        "ACTION 3 (AL): ask why.",
        "Action for AL: ask why.",
        "Action – AL: ask why.",
        "<b>Action (AL)</b> ask why.",
        "<b>Action (AL):</b> ask why.",
    ],
)
def test_so_does_a_label_with_its_owner(line: str) -> None:
    point, action = entries(f"<p>They are long. {line} </p>")
    assert point == Point("They are long.")
    assert isinstance(action, Action)
    assert (action.text, action.owners) == ("ask why.", ("AL",))


@pytest.mark.parametrize("line", ["Action AL to ask.", "<b>Action</b> AL to ask."])
def test_so_does_a_label_before_who_is_to_act(line: str) -> None:
    assert entries(f"<p>They are long. {line} </p>") == (
        Point("They are long."),
        Action("AL to ask.", owners=("AL",)),
    )


@pytest.mark.parametrize(
    "line",
    [
        "It was late. Action Plan Review: long.",
        "The <b>Action</b> AL took.",
        "So. Action (late): no.",
    ],
)
def test_talk_of_action_after_a_sentence_is_none(line: str) -> None:
    (point,) = entries(f"<p>{line}</p>")
    assert isinstance(point, Point)


def test_several_labelled_actions_can_stand_in_one_line() -> None:
    found = entries("<p>Action 1: CH to ask. Action 2: AL to say. Action 3: DFX to go.</p>")
    assert found == (
        Action("CH to ask.", "1", ("CH",)),
        Action("AL to say.", "2", ("AL",)),
        Action("DFX to go.", "3", ("DFX",)),
    )


@pytest.mark.parametrize(
    "text", ["This was a repeat of action 3.", "as action 3 above", "Repeat of Action 3 (Ann Lee)"]
)
def test_a_repeat_of_another_action_is_one_and_keeps_its_words(text: str) -> None:
    (action,) = entries(f"<p><b>Action 5:</b> {text}</p>")
    assert isinstance(action, Action)
    assert (action.number, action.text) == ("5", text)


def test_bullet_with_label_and_owners_is_one_action_whatever_its_words() -> None:
    assert entries("<ul><li>Action: It was late. Action: Ann Lee to ask. [no owner]</li></ul>") == (
        Action("It was late. Action: Ann Lee to ask."),
    )


@pytest.mark.parametrize(
    "body",
    [
        "<p>It was late. Somebody is to ask. [Action: CH]</p>",
        "<p>It was late. Somebody is to ask. <b>[Action: CH]</b></p>",
        "<p>It was late. Somebody is to ask. <b>ACTION CH</b></p>",
        "<p>It was late. Somebody is to ask. ACTION for CH</p>",
        "<p>It was late. Somebody is to ask. <b>Action CH</b></p>",
        "<p>It was late. Somebody is to ask.</p><p><b>ACTION CH</b></p>",
        "<p>It was late. Somebody is to ask.</p><p>Action by: CH</p>",
        "<p>It was late. Somebody is to ask.</p><p>Action: (CH)</p>",
        "<p>It was late. Somebody is to ask. [ACTION – CH]</p>",
    ],
)
def test_who_is_to_act_is_told_after_the_sentence(body: str) -> None:
    assert entries(body) == (
        Point("It was late."),
        Action("Somebody is to ask.", owners=("CH",)),
    )


def test_after_a_label_with_its_owner_stands_the_task_even_if_it_could_be_a_name() -> None:
    body = "<p>It was late. <b>ACTION (CH):</b> Telephone DFX.</p><p>Action (AL): Buy Ink</p>"
    assert entries(body) == (
        Point("It was late."),
        Action("Telephone DFX.", owners=("CH",)),
        Action("Buy Ink", owners=("AL",)),
    )


@pytest.mark.parametrize(
    "line",
    [
        "Action: DFX to write. Owner: Ann Lee. Due: June",
        "Action – DFX to write. <em>Owner: Ann Lee. Due: June</em>",
        "Action: DFX to write. (Lead: Ann Lee; Deadline: June)",
        "Action: DFX to write. Owner – Ann Lee; Deadline – June.",
        "Action: DFX to write. By: June [Responsible: Ann Lee]",
        "Action (Ann Lee): DFX to write. When: June",
    ],
)
def test_labels_at_the_end_of_an_action_tell_who_and_when(line: str) -> None:
    assert entries(f"<p>{line}</p>") == (Action("DFX to write.", owners=("Ann Lee",), due="June"),)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Action: Owner: Ann Lee. Buy ink.", ("Ann Lee",)),
        ("Action: Lead: AL – Buy ink.", ("AL",)),
        ("Action: Owners: AL and DFX; Buy ink.", ("AL", "DFX")),
    ],
)
def test_a_label_of_owners_can_stand_first(line: str, named: tuple[str, ...]) -> None:
    assert entries(f"<p>{line}</p>") == (Action("Buy ink.", owners=named),)


def test_a_label_of_owners_alone_is_about_the_sentence_before() -> None:
    assert entries("<p>It is late. DFX should be asked.</p><p>Action: Owner: Ann Lee</p>") == (
        Point("It is late."),
        Action("DFX should be asked.", owners=("Ann Lee",)),
    )


def test_a_list_below_an_action_can_tell_who_and_when() -> None:
    body = "<p>Action: Buy ink.</p><ul><li>Owner: CH</li><li>Due: June</li><li>Tea.</li></ul>"
    assert entries(body) == (
        Action("Buy ink.", owners=("CH",), due="June"),
        Point("Tea.", Kind.BULLET),
    )


def test_a_line_below_an_action_can_tell_who_and_when() -> None:
    assert entries("<p>Action: Buy ink.</p><p>Lead: CH. Deadline: June</p><p>Tea.</p>") == (
        Action("Buy ink.", owners=("CH",), due="June"),
        Point("Tea."),
    )


def test_a_day_in_a_label_may_be_of_a_meeting() -> None:
    reading = pages.read_page(f"{TOP}<h2>1. Ducks</h2><p>Action 2 (3 May): CH to count.</p>")
    assert reading.minutes.actions() == (Action("CH to count.", "2", ("CH",), "3 May"),)
    why = "the day in its label may be a meeting’s: read as the deadline"
    assert reading.doubts == (Doubt("Action 2 (3 May): CH to count.", why),)
    # Where the words say by when, it is.
    assert entries("<p>Action 2 (3 May): CH to count by June.</p>") == (
        Point("(3 May):"),
        Action("CH to count by June.", "2", ("CH",), "by June"),
    )


def test_a_month_in_a_bracket_is_no_owner() -> None:
    assert entries("<p>Action: CH to write [June]</p>") == (
        Action("CH to write [June]", owners=("CH",), due="June"),
    )


def test_square_brackets_within_a_sentence_name_who_is_to_act() -> None:
    assert entries("<p>It was late. Ask them [Action 3: Cy Hall]. So ends it.</p>") == (
        Point("It was late."),
        Action("Ask them", "3", ("Cy Hall",)),
        Point("So ends it."),
    )


def test_an_action_can_stand_in_a_bracket_after_a_sentence() -> None:
    assert entries("<p>It was late. [Action: Cy Hall to ask why.]</p>") == (
        Point("It was late."),
        Action("Cy Hall to ask why.", owners=("Cy Hall",)),
    )


@pytest.mark.parametrize("text", ["ACTION PLAN", "It was late. ACTION LOG", "They want ACTION Now"])
def test_words_in_capitals_are_no_owners(text: str) -> None:
    assert entries(f"<p>{text}</p>") == (Point(text),)


def test_a_numbered_owner_alone_is_an_action_of_those_words() -> None:
    assert entries("<p>Action 3: [CH]</p>") == (Action("[CH]", "3", ("CH",)),)


def test_an_owner_without_a_task_is_doubted() -> None:
    reading = pages.read_page(f"{TOP}<h2>1. Roads</h2><p>Action: CH</p>")
    assert reading.minutes.items[0].entries == (Action("CH", owners=("CH",)),)
    why = "names who is to act, but not what is to be done"
    assert reading.doubts == (Doubt("Action: CH", why),)


@pytest.mark.parametrize(
    ("line", "number"), [("→ CH to ask why", ""), ("-> CH to ask why", ""), ("A2. CH to ask", "A2")]
)
def test_what_a_mark_makes_an_action_is_doubted(line: str, number: str) -> None:
    shown = line.replace(">", "&gt;")
    reading = pages.read_page(f"{TOP}<h2>1. Roads</h2><p>{shown}</p>")
    text = line.partition(" ")[2]
    assert reading.minutes.items[0].entries == (Action(text, number, ("CH",)),)
    why = "a mark before it may say that it is an action: read as one"
    assert reading.doubts == (Doubt(line, why),)


@pytest.mark.parametrize("line", ["<b>QX</b> to ask why", "<b>Jo Day:</b> to ask why"])
def test_an_owner_in_bold_before_a_task_makes_it_one_with_a_doubt(line: str) -> None:
    reading = pages.read_page(f"{TOP}<h2>1. Roads</h2><p>{line}</p>")
    (action,) = reading.minutes.actions()
    assert action.owners == (line[3:].partition("<")[0].rstrip(":"),)
    why = "a mark before it may say that it is an action: read as one"
    assert reading.doubts == (Doubt(action.text, why),)


@pytest.mark.parametrize("text", ["→ The road is long.", "A2. The road is long.", "See → here"])
def test_a_mark_before_what_is_no_task_is_a_point(text: str) -> None:
    assert entries(f"<p>{text}</p>") == (Point(text),)


def test_the_owner_can_stand_before_the_label() -> None:
    assert entries("<p>CH ACTION: ask them why</p><p>Cy Hall ACTION 2: ask again</p>") == (
        Action("ask them why", owners=("CH",)),
        Action("ask again", "2", ("Cy Hall",)),
    )
    assert entries("<p>Another ACTION: none</p>") == (Point("Another ACTION: none"),)


@pytest.mark.parametrize(
    "line",
    [
        "Actions: 1) CH to ask; 2) DFX to say",
        "Action: (1) CH to ask, and (2) DFX to say",
        "Actions: (1) CH to ask (2) DFX to say",
    ],
)
def test_a_list_can_run_on_in_the_line_of_its_label(line: str) -> None:
    assert entries(f"<p>{line}</p><p>Tea.</p>") == (
        Action("CH to ask", "1", ("CH",)),
        Action("DFX to say", "2", ("DFX",)),
        Point("Tea."),
    )


@pytest.mark.parametrize(
    "line",
    [
        "Actions: CH to ask; DFX to say",
        "<b>Action:</b> CH to ask; and DFX to say",
        "Actions: CH to ask, DFX to say",
        "Agreed actions: CH to ask, and DFX to say",
    ],
)
def test_tasks_of_several_can_run_on_in_the_line_of_their_label(line: str) -> None:
    assert entries(f"<p>{line}</p><p>Tea.</p>") == (
        Action("CH to ask", owners=("CH",)),
        Action("DFX to say", owners=("DFX",)),
        Point("Tea."),
    )


def test_a_task_that_runs_on_keeps_its_full_stop_and_all_who_share_it() -> None:
    assert entries("<p>Actions: CH to <b>ask</b>. AL, Jo Day and DFX to say by May.</p>") == (
        Action("CH to ask.", owners=("CH",)),
        Action("AL, Jo Day and DFX to say by May.", owners=("AL", "Jo Day", "DFX"), due="by May"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "CH to ask; to say",
        "CH to ask; the mill to say",
        "CH to ask, DFX to be told",
        "CH to ask DFX, QRS to say",
        "CH to ask why; DFX is slow",
    ],
)
def test_one_task_in_the_line_of_a_label_stays_one(text: str) -> None:
    (action,) = entries(f"<p>Actions: {text}</p>")
    assert isinstance(action, Action)
    assert (action.text, action.owners) == (text, ("CH",))


def test_what_a_number_or_an_owner_in_brackets_is_of_stays_one() -> None:
    assert entries(
        "<p>Action 2: CH to ask; DFX to say</p><p>Action: CH to go; AL to say [QRS]</p>"
    ) == (
        Action("CH to ask; DFX to say", "2", ("CH", "DFX")),
        Action("CH to go; AL to say", owners=("QRS",)),
    )


def test_numbers_in_an_action_are_no_list() -> None:
    text = "CH to ask 2) DFX and 3) QRS"
    assert entries(f"<p>Action: {text}</p>") == (Action(text, owners=("CH",)),)


@pytest.mark.parametrize(
    "line",
    [
        "Actions: none arising",
        "Action: No further actions.",
        "Action: None",
        "Actions: none.",
        "ACTION: N/A",
    ],
)
def test_no_action_is_none(line: str) -> None:
    assert entries(f"<p>{line}</p>") == (Point(line),)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Action: CH to ask why by 3 or 4 June</p>",
        "<p>Action: CH to ask why</p><p>Due: by 3 or 4 June</p>",
    ],
)
def test_a_deadline_of_several_days_is_doubted(body: str) -> None:
    reading = pages.read_page(f"{TOP}<h2>1. Roads</h2>{body}")
    (action,) = reading.minutes.actions()
    assert action.due == "by 3 or 4 June"
    assert reading.doubts == (Doubt(action.text, "several days: the last of them is the deadline"),)


def test_paragraphs_that_say_who_is_to_act_go_on_below_a_label_of_several() -> None:
    body = "<p><b>ACTIONS</b></p><p>CH: ask why.</p><p>AL to say by May.</p><p>Tea was had.</p>"
    assert entries(body) == (
        Action("CH: ask why.", owners=("CH",)),
        Action("AL to say by May.", owners=("AL",), due="by May"),
        Point("Tea was had."),
    )


def test_a_list_within_an_action_says_its_parts() -> None:
    body = (
        "<ol><li>CH to ask:<ul><li>the mill</li><li>The shop</li></ul></li><li>AL to go</li></ol>"
    )
    assert entries(f"<p>Actions:</p>{body}") == (
        Action("CH to ask:", "1", ("CH",)),
        Point("the mill", Kind.BULLET),
        Point("The shop", Kind.BULLET),
        Action("AL to go", "2", ("AL",)),
    )


@pytest.mark.parametrize(
    ("first", "words", "named"),
    [
        ("Cy Hall:", "Ask the mill", ("Cy Hall",)),
        ("CH", "To ask the mill", ("CH",)),
        ("Mills", "CH to ask why", ("CH",)),
    ],
)
def test_an_owner_or_a_topic_can_hold_actions(
    first: str, words: str, named: tuple[str, ...]
) -> None:
    body = f"<ul><li>{first}<ul><li>{words}</li></ul></li><li>AL to go</li></ul>"
    assert entries(f"<p>Actions:</p>{body}") == (
        Point(first, Kind.BULLET),
        Action(words, owners=named),
        Action("AL to go", owners=("AL",)),
    )


def test_each_can_stand_over_a_list_of_what_they_are_to_do() -> None:
    body = (
        "<p>Actions:</p><p><b>CH</b></p><ul><li>Ask why</li><li>AL to help</li></ul>"
        "<p>Jo Day:</p><ul><li>Say</li></ul><p>Tea was had.</p>"
    )
    assert entries(body) == (
        Point("**CH**", Kind.HEADING),
        Action("Ask why", owners=("CH",)),
        Action("AL to help", owners=("AL",)),
        Point("Jo Day:"),
        Action("Say", owners=("Jo Day",)),
        Point("Tea was had."),
    )


@pytest.mark.parametrize(
    "heading",
    [
        "Actions for next meeting:",
        "Agreed actions from this meeting",
        "Actions before the next meeting",
    ],
)
def test_a_heading_of_new_actions_that_says_more_is_kept(heading: str) -> None:
    assert entries(f"<p>{heading}</p><ul><li>Ask why</li></ul>") == (
        Point(heading),
        Action("Ask why"),
    )


@pytest.mark.parametrize(
    "label",
    [
        "ACTION REQUIRED",
        "Actions agreed",
        "Action arising",
        "Follow-up action",
        "ACTION AGREED",
    ],
)
def test_a_label_of_an_action_can_say_more(label: str) -> None:
    assert entries(f"<p><b>{label}:</b> Ann Lee to write.</p>") == (
        Action("Ann Lee to write.", owners=("Ann Lee",)),
    )


def test_the_secretariat_can_stand_in_the_label() -> None:
    assert entries("<p><b>Secretariat action:</b> write to the mill.</p>") == (
        Action("write to the mill.", owners=("Secretariat",)),
    )


@pytest.mark.parametrize(
    "line",
    [
        "<p>Action for next meeting: Ann Lee to write.</p>",
        "<p>Action (4): Ann Lee to write.</p>",
        "<p>Action ongoing: write to the mill.</p>",
        "<p>Urgent action: write to the mill.</p>",
        "<p>The mill is slow. [ACTION]</p>",
        "<p>The mill is slow (Action 1).</p>",
        "<blockquote><p>Action 3/1: Ann Lee to write.</p></blockquote>",
    ],
)
def test_a_label_in_other_words_is_doubted(line: str) -> None:
    found = pages.read_page(f"{TOP}<h2>1. Welcome</h2>{line}")
    (point,) = found.minutes.items[0].entries
    assert isinstance(point, Point)
    why = "could be an action, but no label says so: read as a point"
    assert found.doubts == (Doubt(inline.plain(point.text), why),)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Action plan: it was noted.</p>",
        "<p>The action: it was noted.</p>",
        "<blockquote><p>Ann Lee spoke of action.</p></blockquote>",
    ],
)
def test_what_is_no_label_is_not_doubted(line: str) -> None:
    assert pages.read_page(f"{TOP}<h2>1. Welcome</h2>{line}").doubts == ()


@pytest.mark.parametrize(
    "body",
    [
        "<p><b>Actions:</b> No actions arose from this item.</p>",
        "<p><b>Action point:</b> There were no action points.</p>",
        "<p><b>Actions</b></p><p>No actions arose.</p>",
        "<p>Actions:</p><ul><li>None</li></ul>",
    ],
)
def test_what_says_that_there_are_none_raises_none(body: str) -> None:
    assert not [one for one in entries(body) if isinstance(one, Action)]
