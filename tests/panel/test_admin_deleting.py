"""Rows chosen in a list are deleted together, or the secretary reads which of them stay."""

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, Entry
from panel.models import Panel, Person, User
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    PanelSecretaryFactory,
    PersonFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(client: Client) -> Panel:
    """A panel whose secretary is signed in."""
    secretary = PanelSecretaryFactory()
    client.force_login(secretary.user)
    return secretary.panel


def delete(client: Client, *rows: models.Model, **form: str) -> list[str]:
    """What a secretary reads after choosing to delete `rows`, page by page."""
    options = rows[0]._meta
    address = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    chosen = [row.pk for row in rows]
    form = {"action": "delete_selected", "_selected_action": chosen, **form}  # type: ignore[dict-item]
    response = client.post(address, form, follow=True)
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


def test_chosen_rows_are_deleted_after_a_question(client: Client, kept: Panel):
    items = AgendaItemFactory.create_batch(3, meeting=MeetingFactory(panel=kept))
    assert delete(client, *items[:2]) == []
    assert AgendaItem.objects.count() == 3
    assert delete(client, *items[:2], post="yes") == ["Successfully deleted 2 agenda items."]
    assert AgendaItem.objects.get() == items[2]


@pytest.mark.parametrize("form", [{}, {"post": "yes"}])
def test_published_rows_stay_and_are_named(client: Client, kept: Panel, form: dict[str, str]):
    published = MeetingFactory(panel=kept)
    held = [EntryFactory(meeting=published) for _ in range(4)]
    RevisionFactory(meeting=published)
    free = EntryFactory(meeting=MeetingFactory(panel=kept))
    (said,) = delete(client, *held, free, **form)
    assert said.startswith("Nothing was deleted. 4 of the 5 chosen cannot be")
    assert said.count("“Paragraph") == 3
    assert said.endswith(" and 1 more.")
    assert Entry.objects.count() == 5


def test_person_whom_a_meeting_names_stays(client: Client, kept: Panel):
    spoken_of = AttendanceFactory(meeting=MeetingFactory(panel=kept)).person
    free = PersonFactory()
    (said,) = delete(client, free, spoken_of, post="yes")
    assert said.startswith("Nothing was deleted. 1 of the 2 chosen cannot be")
    assert said.endswith(f": “{spoken_of}”.")
    assert Person.objects.filter(pk=free.pk).exists()


def test_account_is_deleted_by_an_administrator(admin_client: Client):
    account = UserFactory()
    assert delete(admin_client, account, post="yes") == ["Successfully deleted 1 user."]
    assert not User.objects.filter(pk=account.pk).exists()
