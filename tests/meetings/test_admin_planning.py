"""The page where a meeting is planned."""

import datetime
import re

import pytest
from django.test import Client

from meetings.minutes import publishing
from meetings.models import Attendance, Meeting, Revision, Topic
from panel.models import Panel, PanelSecretary
from tests.factories import (
    ActionFactory,
    AdministratorFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    OwnerFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PersonFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

STEPS = ["circulate", "publish", "cancel", "reinstate", "postpone"]


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="RW", name="River Watch")


@pytest.fixture
def secretary(panel) -> PanelSecretary:
    return PanelSecretaryFactory(panel=panel)


@pytest.fixture
def client(secretary) -> Client:
    client = Client()
    client.force_login(secretary.user)
    return client


@pytest.fixture
def meeting(panel) -> Meeting:
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2030, 3, 12))
    for position, title in enumerate(("Welcome", "Update on actions", "AOB")):
        AgendaItemFactory(meeting=meeting, position=position, number=str(position + 1), title=title)
    return meeting


def url(meeting: Meeting, step: str = "") -> str:
    return f"/admin/meetings/meeting/{meeting.pk}/agenda/{step}"


def typed(response) -> dict[str, object]:
    """What the page's form would post as it stands."""
    form, formset = response.context["form"], response.context["formset"]
    data: dict[str, object] = {}
    for bound in (*form, *formset.management_form, *(f for one in formset for f in one)):
        value = bound.value()
        if value is not None and value is not False:
            data[bound.html_name] = value
    return data


def post(client: Client, address: str, **changes: object):
    return client.post(address, {**typed(client.get(address)), **changes})


def agenda(meeting: Meeting) -> list[str]:
    return [str(item) for item in meeting.items.all()]


def test_next_meeting_is_planned_from_the_last(client, panel, meeting):
    meeting.starts_at, meeting.venue = datetime.time(10, 30), "Lock House"
    meeting.save()
    AgendaItemFactory(meeting=meeting, position=1000, title="Locks")
    seat = MembershipFactory(panel=panel, person__name="Ada Ferris", role="chair")
    address = f"/admin/meetings/plan/{panel.pk}/"
    data = typed(client.get(address))
    assert (data["starts_at"], data["venue"]) == (datetime.time(10, 30), "Lock House")
    response = client.post(
        address,
        {**data, "held_on": "2030-05-14", "items-3-title": "Weirs", "items-3-minutes": "20"},
    )
    planned = Meeting.objects.get(held_on="2030-05-14")
    assert response.url == url(planned)
    assert agenda(planned) == ["1. Welcome", "2. Update on actions", "3. Weirs", "4. AOB"]
    assert planned.items.get(title="Weirs").minutes_allotted == 20
    assert [row.person for row in planned.attendances.all()] == [seat.person]


def test_items_are_ordered_changed_and_removed(client, meeting):
    post(
        client,
        url(meeting),
        **{
            "items-0-ORDER": "2",
            "items-1-ORDER": "1",
            "items-1-title": "Actions",
            "items-2-DELETE": "on",
        },
    )
    assert agenda(meeting) == ["1. Actions", "2. Welcome"]


def test_topics_are_taken_up_where_they_are_ticked(client, panel, meeting):
    topic, other = TopicFactory(panel=panel, text="Keys"), TopicFactory(panel=panel)
    TopicFactory(text="Of another panel")
    page = client.get(url(meeting))
    assert "Of another panel" not in page.content.decode()
    post(client, url(meeting), topics=[topic.pk])
    assert agenda(meeting) == ["1. Welcome", "2. Update on actions", "3. Keys", "4. AOB"]
    assert list(Topic.objects.filter(panel=panel).waiting()) == [other]


def test_who_is_expected_is_ticked_and_guests_are_invited(client, panel, meeting):
    seat = MembershipFactory(panel=panel, person__name="Ada Ferris")
    unticked = MembershipFactory(panel=panel, person__name="Bo Lund")
    guest = PersonFactory(name="Dee Moss")
    post(client, url(meeting), seats=[seat.pk], guests=[guest.pk])
    assert [row.name for row in meeting.attendances.all()] == ["Ada Ferris", "Dee Moss"]
    data = typed(client.get(url(meeting)))
    assert (data["seats"], data["guests"]) == ([seat.pk], [guest.pk])
    post(client, url(meeting), seats=[unticked.pk], guests=[])
    assert [row.name for row in meeting.attendances.all()] == ["Bo Lund"]


def test_second_of_two_is_told_and_loses_nothing(client, meeting):
    data = typed(client.get(url(meeting)))
    post(client, url(meeting), venue="Weir House")
    response = client.post(url(meeting), {**data, "items-0-title": "Welcome, all"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "somebody changed this meeting" in page
    assert 'value="Welcome, all"' in page
    assert [item.title for item in response.context["stands"]] == [
        "Welcome",
        "Update on actions",
        "AOB",
    ]
    meeting.refresh_from_db()
    assert (meeting.venue, agenda(meeting)[0]) == ("Weir House", "1. Welcome")
    again = {**typed(response), "items-0-title": "Welcome, all"}
    assert client.post(url(meeting), again).status_code == 302
    assert agenda(meeting)[0] == "1. Welcome, all"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"held_on": ""}, "Give the date, or say in words when it will be."),
        ({"held_on": "soon"}, "Enter a valid date."),
        ({"starts_at": "11:00", "ends_at": "10:00"}, "A meeting ends after it begins."),
        ({"items-0-title": ""}, "Give the item a title, or tick that it goes."),
        ({"items-0-minutes": "-1"}, "greater than or equal to 0"),
        ({"items-0-title": "x" * 501}, "at most 500 characters"),
        ({"seats": ["99999"]}, "99999 is not one of the available choices"),
        ({"items-TOTAL_FORMS": "x"}, "ManagementForm data is missing"),
    ],
)
def test_bad_input_is_said_and_changes_nothing(client, meeting, changes, says):
    before = agenda(meeting)
    response = post(client, url(meeting), **changes)
    assert response.status_code == 422
    assert says in response.content.decode()
    meeting.refresh_from_db()
    assert (meeting.held_on, agenda(meeting)) == (datetime.date(2030, 3, 12), before)


def test_minuted_meeting_keeps_its_items(client, meeting):
    EntryFactory(item=meeting.items.first())
    assert "where they are written" in client.get(url(meeting)).content.decode()
    response = post(client, url(meeting), **{"items-0-DELETE": "on"})
    assert response.status_code == 422
    assert "Minutes are written" in response.content.decode()
    assert len(agenda(meeting)) == 3


def test_agenda_goes_out_and_the_page_says_so_and_when_it_was_changed(client, meeting):
    assert "Nobody else reads this agenda yet" in client.get(url(meeting)).content.decode()
    client.post(url(meeting, "circulate/"))
    assert client.get(url(meeting)).context["out"].says.startswith("Circulated to the members")
    client.post(url(meeting, "publish/"))
    out = client.get(url(meeting)).context["out"]
    assert (out.is_public, out.is_changed) == (True, False)
    post(client, url(meeting), **{"items-0-title": "Welcome, all"})
    assert client.get(url(meeting)).context["out"].is_changed
    public = Revision.objects.get(audience="public")
    assert [item.title for item in publishing.document_of(public).items] == [
        "Welcome",
        "Update on actions",
        "AOB",
    ]


def test_what_is_to_be_reported_is_listed_with_a_mark_where_no_owner_comes(client, panel, meeting):
    before = MeetingFactory(panel=panel, held_on=datetime.date(2030, 1, 8))
    coming = AttendanceFactory(meeting=meeting, presence="expected").person
    owners = {
        "Ada to list.": {"person": coming},
        "Bo to dig.": {"person": PersonFactory()},
        "Secretariat to write.": {"body": "secretariat"},
        "Nobody's.": None,
    }
    for position, (text, owner) in enumerate(owners.items()):
        action = ActionFactory(
            entry__meeting=before, entry__position=position, number=str(position + 1), text=text
        )
        if owner:
            OwnerFactory(action=action, name="Owner", **owner)
    ((heading, due),) = client.get(url(meeting)).context["series"]
    assert heading == "Actions from the meeting of 8 January 2030"
    assert [(one.number, one.text, one.is_orphan) for one in due] == [
        ("1", "Ada to list.", False),
        ("2", "Bo to dig.", True),
        ("3", "Secretariat to write.", False),
        ("4", "Nobody's.", False),
    ]


def test_meeting_is_cancelled_postponed_and_reinstated(client, meeting):
    client.post(url(meeting, "cancel/"))
    page = client.get(url(meeting)).content.decode()
    assert "This meeting was cancelled" in page
    client.post(url(meeting, "reinstate/"))
    client.post(url(meeting, "postpone/"), {"to": "2030-04-09"})
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.postponed_from) == (
        datetime.date(2030, 4, 9),
        "12 March 2030",
    )
    assert "It was to be on 12 March 2030" in client.get(url(meeting)).content.decode()


def test_step_that_is_refused_says_why(client, meeting):
    page = client.post(url(meeting, "postpone/"), {}, follow=True).content.decode()
    assert "Give the new date, or say in words when it will be." in page
    page = client.post(url(meeting, "postpone/"), {"to": "x"}, follow=True).content.decode()
    assert "Enter a valid date." in page


@pytest.mark.parametrize("step", ["", *(f"{step}/" for step in STEPS)])
def test_meeting_of_another_panel_does_not_exist(client, step):
    other = MeetingFactory()
    assert client.get(url(other)).status_code == 404
    assert client.post(url(other, step), {}).status_code == 404
    assert not Revision.objects.exists()


def test_meeting_of_another_panel_is_not_planned(client):
    assert client.get(f"/admin/meetings/plan/{PanelFactory().pk}/").status_code == 404


@pytest.mark.parametrize("step", STEPS)
def test_step_is_only_taken_by_post(client, meeting, step):
    assert client.get(url(meeting, f"{step}/")).status_code == 405


def test_page_needs_a_secretary(meeting):
    response = Client().get(url(meeting))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_person_whom_the_secretary_may_not_know_is_no_guest(client, meeting):
    hidden = AttendanceFactory().person
    response = post(client, url(meeting), guests=[hidden.pk])
    assert response.status_code == 422
    assert not Attendance.objects.filter(meeting=meeting).exists()


@pytest.mark.parametrize("count", [1, 6])
def test_queries_are_the_same_for_few_and_for_many(
    panel, meeting, count, django_assert_num_queries
):
    before = MeetingFactory(panel=panel, held_on=datetime.date(2030, 1, 8))
    for position in range(count):
        AgendaItemFactory(meeting=meeting, position=position + 10)
        AttendanceFactory(meeting=meeting, presence="expected")
        MembershipFactory(panel=panel)
        TopicFactory(panel=panel)
        EntryFactory(meeting=before, position=position + 50, is_for_later=True)
        OwnerFactory(action=ActionFactory(entry__meeting=before, entry__position=position))
    client = Client()
    client.force_login(AdministratorFactory())
    with django_assert_num_queries(23):
        client.get(url(meeting))


def test_forward_agenda_lists_what_waits_and_drops_with_a_reason(client, panel):
    topic = TopicFactory(panel=panel, text="Keys")
    EntryFactory(meeting__panel=panel, text="The *locks*.", is_for_later=True)
    TopicFactory(text="Of another panel")
    page = client.get("/admin/meetings/topic/").content.decode()
    found = dict.fromkeys(re.findall(r"Keys|The locks\.|Of another panel", page))
    assert list(found) == ["The locks.", "Keys"]
    client.post(
        "/admin/meetings/topic/",
        {
            "action": "drop",
            "_selected_action": [topic.pk],
            "confirmed": "yes",
            "on": "2030-01-08",
            "reason": "No time.",
        },
    )
    topic.refresh_from_db()
    assert topic.dropped_because == "No time."
    assert "Keys" not in client.get("/admin/meetings/topic/").content.decode()
    assert "Keys" in client.get("/admin/meetings/topic/?state=dropped").content.decode()
