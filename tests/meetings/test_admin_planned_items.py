"""Where items of a plan stand."""

import datetime

import pytest
from django.test import Client

from meetings.models import Meeting
from panel.models import Panel
from tests.factories import AgendaItemFactory, MeetingFactory, PanelFactory, PanelSecretaryFactory
from tests.meetings.test_admin_planning import post, refused, url

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


# Places of items


def test_new_items_are_shown_where_they_will_stand(client, meeting):
    rows = client.get(url(meeting)).context["rows"]
    assert [one["title"].value() for one in rows] == [
        "Welcome",
        "Update on actions",
        None,
        None,
        "AOB",
    ]
    response = post(client, url(meeting), **{"items-3-title": "Locks", "held_on": ""})
    titles = [one["title"].value() for one in response.context["rows"]]
    assert titles == ["Welcome", "Update on actions", "Locks", None, "AOB"]


@pytest.mark.parametrize(
    ("places", "titles"),
    [
        ({0: "3"}, ["Update on actions", "AOB", "Welcome"]),
        ({2: "1"}, ["AOB", "Welcome", "Update on actions"]),
        ({0: "2", 1: "1"}, ["Update on actions", "Welcome", "AOB"]),
        ({1: ""}, ["Welcome", "Update on actions", "AOB"]),
        ({0: "", 1: "", 2: "1"}, ["AOB", "Welcome", "Update on actions"]),
        ({3: "2"}, ["Welcome", "New", "Update on actions", "AOB"]),
        ({3: "3", 2: "4"}, ["Welcome", "Update on actions", "New", "AOB"]),
    ],
)
def test_item_stands_where_its_place_says_and_the_others_around_it(client, meeting, places, titles):
    new = {"items-3-title": "New"} if 3 in places else {}
    orders = {f"items-{row}-ORDER": place for row, place in places.items()}
    post(client, url(meeting), **new, **orders)
    assert [item.title for item in meeting.items.all()] == titles


def test_two_items_in_one_place_are_asked_about(client, meeting):
    orders = {"items-0-ORDER": "3", "items-1-ORDER": "3"}
    assert refused(post(client, url(meeting), **orders)) == [
        "“Welcome” and “Update on actions” are both to stand in place 3: say which comes first."
    ]
