"""Somebody who was wrongly taken for another is parted from them by hand."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Attendance, PersonPair
from panel.models import Person
from tests.factories import (
    AttendanceFactory,
    OrganisationFactory,
    PanelSecretaryFactory,
    PersonFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def attendance(client: Client) -> Attendance:
    """As published."""
    row: Attendance = AttendanceFactory(name="Ann Teal")
    RevisionFactory(meeting=row.meeting)
    client.force_login(PanelSecretaryFactory(panel=row.meeting.panel).user)
    return row


def point(client: Client, attendance: Attendance, person: Person, **fields: Any) -> Any:
    address = reverse("admin:meetings_attendance_change", args=[attendance.pk])
    stands = {"name": attendance.name, "presence": attendance.presence, "organisation": ""}
    return client.post(address, {**stands, "person": person.pk, **fields})


def test_attendance_points_at_another_person_and_what_was_printed_stays(
    client: Client, attendance: Attendance
):
    meant, organisation = PersonFactory(name="Anne Teal"), OrganisationFactory()
    assert point(client, attendance, meant, organisation=organisation.pk).status_code == 302
    attendance.refresh_from_db()
    assert (attendance.person, attendance.organisation) == (meant, organisation)
    assert attendance.name == "Ann Teal"
    assert attendance.meeting.revisions.count() == 1


def test_whoever_it_was_taken_from_is_settled_as_another(client: Client, attendance: Attendance):
    first, meant = attendance.person, PersonFactory(name="Ann Teal")
    point(client, attendance, meant)
    [pair] = PersonPair.objects.all()
    assert ({pair.one, pair.other}, pair.are_one) == ({first, meant}, False)
    assert pair.settled_by is not None
    point(client, attendance, first)
    assert PersonPair.objects.get() == pair


def test_saving_an_attendance_without_another_person_settles_nothing(
    client: Client, attendance: Attendance
):
    point(client, attendance, attendance.person, organisation=OrganisationFactory().pk)
    assert not PersonPair.objects.exists()


def test_attendance_does_not_point_at_somebody_who_is_listed_already(
    client: Client, attendance: Attendance
):
    listed = AttendanceFactory(meeting=attendance.meeting).person
    response = point(client, attendance, listed)
    assert response.context["adminform"].form.errors == {
        "__all__": ["This person is already listed at the meeting."]
    }


def test_attendance_does_not_point_at_somebody_of_another_panels_drafts(
    client: Client, attendance: Attendance
):
    before, hidden = attendance.person, AttendanceFactory().person
    response = point(client, attendance, hidden)
    assert list(response.context["adminform"].form.errors) == ["person"]
    attendance.refresh_from_db()
    assert attendance.person == before


def test_attendance_of_another_panel_does_not_exist(client: Client, attendance: Attendance):
    foreign = AttendanceFactory()
    person = foreign.person
    assert point(client, foreign, PersonFactory()).status_code == 302
    foreign.refresh_from_db()
    assert foreign.person == person


def test_attendance_is_not_added_on_its_own(client: Client, attendance: Attendance):
    assert client.get(reverse("admin:meetings_attendance_add")).status_code == 403
