"""Two who change one plan: the second is told in what they differ, and loses nothing."""

import datetime

import pytest
from django.test import Client

from meetings.models import Meeting, Revision
from panel.models import Panel
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    MembershipFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PersonFactory,
)
from tests.meetings.test_admin_planning import STEPS, agenda, post, typed, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="RW", name="River Watch")


@pytest.fixture
def client(panel) -> Client:
    client = Client()
    client.force_login(PanelSecretaryFactory(panel=panel).user)
    return client


@pytest.fixture
def meeting(panel) -> Meeting:
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2030, 3, 12))
    for position, title in enumerate(("Welcome", "Update on actions", "AOB")):
        AgendaItemFactory(meeting=meeting, position=position, number=str(position + 1), title=title)
    return meeting


def test_second_of_two_is_told_and_loses_nothing(client, meeting):
    data = typed(client.get(url(meeting)))
    post(client, url(meeting), venue="Weir House")
    response = client.post(url(meeting), {**data, "items-0-title": "Welcome, all"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody changed this meeting" in page
    assert page.count("Not saved") == 1
    assert 'value="Welcome, all"' in page
    assert [(one.what, one.yours, one.stands) for one in response.context["differences"]] == [
        ("Venue", [], ["Weir House"]),
        (
            "Agenda",
            ["Welcome, all", "Update on actions", "AOB"],
            ["Welcome", "Update on actions", "AOB"],
        ),
    ]
    meeting.refresh_from_db()
    assert (meeting.venue, agenda(meeting)[0]) == ("Weir House", "1. Welcome")
    again = {**typed(response), "items-0-title": "Welcome, all"}
    for button in ({}, {"step": "publish"}, {"paper": "add"}):
        assert client.post(url(meeting), {**again, **button}).status_code == 409
    knowing = {**again, "over": response.context["version"]}
    assert client.post(url(meeting), knowing).status_code == 302
    assert agenda(meeting)[0] == "1. Welcome, all"
    assert client.post(url(meeting), knowing).status_code == 409  # what stands is another by now


@pytest.mark.parametrize("name", [name for name in STEPS if name != "reinstate"])
def test_no_step_is_taken_of_a_plan_that_somebody_changed_meanwhile(client, meeting, name):
    data = typed(client.get(url(meeting)))
    post(client, url(meeting), venue="Weir House")
    told = {"step": name, "to": "2030-04-09", "sure": "cancel"}
    response = client.post(url(meeting), {**data, **told})
    assert response.status_code == 409
    assert [one.what for one in response.context["differences"]] == ["Venue"]
    meeting.refresh_from_db()
    assert (meeting.cancelled_at, meeting.held_on) == (None, datetime.date(2030, 3, 12))
    assert not Revision.objects.exists()


def test_plan_is_not_saved_unknowing_that_the_meeting_was_cancelled_meanwhile(client, meeting):
    data = typed(client.get(url(meeting)))
    meeting.cancel(at=datetime.datetime(2030, 3, 1, tzinfo=datetime.UTC))
    response = client.post(url(meeting), {**data, "venue": "Weir House"})
    assert [(one.what, one.yours, one.stands) for one in response.context["differences"]] == [
        ("Venue", ["Weir House"], []),
        ("Cancelled", ["no"], ["1 March 2030"]),
    ]


def test_all_that_the_page_edits_is_compared(client, panel, meeting):
    seat = MembershipFactory(panel=panel, person__name="Ada Ferris")
    guest = PersonFactory(name="Dee Moss")
    before = typed(client.get(url(meeting)))
    post(
        client,
        url(meeting),
        held_on="2030-03-19",
        starts_at="10:30",
        ends_at="12:00",
        joining_details="Room code 7\r\nPhone 55",
        title="Locks and weirs",
        seats=[seat.pk],
        guests=[guest.pk],
        **{"items-0-minutes": "5", "items-1-withheld": "section 43", "items-2-DELETE": "on"},
    )
    response = client.post(url(meeting), before)
    items = ["Welcome", "Update on actions", "AOB"]
    assert [(one.what, one.yours, one.stands) for one in response.context["differences"]] == [
        ("Date", ["12 March 2030"], ["19 March 2030"]),
        ("From", [], ["10:30"]),
        ("Until", [], ["12:00"]),
        ("Joining details", [], ["Room code 7", "Phone 55"]),
        ("Title", [], ["Locks and weirs"]),
        ("Agenda", items, ["Welcome, 5 minutes", "Update on actions, reserved: section 43"]),
        ("Expected", [], ["Ada Ferris", "Dee Moss"]),
    ]
