"""The register in the admin: actions, their owners and what meetings said of them."""

import datetime
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Action, Status
from panel.models import Panel, User
from tests.factories import (
    ActionFactory,
    EntryFactory,
    MeetingFactory,
    OrganisationFactory,
    OwnerFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PersonFactory,
    ReviewFactory,
    RevisionFactory,
)
from tests.pages import parsed, texts

pytestmark = pytest.mark.django_db

NOT_A_CHOICE = "Select a valid choice. That choice is not one of the available choices."
ADD = "/admin/actions/action/add/"


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="CJ", name="Kept panel")


@pytest.fixture
def secretary(panel: Panel, client: Client) -> User:
    user = PanelSecretaryFactory(panel=panel, user__username="keeper").user
    client.force_login(user)
    return user


@pytest.fixture
def action(panel: Panel, secretary: User) -> Action:
    return ActionFactory(entry__meeting__panel=panel, text="Robin to call.", number="3")


def change(obj: Any) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def action_form(*owners: dict[str, Any], stored: int = 0, **fields: Any) -> dict[str, Any]:
    form: dict[str, Any] = {
        "number": "",
        "text": "Robin to call.",
        "due": "",
        "due_on": "",
        "due_meeting": "",
        "repeat_of": "",
        "owners-TOTAL_FORMS": len(owners),
        "owners-INITIAL_FORMS": stored,
        "reviews-TOTAL_FORMS": 0,
        "reviews-INITIAL_FORMS": 0,
        **fields,
    }
    for index, owner in enumerate(owners):
        for name, value in owner.items():
            form[f"owners-{index}-{name}"] = value
    return form


def errors_of(response: Any) -> dict[str, list[str]]:
    return response.context["adminform"].form.errors


def owner_errors(response: Any) -> Any:
    return response.context["inline_admin_formsets"][0].formset


def publish(action: Action) -> None:
    assert action.entry
    RevisionFactory(meeting=action.entry.meeting)


def test_new_action_gets_the_next_serial_and_its_owners_positions(
    client: Client, secretary: User, panel: Panel
):
    ActionFactory(entry__meeting__panel=panel)
    form = action_form({"name": "Robin"}, {"name": "Secretariat"}, panel=panel.pk, text="New.")
    assert client.post(ADD, form).status_code == 302
    added = Action.objects.get(text="New.")
    assert added.reference == "CJ-2"
    assert list(added.owners.values_list("position", "name")) == [(0, "Robin"), (1, "Secretariat")]


def test_action_of_another_panel_is_refused(client: Client, secretary: User):
    response = client.post(ADD, action_form(panel=PanelFactory().pk))
    assert errors_of(response)["panel"] == [NOT_A_CHOICE]
    assert not Action.objects.exists()


@pytest.mark.parametrize("field", ["due_meeting", "repeat_of"])
def test_rows_of_a_panel_not_kept_are_refused(client: Client, action: Action, field: str):
    foreign: Any = {"due_meeting": MeetingFactory, "repeat_of": ActionFactory}[field]()
    response = client.post(change(action), action_form(**{field: foreign.pk}))
    assert errors_of(response) == {field: [NOT_A_CHOICE]}


def test_rows_of_another_kept_panel_are_refused(client: Client, secretary: User, action: Action):
    second = PanelSecretaryFactory(user=secretary).panel
    meeting = MeetingFactory(panel=second)
    repeated = ActionFactory(entry=None, panel=second)
    form = action_form(due_meeting=meeting.pk)
    assert errors_of(client.post(change(action), form)) == {
        "due_meeting": ["That is a meeting of another panel."]
    }
    assert errors_of(client.post(change(action), action_form(repeat_of=repeated.pk))) == {
        "repeat_of": ["That is an action of another panel."]
    }


def test_cycle_of_repeats_is_a_form_error(client: Client, action: Action):
    repeat = ActionFactory(entry=None, panel=action.panel, repeat_of=action)
    response = client.post(change(action), action_form(repeat_of=repeat.pk, text="Kept text."))
    assert errors_of(response) == {"repeat_of": ["An action does not repeat itself."]}
    assert "Kept text." in response.content.decode()


def test_owner_named_twice_is_a_form_error(client: Client, action: Action):
    response = client.post(change(action), action_form({"name": "Robin"}, {"name": "Robin"}))
    assert owner_errors(response).non_form_errors() == [
        "Please correct the duplicate data for name."
    ]


def test_owner_that_is_two_things_is_a_form_error(client: Client, action: Action):
    person, organisation = PersonFactory(), OrganisationFactory()
    owner = {"name": "Robin", "person": person.pk, "organisation": organisation.pk}
    response = client.post(change(action), action_form(owner))
    assert owner_errors(response).forms[0].errors == {
        "__all__": ["An owner is a person, an organisation or a body."]
    }


def test_owner_of_another_panels_drafts_is_refused(client: Client, action: Action):
    hidden = OwnerFactory(person=PersonFactory()).person
    response = client.post(change(action), action_form({"name": "Robin", "person": hidden.pk}))
    assert owner_errors(response).forms[0].errors == {"person": [NOT_A_CHOICE]}


def test_deadline_of_a_published_action_is_dated_without_a_reason(client: Client, action: Action):
    owner = OwnerFactory(action=action, name="Robin")
    publish(action)
    stands = {"id": owner.pk, "name": "Robin"}
    form = action_form(stands, stored=1, number="3", due_on="2024-06-01")
    assert client.post(change(action), form).status_code == 302
    action.refresh_from_db()
    assert action.due_on == datetime.date(2024, 6, 1)
    assert action.entry
    assert action.entry.meeting.revisions.count() == 1


def test_status_follows_reviews_alone(client: Client, action: Action):
    client.post(change(action), action_form(status="complete", lapsed_on="2024-01-01"))
    action.refresh_from_db()
    assert (action.status, action.lapsed_on) == (Status.NOT_COMPLETE, None)


def test_joined_action_is_only_read(client: Client, action: Action):
    other = ActionFactory(entry=None, panel=action.panel)
    action.join(other)
    assert client.get(change(other)).status_code == 200
    assert client.post(change(other), action_form(text="Canary")).status_code == 403


def test_action_is_deleted_only_where_no_minutes_speak_of_it(client: Client, action: Action):
    reviewed = ReviewFactory(action__entry=None, action__panel=action.panel).action
    mistaken = ActionFactory(entry=None, panel=action.panel)
    answers = [
        client.post(change(each).replace("/change/", "/delete/"), {"post": "yes"}).status_code
        for each in (action, reviewed, mistaken)
    ]
    assert answers == [403, 403, 302]
    assert set(Action.objects.all()) == {action, reviewed}


def lapse(client: Client, *actions: Action, **answers: str) -> Any:
    form = {"action": "lapse", "_selected_action": [action.pk for action in actions], **answers}
    return client.post(reverse("admin:actions_action_changelist"), form)


def test_actions_lapse_in_bulk_with_date_and_reason(client: Client, action: Action):
    second = ActionFactory(entry=None, panel=action.panel)
    closed = ReviewFactory(action__panel=action.panel, action__entry=None, status="complete").action
    asked = lapse(client, action, second, closed)
    assert (asked.status_code, Action.objects.filter(status=Status.LAPSED).count()) == (200, 0)
    answers = {"confirmed": "yes", "on": "2024-06-01", "reason": "The panel closed."}
    response = lapse(client, action, second, closed, **answers)
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Marked as lapsed: 2.",
        f"Not open, so left as they are: {closed.reference}.",
    ]
    assert list(
        Action.objects.filter(status=Status.LAPSED)
        .order_by("serial")
        .values_list("pk", "lapsed_on", "lapse_reason", "lapsed_by__username")
    ) == [
        (each.pk, datetime.date(2024, 6, 1), "The panel closed.", "keeper")
        for each in (action, second)
    ]


def test_lapse_without_a_reason_comes_back_with_the_date(client: Client, action: Action):
    response = lapse(client, action, confirmed="yes", on="2024-06-01", reason=" ")
    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="2024-06-01"' in page
    assert f'name="_selected_action" value="{action.pk}"' in page


def test_lapse_asks_with_wording_owners_and_last_mention(client: Client, action: Action):
    OwnerFactory(action=action, name="Robin")
    closed = ReviewFactory(
        action__panel=action.panel, action__entry=None, action__text="Bo to row.", status="complete"
    ).action
    unknown = ActionFactory(entry=None, panel=action.panel, text="Cy to fish.")
    assert texts(lapse(client, action, closed, unknown), ".chosen li") == [
        f"{unknown.reference} Cy to fish. Nobody owns it; no meeting of a known day",
        f"{closed.reference} Bo to row. Nobody owns it; last mentioned 14 May 2024; "
        "Complete, so left as it is",
        f"{action.reference} Robin to call. Robin; last mentioned 12 Mar 2024",
    ]


def test_lapse_of_many_lists_the_first_and_counts_the_others(client: Client, action: Action):
    counted = []
    for count in (3, 60):
        actions = [ActionFactory(entry=None, panel=action.panel) for _ in range(count)]
        with CaptureQueriesContext(connection) as queries:
            response = lapse(client, *actions)
        counted.append(len(queries))
    listed = texts(response, ".chosen li")
    assert "Chosen: 60 actions" in texts(response, "form p")
    assert (len(listed), listed[-1]) == (51, "and 10 more")
    assert len(parsed(response).css("input[name=_selected_action]")) == 60
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    ("on", "why"),
    [
        ("2024-03-11", "Give 12 Mar 2024 or a later day."),
        ("2100-01-01", "An action does not lapse on a day to come."),
    ],
)
def test_lapse_on_a_day_that_cannot_be_is_asked_again(
    client: Client, action: Action, on: str, why: str
):
    response = lapse(client, action, confirmed="yes", on=on, reason="The panel closed.")
    assert response.status_code == 422
    (said,) = texts(response, ".nonfield li")
    assert said.endswith(why)
    assert parsed(response).css_first("[name=on]").attributes["value"] == on
    action.refresh_from_db()
    assert action.lapsed_on is None


def test_action_of_another_panel_does_not_lapse(client: Client, action: Action):
    foreign = ActionFactory()
    answers = {"confirmed": "yes", "on": "2024-06-01", "reason": "Canary"}
    response = lapse(client, foreign, action, **answers)
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Marked as lapsed: 1.",
        "Not among the actions of your panels: 1 of those chosen.",
    ]
    foreign.refresh_from_db()
    action.refresh_from_db()
    assert (foreign.status, action.status) == (Status.NOT_COMPLETE, Status.LAPSED)


def test_joined_action_does_not_lapse_and_is_named(client: Client, action: Action):
    gone = ActionFactory(entry=None, panel=action.panel)
    action.join(gone)
    answers = {"confirmed": "yes", "on": "2024-06-01", "reason": "The panel closed."}
    response = lapse(client, gone, **answers)
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        f"Not open, so left as they are: {gone.reference}."
    ]
    gone.refresh_from_db()
    assert gone.lapsed_on is None


def test_four_hundred_actions_lapse_in_as_many_queries_as_two(client: Client, action: Action):
    answers = {"confirmed": "yes", "on": "2024-06-01", "reason": "The panel closed."}
    counted = []
    for count in (2, 400):
        actions = [ActionFactory(entry=None, panel=action.panel) for _ in range(count)]
        with CaptureQueriesContext(connection) as queries:
            response = lapse(client, *actions, **answers)
        assert response.status_code == 302
        counted.append(len(queries))
        lapsed = Action.objects.filter(pk__in=[each.pk for each in actions])
        assert lapsed.filter(status=Status.LAPSED).count() == count
    assert counted[0] == counted[1]


def test_list_is_narrowed_to_actions_that_meetings_passed_over(client: Client, action: Action):
    """The panel met twice since; one of its actions was reviewed at the first of these."""
    reviewed = ActionFactory(entry__meeting=action.entry.meeting)
    first, second = (
        MeetingFactory(panel=action.panel, held_on=day)
        for day in (datetime.date(2024, 6, 4), datetime.date(2024, 9, 3))
    )
    ReviewFactory(action=reviewed, entry__meeting=first)
    EntryFactory(meeting=second)
    for passed_over, expected in (
        (None, {action, reviewed}),
        ("1", {action, reviewed}),
        ("2", {action}),
        ("4", set()),
        ("year", {action, reviewed}),
    ):
        query = {"passed_over": passed_over} if passed_over else {}
        response = client.get(reverse("admin:actions_action_changelist"), query)
        assert set(response.context["cl"].result_list) == expected


def test_search_finds_an_action_by_its_reference(client: Client, action: Action):
    ActionFactory(entry=None, panel=action.panel)
    response = client.get(reverse("admin:actions_action_changelist"), {"q": action.reference})
    assert list(response.context["cl"].result_list) == [action]


def review_form(**fields: str) -> dict[str, str]:
    return {
        "series": "",
        "number": "",
        "text": "As it was.",
        "owners": "",
        "due": "",
        "status_phrase": "",
        "status": "",
        **fields,
    }


def test_review_of_a_draft_changes_and_its_status_reaches_the_action(
    client: Client, action: Action
):
    review = ReviewFactory(action=action)
    client.post(change(review), review_form(status="complete", owners="Robin,Secretariat"))
    review.refresh_from_db()
    action.refresh_from_db()
    assert (review.text, review.owners) == ("As it was.", ["Robin", "Secretariat"])
    assert action.status == Status.COMPLETE


def test_action_page_lists_its_reviews_in_order_with_links(client: Client, action: Action):
    later = ReviewFactory(action=action, entry__meeting__held_on=datetime.date(2024, 9, 10))
    earlier = ReviewFactory(action=action)
    page = client.get(change(action)).content.decode()
    assert 0 < page.index(change(earlier)) < page.index(change(later))


def test_action_page_asks_the_same_queries_for_one_row_and_for_many(
    client: Client, action: Action, django_assert_num_queries: Any
):
    client.get(change(action))  # content types are read once
    for count in (1, 19):
        for _ in range(count):
            OwnerFactory(action=action, person=PersonFactory())
            ReviewFactory(action=action)
        with django_assert_num_queries(10):
            client.get(change(action))
