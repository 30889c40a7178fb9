"""Actions that are nearly alike: asked about once, and what was settled is kept to."""

import datetime
import itertools

import pytest
from django.utils import timezone

from actions.models import Action, ActionPair, Review
from meetings.minutes.document import Action as Raised
from meetings.minutes.document import Review as Reviewed
from meetings.models import Source
from tests.factories import PanelFactory, UserFactory
from tests.meetings.minutes.documents import JANUARY, MARCH, MAY, minutes, put

pytestmark = pytest.mark.django_db

FEBRUARY = datetime.date(2024, 2, 10)
SLIDES = Raised("Team to circulate slides on the data paper.")
DRAFT = Reviewed("Team to circulate the draft of the data paper to officials.")


@pytest.fixture
def panel():
    return PanelFactory(code="RW", name="River Watch Panel")


def asked():
    """(text, text, why) of each pair."""
    return [(pair.one.text, pair.other.text, pair.why) for pair in ActionPair.objects.all()]


def settled(how):
    pair = ActionPair.objects.get()
    getattr(pair, f"settle_as_{how}")(by=UserFactory(), at=timezone.now())
    return pair


def test_what_is_only_nearly_alike_is_recorded_apart_and_asked(panel):
    put(panel, minutes(JANUARY, SLIDES))
    recorded = put(panel, minutes(MARCH, DRAFT))
    assert (recorded.reviews_linked, recorded.origins_unknown) == (0, 1)
    assert asked() == [(SLIDES.text, DRAFT.text, f"“{DRAFT.text}” is nearly “{SLIDES.text}”")]
    assert ActionPair.objects.get().source == Source.objects.get(meeting__held_on=MARCH)


def test_it_is_asked_as_well_when_the_earlier_meeting_comes_later(panel):
    put(panel, minutes(MARCH, DRAFT))
    put(panel, minutes(JANUARY, SLIDES))
    assert asked() == [(DRAFT.text, SLIDES.text, f"“{SLIDES.text}” is nearly “{DRAFT.text}”")]


def test_an_action_raised_after_the_review_is_not_asked_about(panel):
    put(panel, minutes(MARCH, DRAFT))
    put(panel, minutes(MAY, SLIDES))
    assert asked() == []


def test_two_that_were_raised_are_not_asked_about(panel):
    put(panel, minutes(JANUARY, SLIDES))
    put(panel, minutes(MARCH, Raised(DRAFT.text)))
    assert asked() == []


def test_two_that_one_meeting_told_of_are_not_asked_about(panel):
    put(panel, minutes(MARCH, Reviewed(SLIDES.text), DRAFT))
    assert asked() == []


def test_two_reviews_of_unknown_origin_are_asked_about(panel):
    put(panel, minutes(JANUARY, Reviewed(SLIDES.text)))
    put(panel, minutes(MARCH, DRAFT))
    assert [(one, other) for one, other, _ in asked()] == [(SLIDES.text, DRAFT.text)]


def test_what_has_the_number_of_the_meeting_before_is_asked_about_by_fewer_words(panel):
    survey = Raised("Secretariat to circulate the dredging survey data again.", number="3.2")
    same = Reviewed("Recirculate survey.", number="3.2")
    put(panel, minutes(MARCH, same, Reviewed("Paint the fence.", number="4")))
    put(panel, minutes(JANUARY, survey, Raised("Buy a new rope for the bell.", number="4")))
    assert asked() == [
        (same.text, survey.text, "both are action 3.2, and worded a little alike"),
    ]
    put(panel, minutes(FEBRUARY, Raised("Ann Lee to sell the boat.", number="3.2")))
    assert asked() == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))), ids=str)
def test_what_is_asked_by_number_waits_while_only_the_action_is_spoken_of(panel, order):
    survey = Raised("Secretariat to circulate the dredging survey data again.", number="3.2")
    same = Reviewed("Recirculate survey.", number="3.2")
    documents = [
        minutes(JANUARY, survey),
        minutes(FEBRUARY, Reviewed("Paint the fence.", number="4")),
        minutes(MARCH, same),
        minutes(MAY, Reviewed(survey.text, number="1")),
    ]
    for index in order:
        put(panel, documents[index])
    (pair,) = ActionPair.objects.all()
    assert {pair.one.text, pair.other.text} == {same.text, survey.text}
    assert pair.why == "both are action 3.2, and worded a little alike"


def test_what_somebody_asked_waits_whatever_is_recorded(panel):
    put(panel, minutes(JANUARY, SLIDES))
    put(panel, minutes(MARCH, Reviewed("Ann Lee to sell the boat.")))
    one, other = Action.objects.order_by("serial")
    pair = ActionPair.objects.ask(one, other)
    put(panel, minutes(MAY, Reviewed("Ann Lee to sell the boat.")))
    assert list(ActionPair.objects.all()) == [pair]


def test_recording_anew_asks_nothing_twice(panel):
    put(panel, minutes(JANUARY, SLIDES))
    put(panel, minutes(MARCH, DRAFT))
    put(panel, minutes(MARCH, DRAFT, venue="Lock House"), replace_minutes=True)
    assert len(asked()) == 1


def test_settled_as_two_they_stay_two_whatever_words_come(panel):
    """A wording like both would else make one of the two of unknown origin."""
    middle = Reviewed("Team to circulate slides and the draft of the data paper to officials.")
    put(panel, minutes(JANUARY, Reviewed(SLIDES.text)))
    put(panel, minutes(MAY, DRAFT))
    settled("two")
    recorded = put(panel, minutes(MARCH, middle))
    assert recorded.joined == []
    assert Action.objects.standing().count() == 2
    assert len(asked()) == 1


def test_unsettled_the_same_words_make_them_one(panel):
    middle = Reviewed("Team to circulate slides and the draft of the data paper to officials.")
    put(panel, minutes(JANUARY, Reviewed(SLIDES.text)))
    put(panel, minutes(MAY, DRAFT))
    assert put(panel, minutes(MARCH, middle)).joined == [("RW-1", "RW-2")]


def test_settled_as_one_a_later_review_is_of_the_one_that_stays(panel):
    put(panel, minutes(JANUARY, SLIDES))
    put(panel, minutes(MARCH, DRAFT))
    settled("one")
    put(panel, minutes(MAY, DRAFT))
    assert {review.action.reference for review in Review.objects.all()} == {"RW-1"}


def test_settled_as_one_recording_anew_keeps_them_one(panel):
    put(panel, minutes(JANUARY, SLIDES))
    put(panel, minutes(MARCH, DRAFT))
    settled("one")
    put(panel, minutes(MARCH, DRAFT, venue="Lock House"), replace_minutes=True)
    assert Review.objects.get().action.reference == "RW-1"
    assert Action.objects.standing().count() == 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_the_order_of_documents_changes_no_question(panel, order):
    documents = [
        minutes(JANUARY, SLIDES),
        minutes(MARCH, DRAFT),
        minutes(MAY, Reviewed("Team to circulate a note on slides and the draft to officials.")),
    ]
    for index in order:
        put(panel, documents[index])
    pairs = ActionPair.objects.all()
    assert sorted(sorted((pair.one.text, pair.other.text)) for pair in pairs) == [
        sorted((DRAFT.text, documents[2].items[0].entries[0].text)),
        sorted((DRAFT.text, SLIDES.text)),
    ]
