import datetime
from threading import Thread

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError

from actions.models import Action, Review
from tests.factories import (
    ActionFactory,
    MeetingFactory,
    PanelFactory,
    ReviewEntryFactory,
    ReviewFactory,
)
from tests.refusals import assert_refused, assert_refused_by_database

pytestmark = pytest.mark.django_db

MARCH_12 = datetime.date(2024, 3, 12)
MAY_14 = datetime.date(2024, 5, 14)


@pytest.fixture
def panel():
    return PanelFactory(code="CJ")


def unknown(panel, **fields) -> Action:
    """An action whose raising meeting is not known."""
    return ActionFactory(entry=None, panel=panel, **fields)


def test_reviews_in_order_of_meeting_then_place(panel):
    action = unknown(panel)

    def at(held_on, starts_at=None) -> Review:
        meeting = MeetingFactory(
            panel=panel, held_on=held_on, starts_at=starts_at, date_words="" if held_on else "?"
        )
        return ReviewFactory(action=action, entry__meeting=meeting)

    undated = at(None)
    later = at(MAY_14)
    afternoon = at(MARCH_12, datetime.time(14))
    morning = at(MARCH_12, datetime.time(9))
    untimed = at(MARCH_12)
    also_untimed = at(MARCH_12)
    first = ReviewFactory(action=action, entry__meeting=untimed.entry.meeting, entry__position=0)
    order = [first, untimed, also_untimed, morning, afternoon, later, undated]
    assert list(Review.objects.in_order()) == order
    assert list(Review.objects.latest_first()) == order[::-1]


def test_review_stays_as_printed_when_the_action_changes(panel):
    action = unknown(panel, text="Robin to write.")
    review = ReviewFactory(action=action, number="3")
    action.text, action.number = "Robin to call.", "7"
    action.save()
    review.refresh_from_db()
    assert (review.text, review.number) == ("Robin to write.", "3")


def test_review_stands_in_a_place_of_its_own(panel):
    review = ReviewFactory(action=unknown(panel))
    assert_refused(
        ReviewFactory.build(entry=review.entry, action=review.action),
        "Review with this Entry already exists.",
        by="entry_id",
    )


@pytest.mark.parametrize("place", [{"kind": "action"}, {"meeting": True}])
def test_review_where_none_of_the_panel_stands_is_refused(panel, place):
    meeting = MeetingFactory() if "meeting" in place else MeetingFactory(panel=panel)
    entry = ReviewEntryFactory(meeting=meeting, kind=place.get("kind", "review"))
    assert_refused(
        ReviewFactory.build(entry=entry, action=unknown(panel)),
        "That is no place for a review of this action.",
        by="reviewed at a place for reviews of its panel",
    )


def test_review_of_a_joined_action_is_refused(panel):
    stays, joined = unknown(panel), unknown(panel)
    stays.join(joined)
    joined.refresh_from_db()
    entry = ReviewEntryFactory(meeting__panel=panel)
    assert_refused(
        ReviewFactory.build(entry=entry, action=joined),
        "It was joined to CJ-1.",
        by="goes to the other",
    )


def test_reviewed_action_is_not_deleted(panel):
    review = ReviewFactory(action=unknown(panel))
    with pytest.raises(ProtectedError):
        review.action.delete()


@pytest.mark.django_db(transaction=True)
def test_reviews_recorded_at_once_both_count():
    """The status follows the later meeting, whichever transaction ends last."""
    panel = PanelFactory()
    action = unknown(panel)
    march = MeetingFactory(panel=panel, held_on=MARCH_12)
    may = MeetingFactory(panel=panel, held_on=MAY_14)

    def review(meeting, status):
        Review.objects.create(
            action=action,
            text=action.text,
            status=status,
            entry=ReviewEntryFactory(meeting=meeting),
        )

    def review_elsewhere():
        review(march, "not_complete")
        connection.close()

    with transaction.atomic():
        review(may, "complete")
        thread = Thread(target=review_elsewhere)
        thread.start()
        thread.join(timeout=0.5)  # it waits for this transaction
        assert thread.is_alive()
    thread.join()
    action.refresh_from_db()
    assert action.status == "complete"


def test_wording_of_a_review_is_one_line():
    review = ReviewFactory(text="To do.")
    review.text = "To\ndo."
    assert_refused_by_database(review, by="review_text_one_line")
