"""Recording knows people, organisations and owners again."""

import pytest

from actions.models import Owner
from meetings.minutes.document import (
    Action as Raised,
)
from meetings.minutes.document import (
    Attendee,
    Doubt,
)
from meetings.models import Attendance
from panel.models import Organisation, Person
from tests.factories import OrganisationFactory, PanelFactory, PersonFactory
from tests.meetings.minutes.documents import JANUARY, MARCH, minutes, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return PanelFactory(code="RW", name="River Watch Panel")


def test_a_person_is_known_again_whatever_the_honorific(panel):
    put(panel, minutes(JANUARY, attendance=(Attendee("Ada Ferris", honorific="Prof."),)))
    put(panel, minutes(MARCH, attendance=(Attendee("Ada FERRIS", honorific="Dr"),)))
    person = Person.objects.get()
    assert (person.name, person.honorific) == ("Ada FERRIS", "Dr")
    assert list(
        person.attendances.order_by("meeting__held_on").values_list("honorific", "name")
    ) == [("Prof.", "Ada Ferris"), ("Dr", "Ada FERRIS")]


def test_a_stray_space_in_a_name_is_the_same_person(panel):
    put(panel, minutes(JANUARY, attendance=(Attendee("Kit O’Dea"),)))
    put(panel, minutes(MARCH, attendance=(Attendee("Kit O’ Dea"),)))
    assert Person.objects.count() == 1


def test_two_of_one_name_in_a_list_are_two(panel):
    listed = (
        Attendee("Jo Reed", organisation="Canal Trust"),
        Attendee("Jo Reed", organisation="Gauge Office"),
    )
    put(panel, minutes(JANUARY, attendance=listed))
    put(panel, minutes(MARCH, attendance=listed[::-1]))
    assert Person.objects.count() == 2
    assert sorted(Attendance.objects.values_list("person", "organisation_name")) == sorted(
        (person.pk, name)
        for person, name in zip(
            Person.objects.order_by("pk"), ["Canal Trust", "Gauge Office"], strict=True
        )
        for _ in range(2)
    )


def test_one_person_listed_twice_is_recorded_once_and_noted(panel):
    listed = (Attendee("Jo Reed", organisation="Canal Trust"), Attendee("Jo Reed"))
    recorded = put(panel, minutes(JANUARY, attendance=listed))
    assert Attendance.objects.count() == 1
    assert recorded.doubts == [Doubt("Jo Reed", "is listed twice; the first stands")]


def test_a_merged_person_is_recorded_as_the_one_it_points_to(panel):
    known = PersonFactory(name="William Tarn")
    PersonFactory(name="Will Tarn", same_as=known)
    put(panel, minutes(JANUARY, attendance=(Attendee("Will Tarn"),)))
    assert Attendance.objects.get().person == known


def test_an_organisation_is_known_by_its_abbreviation(panel):
    trust = OrganisationFactory(name="Canal Trust", abbreviations=["CT"])
    put(panel, minutes(JANUARY, attendance=(Attendee("Ada Ferris", organisation="ct"),)))
    attendance = Attendance.objects.get()
    assert (attendance.organisation, attendance.organisation_name) == (trust, "ct")
    assert Organisation.objects.get().name == "Canal Trust"


def test_a_name_that_somebody_entered_is_not_overwritten(panel):
    put(panel, minutes(JANUARY, attendance=(Attendee("Ada Ferris"),)))
    Person.objects.update(name="Ada Férris")
    put(panel, minutes(MARCH, attendance=(Attendee("Ada Ferris"),)))
    assert Person.objects.get().name == "Ada Férris"


# Owners


@pytest.mark.parametrize("name", ["Secretariat", "the secretariat", "Secretary"])
def test_the_secretariat_owns_as_a_body(panel, name):
    put(panel, minutes(JANUARY, Raised(f"{name} to write.", owners=(name,))))
    assert Owner.objects.get().body == Owner.Body.SECRETARIAT


@pytest.mark.parametrize("name", ["Panel members", "Members", "All members", "The panel"])
def test_the_members_own_as_a_body(panel, name):
    put(panel, minutes(JANUARY, Raised(f"{name} to write.", owners=(name,))))
    assert Owner.objects.get().body == Owner.Body.MEMBERS


@pytest.mark.parametrize("name", ["Ada Ferris", "Ada", "AF"])
def test_an_owner_is_the_one_at_the_meeting_who_is_so_called(panel, name):
    document = minutes(
        JANUARY,
        Raised(f"{name} to write.", owners=(name,)),
        attendance=(Attendee("Ada Ferris"), Attendee("Bo Lund")),
    )
    put(panel, document)
    owner = Owner.objects.get()
    assert (owner.name, owner.person.name) == (name, "Ada Ferris")


def test_a_first_name_that_two_have_means_nobody(panel):
    document = minutes(
        JANUARY,
        Raised("Ada to write.", owners=("Ada",)),
        attendance=(Attendee("Ada Ferris"), Attendee("Ada Lund")),
    )
    put(panel, document)
    owner = Owner.objects.get()
    assert (owner.person, owner.organisation, owner.body) == (None, None, "")


def test_an_owner_whom_a_later_document_names_is_found_then(panel):
    put(panel, minutes(MARCH, Raised("Ada Ferris to write.", owners=("Ada Ferris",))))
    assert Owner.objects.get().person is None
    put(panel, minutes(JANUARY, attendance=(Attendee("Ada Ferris"),)))
    assert Owner.objects.get().person == Person.objects.get()
