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
from tests.meetings.minutes.documents import JANUARY, LOCKS, WEIRS, minutes, put, reviewed

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
