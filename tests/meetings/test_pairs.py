"""Whether two people or organisations are one: asked, settled and asked again."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.models import OrganisationPair, PersonPair
from panel.models import Person
from tests.factories import (
    AdministratorFactory,
    AttendanceFactory,
    MembershipFactory,
    OrganisationFactory,
    OrganisationPairFactory,
    PanelSecretaryFactory,
    PersonFactory,
    PersonPairFactory,
    SourceFactory,
    UserFactory,
)
from tests.refusals import assert_refused, assert_refused_by_database

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def people(count: int) -> list[Person]:
    return [PersonFactory() for _ in range(count)]


def pair(one: Person, other: Person, are_one: bool | None = None) -> PersonPair:
    first, second = sorted((one, other), key=lambda person: person.pk)
    made: PersonPair = PersonPairFactory(one=first, other=second)
    if are_one:
        made.settle_as_one(by=None, at=NOW)
    elif are_one is False:
        made.settle_as_two(by=None, at=NOW)
    return made


def pointers(*rows: Person) -> list[Person | None]:
    for row in rows:
        row.refresh_from_db()
    return [row.same_as for row in rows]


def refusal(settle, **facts) -> str | None:
    with pytest.raises(ValidationError) as refused:
        settle(**facts)
    return refused.value.code


def test_pair_that_is_asked_twice_or_of_one_row_or_out_of_order_is_refused():
    one, other = people(2)
    asked = pair(one, other)
    assert_refused(
        PersonPair(one=one, other=other, why="Again."),
        "This is asked already.",
        by="personpair_once",
    )
    in_order = "A pair names the older row first, and another second."
    assert_refused(PersonPair(one=other, other=one, why="."), in_order, by="personpair_in_order")
    assert_refused(PersonPair(one=one, other=one, why="."), in_order, by="personpair_in_order")
    asked.are_one = True
    assert_refused_by_database(asked, by="personpair_settled_when_and_how")
    asked.are_one, asked.settled_at = None, NOW
    assert_refused_by_database(asked, by="personpair_settled_when_and_how")


def test_propose_asks_each_question_once_and_leaves_what_was_settled():
    one, other, third = people(3)
    source = SourceFactory()
    different = pair(one, other, are_one=False)
    asked = [
        PersonPair(one=a, other=b, why="Alike.", source=source)
        for a, b in ((other, one), (third, one), (one, third), (one, one))
    ]
    assert PersonPair.objects.propose(asked) == 1
    assert PersonPair.objects.propose(asked) == 0
    different.refresh_from_db()
    assert (different.are_one, different.why) == (False, "The names differ by one letter.")
    assert list(PersonPair.objects.unsettled().values_list("one", "other")) == [(one.pk, third.pk)]


def test_propose_asks_of_the_rows_that_people_resolve_to():
    one, merged, other = people(3)
    pair(one, merged, are_one=True)
    merged.refresh_from_db()
    assert PersonPair.objects.propose([PersonPair(one=merged, other=other, why="Alike.")]) == 1
    assert PersonPair.objects.propose([PersonPair(one=one, other=merged, why="Alike.")]) == 0
    asked = PersonPair.objects.unsettled().get()
    assert (asked.one, asked.other) == (one, other)


def test_question_that_others_answered_is_not_asked():
    one, other, third = people(3)
    asked = pair(one, third)
    pair(one, other, are_one=True)
    assert list(PersonPair.objects.unsettled()) == [asked]
    answer = pair(other, third, are_one=False)
    assert not PersonPair.objects.unsettled().exists()
    assert refusal(asked.settle_as_one, by=None, at=NOW) == "different"
    answer.reopen()
    assert set(PersonPair.objects.unsettled()) == {asked, answer}
    asked.settle_as_one(by=None, at=NOW)
    assert not PersonPair.objects.unsettled().exists()
    assert refusal(answer.settle_as_two, by=None, at=NOW) == "one"


@pytest.mark.parametrize("how", ["older", "seats", "account"])
def test_which_of_two_stays(how):
    older, newer = people(2)
    if how == "seats":
        MembershipFactory(person=newer)
    if how == "account":
        MembershipFactory(person=older)
        newer.user = UserFactory()
        newer.save()
    stays, goes = (older, newer) if how == "older" else (newer, older)
    by = UserFactory()
    settled = pair(older, newer)
    settled.settle_as_one(by=by, at=NOW)
    settled.refresh_from_db()
    assert (settled.are_one, settled.settled_by, settled.settled_at) == (True, by, NOW)
    assert pointers(stays, goes) == [None, stays]
    settled.reopen()
    settled.refresh_from_db()
    assert (settled.are_one, settled.settled_by, settled.settled_at) == (None, None, None)
    assert pointers(stays, goes) == [None, None]


def test_organisation_with_more_seats_stays():
    older, newer = OrganisationFactory(), OrganisationFactory()
    MembershipFactory(representing=newer)
    settled: OrganisationPair = OrganisationPairFactory(one=older, other=newer)
    settled.settle_as_one(by=None, at=NOW)
    older.refresh_from_db()
    assert older.same_as == newer
    settled.reopen()
    older.refresh_from_db()
    assert older.same_as is None


def test_groups_are_made_one_without_chains_and_parted_as_they_were():
    a, a1, b, b1 = people(4)
    pair(a, a1, are_one=True)
    pair(b, b1, are_one=True)
    both = pair(a1, b1, are_one=True)
    assert pointers(a, a1, b, b1) == [None, a, a, a]
    both.reopen()
    assert pointers(a, a1, b, b1) == [None, a, None, b]


def test_pairs_are_undone_in_any_order():
    a, b, c = people(3)
    first = pair(b, c, are_one=True)
    second = pair(a, b, are_one=True)
    first.reopen()
    assert pointers(a, b, c) == [None, a, None]
    second.reopen()
    assert pointers(a, b, c) == [None, None, None]


def test_what_was_made_one_since_goes_with_the_row_that_it_was_made_one_with():
    a, b, later, with_a = people(4)
    first = pair(a, b, are_one=True)
    pair(b, later, are_one=True)
    pair(a, with_a, are_one=True)
    first.reopen()
    assert pointers(a, b, later, with_a) == [None, None, b, a]


def test_reopening_keeps_a_pointer_that_was_changed_by_hand():
    a, b, c = people(3)
    settled = pair(a, b, are_one=True)
    Person.objects.filter(pk=b.pk).update(same_as=None)
    settled.reopen()
    assert pointers(a, b, c) == [None, None, None]


def test_settling_twice_does_one_thing():
    one, other = people(2)
    asked = pair(one, other)
    stale = PersonPair.objects.get(pk=asked.pk)
    asked.settle_as_one(by=None, at=NOW)
    assert refusal(stale.settle_as_one, by=None, at=NOW) == "settled"
    assert refusal(stale.settle_as_two, by=None, at=NOW) == "settled"
    asked.reopen()
    assert refusal(stale.reopen) == "open"


def test_what_was_settled_outlives_its_document():
    one, other = people(2)
    settled = pair(one, other, are_one=False)
    settled.source.delete()
    settled.refresh_from_db()
    assert (settled.source, settled.are_one) == (None, False)
    assert PersonPair.objects.propose([PersonPair(one=one, other=other, why="Alike.")]) == 0


@pytest.mark.parametrize("made", [PersonPairFactory, OrganisationPairFactory])
def test_who_sees_a_pair(made):
    asked = made()
    pairs = type(asked).objects
    panel = asked.source.meeting.panel
    secretary, other = PanelSecretaryFactory(panel=panel).user, PanelSecretaryFactory().user
    member = MembershipFactory(panel=panel, person__user=UserFactory()).person.user
    seen = {
        name: list(pairs.visible_to(user))
        for name, user in (
            ("secretary", secretary),
            ("other secretary", other),
            ("member", member),
            ("administrator", AdministratorFactory()),
        )
    }
    assert seen == {
        "secretary": [asked],
        "other secretary": [],
        "member": [],
        "administrator": [asked],
    }


def test_pair_with_somebody_of_another_panels_drafts_is_not_seen():
    asked = PersonPairFactory()
    AttendanceFactory(person=asked.other)
    secretary = PanelSecretaryFactory(panel=asked.source.meeting.panel).user
    assert list(PersonPair.objects.visible_to(secretary)) == []
