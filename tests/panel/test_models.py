import datetime
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Value

from panel.models import Membership, Panel, Person
from panel.text import Folded
from tests.factories import (
    ContactDetailFactory,
    MeetingFactory,
    MembershipFactory,
    OrganisationFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PersonFactory,
    UserFactory,
)
from tests.refusals import assert_accepted, assert_refused

pytestmark = pytest.mark.django_db

MARCH_1 = datetime.date(2024, 3, 1)
MARCH_31 = datetime.date(2024, 3, 31)
APRIL_1 = datetime.date(2024, 4, 1)
APRIL_30 = datetime.date(2024, 4, 30)


# Panels


@pytest.mark.parametrize("code", ["C", "CJ", "C2", "ABCDEFGHIJ12"])
def test_panel_code_of_capitals_and_digits_is_accepted(code):
    assert_accepted(PanelFactory.build(code=code))


@pytest.mark.parametrize("code", ["cj", "2C", "C-J", "C J", "É", "CJ\n"])
def test_panel_code_of_anything_else_is_refused(code):
    assert_refused(
        PanelFactory.build(code=code),
        "A code is capital letters and digits, beginning with a letter.",
        by="panel_code_shape",
    )


def test_panel_without_code_is_refused():
    assert_refused(
        PanelFactory.build(code=""), "This field cannot be blank.", by="panel_code_shape"
    )


def test_panel_code_and_name_are_given_once():
    PanelFactory(code="CJ", name="Crime and Justice")
    assert_refused(
        PanelFactory.build(code="CJ"), "Panel with this Code already exists.", by="panel_panel_code"
    )
    assert_refused(
        PanelFactory.build(name="Crime and Justice"),
        "Panel with this Name already exists.",
        by="panel_panel_name",
    )


def test_next_number_counts_each_kind_by_itself():
    panel = PanelFactory()
    assert [panel.next_number("last_meeting") for _ in range(2)] == [1, 2]
    assert panel.next_number("last_action") == 1
    assert PanelFactory().next_number("last_meeting") == 1


def test_next_number_of_a_stale_panel_goes_on():
    panel = PanelFactory()
    stale = Panel.objects.get(pk=panel.pk)
    assert [panel.next_number("last_action"), stale.next_number("last_action")] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_next_number_asked_for_at_once_is_given_once():
    panel = PanelFactory()
    together = Barrier(4)
    given: list[int] = []

    def take():
        together.wait()
        own = Panel.objects.get(pk=panel.pk)
        given.extend(own.next_number("last_action") for _ in range(25))
        connection.close()

    threads = [Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == list(range(1, 101))


# Seats


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((MARCH_1, MARCH_31), (APRIL_1, APRIL_30)),
        ((MARCH_1, MARCH_31), (APRIL_1, None)),
        ((None, MARCH_31), (APRIL_1, None)),
        ((None, MARCH_1), (MARCH_31, MARCH_31)),
    ],
)
def test_membership_one_after_the_other_is_accepted(first, second):
    seat = MembershipFactory(started_on=first[0], ended_on=first[1])
    assert_accepted(
        MembershipFactory.build(
            panel=seat.panel, person=seat.person, started_on=second[0], ended_on=second[1]
        )
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((MARCH_1, MARCH_31), (MARCH_31, APRIL_30)),
        ((MARCH_1, None), (APRIL_1, APRIL_30)),
        ((None, APRIL_1), (MARCH_1, MARCH_31)),
        ((None, APRIL_1), (APRIL_1, None)),
        ((None, None), (MARCH_1, MARCH_31)),
        ((None, None), (None, None)),
    ],
)
def test_membership_at_the_same_time_is_refused(first, second):
    seat = MembershipFactory(started_on=first[0], ended_on=first[1])
    assert_refused(
        MembershipFactory.build(
            panel=seat.panel, person=seat.person, started_on=second[0], ended_on=second[1]
        ),
        "This person already holds a seat on the panel in that time.",
        by="membership_one_seat_at_a_time",
    )


def test_membership_of_another_person_or_panel_is_accepted():
    seat = MembershipFactory()
    assert_accepted(MembershipFactory.build(panel=seat.panel, person=PersonFactory()))
    assert_accepted(MembershipFactory.build(panel=PanelFactory(), person=seat.person))


def test_membership_of_a_single_day_is_accepted():
    seat = MembershipFactory.build(
        panel=PanelFactory(), person=PersonFactory(), started_on=MARCH_1, ended_on=MARCH_1
    )
    assert_accepted(seat)


def test_membership_that_ends_before_it_begins_is_refused():
    """PostgreSQL cannot even make the range; Django reads that as the same refusal."""
    seat = MembershipFactory.build(
        panel=PanelFactory(), person=PersonFactory(), started_on=MARCH_31, ended_on=MARCH_1
    )
    assert_refused(
        seat,
        "A seat ends on or after the day it begins.",
        by="membership_ends_after_start",
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("factory", [PersonFactory, OrganisationFactory])
def test_same_as_chain_made_by_two_at_once_is_refused(factory):
    one, other, third = (factory() for _ in range(3))
    rows = type(one)._default_manager
    refused = []

    def merge_elsewhere():
        try:
            rows.filter(pk=other.pk).update(same_as=third)
        except IntegrityError as error:
            refused.append(str(error).splitlines()[0])
        connection.close()

    with transaction.atomic():
        rows.filter(pk=one.pk).update(same_as=other)
        thread = Thread(target=merge_elsewhere)
        thread.start()
        thread.join(timeout=0.5)  # it waits for this transaction
        assert thread.is_alive()
    thread.join()
    assert refused == ["same_as does not chain"]


@pytest.mark.parametrize(
    ("started_on", "ended_on", "is_current"),
    [
        (MARCH_1, MARCH_31, True),
        (MARCH_31, APRIL_1, True),
        (None, None, True),
        (None, MARCH_31, True),
        (MARCH_31, None, True),
        (MARCH_1, datetime.date(2024, 3, 30), False),
        (APRIL_1, None, False),
    ],
)
def test_membership_current_on_its_first_and_last_day(started_on, ended_on, is_current):
    MembershipFactory(started_on=started_on, ended_on=ended_on)
    assert Membership.objects.current(MARCH_31).exists() is is_current


# Rows that are the same

MERGEABLE = pytest.mark.parametrize("factory", [PersonFactory, OrganisationFactory])


@MERGEABLE
def test_same_as_one_that_stands_for_itself_is_accepted_and_undone(factory):
    one, other = factory(), factory()
    other.same_as = one
    assert_accepted(other)
    third = factory(same_as=one)
    rows = type(one).objects
    assert set(rows.resolved()) == {one}
    for row in (one, other, third):
        assert set(rows.filter(pk=row.pk).with_same()) == {one, other, third}
    other.same_as = None
    assert_accepted(other)
    assert set(rows.resolved()) == {one, other}
    assert set(rows.filter(pk=other.pk).with_same()) == {other}


@MERGEABLE
def test_same_as_one_that_points_on_is_refused(factory):
    one, other = factory(name="One"), factory(name="Other")
    assert_accepted_merge(other, one)
    assert_refused(
        factory.build(same_as=other), "Other is itself merged into another.", by="does not chain"
    )


@MERGEABLE
def test_same_as_from_one_that_is_pointed_to_is_refused(factory):
    one, other, third = factory(name="One"), factory(), factory()
    assert_accepted_merge(other, one)
    one.same_as = third
    assert_refused(one, "Others are already merged into One.", by="does not chain")


@MERGEABLE
def test_same_as_chain_is_refused_to_bulk_writers_too(factory):
    one, other = factory(), factory()
    rows = type(one).objects
    rows.filter(pk=one.pk).update(same_as=other)
    with pytest.raises(IntegrityError, match="does not chain"), transaction.atomic():
        rows.filter(pk=other.pk).update(same_as=one)


@pytest.mark.parametrize(
    ("factory", "message", "by"),
    [
        (PersonFactory, "A person cannot be merged into themselves.", "person_not_itself"),
        (
            OrganisationFactory,
            "An organisation cannot be merged into itself.",
            "organisation_not_itself",
        ),
    ],
)
def test_same_as_itself_is_refused(factory, message, by):
    row = factory()
    row.same_as = row
    assert_refused(row, message, by=by)


def assert_accepted_merge(row, into):
    row.same_as = into
    assert_accepted(row)


def test_person_of_an_account_is_every_row_that_is_the_same():
    user = UserFactory()
    stands = PersonFactory()
    own = PersonFactory(user=user, same_as=stands)
    sibling = PersonFactory(same_as=stands)
    PersonFactory()
    assert set(Person.objects.of(user)) == {stands, own, sibling}
    assert set(Person.objects.of(UserFactory())) == set()
    user.is_active = False
    assert set(Person.objects.of(user)) == set()


@pytest.mark.parametrize("seat_of", ["own", "stands", "sibling"])
def test_panel_with_member_counts_seats_of_merged_rows(seat_of):
    user = UserFactory()
    stands = PersonFactory()
    rows = {
        "stands": stands,
        "own": PersonFactory(user=user, same_as=stands),
        "sibling": PersonFactory(same_as=stands),
    }
    seat = MembershipFactory(person=rows[seat_of])
    assert list(Panel.objects.with_member(user)) == [seat.panel]


# Once


def test_contact_detail_is_recorded_once():
    detail = ContactDetailFactory()
    again = ContactDetailFactory.build(person=detail.person, value=detail.value)
    assert_refused(again, "This contact detail is already recorded.", by="contact_detail_once")
    again.medium = "telephone"
    assert_accepted(again)


def test_panel_secretary_is_given_the_right_once():
    right = PanelSecretaryFactory()
    assert_refused(
        PanelSecretaryFactory.build(user=right.user, panel=right.panel),
        "This account is already a secretary of the panel.",
        by="panel_secretary_once",
    )
    assert_accepted(PanelSecretaryFactory.build(user=right.user, panel=PanelFactory()))


# Names, folded


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Élodie", "elodie"),
        ("E\u0301lodie", "elodie"),
        ("ZOË", "zoe"),
        ("Ångström", "angstrom"),
        ("Núñez", "nunez"),
        # These are letters of their own, not letters with a mark.
        ("Straße", "straße"),
        ("Sørensen", "sørensen"),
        ("Łukasz", "łukasz"),
    ],
)
def test_folded_on_column_and_query_alike(name, folded):
    person = PersonFactory(name=name)
    assert Person.objects.get(pk=person.pk).sort_name == folded
    assert list(Person.objects.filter(sort_name=Folded(Value(name)))) == [person]


@pytest.mark.parametrize("rows", [PersonFactory, OrganisationFactory, PanelFactory])
def test_names_with_accents_stand_among_the_others(rows):
    for name in ("Zoë", "Eve", "Élodie", "adam", "Émile", "Edith"):
        rows(name=name)
    assert [row.name for row in rows._meta.model.objects.all()] == [
        "adam",
        "Edith",
        "Élodie",
        "Émile",
        "Eve",
        "Zoë",
    ]


def test_rows_of_a_panel_stand_in_the_order_of_panels():
    z, e = PanelFactory(name="Zoning"), PanelFactory(name="Énergie")
    meetings = [MeetingFactory(panel=z), MeetingFactory(panel=e)]
    assert list(type(meetings[0]).objects.all()) == meetings[::-1]


def test_person_full_name_has_no_stray_space():
    assert PersonFactory.build(name="Robin Example").full_name == "Robin Example"
    assert PersonFactory.build(honorific="Prof.", name="R").full_name == "Prof. R"
