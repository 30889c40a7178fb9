"""Minutes written as a text: saved into rows, and what two people do at once."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action, Review
from meetings.minutes import editing, publishing
from meetings.minutes.document import MinutesError
from meetings.models import Correction, Meeting, WorkingText
from panel.models import Panel, User
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    MeetingFactory,
    OwnerFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PaperFactory,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2024, 3, 13)

TEXT = """\
# River Watch Panel - 12 March 2024

## Present

- Ada Ferris (Chair)
- Bo Lund, Land Board

## Apologies

- Cy Hall

## 1. Locks

The locks are old.

**Action 1:** Bo Lund to list the locks. [Bo Lund]

## 2. Weirs

**Action 2:** Ada Ferris to write to the mills by May.
"""


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="RW", name="River Watch Panel")


@pytest.fixture
def by(panel: Panel) -> User:
    return PanelSecretaryFactory(panel=panel).user


@pytest.fixture
def meeting(panel: Panel) -> Meeting:
    return MeetingFactory(panel=panel, held_on=datetime.date(2024, 3, 12), title="", venue="")


def save(meeting: Meeting, text: str, by: User, base: str | None = None) -> str:
    base = editing.text_of(meeting) if base is None else base
    editing.save(meeting, text=text, base=base, by=by, today=TODAY)
    meeting.refresh_from_db()
    return editing.text_of(meeting)


def texts() -> dict[str, str]:
    return {action.reference: action.text for action in Action.objects.filter(withdrawn_on=None)}


def test_text_becomes_rows_and_rows_the_text(meeting, by):
    again = save(meeting, TEXT, by)
    assert [item.title for item in meeting.items.all()] == ["Locks", "Weirs"]
    assert list(meeting.attendances.values_list("name", "presence", "role")) == [
        ("Ada Ferris", "present", "chair"),
        ("Bo Lund", "present", ""),
        ("Cy Hall", "apologies", ""),
    ]
    assert texts() == {
        "RW-1": "Bo Lund to list the locks.",
        "RW-2": "Ada Ferris to write to the mills by May.",
    }
    assert "**Action 1 (RW-1):** Bo Lund to list the locks." in again
    assert save(meeting, again, by) == again


def test_action_stays_itself_when_it_is_reworded_renumbered_and_moved(meeting, by):
    text = save(meeting, TEXT, by)
    moved = "**Action 1 (RW-1):** Cy Hall to draw a map of every sluice."
    text = text.replace("**Action 1 (RW-1):** Bo Lund to list the locks.\n\n", "")
    text = text.replace("**Action 2 (RW-2):**", f"{moved}\n\n**Action 2 (RW-2):**")
    save(meeting, text, by)
    action = Action.objects.get(serial=1)
    assert action.text == "Cy Hall to draw a map of every sluice."
    assert action.entry
    assert action.entry.item
    assert action.entry.item.title == "Weirs"
    assert [owner.name for owner in action.owners.all()] == ["Cy Hall"]
    assert sorted(texts()) == ["RW-1", "RW-2"]


def test_action_that_is_taken_out_goes_and_its_number_is_not_given_again(meeting, by):
    text = save(meeting, TEXT, by)
    save(meeting, text.replace("**Action 1 (RW-1):** Bo Lund to list the locks.\n\n", ""), by)
    assert list(texts()) == ["RW-2"]
    text = editing.text_of(meeting) + "\n**Action 3:** Bo Lund to dig.\n"
    save(meeting, text, by)
    assert texts()["RW-3"] == "Bo Lund to dig."


def test_review_stays_with_its_action(panel, meeting, by):
    before = MeetingFactory(panel=panel, held_on=datetime.date(2024, 1, 9))
    action = ActionFactory(panel=panel, entry__meeting=before, text="Bo to measure.", number="1")
    OwnerFactory(action=action, name="Bo")
    text = save(
        meeting,
        TEXT.replace(
            "The locks are old.",
            f"**Action 4 ({action.reference}):** The measuring of weirs.\n\n- Complete. Sent.",
        ),
        by,
    )
    review = Review.objects.get()
    assert (review.action, review.status, review.number) == (action, "complete", "4")
    save(meeting, text.replace("The measuring of weirs", "Something else"), by)
    assert Review.objects.get().action == action


def test_papers_stay_with_an_item_that_is_renamed(meeting, by):
    item = AgendaItemFactory(meeting=meeting, number="1", title="Locks")
    paper = PaperFactory(meeting=meeting, item=item)
    save(meeting, TEXT.replace("## 1. Locks", "## 1. Locks and sluices"), by)
    paper.refresh_from_db()
    item.refresh_from_db()
    assert paper.item == item
    assert item.title == "Locks and sluices"


def test_second_of_two_is_shown_what_stands_and_loses_nothing(meeting, by):
    base = editing.text_of(meeting)
    stands = save(meeting, TEXT, by)
    with pytest.raises(editing.StaleError) as refused:
        save(meeting, TEXT.replace("old", "new"), by, base=base)
    assert refused.value.current == stands
    assert editing.text_of(meeting) == stands


def test_change_in_an_ordinary_form_makes_a_text_stale(meeting, by):
    base = save(meeting, TEXT, by)
    meeting.items.filter(number="2").update(title="Mills")
    with pytest.raises(editing.StaleError):
        save(meeting, base.replace("old", "new"), by, base=base)
    assert "## 2. Mills" in editing.text_of(meeting)


@pytest.mark.parametrize(("text", "why"), [("", "empty"), ("# Nothing", "not minutes")])
def test_text_that_is_no_minutes_is_refused(meeting, by, text, why):
    base = save(meeting, TEXT, by)
    with pytest.raises(MinutesError, match=why):
        save(meeting, text, by)
    assert editing.text_of(meeting) == base


def test_text_is_kept_for_each_as_it_is_typed(meeting, by):
    other = PanelSecretaryFactory(panel=meeting.panel).user
    base = editing.text_of(meeting)
    editing.keep(meeting, text="Half a \0sent", base=base, by=by)
    editing.keep(meeting, text="Half a sentence\r\n", base=base, by=by)
    editing.keep(meeting, text="Another", base=base, by=other)
    assert WorkingText.objects.get(user=by).text == "Half a sentence\n"
    save(meeting, TEXT, by)
    assert WorkingText.objects.get().user == other
    with pytest.raises(ValidationError, match="Longer than"):
        editing.keep(meeting, text="x" * 2_000_001, base=base, by=by)


def test_correction_of_published_minutes_waits_until_it_is_published(meeting, by):
    save(meeting, TEXT, by)
    publishing.publish(meeting, on=TODAY, by=by)
    published = editing.text_of(meeting)
    corrected = save(meeting, published.replace("old", "very old"), by)
    assert corrected == published.replace("old", "very old")
    assert editing.published_text(meeting) == published
    assert meeting.entries.filter(text__contains="very").count() == 0
    with pytest.raises(ValidationError, match="Say why"):
        editing.publish_correction(meeting, reason=" ", on=TODAY, by=by)
    revision = editing.publish_correction(meeting, reason="They are older.", on=TODAY, by=by)
    assert (revision.number, revision.reason) == (2, "They are older.")
    assert editing.published_text(meeting) == corrected
    assert not Correction.objects.exists()
    with pytest.raises(ValidationError, match="No correction"):
        editing.publish_correction(meeting, reason="Again.", on=TODAY, by=by)


def test_correction_that_changes_nothing_is_none(meeting, by):
    save(meeting, TEXT, by)
    publishing.publish(meeting, on=TODAY, by=by)
    published = editing.text_of(meeting)
    save(meeting, published.replace("old", "very old"), by)
    save(meeting, published, by)
    assert not Correction.objects.exists()


def test_correction_of_what_was_published_anew_since_is_refused(meeting, by):
    save(meeting, TEXT, by)
    publishing.publish(meeting, on=TODAY, by=by)
    save(meeting, editing.text_of(meeting).replace("old", "very old"), by)
    meeting.items.filter(number="2").update(title="Mills")
    publishing.publish(meeting, on=TODAY, by=by, reason="A title.")
    with pytest.raises(editing.StaleError):
        editing.publish_correction(meeting, reason="Older.", on=TODAY, by=by)
    assert Correction.objects.get().text.count("very old") == 1
