"""The page where a meeting is planned."""

import datetime
import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

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
from tests.meetings.test_admin import change, errors_of, meeting_form
from tests.pages import parsed, texts

pytestmark = pytest.mark.django_db

STEPS = ["circulate", "publish", "cancel", "reinstate", "postpone", "minutes"]


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


def url(meeting: Meeting) -> str:
    return f"/admin/meetings/meeting/{meeting.pk}/agenda/"


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


def step(client: Client, meeting: Meeting, name: str, **changes: object):
    """Press a button that saves the plan and takes a step."""
    return post(client, url(meeting), step=name, **changes)


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def refused(response) -> list[str]:
    """Why a plan was not saved."""
    assert response.status_code in (409, 422)
    return response.context["form"].non_field_errors()


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


def test_topic_of_a_cancelled_meeting_is_offered_to_others_and_not_to_itself(
    client, panel, meeting
):
    topic = TopicFactory(panel=panel, text="Keys")
    post(client, url(meeting), topics=[topic.pk])
    meeting.cancel(at=timezone.now())
    other = MeetingFactory(panel=panel)
    (offered,) = client.get(url(other)).context["form"].fields["topics"].choices
    assert offered == (topic.pk, "Keys")
    assert "topics" not in client.get(url(meeting)).context["form"].fields
    listed = client.get("/admin/meetings/topic/")
    assert texts(listed, ".field-taken_up") == ["12 March 2030 (cancelled)"]
    post(client, url(other), topics=[topic.pk])
    assert texts(client.get("/admin/meetings/topic/?state=taken"), ".field-taken_up") == [
        other.date_text
    ]


@pytest.mark.parametrize("others", [0, 1])
def test_topic_that_was_taken_up_meanwhile_is_said_and_nothing_is_saved(
    client, panel, meeting, others
):
    topic = TopicFactory(panel=panel, text="Keys")
    TopicFactory.create_batch(others, panel=panel)
    opened = typed(client.get(url(meeting)))
    post(client, url(MeetingFactory(panel=panel)), topics=[topic.pk])
    before = agenda(meeting)
    response = client.post(url(meeting), {**opened, "topics": [topic.pk], "venue": "Lock House"})
    assert response.status_code == 422
    (says,) = texts(response, ".errornote .errorlist")
    assert says.startswith("A topic that you ticked is no longer on the forward agenda")
    again = {**typed(response), "topics": []}
    assert (agenda(meeting), again["venue"]) == (before, "Lock House")
    assert client.post(url(meeting), again).status_code == 302


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


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"held_on": ""}, "Give the date, or say in words when it will be."),
        ({"held_on": "soon"}, "Enter a valid date."),
        ({"starts_at": "11:00", "ends_at": "10:00"}, "A meeting ends after it begins."),
        ({"items-0-title": ""}, "Give the item a title, or tick that it goes."),
        ({"items-0-title": "[withheld: section 43] Prices"}, "This withholds nothing."),
        ({"items-0-minutes": "-1"}, "greater than or equal to 0"),
        ({"items-0-minutes": "9" * 5000}, "Enter a whole number."),
        ({"items-0-ORDER": "9" * 5000}, "Enter a whole number."),
        ({"items-0-ORDER": "-1", "held_on": ""}, "Give the date"),
        ({"seats_on": "2030-02-31", "held_on": ""}, "Give the date"),
        ({"items-0-title": "x" * 501}, "at most 500 characters"),
        ({"seats": ["99999"]}, "99999 is not one of the available choices"),
        ({"items-TOTAL_FORMS": "x"}, "ManagementForm data is missing"),
        ({"items-TOTAL_FORMS": "-1"}, "Some of the items were not sent."),
        ({"items-TOTAL_FORMS": "2"}, "Some of the items were not sent."),
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


@pytest.mark.parametrize("name", ["", *STEPS])
def test_meeting_of_another_panel_does_not_exist(client, name):
    other = MeetingFactory()
    assert client.get(url(other)).status_code == 404
    assert client.post(url(other), {"step": name, "sure": "cancel"}).status_code == 404
    other.refresh_from_db()
    assert (other.cancelled_at, Revision.objects.exists()) == (None, False)


def test_meeting_of_another_panel_is_not_planned(client):
    assert client.get(f"/admin/meetings/plan/{PanelFactory().pk}/").status_code == 404


def test_page_needs_a_secretary(meeting):
    response = Client().get(url(meeting))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_page_says_how_many_actions_others_will_not_read(client, panel, meeting):
    before = MeetingFactory(panel=panel, held_on=datetime.date(2030, 1, 8))
    ActionFactory(entry__meeting=before, entry__position=0)
    day = datetime.date(2030, 1, 9)

    def says() -> str:
        return client.get(url(meeting)).context["unread"]

    assert says() == (
        "1 open action: members will read 0 of them, the public 0. The others were raised in "
        "minutes that did not go out to them, or changed since."
    )
    publishing.circulate_draft(before, on=day, by=None)
    ActionFactory(entry__meeting=before, entry__position=1)
    assert says().startswith("2 open actions: members will read 1 of them, the public 0.")
    publishing.publish(before, on=day, by=None)
    assert says() == ""


def test_page_counts_no_actions_where_no_item_is_for_them(client, panel, meeting):
    before = MeetingFactory(panel=panel, held_on=datetime.date(2030, 1, 8))
    ActionFactory(entry__meeting=before, entry__position=0)
    meeting.items.filter(title="Update on actions").update(title="Locks")
    page = client.get(url(meeting))
    assert "No item is for earlier actions" in page.content.decode()
    assert page.context["unread"] == ""


def test_next_meeting_is_planned_from_the_last_that_was_held(client, panel, meeting):
    MeetingFactory(panel=panel, held_on=datetime.date(2024, 3, 12), venue="Weir House")
    AgendaItemFactory(meeting=Meeting.objects.get(venue="Weir House"), title="Welcome, all")
    page = client.get(f"/admin/meetings/plan/{panel.pk}/")
    assert "Begun from the meeting of 12 March 2024" in page.content.decode()
    assert typed(page)["items-0-title"] == "Welcome, all"


def test_date_of_a_plan_that_others_were_told_says_where_it_is_changed(client, meeting):
    AttendanceFactory(meeting=meeting, presence="expected")
    step(client, meeting, "circulate")
    page = post(client, url(meeting), held_on="2030-03-19").content.decode()
    assert "Others were told 12 March 2030. Use “Move to another day” at the end" in page
    assert ">Move to another day</button>" in page


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
    with django_assert_num_queries(28):
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


# A plan that cannot be stored


def test_plan_of_a_new_meeting_that_is_refused_late_loses_nothing(client, panel, meeting):
    address = f"/admin/meetings/plan/{panel.pk}/"
    told = {"held_on": "2030-05-14", "venue": "Weir House", "step": "cancel"}
    response = post(client, address, **told)
    assert refused(response)[0].startswith("Is the meeting of 14 May 2030 to be cancelled?")
    assert 'value="Weir House"' in response.content.decode()
    assert Meeting.objects.get() == meeting
    panel.refresh_from_db()
    assert panel.last_meeting == meeting.number


def test_new_plan_is_of_no_version(client, panel):
    address = f"/admin/meetings/plan/{panel.pk}/"
    assert (
        post(client, address, held_on="2030-05-14", version="x", page="y" * 99).status_code == 302
    )
    assert client.session["planned"] == "y" * 32


def test_member_who_is_named_as_a_guest_too_comes_once(client, panel):
    seat = MembershipFactory(panel=panel, person__name="Ada Ferris", role="chair")
    address = f"/admin/meetings/plan/{panel.pk}/"
    response = post(client, address, held_on="2030-05-14", guests=[seat.person_id])
    planned = Meeting.objects.get()
    assert response.url == url(planned)
    assert [(row.name, row.role) for row in planned.attendances.all()] == [("Ada Ferris", "chair")]


@pytest.mark.parametrize("guest", ["abc", "9" * 30, "\0", "-1", "²"])
@pytest.mark.parametrize("is_new", [True, False])
def test_guest_that_is_nobody_is_refused_in_words(client, panel, meeting, guest, is_new):
    address = f"/admin/meetings/plan/{panel.pk}/" if is_new else url(meeting)
    response = post(client, address, held_on="2030-05-14", guests=[guest])
    assert response.status_code == 422
    assert response.context["form"].errors["guests"]
    assert not Attendance.objects.exists()


def test_second_meeting_on_a_day_is_planned_knowingly(client, panel, meeting):
    address = f"/admin/meetings/plan/{panel.pk}/"
    data = {**typed(client.get(address)), "held_on": "2030-05-14", "paper": "add"}
    client.post(address, data)
    response = client.post(address, data)
    assert refused(response) == [
        "The panel has a meeting then already: RW/2, 14 May 2030. Are there to be two?"
    ]
    assert Meeting.objects.filter(held_on="2030-05-14").count() == 1
    button = parsed(response).css_first(".errornote button").attributes
    assert (button["name"], button["value"]) == ("paper", "add")
    answer = parsed(response).css_first("input[name=sure]").attributes["value"]
    client.post(address, {**typed(response), "sure": answer})
    assert Meeting.objects.filter(held_on="2030-05-14").count() == 2


@pytest.mark.parametrize(
    "told", [{"held_on": "2030-05-14"}, {"step": "postpone", "to": "2030-05-14"}]
)
def test_meeting_comes_to_the_day_of_another_knowingly(client, panel, meeting, told):
    other = MeetingFactory(panel=panel, held_on=datetime.date(2030, 5, 14))
    assert "Are there to be two?" in refused(post(client, url(meeting), **told))[0]
    post(client, url(meeting), sure=f"twice {other.pk}", **told)
    meeting.refresh_from_db()
    assert meeting.held_on == other.held_on
    assert post(client, url(meeting), venue="Weir House").status_code == 302  # asked once


def test_meeting_in_words_that_stand_already_is_planned_knowingly(client, panel):
    MeetingFactory(panel=panel, held_on=None, date_words="June 2030")
    MeetingFactory(held_on=None, date_words="July 2030")
    address = f"/admin/meetings/plan/{panel.pk}/"
    assert "Are there to be two?" in refused(post(client, address, date_words="june 2030"))[0]
    assert post(client, address, date_words="July 2030").status_code == 302


def test_meeting_that_was_cancelled_comes_back_to_a_day_since_taken_knowingly(
    client, panel, meeting
):
    meeting.cancel(at=datetime.datetime(2030, 3, 1, tzinfo=datetime.UTC))
    other = MeetingFactory(panel=panel, held_on=meeting.held_on)
    assert "Are there to be two?" in refused(step(client, meeting, "reinstate"))[0]
    meeting.refresh_from_db()
    assert meeting.cancelled_at
    assert step(client, meeting, "reinstate", sure=f"twice {other.pk}").status_code == 302
    meeting.refresh_from_db()
    assert meeting.cancelled_at is None


def test_meeting_of_a_day_that_is_past_is_planned_knowingly(client, panel):
    address = f"/admin/meetings/plan/{panel.pk}/"
    response = post(client, address, held_on="2019-01-01")
    assert refused(response) == ["1 January 2019 is past. Was there a meeting that day?"]
    assert not Meeting.objects.exists()
    sure = parsed(response).css_first("input[name=sure]").attributes["value"]
    assert client.post(address, {**typed(response), "sure": sure}).status_code == 302
    meeting = Meeting.objects.get(held_on="2019-01-01")
    assert post(client, url(meeting), venue="Weir House").status_code == 302  # asked once


@pytest.mark.parametrize("is_new", [True, False])
def test_ordinary_form_leads_to_the_plan_where_a_day_is_taken(client, panel, meeting, is_new):
    other = MeetingFactory(panel=panel, held_on=datetime.date(2030, 5, 14))
    address = "/admin/meetings/meeting/add/" if is_new else change(meeting)
    page = f"/admin/meetings/plan/{panel.pk}/" if is_new else url(meeting)
    form = meeting_form(panel=panel.pk, held_on="2030-05-14")
    assert errors_of(client.post(address, form))["__all__"] == [
        f"The panel has a meeting then already: {other.reference}, 14 May 2030. Are there to be "
        f'two? If so, say it <a href="{page}">where the meeting is planned</a>.'
    ]
    assert Meeting.objects.filter(held_on="2030-05-14").get() == other
    assert client.post(address, form | {"held_on": "2030-05-21"}).status_code == 302
    assert Meeting.objects.filter(held_on="2030-05-21").exists()


def test_ordinary_form_takes_no_cancellation_back_where_the_day_is_taken(client, panel, meeting):
    meeting.cancel(at=datetime.datetime(2030, 3, 1, tzinfo=datetime.UTC))
    MeetingFactory(panel=panel, held_on=meeting.held_on)
    form = meeting_form(held_on="2030-03-12", cancelled_at="2030-03-01T10:00", venue="Weir House")
    assert client.post(change(meeting), form).status_code == 302
    response = client.post(change(meeting), form | {"cancelled_at": ""})
    assert "Are there to be two?" in errors_of(response)["__all__"][0]
    meeting.refresh_from_db()
    assert (meeting.venue, meeting.stage) == ("Weir House", "cancelled")
