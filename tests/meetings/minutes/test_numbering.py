"""Numbers that actions are given which are raised without one."""

import datetime

import pytest

from actions.models import Action
from meetings.minutes import editing
from meetings.models import Meeting
from panel.models import Panel, User
from tests.factories import ActionFactory, MeetingFactory, PanelFactory, PanelSecretaryFactory

pytestmark = pytest.mark.django_db

JANUARY, MARCH = (datetime.date(2024, month, 12) for month in (1, 3))
HEAD = (
    "# River Watch Panel - 12 March 2024\n\n## Present\n\n- Ada Ferris (Chair)\n\n## 1. Locks\n\n"
)
NEW = ["**Action:** Bo Lund to dig.", "**Action:** Cy Hall to sow."]


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="RW", name="River Watch Panel")


@pytest.fixture
def by(panel: Panel) -> User:
    return PanelSecretaryFactory(panel=panel).user


@pytest.fixture
def march(panel: Panel) -> Meeting:
    return MeetingFactory(panel=panel, held_on=MARCH, title="", venue="")


def raised_before(panel: Panel, *numbers: str) -> None:
    january = MeetingFactory(panel=panel, held_on=JANUARY)
    for number in numbers:
        ActionFactory(panel=panel, entry__meeting=january, number=number)


def numbers(meeting: Meeting, by: User, *lines: str) -> list[str]:
    """The numbers that the meeting's actions have once a text of these lines is saved."""
    text, base = HEAD + "\n\n".join(lines) + "\n", editing.text_of(meeting)
    editing.save(meeting, text=text, base=base, by=by, today=MARCH)
    meeting.refresh_from_db()
    raised = Action.objects.filter(entry__meeting=meeting).order_by("entry__position")
    return list(raised.values_list("number", flat=True))


@pytest.mark.parametrize(
    ("before", "given"),
    [
        ([], ["", ""]),
        (["", ""], ["", ""]),
        (["1", "2", "3"], ["1", "2"]),
        (["4", "5"], ["6", "7"]),
        (["2/1", "2/2"], ["", ""]),
    ],
)
def test_first_actions_of_a_meeting_are_numbered_as_those_of_the_last(
    panel, by, march, before, given
):
    raised_before(panel, *before)
    ActionFactory(entry__meeting__held_on=JANUARY, number="8")
    assert numbers(march, by, *NEW) == given


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        (["1", "2"], ["1", "2", "3", "4"]),
        (["3", "1"], ["3", "1", "4", "5"]),
        (["5/1", "5/2"], ["5/1", "5/2", "5/3", "5/4"]),
        (["A1"], ["A1", "A2", "A3"]),
    ],
)
def test_new_actions_go_on_from_those_that_are_numbered(panel, by, march, typed, given):
    raised_before(panel, "8", "9")
    lines = [f"**Action {number}:** Di Moss to count to {number}." for number in typed]
    assert numbers(march, by, *lines, *NEW) == given


def test_action_that_stands_without_a_number_stays_so(panel, by, march):
    assert numbers(march, by, *NEW) == ["", ""]
    raised_before(panel, "1")
    lines = [line.replace(":", f" (RW-{at}):", 1) for at, line in enumerate(NEW, 1)]
    assert numbers(march, by, *lines, "**Action:** Di Moss to rake.") == ["", "", "1"]


def test_numbered_text_that_is_sent_twice_is_saved_once(panel, by, march):
    raised_before(panel, "1")
    base, text = editing.text_of(march), HEAD + "\n\n".join(NEW) + "\n"
    for _ in range(2):
        editing.save(march, text=text, base=base, by=by, today=MARCH)
    assert Action.objects.filter(entry__meeting=march).count() == 2
    assert "**Action 2 (RW-3):** Cy Hall to sow." in editing.text_of(march)
