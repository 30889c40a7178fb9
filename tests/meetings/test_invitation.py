"""Meetings in calendars."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from meetings.minutes import publishing
from meetings.models import Meeting
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    PanelSecretaryFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2030, 3, 1)


@pytest.fixture
def meeting() -> Meeting:
    meeting = MeetingFactory(
        panel__code="RW",
        panel__name="River Watch",
        held_on=datetime.date(2030, 6, 4),
        starts_at=datetime.time(10, 30),
        ends_at=datetime.time(12),
        venue="Lock House, 2; the Canal",
        joining_details="https://example.org/join\nCode 1234",
    )
    AgendaItemFactory(meeting=meeting, position=0, number="1", title="Welcome")
    AgendaItemFactory(meeting=meeting, position=1, number="2", title="Locks [here](/locks/)")
    publishing.publish_agenda(meeting, on=DAY, by=None)
    return meeting


def event(client: Client, meeting: Meeting):
    response = client.get(f"/panels/RW/meetings/{meeting.number}/invitation.ics")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    (found,) = calendar.walk("VEVENT")
    return calendar, found


def test_invitation_tells_when_where_and_what(client, meeting):
    calendar, found = event(client, meeting)
    assert (calendar["method"], found["status"]) == ("PUBLISH", "CONFIRMED")
    assert str(found["summary"]) == "River Watch"
    assert found.start.isoformat() == "2030-06-04T10:30:00+01:00"
    assert found.end.isoformat() == "2030-06-04T12:00:00+01:00"
    assert str(found["location"]) == "Lock House, 2; the Canal"
    assert str(found["description"]) == (
        "1 Welcome\n2 Locks here\n\nhttp://testserver/panels/RW/meetings/1/"
    )
    assert found["url"] == "http://testserver/panels/RW/meetings/1/"


def test_meeting_without_times_is_a_whole_day(client, meeting):
    Meeting.objects.update(starts_at=None, ends_at=None)
    meeting.refresh_from_db()
    publishing.publish_agenda(meeting, on=DAY, by=None)
    _, found = event(client, meeting)
    assert (found.start, "dtend" in found) == (datetime.date(2030, 6, 4), False)


def test_how_to_join_is_told_to_those_invited_alone(client, meeting):
    assert "Code 1234" not in str(event(client, meeting)[1]["description"])
    guest = UserFactory()
    AttendanceFactory(meeting=meeting, person=PersonFactory(user=guest), presence="expected")
    client.force_login(guest)
    said = str(event(client, meeting)[1]["description"])
    assert "Joining:\nhttps://example.org/join\nCode 1234" in said


def test_change_is_told_under_the_same_uid_with_a_later_sequence(client, meeting):
    _, before = event(client, meeting)
    meeting.postpone(to=datetime.date(2030, 7, 2))
    meeting.starts_at = datetime.time(8)
    meeting.save()  # which nobody else was told yet
    _, moved = event(client, meeting)
    assert moved["uid"] == before["uid"] == str(meeting.uid)
    assert moved.start.isoformat() == "2030-07-02T10:30:00+01:00"
    publishing.publish_agenda(meeting, on=DAY, by=None)
    _, again = event(client, meeting)
    assert before["sequence"] < moved["sequence"] < again["sequence"]


@pytest.mark.parametrize(
    "change",
    [
        lambda meeting: meeting.cancel(at=timezone.now()),
        lambda meeting: meeting.postpone(to=None, words="autumn"),
    ],
    ids=["cancelled", "put off to no day"],
)
def test_meeting_that_does_not_take_place_is_taken_from_calendars(client, meeting, change):
    _, before = event(client, meeting)
    change(meeting)
    calendar, found = event(client, meeting)
    assert (calendar["method"], found["status"]) == ("CANCEL", "CANCELLED")
    assert (found["uid"], found["sequence"] > before["sequence"]) == (before["uid"], True)


def test_what_others_do_not_read_yet_is_not_told(client, meeting):
    meeting.venue = "Weir House"
    meeting.save()
    AgendaItemFactory(meeting=meeting, position=2, title="Secret weirs")
    _, found = event(client, meeting)
    assert str(found["location"]) == "Lock House, 2; the Canal"
    assert "Secret" not in str(found["description"])


def test_reserved_item_is_told_by_its_number(client, meeting):
    meeting.items.filter(number="2").update(withheld="section 43")
    publishing.publish_agenda(meeting, on=DAY, by=None)
    assert str(event(client, meeting)[1]["description"]).startswith("1 Welcome\n2\n")


def test_meeting_that_the_viewer_may_not_know_has_none(client, meeting):
    hidden = MeetingFactory(panel=meeting.panel, held_on=DAY)
    address = f"/panels/RW/meetings/{hidden.number}/invitation.ics"
    assert client.get(address).status_code == 404
    client.force_login(PanelSecretaryFactory(panel=meeting.panel).user)
    assert client.get(address).status_code == 200


def test_meeting_without_a_day_has_none(client, meeting):
    provisional = MeetingFactory(panel=meeting.panel, held_on=None, date_words="autumn")
    publishing.publish_agenda(provisional, on=DAY, by=None)
    address = f"/panels/RW/meetings/{provisional.number}/invitation.ics"
    assert client.get(address).status_code == 404


def test_each_meeting_has_a_uid_of_its_own(meeting):
    MeetingFactory()
    uids = set(Meeting.objects.values_list("uid", flat=True))
    assert len(uids) == 2
