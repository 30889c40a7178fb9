"""Recording knows people, organisations and owners again."""

import itertools

import pytest
from django.db import transaction
from django.utils import timezone

from actions.models import Owner
from meetings.minutes.document import (
    Action as Raised,
)
from meetings.minutes.document import (
    Attendee,
    Doubt,
    Role,
)
from meetings.minutes.identity.standing import Rows
from meetings.minutes.recording import Batch
from meetings.models import Attendance, OrganisationPair, PersonPair
from panel.models import Organisation, Panel, Person
from tests.factories import MeetingFactory, OrganisationFactory, PanelFactory, PersonFactory
from tests.meetings.minutes.documents import JANUARY, MARCH, MAY, minutes, put
from tests.meetings.minutes.identity.attended import attendance, month, recorded, who_is_who

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


def test_rows_change_what_they_lead_to_without_a_chain_between(panel):
    """The second led to the third, which now leads to the first; a fourth follows on."""
    first, third = PersonFactory(), PersonFactory()
    second, fourth = PersonFactory(same_as=third), PersonFactory(same_as=third)
    rows = Rows(Person, PersonPair, ())
    assert rows.point([[first.pk, third.pk], [second.pk]]) == [first.pk, second.pk]
    leads = dict(Person.objects.values_list("pk", "same_as"))
    assert leads == {
        first.pk: None, second.pk: None, third.pk: first.pk, fourth.pk: first.pk,
    }  # fmt: skip


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


# Evidence that comes later


DOCUMENTS = [
    ("RW", 1, ("Will Tarn, Canal Trust", "Jo Reed, Canal Trust", "Lord Moss, LRO")),
    ("RW", 2, ("William Tarn, Canal Trust", "Jo Reed, Gauge Office", "Ada Ferris, Lockham CC")),
    ("RW", 3, ("Jo Reed, Canal Trust", "Jo Reed, Gauge Office", "Bo Lund, Lock Repair Office")),
    ("CB", 2, ("W Tarn, Canal Trust", "Cy Nash, Lockham CC", "Bo Lumd, LRO")),
    ("CB", 4, ("Wiliam Tarn, Canal Trust", "Jo Reed", "Cy Nash, Lockham City Council (LCC)")),
]  # fmt: skip
ORDERS = list(itertools.permutations(range(len(DOCUMENTS))))[::7]


def record_documents(order, batch=None):
    for index in order:
        code, number, lines = DOCUMENTS[index]
        panel = Panel.objects.get(code=code)
        put(panel, minutes(month(number), attendance=attendance(*lines)), batch=batch)


@pytest.fixture
def panels(panel):
    return [panel, PanelFactory(code="CB", name="Canal Board")]


@pytest.fixture
def in_order(panels):
    """Who is who when the documents are recorded in the order of the list, undone again."""
    with transaction.atomic():
        record_documents(range(len(DOCUMENTS)))
        found = who_is_who()
        transaction.set_rollback(True)
    return found


def test_who_is_who_of_the_documents(in_order):
    people, organisations, asked, organisations_asked = in_order
    assert people == {
        frozenset({("RW", 1, 0), ("RW", 2, 0), ("CB", 2, 0), ("CB", 4, 0)}),  # William Tarn
        frozenset({("RW", 1, 1), ("RW", 3, 0)}),  # Jo Reed of the Trust
        frozenset({("RW", 2, 1), ("RW", 3, 1)}),  # Jo Reed of the Office
        frozenset({("RW", 1, 2)}),
        frozenset({("RW", 2, 2)}),
        frozenset({("RW", 3, 2), ("CB", 2, 2)}),  # Bo Lund, misprinted
        frozenset({("CB", 2, 1), ("CB", 4, 2)}),  # Cy Nash
        frozenset({("CB", 4, 1)}),  # Jo Reed of nowhere
    }
    assert organisations == {
        frozenset({"Canal Trust"}),
        frozenset({"Gauge Office"}),
        frozenset({"LRO", "Lock Repair Office"}),
        frozenset({"Lockham CC"}),
        frozenset({"Lockham City Council (LCC)"}),
    }
    trust, office, nowhere = (
        next(person for person in people if line in person)
        for line in [("RW", 1, 1), ("RW", 2, 1), ("CB", 4, 1)]
    )
    assert {pair for pair, _ in asked} == {
        frozenset({trust, nowhere}),
        frozenset({office, nowhere}),
    }
    assert {pair for pair, _ in organisations_asked} == {
        frozenset({frozenset({"Lockham CC"}), frozenset({"Lockham City Council (LCC)"})})
    }


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_no_order_of_documents_changes_who_is_who(in_order, order):
    batch = Batch() if sum(order[:2]) % 2 else None
    record_documents(order, batch)
    assert who_is_who() == in_order


def test_one_of_two_namesakes_is_not_joined_with_a_third_of_another_panel():
    people, _, asked, _ = recorded(
        [
            ("RW", 1, ("Jo Reed, Canal Trust", "Jo Reed, Gauge Office")),
            ("RW", 5, ("Jo Reed",)),
            ("CB", 2, ("Jo Reed, Weir Board",)),
        ]
    )
    assert people == {
        frozenset({line}) for line in [("RW", 1, 0), ("RW", 1, 1), ("RW", 5, 0), ("CB", 2, 0)]
    }
    assert {pair for pair, _ in asked} >= {
        frozenset({frozenset({("RW", 5, 0)}), frozenset({line})})
        for line in [("RW", 1, 0), ("RW", 1, 1), ("CB", 2, 0)]
    }


def test_a_join_by_evidence_is_a_pointer_that_can_be_taken_away(panels):
    rivers, canals = panels
    put(rivers, minutes(month(1), attendance=attendance("Jo Reed, Canal Trust")))
    put(canals, minutes(month(2), attendance=attendance("Jo Reed, Gauge Office")))
    one, other = Person.objects.order_by("pk")
    assert PersonPair.objects.get().are_one is None
    put(rivers, minutes(month(3), attendance=attendance("Jo Reed, Gauge Office")))
    other.refresh_from_db()
    assert other.same_as == one
    pair = PersonPair.objects.get()
    assert (pair.are_one, pair.settled_by) == (True, None)
    pair.reopen()
    other.refresh_from_db()
    assert other.same_as is None


def test_evidence_parts_what_stood_on_one_row(panel):
    put(panel, minutes(month(1), attendance=attendance("Jo Reed, Canal Trust")))
    put(panel, minutes(month(2), attendance=attendance("Jo Reed, Gauge Office")))
    assert Person.objects.count() == 1
    both = attendance("Jo Reed, Canal Trust", "Jo Reed, Gauge Office")
    put(panel, minutes(month(3), attendance=both))
    assert [
        list(person.attendances.order_by("pk").values_list("organisation_name", flat=True))
        for person in Person.objects.order_by("pk")
    ] == [["Canal Trust"] * 2, ["Gauge Office"] * 2]


def test_what_was_settled_as_two_is_not_matched_nor_asked_again(panel):
    put(panel, minutes(month(1), attendance=attendance("J Reed")))
    put(panel, minutes(month(2), attendance=attendance("Jo Reed")))
    pair = PersonPair.objects.get()
    pair.settle_as_two(by=None, at=timezone.now())
    put(panel, minutes(month(3), attendance=attendance("J Reed, Canal Trust")))
    put(panel, minutes(month(4), attendance=attendance("Jo Reed, Canal Trust")))
    assert Person.objects.resolved().count() == 2
    assert list(PersonPair.objects.all()) == [pair]


def test_what_was_settled_as_one_stays_one_and_where_it_is(panel):
    put(panel, minutes(month(1), attendance=attendance("J Reed")))
    put(panel, minutes(month(2), attendance=attendance("Jo Reed")))
    PersonPair.objects.get().settle_as_one(by=None, at=timezone.now())
    one, other = Person.objects.order_by("pk")
    put(panel, minutes(month(3), attendance=attendance("Joan Reed", "Jo Reed")))
    other.refresh_from_db()
    assert other.same_as == one
    earlier = Attendance.objects.filter(meeting__held_on__lt=month(3))
    assert [row.person for row in earlier.order_by("meeting__held_on")] == [one, other]
    assert Attendance.objects.get(name="Jo Reed", meeting__held_on=month(3)).person == one


def test_an_abbreviation_is_remembered(panel):
    put(panel, minutes(month(1), attendance=attendance("Jo Reed, Canal Trust (CT)")))
    put(panel, minutes(month(2), attendance=attendance("Bo Lund, CT")))
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.abbreviations) == ("Canal Trust", ["CT"])


def test_an_abbreviation_of_two_organisations_is_neither(panel):
    put(panel, minutes(month(1), attendance=attendance("Jo Reed, Lock Repair Office")))
    put(panel, minutes(month(2), attendance=attendance("Bo Lund, LRO")))
    assert Organisation.objects.get().abbreviations == ["LRO"]
    put(panel, minutes(month(3), attendance=attendance("Cy Nash, Lower River Office")))
    assert list(Organisation.objects.order_by("name").values_list("name", "abbreviations")) == [
        ("LRO", []),
        ("Lock Repair Office", []),
        ("Lower River Office", []),
    ]
    assert Attendance.objects.get(name="Bo Lund").organisation.name == "LRO"
    assert OrganisationPair.objects.count() == 2


def test_many_people_take_as_many_queries_as_one(panel, django_assert_max_num_queries):
    people = Batch().people
    meeting = MeetingFactory(panel=panel, held_on=month(1))
    listed = attendance(*(f"{name} Tarn, {name} Office" for name in ("Ada", "Bo", "Cy", "Di")))
    with django_assert_max_num_queries(2):
        people.attend(meeting, listed)


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


@pytest.mark.parametrize("name", ["HSa", "Sir Nigel", "Bill", "Mr Tarn", "Chair", "B. Tarn"])
def test_an_owner_may_be_called_in_many_ways(panel, name):
    listed = (
        Attendee("Helen Sand", note="HSa"),
        Attendee("Henry Stone", note="HS"),
        Attendee("Nigel Moss", honorific="Sir", role=Role.CHAIR),
        Attendee("William Tarn", organisation="Canal Trust"),
    )
    put(panel, minutes(JANUARY, Raised(f"{name} to write.", owners=(name,)), attendance=listed))
    expected = {
        "HSa": "Helen Sand",
        "Sir Nigel": "Nigel Moss",
        "Chair": "Nigel Moss",
        "Bill": "William Tarn",
        "Mr Tarn": "William Tarn",
        "B. Tarn": None,
    }
    person = Owner.objects.get().person
    assert (person.name if person else None) == expected[name]


@pytest.mark.parametrize("name", ["Canal Trust", "CT", "the canal trust"])
def test_an_organisation_that_was_there_owns(panel, name):
    listed = (Attendee("William Tarn", organisation="Canal Trust"), Attendee("Bo Lund"))
    put(panel, minutes(JANUARY, Raised(f"{name} to write.", owners=(name,)), attendance=listed))
    assert Owner.objects.get().organisation.name == "Canal Trust"


def test_initials_of_a_person_and_an_organisation_mean_neither(panel):
    listed = (Attendee("Cy Tarn", organisation="Canal Trust"), Attendee("Bo Lund"))
    put(panel, minutes(JANUARY, Raised("CT to write.", owners=("CT",)), attendance=listed))
    owner = Owner.objects.get()
    assert (owner.person, owner.organisation, owner.body) == (None, None, "")


@pytest.mark.parametrize(
    "listed",
    [
        Attendee("Cy Moss", organisation="Lock Repair Office (LRO)"),
        Attendee("Cy Moss", organisation="Lock Repair Office", note="LRO"),
    ],
)
def test_initials_beside_an_organisation_that_has_them_are_its_own(panel, listed):
    there = (listed, Attendee("Bo Lund", note="BL"))
    raised = [Raised(f"{owner} to write.", owners=(owner,)) for owner in ("LRO", "BL")]
    put(panel, minutes(JANUARY, *raised, attendance=there))
    office, person = Owner.objects.order_by("action__serial")
    assert (office.person, office.organisation.name) == (None, "Lock Repair Office")
    assert (person.person.name, person.organisation) == ("Bo Lund", None)


@pytest.mark.parametrize(
    ("bracket", "position"),
    [(" (Weir Board)", 0), (" (LRO)", 1), (" (Canal Trust)", None), ("", None)],
)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=str)
def test_of_two_namesakes_an_owner_is_the_one_from_where_the_wording_says(
    panel, bracket, position, order
):
    documents = [
        minutes(
            JANUARY,
            Raised(f"Bo Lund and Jo Reed{bracket} to write.", owners=("Jo Reed",)),
            attendance=attendance("Jo Reed, Weir Board", "Jo Reed, Lock Repair Office"),
        ),
        minutes(MARCH, attendance=attendance("Jo Reed, Weir Board", "Bo Lund, LRO")),
    ]
    for index in order:
        put(panel, documents[index])
    rows = Attendance.objects.filter(name="Jo Reed", meeting__held_on=JANUARY).order_by("position")
    expected = None if position is None else rows[position].person
    assert Owner.objects.get().person == expected


@pytest.mark.parametrize("name", ["All", "River Watch Panel members", "All members"])
def test_all_are_the_members(panel, name):
    put(panel, minutes(JANUARY, Raised("To write.", owners=(name,))))
    assert Owner.objects.get().body == Owner.Body.MEMBERS


def test_somebody_is_not_called_by_a_misprint(panel):
    for day, name in ((JANUARY, "Ines Caloway"), (MARCH, "Ines Caloway"), (MAY, "Inez Caloway")):
        put(panel, minutes(day, attendance=(Attendee(name, organisation="Canal Trust"),)))
    assert Person.objects.get().name == "Ines Caloway"
