import pytest
from django.core.exceptions import ValidationError

from actions.models import Action, Owner
from tests.factories import (
    ActionFactory,
    OwnerFactory,
    PanelFactory,
    ReviewFactory,
    RevisionFactory,
)
from tests.refusals import assert_accepted, assert_refused_by_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return PanelFactory(code="CJ")


def unknown(panel, **fields) -> Action:
    """An action whose raising meeting is not known."""
    return ActionFactory(entry=None, panel=panel, **fields)


def test_join_keeps_the_one_that_was_raised_and_moves_what_was_said(panel):
    older, newer = unknown(panel), unknown(panel)
    raised = ActionFactory(entry__meeting__panel=panel)
    repeat = unknown(panel, repeat_of=older)
    review = ReviewFactory(action=older, status="complete")
    OwnerFactory(action=older)
    older.join(newer)
    assert older.join(raised) == raised
    assert raised.status == "complete"
    assert list(raised.reviews.all()) == [review]
    assert set(raised.joined.all()) == {older, newer}
    repeat.refresh_from_db()
    assert (repeat.repeat_of, repeat.status) == (raised, "complete")
    assert set(Action.objects.standing()) == {repeat, raised}
    assert not Owner.objects.exists()


def test_join_of_two_of_unknown_origin_keeps_the_older(panel):
    older, newer = unknown(panel), unknown(panel)
    assert newer.join(older) == older
    assert newer.joined_to == older


def test_join_that_cannot_be_is_refused(panel):
    raised = ActionFactory(entry__meeting__panel=panel)
    also_raised = ActionFactory(entry__meeting__panel=panel)
    one, other, repeat = unknown(panel), unknown(panel), unknown(panel, repeat_of=also_raised)
    indirect = unknown(panel, repeat_of=repeat)
    gone = unknown(panel)
    gone.join(other)
    for action, with_which, code in (
        (raised, also_raised, "two_origins"),
        (one, unknown(PanelFactory()), "other_panel"),
        (one, one, "joined"),
        (gone, one, "joined"),
        (one, gone, "joined"),
        (also_raised, repeat, "repeat"),
        (indirect, also_raised, "repeat"),
    ):
        with pytest.raises(ValidationError) as refused:
            action.join(with_which)
        assert refused.value.code == code
    assert set(Action.objects.exclude(joined_to=None)) == {gone}


def test_join_with_one_that_was_published_was_published(panel):
    reviewed, raised = unknown(panel), ActionFactory(entry__meeting__panel=panel)
    review = ReviewFactory(action=reviewed)
    RevisionFactory(meeting=review.entry.meeting)
    reviewed.refresh_from_db()
    assert (reviewed.was_published, raised.was_published) == (True, False)
    assert reviewed.join(raised) == raised
    assert raised.was_published


def test_action_joined_to_itself_or_in_a_chain_is_refused(panel):
    one, other, third = (unknown(panel) for _ in range(3))
    for action, joined_to, by in (
        (one, one, "action_not_joined_to_itself"),
        (one, other, ""),
        (third, one, "joined_to does not chain"),
        (other, third, "joined_to does not chain"),
    ):
        action.joined_to = joined_to
        if by:
            assert_refused_by_database(action, by=by)
        else:
            assert_accepted(action)


def test_action_joined_to_one_of_another_panel_is_refused(panel):
    row = ActionFactory.build(entry=None, panel=panel, serial=1, joined_to=unknown(PanelFactory()))
    assert_refused_by_database(row, by="keeps to its panel")


def test_action_that_was_reviewed_is_joined_with_what_was_said_of_it(panel):
    reviewed = ReviewFactory(action=unknown(panel)).action
    reviewed.joined_to = unknown(panel)
    assert_refused_by_database(reviewed, by="goes to the other")


def test_join_of_two_that_one_meeting_reported_on_is_refused(panel):
    raised, other = ActionFactory(entry__meeting__panel=panel), unknown(panel)
    review = ReviewFactory(action=other)
    ReviewFactory(action=raised, entry__meeting=review.entry.meeting)
    with pytest.raises(ValidationError) as refused:
        raised.join(other)
    assert refused.value.code == "one_meeting"
