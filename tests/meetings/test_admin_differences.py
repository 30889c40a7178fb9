"""Two who change one plan: the second is told in what they differ, and loses nothing."""

import datetime

import pytest
from django.test import Client

from meetings.models import Meeting, Revision
from panel.models import Panel
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PaperFactory,
    PersonFactory,
)
from tests.meetings.test_admin_planning import STEPS, agenda, post, typed, url
from tests.pages import parsed

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


# Minutes that are begun meanwhile


@pytest.mark.parametrize("name", ["", *(name for name in STEPS if name != "reinstate")])
def test_what_is_typed_is_shown_again_where_minutes_were_begun_meanwhile(client, meeting, name):
    data = typed(client.get(url(meeting)))
    EntryFactory(item=meeting.items.first())
    told = {"step": name, "to": "2030-04-09", "sure": "cancel"} if name else {}
    typing = {"venue": "Weir House", "items-0-title": "Welcome, all"}
    response = client.post(url(meeting), {**data, **typing, **told})
    assert response.status_code == 409
    assert response.context["form"].non_field_errors() == [
        "Minutes are written since you opened the page, and hold the plan: what you typed cannot "
        "be saved here. Copy what is to stand in the minutes."
    ]
    assert [(one.what, one.yours, one.stands) for one in response.context["differences"]] == [
        ("Venue", ["Weir House"], []),
        (
            "Agenda",
            ["Welcome, all", "Update on actions", "AOB"],
            ["Welcome", "Update on actions", "AOB"],
        ),
    ]
    page = parsed(response)
    assert page.css_first("#id_venue").attributes["value"] == "Weir House"
    assert page.css_first("#id_items-0-title").attributes["value"] == "Welcome, all"
    assert not page.css("fieldset[disabled], [name=over]")
    meeting.refresh_from_db()
    assert (meeting.cancelled_at, meeting.held_on) == (None, datetime.date(2030, 3, 12))
    assert not Revision.objects.exists()


def test_nothing_goes_out_unseen_of_a_minuted_meeting(client, meeting):
    AttendanceFactory(meeting=meeting)
    EntryFactory(item=meeting.items.first())
    response = client.get(url(meeting))
    # The fields of the plan are disabled there: a browser does not send them.
    data = {"version": typed(response)["version"], "step": "circulate", "items-TOTAL_FORMS": "5"}
    data |= {"items-INITIAL_FORMS": "3", "papers": typed(response)["papers"]}
    Meeting.objects.filter(pk=meeting.pk).update(venue="Weir House")
    response = client.post(url(meeting), data)
    assert response.status_code == 409
    assert response.context["differences"] is None
    assert 'value="Weir House"' in response.content.decode()
    version = typed(response)["version"]
    assert client.post(url(meeting), {**data, "version": version}).status_code == 302


# Papers that a colleague adds


@pytest.mark.parametrize("name", ["circulate", "publish"])
@pytest.mark.parametrize("is_changed", [False, True])
def test_paper_goes_out_only_once_it_was_seen(client, meeting, name, is_changed):
    AttendanceFactory(meeting=meeting, presence="expected")
    if is_changed:
        paper = PaperFactory(meeting=meeting, title="Weirs", url="https://example.org/weirs")
    data = typed(client.get(url(meeting)))
    if is_changed:
        paper.title = "Locks"
        paper.save()
    else:
        PaperFactory(meeting=meeting, title="Locks", url="https://example.org/locks")
    typing = {"venue": "Weir House", "step": name}
    response = client.post(url(meeting), {**data, **typing})
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "Papers were added, changed or removed since you opened the page. Those that stand below "
        "now would go out."
    ]
    assert "Locks" in parsed(response).css_first("#papers-meeting").text()
    assert not Revision.objects.exists()
    sure = parsed(response).css_first("input[name=sure]").attributes["value"]
    again = {**typed(response), **typing, "sure": sure}
    PaperFactory(meeting=meeting, title="Keys", url="https://example.org/keys")
    assert client.post(url(meeting), again).status_code == 422  # these were not seen
    response = client.post(url(meeting), {**typed(client.get(url(meeting))), **typing})
    assert response.status_code == 302


def test_plan_is_saved_beside_a_paper_that_a_colleague_added(client, meeting):
    data = typed(client.get(url(meeting)))
    PaperFactory(meeting=meeting)
    assert client.post(url(meeting), {**data, "venue": "Weir House"}).status_code == 302
