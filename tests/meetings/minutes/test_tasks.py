"""Tasks without a label, and reports on actions that are named by their topic."""

import pytest

from meetings.minutes.document import Action, Doubt, Kind, Point, Reading, Review, Status
from meetings.minutes.reading import pages

TOP = "<h1>Some Panel - 3 May 2012</h1><p>Present</p><p>Ann Lee (AL)</p><p>Guy de Moor (GdM)</p>"


def reading(*lines: str, title: str = "Roads") -> Reading:
    body = "".join(f"<li>{line}</li>" for line in lines)
    return pages.read_page(f"{TOP}<h2>1. {title}</h2><ul>{body}</ul>")


def entries(*lines: str, title: str = "Roads") -> tuple[object, ...]:
    (item,) = reading(*lines, title=title).minutes.items
    return item.entries


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("AL to discuss fares with the ferry.", ("AL",)),
        ("AL and Guy de Moor to count the mills", ("AL", "Guy de Moor")),
        ("Ann Lee to write to members by the next meeting.", ("Ann Lee",)),
    ],
)
def test_task_of_somebody_who_was_there_is_an_action(line: str, owners: tuple[str, ...]) -> None:
    (action,) = entries(line)
    assert isinstance(action, Action)
    assert (action.text, action.owners) == (line, owners)
    (doubt,) = reading(line).doubts
    assert doubt.passage == line


@pytest.mark.parametrize(
    "line", ["Agreed: AL to discuss fares by May.", "DECISION – AL to discuss fares by May."]
)
def test_a_decision_that_somebody_is_to_do_something_is_an_action_with_a_doubt(line: str) -> None:
    assert entries(line) == (Action(line, owners=("AL",), due="by May"),)
    (doubt,) = reading(line).doubts
    assert doubt.passage == line


@pytest.mark.parametrize(
    "line",
    [
        "AL agreed to discuss fares by May.",
        "Ann Lee undertook to discuss fares.",
        "Agreed that AL should discuss fares by May.",
        "It was agreed that AL would discuss fares by May.",
        "The Panel agreed that AL will discuss fares by May.",
    ],
)
def test_what_somebody_agreed_to_do_is_a_doubtful_point_but_before_an_action(line: str) -> None:
    assert entries(line) == (Point(line, Kind.BULLET),)
    why = "could be an action, but no label says so: read as a point"
    assert reading(line).doubts == (Doubt(line, why),)
    assert reading(line, "Action: AL to discuss fares.").doubts == ()


@pytest.mark.parametrize(
    "line", ["It was late. Somebody is to ask. <b>AL</b>", "It was late. Somebody is to ask.\tAL"]
)
def test_somebody_set_apart_at_the_end_is_to_act_with_a_doubt(line: str) -> None:
    assert entries(line) == (
        Point("It was late.", Kind.BULLET),
        Action("Somebody is to ask.", owners=("AL",)),
    )
    assert [doubt.passage for doubt in reading(line).doubts] == [
        "It was late. Somebody is to ask. AL"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "All thanked **AL**",
        "They saw the mill. **QX**",
        "AL agreed to the sale of a mill.",
        "AL agreed that a mill was late.",
        "The Panel agreed to discuss fares.",
        "It was agreed that Ann Lee would be the chair.",
        "It was suggested that AL would discuss fares.",
        "AL undertook to discuss fares. She was late.",
        "QX agreed to discuss fares.",
    ],
)
def test_who_is_thanked_or_agrees_is_not_to_act(line: str) -> None:
    shown = line.replace("**AL**", "<b>AL</b>").replace("**QX**", "<b>QX</b>")
    assert entries(shown) == (Point(line, Kind.BULLET),)
    assert reading(shown).doubts == ()


@pytest.mark.parametrize(
    "line",
    [
        "AL to discuss fares. They had been high.",  # a sentence of several
        "The AL to QX road is shut.",
        "AL is to discuss fares.",
        "AL to be consulted.",
        "Ann Lee to date has written twice:",
    ],
)
def test_other_sentences_are_points(line: str) -> None:
    assert entries(line) == (Point(line, Kind.BULLET),)


@pytest.mark.parametrize(
    ("line", "is_doubtful"),
    [
        ("QX to give its view, not concerned about fares.", True),
        ("Lists to be returned to the office. The Chair was sorry.", True),
        ("The list needs to be returned to the office.", False),
        ("They were glad.", False),
    ],
)
def test_what_may_be_a_task_is_a_doubtful_point(line: str, *, is_doubtful: bool) -> None:
    found = reading(line)
    assert found.minutes.items[0].entries == (Point(line, Kind.BULLET),)
    assert [doubt.passage for doubt in found.doubts] == [line] * is_doubtful


def test_tasks_among_earlier_actions_are_no_new_ones() -> None:
    line = "AL to discuss fares with the ferry."
    assert entries(line, title="Actions of the last meeting") == (Point(line, Kind.BULLET),)


def test_action_named_by_its_topic() -> None:
    assert entries(
        "Mill survey - actions not completed and being discussed again.",
        "<u>Ferry fares</u> action was completed.",
    ) == (
        Review(
            "Mill survey",
            status=Status.NOT_COMPLETE,
            narrative=(Point("actions not completed and being discussed again."),),
        ),
        Review(
            "Ferry fares",
            status=Status.COMPLETE,
            narrative=(Point("action was completed."),),
        ),
    )


def test_status_that_a_sentence_goes_on_from_is_doubtful() -> None:
    soft = "Mill survey - actions not completed and being discussed again."
    found = reading(soft, "<u>Ferry fares</u> action was completed.")
    assert [doubt.passage for doubt in found.doubts] == [soft]


@pytest.mark.parametrize(
    "line",
    [
        "The second action was completed.",
        "Mill survey - on the agenda for discussion.",
        "Everybody on the lower river wished that more action was taken.",
        "Direct action is popular.",
    ],
)
def test_other_bullets_on_actions_are_points(line: str) -> None:
    assert entries(line) == (Point(line, Kind.BULLET),)
