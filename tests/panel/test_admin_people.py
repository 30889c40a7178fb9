"""Seats, people and their history in the admin."""

import datetime
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from panel.models import (
    Membership,
    Organisation,
    Panel,
    Person,
    User,
)
from tests.factories import (
    AdministratorFactory,
    AttendanceFactory,
    ContactDetailFactory,
    MembershipFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def address(model: type[models.Model], view: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=args)


@pytest.fixture
def kept() -> Panel:
    return PanelFactory(code="KEPT", name="Kept panel")


@pytest.fixture
def other() -> Panel:
    """With a meeting that is not published, and somebody invited to it."""
    panel = PanelFactory(code="OTHER")
    AttendanceFactory(meeting__panel=panel, person__name="Robin Hidden")
    return panel


@pytest.fixture
def secretary(kept: Panel, client: Client) -> User:
    user = PanelSecretaryFactory(panel=kept).user
    client.force_login(user)
    return user


def seats_form(**fields: Any) -> dict[str, Any]:
    return {"role": "member", "representing": "", "started_on": "", "ended_on": "", **fields}


def test_seat_on_another_panel_is_refused(client: Client, secretary: User, other: Panel):
    person = PersonFactory()
    form = seats_form(panel=other.pk, person=person.pk)
    response = client.post(address(Membership, "add"), form)
    assert response.context["adminform"].form.errors == {
        "panel": ["Select a valid choice. That choice is not one of the available choices."]
    }
    assert not Membership.objects.exists()


def test_person_of_another_panels_drafts_is_refused_as_if_missing(
    client: Client, secretary: User, kept: Panel, other: Panel
):
    hidden = Person.objects.get(name="Robin Hidden")
    errors = []
    for pk in (hidden.pk, 999_999):
        response = client.post(address(Membership, "add"), seats_form(panel=kept.pk, person=pk))
        errors.append(response.context["adminform"].form.errors)
    assert errors[0] == errors[1]
    assert list(errors[0]) == ["person"]


def test_second_seat_in_one_time_is_a_form_error(client: Client, secretary: User, kept: Panel):
    seat = MembershipFactory(panel=kept, started_on=datetime.date(2020, 1, 1))
    form = seats_form(panel=kept.pk, person=seat.person_id, started_on="2021-01-01")
    response = client.post(address(Membership, "add"), form)
    assert response.context["adminform"].form.errors == {
        "__all__": ["This person already holds a seat on the panel in that time."]
    }


def test_seat_that_ends_before_it_begins_is_a_form_error(
    client: Client, secretary: User, kept: Panel
):
    person = PersonFactory()
    form = seats_form(
        panel=kept.pk, person=person.pk, started_on="2021-01-01", ended_on="2020-01-01"
    )
    response = client.post(address(Membership, "add"), form)
    errors = response.context["adminform"].form.errors
    assert errors["ended_on"] == ["A seat ends on or after the day it begins."]
    assert 'value="2021-01-01"' in response.content.decode()


def panel_form(panel: Panel, rows: list[dict[str, Any]]) -> dict[str, Any]:
    form: dict[str, Any] = {
        "name": panel.name,
        "other_names": "",
        "remit": "",
        "target_days": 21,
        "memberships-TOTAL_FORMS": len(rows),
        "memberships-INITIAL_FORMS": 0,
    }
    for index, row in enumerate(rows):
        for name, value in seats_form(**row).items():
            form[f"memberships-{index}-{name}"] = value
    return form


def test_two_seats_of_one_person_in_one_form_are_a_form_error(
    client: Client, secretary: User, kept: Panel
):
    person = PersonFactory(name="Robin Twice")
    rows = [
        {"person": person.pk, "started_on": "2020-01-01"},
        {"person": person.pk, "ended_on": "2020-01-01"},
    ]
    response = client.post(address(Panel, "change", kept.pk), panel_form(kept, rows))
    seats = response.context["inline_admin_formsets"][0].formset
    assert seats.non_form_errors() == ["Robin Twice is given two seats in one time."]
    assert not Membership.objects.exists()


def test_two_seats_of_one_person_after_each_other_are_saved(
    client: Client, secretary: User, kept: Panel
):
    person = PersonFactory()
    rows = [
        {"person": person.pk, "started_on": "2020-01-02"},
        {"person": person.pk, "ended_on": "2020-01-01"},
    ]
    response = client.post(address(Panel, "change", kept.pk), panel_form(kept, rows))
    assert response.status_code == 302
    assert Membership.objects.filter(panel=kept, person=person).count() == 2


def test_code_of_a_panel_is_the_administrators(client: Client, secretary: User, kept: Panel):
    client.post(address(Panel, "change", kept.pk), panel_form(kept, []) | {"code": "NEW"})
    kept.refresh_from_db()
    assert kept.code == "KEPT"
    assert client.get(address(Panel, "add")).status_code == 403
    assert client.get(address(Panel, "delete", kept.pk)).status_code == 403


def person_form(**fields: Any) -> dict[str, Any]:
    return {
        "name": "Robin Example",
        "honorific": "",
        "same_as": "",
        "contact_details-TOTAL_FORMS": 0,
        "contact_details-INITIAL_FORMS": 0,
        **fields,
    }


def test_account_of_a_person_is_tied_by_an_administrator_alone(
    client: Client, secretary: User, kept: Panel
):
    person = MembershipFactory(panel=kept).person
    change = address(Person, "change", person.pk)
    client.post(change, person_form(name="Robin Renamed", user=secretary.pk))
    person.refresh_from_db()
    assert (person.name, person.user) == ("Robin Renamed", None)
    client.force_login(AdministratorFactory())
    client.post(change, person_form(user=secretary.pk))
    person.refresh_from_db()
    assert person.user == secretary


def test_merging_into_a_person_of_another_panel_is_refused(
    client: Client, secretary: User, kept: Panel, other: Panel
):
    own = MembershipFactory(panel=kept).person
    foreign = MembershipFactory(panel=other).person
    response = client.post(address(Person, "change", own.pk), person_form(same_as=foreign.pk))
    assert list(response.context["adminform"].form.errors) == ["same_as"]
    MembershipFactory(panel=other, person=own)
    same = PersonFactory()
    client.post(address(Person, "change", own.pk), person_form(same_as=same.pk))
    own.refresh_from_db()
    assert own.same_as is None


def test_merging_people_of_kept_panels_is_saved_and_chains_are_refused(
    client: Client, secretary: User, kept: Panel
):
    first, second, third = (MembershipFactory(panel=kept).person for _ in range(3))
    client.post(address(Person, "change", first.pk), person_form(same_as=second.pk))
    first.refresh_from_db()
    assert first.same_as == second
    response = client.post(address(Person, "change", third.pk), person_form(same_as=first.pk))
    assert response.context["adminform"].form.errors == {
        "same_as": [f"{first} is itself merged into another."]
    }


def test_person_of_another_panel_is_read_without_contact_details_or_history(
    client: Client, secretary: User, other: Panel
):
    person = MembershipFactory(panel=other).person
    ContactDetailFactory(person=person, value="canary@example.org")
    page = client.get(address(Person, "change", person.pk)).content.decode()
    assert person.name in page
    assert "canary@example.org" not in page
    assert 'name="_save"' not in page
    assert client.post(address(Person, "change", person.pk), person_form()).status_code == 403
    assert client.get(address(Person, "history", person.pk)).status_code == 403


def test_deletion_of_a_person_lists_nothing_of_another_panel(
    client: Client, secretary: User, kept: Panel, other: Panel
):
    person = MembershipFactory(panel=kept).person
    AttendanceFactory(meeting=other.meetings.first(), person=person)
    assert client.get(address(Person, "delete", person.pk)).status_code == 403
    response = client.post(
        address(Person, "changelist"),
        {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"},
        follow=True,
    )
    assert str(other) not in response.text
    assert Person.objects.filter(pk=person.pk).exists()
    free = PersonFactory()
    assert client.post(address(Person, "delete", free.pk), {"post": "yes"}).status_code == 302
    assert not Person.objects.filter(pk=free.pk).exists()


def test_new_person_and_organisation_can_be_chosen_at_once(
    client: Client, secretary: User, kept: Panel
):
    client.post(address(Person, "add"), person_form(name="Robin New"))
    client.post(address(Organisation, "add"), {"name": "New Office", "abbreviations": "NO"})
    person, organisation = Person.objects.get(), Organisation.objects.get()
    form = seats_form(panel=kept.pk, person=person.pk, representing=organisation.pk)
    assert client.post(address(Membership, "add"), form).status_code == 302
    assert str(Membership.objects.get()) == "Robin New, Member of Kept panel"


def test_history_says_who_changed_what(client: Client, secretary: User, kept: Panel):
    person = MembershipFactory(panel=kept, person__name="Robin Old").person
    client.post(address(Person, "change", person.pk), person_form(name="Robin New"))
    changes = client.get(address(Person, "history", person.pk)).context["changes"]
    assert [(change.by, change.what, change.fields) for change in changes] == [
        (secretary.username, "changed", [("name", "Robin Old", "Robin New")]),
        ("the system", "added", [("name", "", "Robin Old")]),
    ]


def test_history_of_a_person_keeps_the_account_from_a_secretary(
    client: Client, secretary: User, kept: Panel
):
    user = UserFactory(username="canary")
    person = MembershipFactory(panel=kept, person__user=user).person
    page = address(Person, "history", person.pk)
    assert "canary" not in client.get(page).content.decode()
    client.force_login(AdministratorFactory())
    assert "canary" in client.get(page).content.decode()


def test_history_of_an_account_has_no_password(client: Client):
    administrator = AdministratorFactory()
    administrator.set_password("a-secret-of-many-words")
    administrator.save()
    client.force_login(administrator)
    changes = client.get(address(User, "history", administrator.pk)).context["changes"]
    names = {name for change in changes for name, _, _ in change.fields}
    assert names == {"username", "superuser status", "staff status", "active", "date joined"}
