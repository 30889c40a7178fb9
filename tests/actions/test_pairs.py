"""Whether a review continues an action: asked, settled and asked again."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actions.models import Action, ActionPair
from tests.factories import (
    ActionFactory,
    ActionPairFactory,
    AdministratorFactory,
    MembershipFactory,
    OwnerFactory,
    PanelSecretaryFactory,
    PersonFactory,
    ReviewFactory,
    UserFactory,
)
from tests.refusals import assert_refused

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def asked() -> ActionPair:
    """Of an action raised and one that a later meeting reported to be complete."""
    pair: ActionPair = ActionPairFactory()
    ReviewFactory(action=pair.other, status="complete")
    return pair


def refreshed(*actions: Action) -> list[Action]:
    for action in actions:
        action.refresh_from_db()
    return list(actions)


def refusal(settle, **facts) -> str | None:
    with pytest.raises(ValidationError) as refused:
        settle(**facts)
    return refused.value.code


def test_pair_is_asked_once(asked):
    assert_refused(
        ActionPair(one=asked.one, other=asked.other, why="Again."),
        "This is asked already.",
        by="actionpair_once",
    )
    again = [ActionPair(one=asked.other, other=asked.one, why="Again.", source=None)]
    assert ActionPair.objects.propose(again) == 0


def test_settled_as_one_joins_and_reopened_parts_all_that_joining_moved(asked):
    raised, made = asked.one, asked.other
    earlier = ActionFactory(entry=None, panel=raised.panel)
    made.join(earlier)
    repeated = ActionFactory(entry=None, panel=raised.panel)
    Action.objects.filter(pk=made.pk).update(repeat_of=repeated)
    repeat = ActionFactory(entry=None, panel=raised.panel, repeat_of=made)
    person = PersonFactory()
    OwnerFactory(action=made, name="Robin", person=person)
    own = ReviewFactory(action=raised, entry__meeting__held_on=datetime.date(2024, 4, 2))
    review = made.reviews.get()
    asked.refresh_from_db()

    asked.settle_as_one(by=None, at=NOW)
    refreshed(raised, made, earlier, repeat)
    assert (made.joined_to, earlier.joined_to, repeat.repeat_of) == (raised, raised, raised)
    assert set(raised.reviews.all()) == {own, review}
    assert raised.status == "complete"
    assert not ActionPair.objects.unsettled().exists()

    asked.reopen()
    refreshed(raised, made, earlier, repeat)
    assert (made.joined_to, earlier.joined_to, repeat.repeat_of) == (None, made, made)
    assert made.repeat_of == repeated
    assert list(raised.reviews.all()) == [own]
    assert list(made.reviews.all()) == [review]
    assert raised.status == "not_complete"
    owner = made.owners.get()
    assert (owner.name, owner.person, owner.body) == ("Robin", person, "")
    assert list(ActionPair.objects.unsettled()) == [asked]


def test_reopened_parts_reviews_that_were_recorded_anew_meanwhile(asked):
    review = asked.other.reviews.get()
    asked.settle_as_one(by=None, at=NOW)
    meeting = review.entry.meeting
    review.refresh_from_db()
    review.entry.delete()
    anew = ReviewFactory(action=asked.one, entry__meeting=meeting)
    asked.reopen()
    assert list(asked.other.reviews.all()) == [anew]


def test_settled_as_two_is_not_asked_again(asked):
    by = UserFactory()
    asked.settle_as_two(by=by, at=NOW)
    asked.refresh_from_db()
    assert (asked.are_one, asked.settled_by, asked.one.joined_to) == (False, by, None)
    again = [ActionPair(one=asked.one, other=asked.other, why="Again.", source=None)]
    assert ActionPair.objects.propose(again) == 0
    assert not ActionPair.objects.unsettled().exists()


def test_actions_of_which_one_meeting_told_are_not_made_one(asked):
    ReviewFactory(action=asked.one, entry__meeting=asked.other.reviews.get().entry.meeting)
    assert refusal(asked.settle_as_one, by=None, at=NOW) == "one_meeting"
    asked.refresh_from_db()
    assert asked.are_one is None


def test_question_about_one_that_was_withdrawn_or_also_raised_is_not_asked(asked):
    withdrawn = ActionPairFactory()
    Action.objects.filter(pk=withdrawn.other_id).update(withdrawn_on=datetime.date(2024, 5, 1))
    also_raised = ActionPairFactory()
    place = ActionFactory(entry__meeting__panel=also_raised.one.panel)
    entry = place.entry
    Action.objects.filter(pk=place.pk).update(entry=None)
    Action.objects.filter(pk=also_raised.other_id).update(entry=entry)
    assert list(ActionPair.objects.unsettled()) == [asked]


def test_who_sees_a_pair(asked):
    panel = asked.one.panel
    viewers = {
        "secretary": PanelSecretaryFactory(panel=panel).user,
        "other secretary": PanelSecretaryFactory().user,
        "member": MembershipFactory(panel=panel, person__user=UserFactory()).person.user,
        "administrator": AdministratorFactory(),
    }
    assert {name: list(ActionPair.objects.visible_to(user)) for name, user in viewers.items()} == {
        "secretary": [asked],
        "other secretary": [],
        "member": [],
        "administrator": [asked],
    }
