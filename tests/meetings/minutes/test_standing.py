"""Saving minutes again keeps the rows of what is said still, and their history."""

import datetime

import pytest

from actions.models import Action, Review
from meetings.minutes import editing
from meetings.models import Attendance, Entry, Meeting
from panel.models import User
from tests.factories import MeetingFactory, PanelFactory, PanelSecretaryFactory, PersonFactory

pytestmark = pytest.mark.django_db

TEXT = """\
# River Watch Panel - 12 March 2024

## Present

- Ada Ferris (Chair)
- Bo Lund, Land Board

## 1. Update on actions

**Action 4:** Bo Lund to measure the weirs.

- Complete. Every weir was measured twice.

## 2. Locks

The locks are old.

For a later meeting: the keys of the lock-keepers.

**Action 1:** Bo Lund to list the locks. [Bo Lund]
"""


@pytest.fixture
def meeting() -> Meeting:
    panel = PanelFactory(code="RW", name="River Watch Panel")
    return MeetingFactory(panel=panel, held_on=datetime.date(2024, 3, 12), title="", venue="")


@pytest.fixture
def by(meeting: Meeting) -> User:
    return PanelSecretaryFactory(panel=meeting.panel).user


@pytest.fixture
def save(meeting, by):
    def saved(text: str) -> str:
        editing.save(
            meeting,
            text=text,
            base=editing.text_of(meeting),
            by=by,
            today=datetime.date(2024, 3, 13),
        )
        meeting.refresh_from_db()
        return editing.text_of(meeting)

    return saved


def rows() -> dict[str, int]:
    return {entry.text: entry.pk for entry in Entry.objects.all() if entry.is_point}


def events() -> list[int]:
    """How many events the history of each kind of row in minutes has."""
    return [model.pgh_event_model.objects.count() for model in (Entry, Attendance, Review, Action)]


def test_saving_what_stands_makes_no_history(save):
    text = save(save(TEXT))  # once saved, a review holds to the action that its text names
    before = events()
    assert save(text) == text
    assert events() == before


def test_reworded_point_keeps_its_row_and_new_ones_get_others(save):
    text = save(TEXT)
    before = rows()
    new = "Rain fell all night.\n\nThe locks are old and leak."
    save(text.replace("The locks are old.", new))
    now = rows()
    assert now["The locks are old and leak."] == before["The locks are old."]
    assert now["the keys of the lock-keepers."] == before["the keys of the lock-keepers."]
    assert now["Rain fell all night."] not in before.values()
    assert list(now) == [
        "Complete. Every weir was measured twice.",
        "Rain fell all night.",
        "The locks are old and leak.",
        "the keys of the lock-keepers.",
    ]


def test_point_that_is_said_twice_stays_where_it_was(save):
    text = save(
        TEXT.replace("The locks are old.", "It rained.\n\nThe locks are old.\n\nIt rained.")
    )
    first, second = Entry.objects.filter(text="It rained.").values_list("pk", flat=True)
    save(text.replace("The locks are old.", "The locks are new."))
    assert list(Entry.objects.filter(text="It rained.").values_list("pk", flat=True)) == [
        first,
        second,
    ]


def test_actions_and_reviews_keep_their_places(save):
    text = save(TEXT)
    action, review = Action.objects.get(number="1"), Review.objects.get()
    save(text.replace("Bo Lund to list the locks", "Bo Lund to draw every lock").replace("4", "5"))
    reworded, same = Action.objects.get(pk=action.pk), Review.objects.get()
    assert (reworded.entry_id, same.pk) == (action.entry_id, review.pk)
    assert reworded.text == "Bo Lund to draw every lock."
    assert (same.number, same.entry_id) == ("5", review.entry_id)


def test_what_was_reported_may_become_a_point_when_its_review_goes(save):
    text = save(TEXT)
    before = rows()["Complete. Every weir was measured twice."]
    head, _, rest = text.partition("**Action 4")
    rest = rest.partition("## 2.")[2]
    save(f"{head}Complete. Every weir was measured twice.\n\n## 2.{rest}")
    entry = Entry.objects.get(pk=before)
    assert (entry.parent, entry.kind, entry.position) == (None, "paragraph", 0)
    assert not Review.objects.exists()


def test_point_goes_with_its_words_when_an_item_goes(save):
    text = save(TEXT)
    before = rows()
    save(text.replace("## 2. Locks\n\n", ""))
    assert rows() == before
    assert {entry.item.title for entry in Entry.objects.select_related("item")} == {
        "Update on actions"
    }


def test_who_somebody_is_stays_as_it_was_put_right(save):
    text = save(TEXT)
    line = Attendance.objects.get(name="Bo Lund")
    other = PersonFactory(name="Bo Lund")
    line.person = other
    line.save()
    save(text.replace("The locks are old.", "The locks are new."))
    assert Attendance.objects.get(name="Bo Lund").person == other
    assert Attendance.objects.get(name="Bo Lund").pk == line.pk


def test_attendance_changes_in_place(save):
    text = save(TEXT)
    before = dict(Attendance.objects.values_list("name", "pk"))
    text = text.replace("- Bo Lund, Land Board\n", "- Cy Hall\n- Bo Lund, Land Board (by phone)\n")
    save(text)
    now = dict(Attendance.objects.values_list("name", "pk"))
    assert (now["Ada Ferris"], now["Bo Lund"]) == (before["Ada Ferris"], before["Bo Lund"])
    assert list(now) == ["Ada Ferris", "Cy Hall", "Bo Lund"]
    assert Attendance.objects.get(name="Bo Lund").note == "by phone"
