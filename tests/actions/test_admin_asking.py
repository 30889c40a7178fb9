"""What reading left apart: found in the list of actions, and asked about by hand."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from actions.models import Action, ActionPair
from panel.models import Panel, User
from tests.factories import (
    ActionFactory,
    PanelFactory,
    PanelSecretaryFactory,
    ReviewFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/actions/action/"


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="CJ", name="Kept panel")


@pytest.fixture(autouse=True)
def secretary(panel: Panel, client: Client) -> User:
    user = PanelSecretaryFactory(panel=panel).user
    client.force_login(user)
    return user


@pytest.fixture
def raised(panel: Panel) -> Action:
    return ActionFactory(entry__meeting__panel=panel, text="Robin to circulate the survey.")


@pytest.fixture
def reported(panel: Panel) -> Action:
    action = ActionFactory(panel=panel, entry=None, text="Send the survey round.")
    ReviewFactory(action=action, entry__meeting__panel=panel)
    return action


def ask(client: Client, *actions: Action) -> Any:
    chosen = {"action": "ask_whether_one", "_selected_action": [action.pk for action in actions]}
    return client.post(LIST, chosen, follow=True)


def told(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_actions_that_only_reports_tell_of_are_listed(client, raised, reported):
    def listed(value: str) -> list[Action]:
        return list(client.get(f"{LIST}?raised={value}").context["cl"].result_list)

    assert (listed("unknown"), listed("known")) == ([reported], [raised])


def test_two_that_are_chosen_are_asked_about_and_settled_like_others(client, raised, reported):
    response = ask(client, raised, reported)
    pair = ActionPair.objects.get()
    assert response.redirect_chain == [
        (f"/admin/to-settle/?kind=actions&panel=CJ#actions-{pair.pk}", 302)
    ]
    assert [question.row for question in response.context["page"]] == [pair]
    client.post(f"/admin/to-settle/actions/{pair.pk}/", {"answer": "one"})
    reported.refresh_from_db()
    assert reported.joined_to == raised


def test_a_question_that_waits_already_is_not_asked_twice(client, raised, reported):
    for _ in range(2):
        ask(client, raised, reported)
    assert ActionPair.objects.count() == 1


def test_fewer_or_more_than_two_are_not_asked_about(client, raised, reported):
    assert told(ask(client, raised)) == ["Choose two actions."]
    other = ActionFactory(panel=raised.panel, entry=None)
    assert told(ask(client, raised, reported, other)) == ["Choose two actions."]


def test_two_that_cannot_be_one_are_not_asked_about(client, raised):
    other = ActionFactory(entry__meeting__panel=raised.panel)
    (message,) = told(ask(client, raised, other))
    assert message.endswith("were both raised in minutes; say that one repeats the other.")
    assert not ActionPair.objects.exists()


def test_what_was_settled_as_two_is_not_asked_again(client, raised, reported):
    pair = ActionPair.objects.ask(raised, reported)
    pair.settle_as_two(by=UserFactory(), at=timezone.now())
    (message,) = told(ask(client, raised, reported))
    assert message.endswith("are two: take that back first.")


def test_an_action_of_another_panel_is_out_of_reach(client, raised):
    other = ActionFactory(entry=None, panel=PanelFactory(code="ZZ"))
    assert told(ask(client, raised, other)) == ["Choose two actions."]
    assert not ActionPair.objects.exists()
