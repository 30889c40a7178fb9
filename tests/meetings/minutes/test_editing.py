"""Minutes written as a text: saved into rows, and what two people do at once."""

import datetime
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action, ActionPair, Review
from meetings.minutes import editing, publishing
from meetings.minutes.checks import faults, seen_as
from meetings.minutes.document import MinutesError, Presence
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


@pytest.mark.parametrize("is_published", [False, True])
def test_text_that_is_sent_twice_is_saved_once(meeting, by, is_published):
    base = editing.text_of(meeting)
    if is_published:
        save(meeting, TEXT, by)
        publishing.publish(meeting, on=TODAY, by=by)
        base = editing.text_of(meeting)
    text = TEXT.replace("by May", "by June") + "\n**Action 3:** Bo Lund to dig.\n"
    stands = save(meeting, text, by, base=base)
    editing.keep(meeting, text=text, base=base, by=by)
    assert save(meeting, text, by, base=base) == stands
    assert not WorkingText.objects.exists()
    with pytest.raises(editing.StaleError):
        save(meeting, text.replace("dig", "sow"), by, base=base)
    with pytest.raises(editing.StaleError):
        save(meeting, "No minutes.", by, base=base)


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


def test_meeting_that_is_dated_otherwise_tells_of_its_actions_once(panel, meeting, by):
    before = MeetingFactory(panel=panel, held_on=datetime.date(2024, 1, 9))
    action = ActionFactory(panel=panel, entry__meeting=before, text="Bo to measure.", number="1")
    told = f"**Action 4 ({action.reference}):** Bo to measure.\n\n- Not complete."
    text = save(meeting, TEXT.replace("The locks are old.", told), by)
    editing.save(
        meeting,
        text=text.replace("12 March 2024", "14 March 2024"),
        base=text,
        by=by,
        today=TODAY,
    )
    meeting.refresh_from_db()
    assert meeting.held_on == datetime.date(2024, 3, 14)
    assert [review.action for review in Review.objects.all()] == [action]
    assert not ActionPair.objects.exists()
    assert len(texts()) == 3


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("## Present\n\n- Ada Ferris (chair)\n- Bo Lund, Land Board\n\n", "", "Nobody is noted"),
        ("12 March 2024", "12 March 2025", "12 March 2025, is still to come"),
    ],
)
def test_correction_with_what_blocks_is_not_published(meeting, by, before, after, why):
    save(meeting, TEXT, by)
    publishing.publish(meeting, on=TODAY, by=by)
    published = editing.text_of(meeting)
    assert before in published
    save(meeting, published.replace(before, after), by)
    with pytest.raises(ValidationError, match=why):
        editing.publish_correction(meeting, reason="Better so.", on=TODAY, by=by)
    assert (editing.published_text(meeting), meeting.revisions.count()) == (published, 1)


def test_warnings_are_those_of_the_correction_and_are_seen_before_it_is_published(meeting, by):
    save(meeting, TEXT, by)
    publishing.publish(meeting, on=TODAY, by=by)
    published = editing.text_of(meeting)
    save(meeting, published.replace("## 2. Weirs", "## 4. Weirs"), by)
    found = editing.faults_of(Correction.objects.get(), today=TODAY)
    assert [fault.says for fault in found] == ["After item 1 comes item 4."]
    assert faults(meeting, TODAY) == []
    assert editing.published_text(meeting) == published
    with pytest.raises(ValidationError, match="After item 1 comes item 4"):
        editing.publish_correction(meeting, reason="Better so.", on=TODAY, by=by)
    editing.publish_correction(meeting, reason="Better so.", on=TODAY, by=by, seen=seen_as(found))
    assert "## 4. Weirs" in editing.published_text(meeting)


# Which action a text means


def without(text: str, reference: str) -> str:
    """A text in which an action has no reference any more."""
    return text.replace(f" ({reference})", "")


def test_action_that_lost_its_reference_is_known_by_its_words(meeting, by):
    text = save(meeting, TEXT, by)
    new = without(text, "RW-1").replace("list the locks", "list all the locks")
    save(meeting, new, by)
    assert texts()["RW-1"] == "Bo Lund to list all the locks."
    assert sorted(texts()) == ["RW-1", "RW-2"]


def unclear(meeting: Meeting, by: User) -> tuple[str, str]:
    """(text, base) from which an action went and another came."""
    base = save(meeting, TEXT, by)
    gone = "**Action 1 (RW-1):** Bo Lund to list the locks. [Bo Lund]"
    if gone not in base:
        gone = "**Action 1 (RW-1):** Bo Lund to list the locks."
    return base.replace(gone, "**Action 1:** Cy Hall to draw a map of every sluice."), base


def test_what_cannot_be_told_is_asked_and_nothing_changes(meeting, by):
    text, base = unclear(meeting, by)
    with pytest.raises(editing.UnclearError) as asked:
        save(meeting, text, by, base=base)
    assert asked.value.gone == [editing.Gone("RW-1", "Bo Lund to list the locks.")]
    assert asked.value.came == {0: "Cy Hall to draw a map of every sluice."}
    assert editing.text_of(meeting) == base


@pytest.mark.parametrize(
    ("became", "stand"),
    [
        ({"RW-1": 0}, {"RW-1": "Cy Hall to draw a map of every sluice."}),
        ({"RW-1": None}, {"RW-3": "Cy Hall to draw a map of every sluice."}),
    ],
    ids=["it is the new one", "it goes"],
)
def test_answer_decides(meeting, by, became, stand):
    text, base = unclear(meeting, by)
    editing.save(meeting, text=text, base=base, by=by, today=TODAY, became=became)
    assert texts() == stand | {"RW-2": "Ada Ferris to write to the mills by May."}


@pytest.mark.parametrize("became", [{"RW-1": 7}, {"RW-9": 0}, {"RW-2": 0}])
def test_answer_that_fits_nothing_is_asked_again(meeting, by, became):
    text, base = unclear(meeting, by)
    with pytest.raises(editing.UnclearError):
        editing.save(meeting, text=text, base=base, by=by, today=TODAY, became=became)


def test_two_actions_do_not_become_one(meeting, by):
    text, base = unclear(meeting, by)
    text = text.replace("**Action 2 (RW-2):** Ada Ferris to write to the mills by May.", "")
    with pytest.raises(editing.UnclearError):
        editing.save(
            meeting, text=text, base=base, by=by, today=TODAY, became={"RW-1": 0, "RW-2": 0}
        )
    editing.save(
        meeting, text=text, base=base, by=by, today=TODAY, became={"RW-1": None, "RW-2": 0}
    )
    assert texts() == {"RW-2": "Cy Hall to draw a map of every sluice."}


def test_action_of_published_minutes_is_asked_about_in_a_correction(meeting, by):
    text, base = unclear(meeting, by)
    publishing.publish(meeting, on=TODAY, by=by)
    meeting.refresh_from_db()
    with pytest.raises(editing.UnclearError):
        editing.save(meeting, text=text, base=base, by=by, today=TODAY)
    editing.save(meeting, text=text, base=base, by=by, today=TODAY, became={"RW-1": 0})
    correction = Correction.objects.get()
    assert "**Action 1 (RW-1):** Cy Hall to draw a map of every sluice." in correction.text


# Ticking who was there


def test_presence_is_ticked_and_the_rest_of_the_text_stays(meeting, by):
    text = save(meeting, TEXT, by)
    ticked = editing.ticked(text, meeting, {1: Presence.APOLOGIES, 2: Presence.PRESENT})
    before, now = editing.read(text, meeting).minutes, editing.read(ticked, meeting).minutes
    assert [(one.name, one.presence) for one in now.attendance] == [
        ("Ada Ferris", "present"),
        ("Cy Hall", "present"),
        ("Bo Lund", "apologies"),
    ]
    assert replace(now, attendance=before.attendance) == before


def test_ticking_a_text_that_cannot_be_read_whole_is_refused(meeting):
    with pytest.raises(MinutesError):
        editing.ticked("", meeting, {0: Presence.PRESENT})


def test_paper_of_a_reserved_item_that_goes_stays_reserved(panel, by):
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2024, 3, 12))
    text = TEXT.replace("## 2. Weirs", "## 2. [withheld: section 43] Weirs")
    editing.save(meeting, text=text, base=editing.text_of(meeting), by=by, today=TODAY)
    meeting.refresh_from_db()
    paper = PaperFactory(item=meeting.items.get(number="2"))
    base = text = editing.text_of(meeting)
    start, end = text.index("## 2."), text.index("**Action 2")
    editing.save(meeting, text=text[:start] + text[end:], base=base, by=by, today=TODAY)
    paper.refresh_from_db()
    assert (paper.item, paper.withheld) == (None, "section 43")


def test_day_that_others_were_told_is_not_changed_in_the_text(panel, by):
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2024, 3, 12))
    publishing.publish_agenda(meeting, on=TODAY, by=None)
    text = TEXT.replace("12 March", "11 March")
    base = editing.text_of(meeting)
    with pytest.raises(ValidationError, match="Others were told 12 March 2024"):
        editing.save(meeting, text=text, base=base, by=by, today=TODAY)
    meeting.postpone(to=datetime.date(2024, 3, 11))
    base = editing.text_of(meeting)
    editing.save(meeting, text=text, base=base, by=by, today=TODAY)
    meeting.refresh_from_db()
    assert meeting.held_on == datetime.date(2024, 3, 11)


def test_minutes_of_a_meeting_without_a_day_give_it_one(panel, by):
    meeting = MeetingFactory(panel=panel, held_on=None, date_words="March 2024")
    base = editing.text_of(meeting)
    with pytest.raises(MinutesError, match="say at the top when it was"):
        editing.save(meeting, text=f"{base}\n1. Locks\n", base=base, by=by, today=TODAY)
    editing.save(meeting, text=TEXT, base=base, by=by, today=TODAY)
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.date_words) == (datetime.date(2024, 3, 12), "")
    assert [item.title for item in meeting.items.all()] == ["Locks", "Weirs"]
