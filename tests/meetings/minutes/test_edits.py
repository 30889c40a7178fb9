"""What somebody changed by hand is not recorded over unasked."""

import datetime
from contextlib import contextmanager
from dataclasses import replace

import pghistory
import pytest
from django.utils import timezone

from actions.models import Action, Owner, Review
from meetings.minutes.document import Attendee, MinutesError, Point, Status
from meetings.minutes.edits import edited_by_hand
from meetings.minutes.recorded import Outcome
from meetings.models import AgendaItem, Attendance, Entry, Meeting, Source
from tests.factories import PanelFactory, UserFactory
from tests.meetings.minutes.documents import (
    JANUARY,
    LOCKS,
    MARCH,
    MAY,
    WEIRS,
    minutes,
    put,
    reviewed,
)

pytestmark = pytest.mark.django_db

DOCUMENT = minutes(
    JANUARY,
    reviewed(WEIRS, Status.COMPLETE, narrative=(Point("Complete."),)),
    Point("The river was low."),
    LOCKS,
    attendance=(Attendee("Bo Lund", organisation="Canal Trust"),),
)
CORRECTED = replace(DOCUMENT, venue="Lock House")


@pytest.fixture
def meeting():
    meeting = put(PanelFactory(code="RW", name="River Watch Panel"), DOCUMENT).meeting
    # To the database, a test is one instant: that at which its transaction began.
    Source.objects.update(received_at=timezone.now() - datetime.timedelta(hours=1))
    return meeting


@contextmanager
def somebody():
    """Changes made here are made by somebody signed in."""
    with pghistory.context(user=UserFactory().pk):
        yield


def change(rows, **values):
    """Change the row, as the admin does it."""
    row = rows.get()
    for column, value in values.items():
        setattr(row, column, value)
    row.save()


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda: change(Meeting.objects, held_on=MARCH), "meeting “” was changed (held_on)"),
        (lambda: change(Meeting.objects, venue="Mill"), "meeting “” was changed (venue)"),
        (
            lambda: change(Attendance.objects, name="Bo Lunde", note="late"),
            "attendance “Bo Lund” was changed (name, note)",
        ),
        (
            lambda: change(AgendaItem.objects, title="Actions"),
            "agenda item “Update on actions” was changed (title)",
        ),
        (
            lambda: change(Entry.objects.filter(text__contains="river"), text="It was high."),
            "entry “The river was low.” was changed (text)",
        ),
        (
            lambda: Entry.objects.get(text="The river was low.").delete(),
            "entry “The river was low.” was removed",
        ),
        (
            lambda: change(Action.objects.exclude(entry=None), due="by May"),
            f"action “{LOCKS.text}” was changed (due)",
        ),
        (
            lambda: Owner.objects.exclude(action__entry=None).get().delete(),
            "owner “Bo Lund” was removed",
        ),
        (
            lambda: change(Review.objects, status=Status.PARTIALLY_COMPLETE),
            f"review “{WEIRS.text}” was changed (status)",
        ),
    ],
)
def test_each_change_by_hand_is_told_and_stays(meeting, edit, told):
    with somebody():
        edit()
    assert edited_by_hand(meeting) == [told]
    with pytest.raises(MinutesError, match="changed by hand since") as refusal:
        put(meeting.panel, CORRECTED, replace_minutes=True)
    assert told in str(refusal.value)
    assert edited_by_hand(meeting) == [told]


def test_what_a_document_does_not_give_may_be_changed(meeting):
    with somebody():
        change(Attendance.objects, person=Attendance.objects.get().person)
        change(Entry.objects.filter(text__contains="river"), withheld="security")
        change(Action.objects.exclude(entry=None), due_on=JANUARY)
    assert edited_by_hand(meeting) == []
    recorded = put(meeting.panel, CORRECTED, replace_minutes=True)
    assert recorded.outcome is Outcome.REPLACED


def test_what_was_changed_back_is_no_change(meeting):
    for text in ("It was high.", "The river was low."):
        with somebody():
            change(Entry.objects.filter(text__contains="was"), text=text)
    assert edited_by_hand(meeting) == []


def test_what_was_written_by_hand_is_not_recorded_over(meeting):
    with somebody():
        Entry.objects.create(meeting=meeting, position=90, text="Tea was served.")
    assert edited_by_hand(meeting) == ["entry “Tea was served.” was added"]


def test_asked_to_the_document_is_recorded_over_edits(meeting):
    with somebody():
        change(Entry.objects.filter(text__contains="river"), text="It was high.")
    recorded = put(meeting.panel, CORRECTED, replace_minutes=True, over_edits=True)
    assert recorded.outcome is Outcome.REPLACED
    assert Entry.objects.filter(text="The river was low.").exists()
    assert edited_by_hand(meeting) == []


def test_the_same_bytes_are_read_anew_to_replace(meeting):
    """As when the reader has learned to read them better."""
    Entry.objects.filter(text="The river was low.").update(text="The river was l0w.")
    assert put(meeting.panel, DOCUMENT).outcome is Outcome.SAME
    assert put(meeting.panel, DOCUMENT, replace_minutes=True).outcome is Outcome.REPLACED
    assert Entry.objects.filter(text="The river was low.").exists()
    assert put(meeting.panel, DOCUMENT, replace_minutes=True).outcome is Outcome.SAME


@pytest.mark.parametrize("document", [DOCUMENT, CORRECTED])
def test_a_meeting_whose_date_somebody_changed_is_recorded_over_when_asked(meeting, document):
    with somebody():
        change(Meeting.objects, held_on=MAY)
    recorded = put(meeting.panel, document, replace_minutes=True, over_edits=True)
    assert (recorded.outcome, recorded.meeting) == (Outcome.REPLACED, meeting)
    assert Meeting.objects.get().held_on == JANUARY
    assert set(Source.objects.values_list("meeting", flat=True)) == {meeting.pk}
    assert edited_by_hand(meeting) == []
    assert Review.objects.count() == Action.objects.exclude(entry=None).count() == 1


def test_other_minutes_of_a_meeting_whose_date_somebody_changed_differ(meeting):
    with somebody():
        change(Meeting.objects, held_on=MAY)
    assert put(meeting.panel, CORRECTED).outcome is Outcome.DIFFERS


def test_a_day_that_a_meeting_was_planned_for_is_none_that_its_minutes_gave(meeting):
    """Another meeting may well be held on the day from which one was moved."""
    with somebody():
        planned = Meeting(panel=meeting.panel, held_on=MARCH)
        planned.assign_number()
        planned.save()
        planned.postpone(to=MAY)
    put(meeting.panel, replace(CORRECTED, held_on=MAY))
    recorded = put(meeting.panel, replace(CORRECTED, held_on=MARCH))
    assert recorded.outcome is Outcome.CREATED


def test_what_is_open_is_followed_from_the_day_that_the_document_gives(meeting):
    """Reports of a meeting that was put after them find its actions again."""
    put(meeting.panel, minutes(MARCH, reviewed(LOCKS, Status.COMPLETE)))
    with somebody():
        change(Meeting.objects.filter(held_on=JANUARY), held_on=MAY)
    put(meeting.panel, DOCUMENT, replace_minutes=True, over_edits=True)
    raised = Action.objects.get(entry__meeting=meeting)
    assert raised.reviews.get().entry.meeting.held_on == MARCH
    assert Action.objects.filter(text=LOCKS.text).get() == raised
