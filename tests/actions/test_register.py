"""Which open actions the meetings since no longer mention."""

import datetime

import pytest

from actions.models import Action
from panel.models import Panel
from tests.factories import (
    ActionFactory,
    EntryFactory,
    MeetingFactory,
    PanelFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db

DAYS = [datetime.date(2024, month, 5) for month in (1, 3, 5, 7)]


@pytest.fixture
def meetings():
    """Four of one panel, each with minutes."""
    panel = PanelFactory()
    made = [MeetingFactory(panel=panel, held_on=day) for day in DAYS]
    for meeting in made:
        EntryFactory(meeting=meeting)
    return made


def passed_over(meetings: int = 1) -> set[Action]:
    return set(Action.objects.passed_over(meetings))


def test_action_is_passed_over_by_the_meetings_after_its_last_mention(meetings):
    first, second, _, last = meetings
    raised = ActionFactory(entry__meeting=first)
    reviewed = ActionFactory(entry__meeting=first)
    ReviewFactory(action=reviewed, entry__meeting=second)
    mentioned = ActionFactory(entry__meeting=first)
    ReviewFactory(action=mentioned, entry__meeting=last)
    found = [passed_over(count) for count in (1, 2, 3, 4)]
    assert found == [{raised, reviewed}, {raised, reviewed}, {raised}, set()]
    days = Action.objects.with_last_mention().order_by("serial")
    assert list(days.values_list("last_mentioned_on", flat=True)) == [DAYS[0], DAYS[1], DAYS[3]]


def test_action_last_mentioned_at_the_latest_meeting_is_not_passed_over(meetings):
    ActionFactory(entry__meeting=meetings[-1])
    assert passed_over() == set()


def test_action_of_unknown_origin_is_passed_over_since_its_last_review(meetings):
    reviewed = ActionFactory(entry=None, panel=meetings[0].panel)
    ReviewFactory(action=reviewed, entry__meeting=meetings[2])
    noted = ActionFactory(entry=None, panel=meetings[0].panel)
    assert (passed_over(1), passed_over(2)) == ({reviewed}, set())
    assert Action.objects.with_last_mention().get(pk=noted.pk).last_mentioned_on is None


def test_mention_of_a_repeat_is_one_of_what_it_repeats(meetings):
    origin = ActionFactory(entry__meeting=meetings[0])
    repeat = ActionFactory(entry__meeting=meetings[2], repeat_of=origin)
    assert (passed_over(1), passed_over(2)) == ({origin}, set())
    ReviewFactory(action=repeat, entry__meeting=meetings[3])
    assert passed_over() == set()


def test_meetings_without_minutes_cancelled_or_of_another_panel_pass_nothing_over(meetings):
    panel: Panel = meetings[0].panel
    ActionFactory(entry__meeting=meetings[-1])
    MeetingFactory(panel=panel, held_on=datetime.date(2024, 9, 3))
    EntryFactory(
        meeting__panel=panel,
        meeting__held_on=datetime.date(2024, 10, 3),
        meeting__cancelled_at=datetime.datetime(2024, 10, 1, tzinfo=datetime.UTC),
    )
    EntryFactory(meeting__held_on=datetime.date(2024, 11, 3))
    assert passed_over() == set()


def test_closed_action_is_not_passed_over(meetings):
    ReviewFactory(action__entry__meeting=meetings[0], entry__meeting=meetings[1], status="complete")
    assert passed_over() == set()


def test_action_reviewed_at_a_meeting_without_a_day_is_not_passed_over(meetings):
    """Such a meeting comes last."""
    action = ActionFactory(entry__meeting=meetings[0])
    ReviewFactory(
        action=action,
        entry__meeting=MeetingFactory(panel=action.panel, held_on=None, date_words="Spring"),
    )
    assert passed_over() == set()


def test_unmentioned_since_is_last_mentioned_before_that_day(meetings):
    action = ActionFactory(entry__meeting=meetings[1])
    assert list(Action.objects.unmentioned_since(DAYS[1])) == []
    assert list(Action.objects.unmentioned_since(DAYS[2])) == [action]


def test_lapse_leaves_what_is_not_open_and_returns_it(meetings):
    by = None
    standing = ActionFactory(entry__meeting=meetings[0])
    closed = ReviewFactory(
        action__entry__meeting=meetings[0], entry__meeting=meetings[1], status="complete"
    ).action
    left = Action.objects.lapse(on=DAYS[3], reason=" Long ago. ", by=by, today=DAYS[3])
    assert left == [closed]
    standing.refresh_from_db()
    closed.refresh_from_db()
    assert (standing.status, standing.lapsed_on, standing.lapse_reason) == (
        "lapsed",
        DAYS[3],
        "Long ago.",
    )
    assert (closed.status, closed.lapsed_on) == ("complete", None)
