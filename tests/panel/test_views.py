import datetime

import pytest
from django.template.loader import render_to_string

from meetings.minutes import publishing
from meetings.models import Meeting
from panel.models import Membership
from tests.factories import (
    ActionEntryFactory,
    ActionFactory,
    AttendanceFactory,
    MeetingFactory,
    MembershipFactory,
    OrganisationFactory,
    OwnerFactory,
    PanelFactory,
    PersonFactory,
    UserFactory,
)
from tests.pages import links, signed_in, texts

pytestmark = pytest.mark.django_db

FEBRUARY = datetime.date(2024, 2, 8)
DAY = datetime.date(2024, 3, 4)


@pytest.fixture
def panel():
    return PanelFactory(code="RW", name="Rivers Panel", remit="Advises on rivers.")


def published(panel, **facts) -> Meeting:
    meeting = MeetingFactory(panel=panel, **facts)
    publishing.publish(meeting, on=DAY, by=None)
    return meeting


def test_home_names_panels_meetings_to_come_and_minutes(client, panel):
    published(panel, held_on=FEBRUARY)
    planned = MeetingFactory(panel=panel, held_on=datetime.date(2100, 1, 5))
    publishing.publish_agenda(planned, on=DAY, by=None)
    MeetingFactory(panel=panel, held_on=datetime.date(2100, 2, 5))  # nothing of it is out

    response = client.get("/")

    assert texts(response, "#panels ~ ul h3") == ["Rivers Panel"]
    assert texts(response, "[aria-labelledby=planned] li") == ["Rivers Panel, 5 January 2100"]
    assert texts(response, "[aria-labelledby=published] li") == [
        "Rivers Panel, 8 February 2024 minutes published 4 March 2024"
    ]


def test_home_of_an_empty_database_says_so(client):
    response = client.get("/")
    assert texts(response, "main li, main p") == [
        "No panel has been entered yet.",
        "No minutes have been published yet.",
    ]


def test_panel_shows_current_former_and_later_seats_apart(client, panel):
    def seat(name, **facts):
        MembershipFactory(panel=panel, person=PersonFactory(name=name), **facts)

    seat("Ann Now", role=Membership.Role.CHAIR, started_on=FEBRUARY)
    seat("Bo Unknown", representing=OrganisationFactory(name="Office for Water"))
    seat("Cy Gone", ended_on=FEBRUARY)
    seat("Di Later", started_on=datetime.date(2100, 1, 1))

    response = client.get("/panels/RW/")

    assert texts(response, "[aria-labelledby=members] h3, [aria-labelledby=members] tbody tr") == [
        "Ann Now Chair 8 February 2024",
        "Bo Unknown Member, Office for Water",
        "From a later day",
        "Di Later Member 1 January 2100",
        "Former members",
        "Cy Gone Member 8 February 2024",
    ]


def test_panel_counts_the_actions_that_the_viewer_reads_as_open(client, panel):
    meeting = MeetingFactory(panel=panel)
    for _ in range(6):
        ActionFactory(entry=ActionEntryFactory(meeting=meeting))
    publishing.publish(meeting, on=DAY, by=None)
    ActionFactory(panel=panel, entry=None)  # stands in no minutes

    response = client.get("/panels/RW/")

    assert texts(response, "[aria-labelledby=actions] li > a") == [
        "RW-6",
        "RW-5",
        "RW-4",
        "RW-3",
        "RW-2",
    ]
    assert "All 6 open actions" in texts(response, "[aria-labelledby=actions] p a")
    assert "/panels/RW/actions/?status=open" in links(response)


def test_unknown_panel_is_not_found(client):
    response = client.get("/panels/NONE/")
    assert response.status_code == 404
    assert texts(response, "h1") == ["There is nothing at this address"]
    assert links(response, "header")[-1] == "/sign-in/?next=/panels/NONE/"


@pytest.mark.parametrize(
    ("template", "heading"),
    [
        ("403.html", "Your account may not do this"),
        ("403_csrf.html", "The form was not accepted"),
        ("500.html", "Something went wrong"),
    ],
)
def test_fault_is_told_without_a_database(template, heading, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert f"<h1>{heading}</h1>" in render_to_string(template)


def test_person_shows_seats_meetings_and_actions_of_all_rows_that_are_one(client, panel):
    person = PersonFactory(name="Robin Reed", honorific="Dr")
    twin = PersonFactory(name="R. Reed", same_as=person)
    MembershipFactory(panel=panel, person=person, started_on=FEBRUARY)
    meeting = MeetingFactory(panel=panel, held_on=FEBRUARY)
    AttendanceFactory(meeting=meeting, person=twin, organisation_name="Reed Ltd", role="chair")
    action = ActionFactory(entry=ActionEntryFactory(meeting=meeting), text="Robin to reply.")
    OwnerFactory(action=action, name="R. Reed", person=twin)
    publishing.publish(meeting, on=DAY, by=None)

    response = client.get(f"/people/{person.pk}/")

    assert texts(response, "h1") == ["Dr Robin Reed"]
    assert texts(response, "tbody tr, .rows li") == [
        "Rivers Panel Member 8 February 2024",
        "RW-1 Not complete Robin to reply.",
        "Rivers Panel, 8 February 2024 R. Reed, Reed Ltd Present, chair",
    ]


def test_person_who_is_the_same_as_another_leads_there(client, panel):
    person = PersonFactory()
    twin = PersonFactory(same_as=person)
    MembershipFactory(panel=panel, person=twin)
    MembershipFactory(person=person)
    response = client.get(f"/people/{twin.pk}/")
    assert (response.status_code, response["Location"]) == (302, f"/people/{person.pk}/")


def test_person_named_nowhere_in_public_is_not_found(client, panel):
    person = PersonFactory(user=UserFactory())
    AttendanceFactory(meeting=MeetingFactory(panel=panel), person=person)
    assert client.get(f"/people/{person.pk}/").status_code == 404
    assert signed_in(person.user).get(f"/people/{person.pk}/").status_code == 200


def test_signing_in_leads_back_to_the_page_asked_for(client):
    user = UserFactory(username="robin")
    user.set_password("a long password")
    user.save()
    wrong = client.post("/sign-in/", {"username": "robin", "password": "wrong"})
    assert texts(wrong, "[role=alert]") == [
        "Please enter a correct username and password. Note that both fields may be case-sensitive."
    ]
    right = client.post(
        "/sign-in/", {"username": "robin", "password": "a long password", "next": "/actions/"}
    )
    assert (right.status_code, right["Location"]) == (302, "/actions/")
    assert texts(client.get("/"), "header button") == ["Sign out, robin"]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_the_same_queries_for_one_row_and_for_many(
    client, panel, django_assert_num_queries, count
):
    people = [PersonFactory() for _ in range(count)]
    for index in range(count):
        meeting = MeetingFactory(panel=panel, held_on=FEBRUARY)
        for person in people:
            AttendanceFactory(meeting=meeting, person=person)
            MembershipFactory(panel=PanelFactory(), person=person)
        action = ActionFactory(entry=ActionEntryFactory(meeting=meeting))
        OwnerFactory(action=action, person=people[0])
        publishing.publish(meeting, on=DAY, by=None)
        planned = MeetingFactory(panel=panel, held_on=datetime.date(2100, 1, index + 1))
        publishing.publish_agenda(planned, on=DAY, by=None)
        MembershipFactory(panel=panel, person=people[index], representing=OrganisationFactory())
    with django_assert_num_queries(3):
        client.get("/")
    with django_assert_num_queries(8):
        client.get("/panels/RW/")
    with django_assert_num_queries(4):
        client.get(f"/people/{people[0].pk}/")


@pytest.mark.parametrize("address", ["/sign-in/", "/admin/login/"])
def test_name_too_long_to_be_one_is_refused(client, address):
    answer = client.post(address, {"username": "x" * 100_000, "password": "secret"})
    assert answer.status_code == 200
    assert "Ensure this value has at most 150 characters" in answer.content.decode()
