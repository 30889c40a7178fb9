"""Taking back in the admin that actions lapsed, and what the list of actions offers."""

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
from tests.factories import ActionFactory, PanelFactory, PanelSecretaryFactory, ReviewFactory
from tests.pages import parsed, texts

pytestmark = pytest.mark.django_db

JUNE, JULY = datetime.date(2024, 6, 1), datetime.date(2024, 7, 1)
LIST = reverse("admin:actions_action_changelist")


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="CJ", name="Kept panel")


@pytest.fixture
def secretary(panel: Panel, client: Client) -> User:
    user = PanelSecretaryFactory(panel=panel).user
    client.force_login(user)
    return user


def lapsed(panel: Panel, secretary: User | None, **fields: Any) -> Action:
    action = ActionFactory(entry=None, panel=panel, **fields)
    action.lapse(on=JUNE, reason="The panel closed.", by=secretary, today=JULY)
    return action


def take_back(client: Client, *actions: Action, **answers: str) -> Any:
    chosen = [action.pk for action in actions]
    form = {"action": "take_back_lapse", "_selected_action": chosen, **answers}
    return client.post(LIST, form)


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def stored(*actions: Action) -> list[tuple[Any, ...]]:
    rows = Action.objects.filter(pk__in=[action.pk for action in actions]).order_by("serial")
    return list(rows.values_list("status", "lapsed_on", "lapse_reason", "lapsed_by"))


def test_lapse_is_taken_back_in_bulk_after_it_was_asked(
    client: Client, panel: Panel, secretary: User
):
    first, second = (lapsed(panel, secretary, text=f"Robin to call {n}.") for n in (1, 2))
    still_open = ActionFactory(entry=None, panel=panel, text="Bo to row.")
    page = take_back(client, first, second, still_open)
    assert texts(page, ".chosen li") == [
        f"{still_open.reference} Bo to row. Not complete, so left as it is",
        f"{second.reference} Robin to call 2. Lapsed 1 Jun 2024; The panel closed.",
        f"{first.reference} Robin to call 1. Lapsed 1 Jun 2024; The panel closed.",
    ]
    assert stored(first) == [(Status.LAPSED, JUNE, "The panel closed.", secretary.pk)]
    response = take_back(client, first, second, still_open, confirmed="yes")
    assert said(response) == [
        "Lapse taken back: 2.",
        f"Not lapsed, so left as they are: {still_open.reference}.",
    ]
    assert stored(first, second) == [(Status.NOT_COMPLETE, None, "", None)] * 2


def test_history_keeps_the_lapse_and_that_it_was_taken_back(
    client: Client, panel: Panel, secretary: User
):
    action = lapsed(panel, secretary)
    take_back(client, action, confirmed="yes")
    events: Any = action.events  # type: ignore[attr-defined]
    told = list(events.order_by("pgh_id").values_list("lapsed_on", "lapse_reason"))
    assert list(dict.fromkeys(told)) == [(None, ""), (JUNE, "The panel closed.")]
    assert told[-1] == (None, "")


def test_lapse_that_a_later_meeting_ended_is_left(client: Client, panel: Panel, secretary: User):
    action = lapsed(panel, secretary)
    ReviewFactory(action=action, status="partially_complete", entry__meeting__held_on=JULY)
    response = take_back(client, action, confirmed="yes")
    assert said(response) == [f"Not lapsed, so left as they are: {action.reference}."]
    assert stored(action) == [(Status.PARTIALLY_COMPLETE, JUNE, "The panel closed.", secretary.pk)]


def test_repeat_of_a_lapsed_action_is_left_and_follows_it(
    client: Client, panel: Panel, secretary: User
):
    action = lapsed(panel, secretary)
    repeat = ActionFactory(entry=None, panel=panel, repeat_of=action)
    assert [row[0] for row in stored(repeat)] == [Status.LAPSED]
    response = take_back(client, repeat, confirmed="yes")
    assert said(response) == [f"Not lapsed, so left as they are: {repeat.reference}."]
    take_back(client, action, confirmed="yes")
    assert [row[0] for row in stored(action, repeat)] == [Status.NOT_COMPLETE] * 2


def test_lapse_of_another_panels_action_is_not_taken_back(client: Client, secretary: User):
    foreign = lapsed(PanelFactory(), None)
    response = take_back(client, foreign, confirmed="yes")
    assert said(response) == ["Not among the actions of your panels: 1 of those chosen."]
    assert [row[0] for row in stored(foreign)] == [Status.LAPSED]


def test_many_lapses_are_taken_back_in_as_many_queries_as_two(
    client: Client, panel: Panel, secretary: User
):
    counted = []
    for count in (2, 60):
        actions = [ActionFactory(entry=None, panel=panel) for _ in range(count)]
        chosen = Action.objects.filter(pk__in=[action.pk for action in actions])
        chosen.lapse(on=JUNE, reason="The panel closed.", by=secretary, today=JULY)
        with CaptureQueriesContext(connection) as asking:
            page = take_back(client, *actions)
        with CaptureQueriesContext(connection) as doing:
            response = take_back(client, *actions, confirmed="yes")
        assert (page.status_code, response.status_code) == (200, 302)
        assert set(stored(*actions)) == {(Status.NOT_COMPLETE, None, "", None)}
        counted.append((len(asking), len(doing)))
    assert counted[0] == counted[1]


def test_list_offers_only_what_may_be_done(client: Client, panel: Panel, secretary: User):
    action = ActionFactory(entry__meeting__panel=panel)
    options = parsed(client.get(LIST)).css("select[name=action] option[value]")
    assert [option.attributes["value"] for option in options] == [
        "",
        "lapse",
        "take_back_lapse",
        "ask_whether_one",
    ]
    form = {"action": "delete_selected", "_selected_action": [action.pk], "post": "yes"}
    assert client.post(LIST, form).status_code == 302
    assert Action.objects.filter(pk=action.pk).exists()
