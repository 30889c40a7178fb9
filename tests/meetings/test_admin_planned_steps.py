"""Steps of a planned meeting: its agenda goes out, it is cancelled, it is moved."""

import datetime
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from meetings.minutes import publishing
from meetings.models import Meeting, Revision
from panel.models import Panel, User
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    PanelFactory,
    PanelSecretaryFactory,
)
from tests.meetings.test_admin_planning import STEPS, agenda, post, refused, said, step, typed, url
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
    AttendanceFactory(meeting=meeting, presence="expected")
    return meeting


def test_agenda_goes_out_and_the_page_says_so_and_when_it_was_changed(client, meeting):
    def out() -> list[tuple[str, str, bool]]:
        told = client.get(url(meeting)).context["out"]
        return [(one.audience, one.says.partition(" on ")[0], one.is_changed) for one in told]

    assert out() == [("members", "", False), ("public", "", False)]
    assert said(step(client, meeting, "circulate")) == [
        "Saved. The agenda was circulated to the members."
    ]
    assert out() == [("members", "Circulated", False), ("public", "", False)]
    step(client, meeting, "publish")
    assert out() == [("members", "Published", False), ("public", "Published", False)]
    post(client, url(meeting), **{"items-0-title": "Welcome, all"})
    assert out() == [("members", "Published", True), ("public", "Published", True)]
    public = Revision.objects.get(audience="public")
    assert [item.title for item in publishing.document_of(public).items] == [
        "Welcome",
        "Update on actions",
        "AOB",
    ]
    # Members read a newer one than the public, and the page says both.
    step(client, meeting, "circulate")
    assert out() == [("members", "Circulated", False), ("public", "Published", True)]


@pytest.mark.parametrize(("name", "audience"), [("circulate", "members"), ("publish", "public")])
def test_what_is_typed_goes_out(client, meeting, name, audience):
    step(client, meeting, name, **{"items-0-title": "Welcome, all"})
    revision = Revision.objects.get(audience=audience)
    assert publishing.document_of(revision).items[0].title == "Welcome, all"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("circulate", "The members read this agenda already, unchanged."),
        ("publish", "Everybody reads this agenda already, unchanged."),
    ],
)
def test_nothing_goes_out_twice_unchanged(client, meeting, name, says):
    step(client, meeting, name)
    response = step(client, meeting, name, venue="")
    assert refused(response) == [says]
    assert set(Revision.objects.values_list("number", flat=True)) == {1}
    assert step(client, meeting, name, venue="Weir House").status_code == 302
    assert set(Revision.objects.values_list("number", flat=True)) == {1, 2}


@pytest.mark.parametrize("name", ["circulate", "publish"])
def test_agenda_without_items_or_of_a_cancelled_meeting_goes_to_nobody(client, meeting, name):
    gone = {f"items-{place}-DELETE": "on" for place in range(3)}
    response = step(client, meeting, name, **gone)
    assert refused(response) == ["The agenda has no item yet."]
    assert len(agenda(meeting)) == 3  # what was typed waits on the page
    meeting.cancel(at=datetime.datetime(2030, 3, 1, tzinfo=datetime.UTC))
    assert refused(step(client, meeting, name)) == [
        "The meeting is cancelled: its agenda goes out once it takes place after all."
    ]
    assert not Revision.objects.exists()


@pytest.mark.parametrize("name", ["circulate", "publish"])
def test_agenda_of_a_meeting_to_which_nobody_is_to_come_goes_out_knowingly(client, meeting, name):
    response = step(client, meeting, name, guests=[])
    assert refused(response) == [
        "Nobody is expected at the meeting. Is its agenda to go out all the same?"
    ]
    assert not Revision.objects.exists()
    again = {**typed(response), "step": name, "sure": "nobody"}
    assert client.post(url(meeting), again).status_code == 302
    assert Revision.objects.exists()


def test_agenda_of_a_minuted_meeting_goes_out_as_it_stands(client, meeting):
    EntryFactory(item=meeting.items.first())
    data = typed(client.get(url(meeting)))
    response = client.post(url(meeting), {**data, "step": "publish", "venue": "Elsewhere"})
    assert said(response) == ["The agenda was published."]
    meeting.refresh_from_db()
    assert meeting.venue != "Elsewhere"


def test_meeting_is_cancelled_once_that_is_confirmed(client, meeting):
    response = step(client, meeting, "cancel", venue="Weir House")
    assert refused(response)[0].startswith("Is the meeting of 12 March 2030 to be cancelled?")
    assert 'value="Weir House"' in response.content.decode()
    meeting.refresh_from_db()
    assert (meeting.cancelled_at, meeting.venue) == (None, "")
    button = parsed(response).css_first(".errornote button").attributes
    assert (button["name"], button["value"]) == ("step", "cancel")
    assert parsed(response).css_first("input[name=sure]").attributes["value"] == "cancel"
    again = {**typed(response), "step": "cancel", "sure": "cancel"}
    assert said(client.post(url(meeting), again)) == [
        "Saved. The meeting is cancelled; it keeps its address."
    ]
    meeting.refresh_from_db()
    assert meeting.venue == "Weir House"
    assert "This meeting was cancelled" in client.get(url(meeting)).content.decode()


def test_meeting_is_reinstated_and_postponed(client, meeting):
    meeting.cancel(at=datetime.datetime(2030, 3, 1, tzinfo=datetime.UTC))
    step(client, meeting, "reinstate")
    step(client, meeting, "postpone", to="2030-04-09", venue="Weir House")
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.postponed_from, meeting.venue) == (
        datetime.date(2030, 4, 9),
        "12 March 2030",
        "Weir House",
    )
    assert "It was planned for 12 March 2030 at first." in client.get(url(meeting)).content.decode()


def test_step_that_is_refused_says_why(client, meeting):
    assert refused(step(client, meeting, "postpone")) == [
        "Give the new date, or say in words when it will be."
    ]
    assert refused(step(client, meeting, "postpone", to="x")) == ["Enter a valid date."]


@pytest.mark.parametrize("told", [{"to": "2030-04-09"}, {"words": "June 2030"}])
@pytest.mark.parametrize("name", ["", "publish", "minutes"])
def test_new_date_is_not_passed_over_by_another_button(client, meeting, name, told):
    assert refused(step(client, meeting, name, **told)) == [
        "A new date is typed at the end of the page: press “Move to another day” there, or empty "
        "it."
    ]
    assert not Revision.objects.exists()


def test_minutes_are_written_once_the_plan_is_saved(client, meeting):
    response = step(client, meeting, "minutes", venue="Weir House")
    assert response.url == f"/admin/meetings/meeting/{meeting.pk}/minutes/"
    meeting.refresh_from_db()
    assert meeting.venue == "Weir House"


@pytest.mark.parametrize("name", STEPS)
def test_step_is_only_taken_by_post(client, meeting, name):
    response = client.get(url(meeting), {"step": name, "sure": "cancel", "to": "2030-04-09"})
    assert response.status_code == 200
    meeting.refresh_from_db()
    assert (meeting.cancelled_at, meeting.postponed_from) == (None, "")
    assert not Revision.objects.exists()


# Pressed twice


def at_once(clients: list[Client], address: str, data: dict[str, object]) -> list[int]:
    """Let all clients post at one time; the statuses of what came back."""
    start, statuses = Barrier(len(clients)), []

    def run(client: Client) -> None:
        start.wait()
        try:
            statuses.append(client.post(address, data).status_code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(statuses)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db(transaction=True)
def test_plan_that_is_posted_twice_at_once_makes_one_meeting(panel):
    user = PanelSecretaryFactory(panel=panel).user
    clients = [signed_in(user) for _ in range(3)]
    address = f"/admin/meetings/plan/{panel.pk}/"
    data = {**typed(clients[0].get(address)), "held_on": "2030-05-14"}
    assert at_once(clients, address, data) == [302, 422, 422]
    assert Meeting.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_agenda_that_is_published_twice_at_once_goes_out_once(panel, meeting):
    user = PanelSecretaryFactory(panel=panel).user
    clients = [signed_in(user) for _ in range(3)]
    data = {**typed(clients[0].get(url(meeting))), "step": "publish"}
    assert at_once(clients, url(meeting), data) == [302, 422, 422]
    assert set(Revision.objects.values_list("number", flat=True)) == {1}
