"""Who is expected at a meeting: the members of its day."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import Meeting
from panel.models import Panel, Person
from tests.factories import (
    AttendanceFactory,
    MeetingFactory,
    MembershipFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PersonFactory,
)
from tests.meetings.test_admin_planning import post, said, typed, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="RW", name="River Watch")


@pytest.fixture
def client(panel) -> Client:
    client = Client()
    client.force_login(PanelSecretaryFactory(panel=panel).user)
    return client


# The members of the day


def away(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def seats(panel):
    """One seat that ends, one that stays, one that is unticked, and one that begins."""
    told = {"Ada": {"ended_on": away(60)}, "Bo": {}, "Cy": {}, "Dee": {"started_on": away(90)}}
    return {
        name: MembershipFactory(panel=panel, person__name=name, **days)
        for name, days in told.items()
    }


def expected(meeting: Meeting) -> list[str]:
    return sorted(meeting.attendances.values_list("name", flat=True))


def test_members_of_the_day_that_is_typed_are_expected(client, panel, seats):
    address = f"/admin/meetings/plan/{panel.pk}/"
    data = typed(client.get(address))
    assert data["seats"] == [seats[name].pk for name in ("Ada", "Bo", "Cy")]
    told = {"held_on": away(120), "seats": [seats["Ada"].pk, seats["Bo"].pk]}
    response = client.post(address, {**data, **told})
    assert expected(Meeting.objects.get()) == ["Bo", "Dee"]
    assert said(response) == [
        "Planned. Expected as well, as a member on that day: Dee. "
        "Expected no more, as no member on that day: Ada."
    ]


@pytest.mark.parametrize("told", [{}, {"step": "postpone"}])
def test_who_is_expected_follows_a_meeting_to_its_new_day(client, panel, seats, told):
    meeting = MeetingFactory(panel=panel, held_on=away(30))
    ticked = [seats["Ada"].pk, seats["Bo"].pk]
    guest = PersonFactory(name="Eve")
    post(client, url(meeting), seats=ticked, guests=[guest.pk])
    assert expected(meeting) == ["Ada", "Bo", "Eve"]
    post(client, url(meeting), **told, **{"to" if told else "held_on": away(120)})
    assert expected(meeting) == ["Bo", "Dee", "Eve"]


def test_who_lost_the_seat_since_is_named_on_the_page(client, panel, seats):
    meeting = MeetingFactory(panel=panel, held_on=away(75))
    AttendanceFactory(meeting=meeting, person=seats["Ada"].person, name="Ada", presence="expected")
    AttendanceFactory(meeting=meeting, presence="expected", heading="Guests", position=1)
    page = client.get(url(meeting))
    assert page.context["without_seat"] == ["Ada"]
    assert "Invited as members, with no seat on the panel that day: Ada." in page.content.decode()


# Guests by name


def test_guest_is_named_whom_nobody_knew(client, panel):
    known = PersonFactory(name="Bo Lund")
    MeetingFactory(panel=panel, held_on=away(30))
    response = post(
        client,
        f"/admin/meetings/plan/{panel.pk}/",
        held_on=away(40),
        named="Dr Dee Moss, Land Board\r\n\r\nBo LUND\r\nDee Moss\r\n",
    )
    planned = Meeting.objects.get(held_on=away(40))
    assert response.url == url(planned)
    told = ("honorific", "name", "organisation_name", "heading", "presence")
    assert list(planned.attendances.values_list(*told)) == [
        ("Dr", "Dee Moss", "Land Board", "Guests", "expected"),
        ("", "Bo Lund", "", "Guests", "expected"),
    ]
    assert planned.attendances.get(name="Bo Lund").person == known
    assert Person.objects.filter(name="Dee Moss").count() == 1


@pytest.mark.parametrize(
    "named", ["Ada Ferris\r\nAda Ferris, Land Board", "Ada Ferris, Land Board\r\nAda Ferris"]
)
def test_guest_who_is_named_twice_keeps_the_organisation(client, panel, named):
    post(client, f"/admin/meetings/plan/{panel.pk}/", held_on=away(40), named=named)
    assert list(Meeting.objects.get().attendances.values_list("name", "organisation_name")) == [
        ("Ada Ferris", "Land Board")
    ]


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("Room 7 at noon.", "“Room 7 at noon.” is no name of a person."),
        ("Bo Lund", "Several people are called Bo Lund: choose among the guests above."),
        ("Ada Ferris, " + "Land Board " * 30, "at most 200 characters"),
        ("Ada Ferris, Mill\r\nAda Ferris, Bank", "Ada Ferris is named twice: of Mill and of Bank."),
    ],
)
def test_guest_who_cannot_be_told_is_asked_about(client, panel, named, says):
    PersonFactory.create_batch(2, name="Bo Lund")
    address = f"/admin/meetings/plan/{panel.pk}/"
    response = post(client, address, held_on=away(40), named=named)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert (Meeting.objects.count(), Person.objects.count()) == (0, 2)


# The members of a month


@pytest.fixture
def seats_of_spring(panel):
    """A seat that ends before March 2100, one that begins in it, and one that stays."""
    told = {
        "Ada": {"ended_on": datetime.date(2100, 1, 31)},
        "Bo": {},
        "Dee": {"started_on": datetime.date(2100, 3, 15)},
    }
    return [
        MembershipFactory(panel=panel, person__name=name, **days) for name, days in told.items()
    ]


@pytest.mark.parametrize("words", ["March 2100", "early march 2100"])
def test_members_of_a_month_in_words_are_expected(client, panel, seats_of_spring, words):
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2100, 1, 12))
    post(client, url(meeting), seats=[seats_of_spring[0].pk, seats_of_spring[1].pk])
    response = post(client, url(meeting), step="postpone", words=words)
    assert said(response) == [
        f"Saved. The meeting is moved to {words}; it keeps its address. Expected as well, as a "
        "member then: Dee. Expected no more, as no member then: Ada."
    ]
    assert expected(meeting) == ["Bo", "Dee"]
    page = client.get(url(meeting))
    assert page.context["without_seat"] == []
    assert typed(page)["seats"] == [seats_of_spring[1].pk, seats_of_spring[2].pk]
    # Nobody is taken out or put in where the day turns out to be one of that month.
    post(client, url(meeting), step="postpone", to="2100-03-31")
    assert expected(meeting) == ["Bo", "Dee"]


@pytest.mark.parametrize(
    "words", ["autumn 2100", "March", "January or March 2100", "not before March 2100"]
)
def test_who_is_expected_stays_where_words_tell_no_month(client, panel, seats_of_spring, words):
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2100, 3, 20))
    post(client, url(meeting), seats=[seats_of_spring[2].pk])
    response = post(client, url(meeting), step="postpone", words=words)
    assert said(response) == [f"Saved. The meeting is moved to {words}; it keeps its address."]
    assert expected(meeting) == ["Dee"]
    assert client.get(url(meeting)).context["without_seat"] == []
    assert said(post(client, url(meeting))) == ["Saved."]
    assert expected(meeting) == ["Dee"]
