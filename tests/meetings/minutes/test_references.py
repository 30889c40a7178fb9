"""References in the text of minutes: no meeting takes what another raised, nor a line another's."""

import contextlib
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from actions.models import Action, Review
from meetings.minutes import editing, publishing
from meetings.minutes.document import MinutesError
from meetings.models import Entry, Meeting
from panel.models import Panel, User
from tests.examples import examples
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    MeetingFactory,
    PanelFactory,
    PanelSecretaryFactory,
    ReviewFactory,
)
from tests.meetings.minutes.documents import minutes, put

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2024, 6, 1)
JANUARY, MARCH, MAY = (datetime.date(2024, month, 12) for month in (1, 3, 5))

HEAD = """\
# River Watch Panel - {day}

## Present

- Ada Ferris (Chair)

## 1. Update on actions

"""


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="RW", name="River Watch Panel")


@pytest.fixture
def by(panel: Panel) -> User:
    return PanelSecretaryFactory(panel=panel).user


def meeting_of(panel: Panel, day: datetime.date) -> Meeting:
    return MeetingFactory(panel=panel, held_on=day, title="", venue="")


def save(meeting: Meeting, text: str, by: User) -> str:
    editing.save(meeting, text=text, base=editing.text_of(meeting), by=by, today=TODAY)
    meeting.refresh_from_db()
    return editing.text_of(meeting)


def told(day: datetime.date, *lines: str) -> str:
    return HEAD.format(day=f"{day.day} {day:%B %Y}") + "\n\n".join(lines) + "\n"


@pytest.fixture
def january(panel: Panel, by: User) -> Meeting:
    """Published minutes that raised RW-1 and RW-2."""
    meeting = meeting_of(panel, JANUARY)
    save(
        meeting,
        told(JANUARY, "**Action:** Bo Lund to list the locks.", "**Action:** Cy Hall to dig."),
        by,
    )
    publishing.publish(meeting, on=TODAY, by=by)
    return meeting


def doubts(meeting: Meeting, text: str) -> list[tuple[str, str]]:
    found = editing.read(text, meeting).doubts
    return [(one.passage, one.why) for one in found if one.passage != "1. Update on actions"]


def test_action_of_another_meeting_without_a_status_is_told_of_and_not_taken(panel, by, january):
    march = meeting_of(panel, MARCH)
    AgendaItemFactory(meeting=march, title="Update on actions")
    prepared = editing.text_of(march)
    before = publishing.minutes_of(january)
    text = prepared.replace("Status: not stated\n\n", "", 1)
    assert text != prepared
    assert doubts(march, text) == [
        (
            "Bo Lund to list the locks.",
            "was raised by another meeting, so this is read as what is reported of RW-1",
        )
    ]
    assert save(march, text, by).count("Status: not stated") == 2
    assert publishing.minutes_of(january) == before
    review = Review.objects.get(action__serial=1)
    assert (review.entry.meeting, review.status) == (march, "")
    assert Action.objects.get(serial=1).entry.meeting == january
    assert "list the locks" in Client().get("/panels/RW/actions/1/").text


@pytest.mark.parametrize("words", ["Bo Lund to list the locks.", "Bo Lund to buy biscuits."])
def test_reference_that_is_typed_takes_nothing_from_another_meeting(panel, by, january, words):
    march = meeting_of(panel, MARCH)
    text = save(march, told(MARCH, f"**Action (RW-1):** {words}"), by)
    assert f"**Action (RW-1):** {words}" in text
    assert [(r.action.reference, r.text) for r in Review.objects.all()] == [("RW-1", words)]
    assert Client().get("/panels/RW/actions/1/").status_code == 200
    save(march, told(MARCH, "Nothing was said."), by)
    assert Client().get("/panels/RW/actions/1/").status_code == 200
    assert Action.objects.get(serial=1).withdrawn_on is None


def test_action_of_unknown_origin_that_an_earlier_meeting_told_of_is_not_taken(panel, by):
    action = ActionFactory(panel=panel, entry=None, text="Bo Lund to list the locks.")
    ReviewFactory(action=action, entry__meeting=meeting_of(panel, JANUARY))
    save(meeting_of(panel, MARCH), told(MARCH, "**Action (RW-1):** Bo Lund to list them."), by)
    action.refresh_from_db()
    assert (action.entry, action.reviews.count()) == (None, 2)


def test_action_of_unknown_origin_is_raised_where_only_later_meetings_tell_of_it(panel, by):
    action = ActionFactory(panel=panel, entry=None, text="Bo Lund to list the locks.")
    ReviewFactory(action=action, entry__meeting=meeting_of(panel, MARCH))
    january = meeting_of(panel, JANUARY)
    save(january, told(JANUARY, "**Action (RW-1):** Bo Lund to list the locks."), by)
    action.refresh_from_db()
    assert action.entry.meeting == january


def test_document_that_is_recorded_takes_nothing_from_another_meeting(panel, january):
    raised = editing.read(told(MARCH, "**Action:** Bo Lund to buy biscuits."), january)
    (action,) = raised.minutes.actions()
    document = minutes(MARCH, type(action)(action.text, reference="RW-1"))
    recorded = put(panel, document)
    assert [doubt.passage for doubt in recorded.doubts] == ["Bo Lund to buy biscuits."]
    assert Action.objects.get(serial=1).entry.meeting == january
    assert Review.objects.get().action.reference == "RW-1"


@pytest.mark.parametrize("end", ["(see the [guide](https://example.org/))", "(with the map)."])
def test_paragraph_in_place_of_the_status_is_what_is_reported(panel, by, january, end):
    march = meeting_of(panel, MARCH)
    heading = "### Actions from the meeting of 12 January 2024"
    first = f"**Action (RW-1):** Bo Lund to list the locks {end}"
    said = "Bo Lund said that it will be done in May."
    second = "**Action (RW-2):** Cy Hall to dig.\n\nStatus: not stated"
    text = save(march, told(MARCH, heading, first, said, second), by)
    one, other = Review.objects.order_by("entry__position")
    assert (one.text, one.status) == (f"Bo Lund to list the locks {end}", "")
    assert [point.text for point in one.entry.narrative.all()] == [said]
    assert (other.series, other.text) == (heading[4:], "Cy Hall to dig.")
    assert save(march, text, by) == text


def test_status_in_the_line_of_an_action_with_a_reference_is_read(panel, by, january):
    heading = "### Actions from the meeting of 12 January 2024"
    line = "**Action (RW-1):** Bo Lund to list the locks (complete)"
    save(meeting_of(panel, MARCH), told(MARCH, heading, line), by)
    review = Review.objects.get()
    assert (review.text, review.status) == ("Bo Lund to list the locks", "complete")


def test_sentence_between_two_reviews_is_no_heading_of_the_second(panel, by, january):
    first = "**Action (RW-1):** Bo Lund to list the locks.\n\nStatus: not stated"
    second = "**Action (RW-2):** Cy Hall to dig.\n\nStatus: not stated"
    march = meeting_of(panel, MARCH)
    save(march, told(MARCH, first, "He is still at it.", second), by)
    assert list(Review.objects.values_list("series", flat=True)) == ["", ""]
    text = editing.text_of(march).replace("He is still at it.", "Actions from February")
    save(march, text, by)
    assert [review.series for review in Review.objects.order_by("entry__position")] == [
        "",
        "Actions from February",
    ]


# Two lines with one reference


def test_copied_line_is_an_action_of_its_own(panel, by):
    january = meeting_of(panel, JANUARY)
    lines = ("**Action (RW-1):** Bo Lund to copy a line.", "**Action (RW-1):** Bo Lund to dig.")
    save(january, told(JANUARY, "**Action:** Bo Lund to dig."), by)
    text = told(JANUARY, *lines)
    assert doubts(january, text) == [
        (
            "Bo Lund to copy a line.",
            "has the reference of another line, RW-1, so this is read as an action of its own",
        )
    ]
    save(january, text, by)
    assert {one.reference: one.text for one in Action.objects.all()} == {
        "RW-1": "Bo Lund to dig.",
        "RW-2": "Bo Lund to copy a line.",
    }


def test_first_of_two_that_are_as_alike_keeps_the_reference(panel, by):
    january = meeting_of(panel, JANUARY)
    save(january, told(JANUARY, "**Action:** Bo Lund to dig."), by)
    text = save(january, told(JANUARY, *["**Action (RW-1):** Bo Lund to dig."] * 2), by)
    assert text.index("(RW-1)") < text.index("(RW-2)")


def test_copy_of_what_is_reported_on_is_an_action_of_its_own(panel, by, january):
    march = meeting_of(panel, MARCH)
    report = "**Action (RW-1):** Bo Lund to list the locks.\n\n- Complete."
    save(march, told(MARCH, report, "**Action (RW-1):** Bo Lund to map them."), by)
    assert Review.objects.get().action.reference == "RW-1"
    assert Action.objects.get(entry__meeting=march).text == "Bo Lund to map them."


def test_action_reported_on_twice_at_one_meeting_stays_one(panel, by, january):
    march = meeting_of(panel, MARCH)
    report = "**Action (RW-1):** Bo Lund to list the locks.\n\n- Not complete."
    save(march, told(MARCH, report, report.replace("Not", "Partially")), by)
    assert [review.action.reference for review in Review.objects.all()] == ["RW-1", "RW-1"]


# What is withdrawn or unknown


def test_action_that_was_taken_out_and_put_in_again_is_itself(panel, by, january):
    march = meeting_of(panel, MARCH)
    base = save(march, told(MARCH, "**Action:** Bo Lund to measure."), by)
    report = "**Action (RW-3):** Bo Lund to measure.\n\n- Not complete."
    save(meeting_of(panel, MAY), told(MAY, report), by)
    save(march, told(MARCH, "Nothing was said."), by)
    assert Action.objects.get(serial=3).withdrawn_on == TODAY
    assert save(march, base, by) == base
    action = Action.objects.get(serial=3)
    assert (action.withdrawn_on, action.entry.meeting) == (None, march)


def test_action_that_another_meeting_withdrew_stays_withdrawn(panel, by, january):
    text = editing.text_of(january).replace("**Action (RW-2):** Cy Hall to dig.", "Nobody digs.")
    editing.save(january, text=text, base=editing.text_of(january), by=by, today=TODAY)
    editing.publish_correction(january, reason="Nobody digs.", on=TODAY, by=by)
    march = meeting_of(panel, MARCH)
    save(march, told(MARCH, "**Action (RW-2):** Cy Hall to dig."), by)
    assert Client().get("/panels/RW/actions/2/").status_code == 410
    assert Action.objects.get(entry__meeting=march).reference == "RW-3"


def test_reference_of_nothing_is_dropped_with_a_remark(panel, by, january):
    march = meeting_of(panel, MARCH)
    text = told(MARCH, "**Action (RW-90):** Bo Lund to dig.", "**Action (XX-1):** Bo Lund to sow.")
    assert [why for _, why in doubts(march, text)] == [
        "has the reference of no action that is known, RW-90",
        "has the reference of no action that is known, XX-1",
    ]
    save(march, text, by)
    raised = Action.objects.filter(entry__meeting=march)
    assert [one.reference for one in raised] == ["RW-4", "RW-3"]


# What the database guards


def test_action_does_not_move_to_another_meeting(panel, january):
    place = Entry.objects.create(meeting=meeting_of(panel, MARCH), position=0, kind="action")
    with pytest.raises(IntegrityError, match="stays with the meeting that raised it"):
        Action.objects.filter(serial=1).update(entry=place)


def leave(actions):
    actions.update(entry=None)


def delete(actions):
    actions.get().owners.all().delete()
    actions.delete()


@pytest.mark.parametrize("change", [leave, delete])
def test_place_of_an_action_is_not_left_without_one(january, change):
    change(Action.objects.filter(serial=1))
    with (
        pytest.raises(IntegrityError, match="not left without one"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    Entry.objects.filter(kind="action", action=None).delete()


# Whatever is done to a text


LINES = {
    JANUARY: ("**Action:** Bo Lund to list the locks.", "**Action 2:** Cy Hall to dig."),
    MARCH: (
        "**Action (RW-1):** Bo Lund to list the locks.\n\nStatus: not stated",
        "**Action (RW-2):** Cy Hall to dig.\n\n- Complete.",
        "**Action:** Ada Ferris to write to the mills.",
    ),
    MAY: (
        "**Action (RW-1):** Bo Lund to list the locks.\n\n- Not complete. He was away.",
        "**Action (RW-3):** Ada Ferris to write to the mills.\n\nStatus: not stated",
        "**Action:** Di Moss to sweep the towpath.",
    ),
}
REFERENCES = ["RW-1", "RW-2", "RW-3", "RW-4", "RW-9"]
EDITS = ["cut", "copy", "swap", "refer", "forget", "add", "report"]


def edited(text: str, edit: str, at: int, which: int) -> str:
    """A text in which something was done to one of its paragraphs below the heading."""
    head, _, rest = text.partition("## 1. Update on actions\n\n")
    parts = rest.rstrip().split("\n\n")
    at %= len(parts)
    reference = REFERENCES[which % len(REFERENCES)]
    if edit == "cut":
        del parts[at]
    elif edit == "copy":
        parts.insert(which % (len(parts) + 1), parts[at])
    elif edit == "swap":
        parts.insert(0, parts.pop(at))
    elif edit == "refer":
        for one in REFERENCES:
            parts[at] = parts[at].replace(f"({one})", f"({reference})")
    elif edit == "forget":
        parts[at] = parts[at].replace(f" ({reference})", "")
    elif edit == "add":
        parts.insert(at, f"**Action ({reference}):** Ed Pike to buy biscuits.")
    else:
        parts.insert(at, "- Complete.")
    return f"{head}## 1. Update on actions\n\n" + "\n\n".join(parts) + "\n"


@example(1, [("cut", 1, 0)])
@example(1, [("add", 0, 0), ("add", 0, 1)])
@example(2, [("refer", 0, 1), ("cut", 1, 0)])
@example(0, [("cut", 0, 0), ("add", 0, 2)])
@example(1, [("copy", 0, 1), ("cut", 4, 0)])
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(0, 2),
    st.lists(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 7), st.integers(0, 7)),
        min_size=1,
        max_size=5,
    ),
)
def test_saving_any_text_leaves_what_other_meetings_say(which, edits):
    with transaction.atomic():
        panel = PanelFactory(code="RW", name="River Watch Panel")
        by = PanelSecretaryFactory(panel=panel).user
        meetings = [meeting_of(panel, day) for day in LINES]
        for meeting, (day, lines) in zip(meetings, LINES.items(), strict=True):
            save(meeting, told(day, *lines), by)
        mine = meetings.pop(which)
        before = [publishing.minutes_of(meeting) for meeting in meetings]
        text = editing.text_of(mine)
        for edit in edits:
            text = edited(text, *edit)
        with (
            contextlib.suppress(MinutesError, editing.UnclearError, ValidationError),
            transaction.atomic(),
        ):
            save(mine, text, by)
        assert [publishing.minutes_of(meeting) for meeting in meetings] == before
        assert editing.text_of(mine) == save(mine, editing.text_of(mine), by)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
