"""Each row's insert, change and deletion is kept, whoever writes it and however."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.urls import reverse

from actions.models import Action, ActionPair, Owner, Review
from meetings.models import (
    AgendaItem,
    Attendance,
    Correction,
    Entry,
    Meeting,
    OrganisationPair,
    Paper,
    PaperVersion,
    Passage,
    PersonPair,
    Publication,
    Revision,
    Source,
    Topic,
    Withdrawal,
    WorkingText,
)
from panel.models import (
    ContactDetail,
    Membership,
    Organisation,
    Panel,
    PanelSecretary,
    Person,
    User,
)
from tests import factories

pytestmark = pytest.mark.django_db

# How each is changed: a column, its new value, and what of it no history keeps.
TRACKED: dict[type[models.Model], tuple[str, Any, set[str]]] = {
    User: ("first_name", "Robin", {"password", "last_login"}),
    Organisation: ("name", "Other", set()),
    Person: ("name", "Other", {"sort_name"}),
    ContactDetail: ("value", "other@example.org", set()),
    Panel: ("remit", "Other", {"last_meeting", "last_action"}),
    Membership: ("role", "chair", set()),
    PanelSecretary: ("user_id", None, set()),
    Meeting: ("venue", "Other", {"published_on"}),
    Attendance: ("note", "Other", set()),
    AgendaItem: ("title", "Other", set()),
    Entry: ("text", "Other", {"is_reserved"}),
    Paper: ("url", "/other.pdf", set()),
    PaperVersion: ("confirmed_by_id", None, {"data", "unseen"}),
    Revision: ("reason", "Other", {"document", "papers"}),
    Withdrawal: ("reason", "Other", set()),
    Correction: ("text", "Other", set()),
    Source: ("name", "other.md", {"data"}),
    Topic: ("text", "Other", set()),
    Publication: ("address", "https://example.org/other/", set()),
    Passage: ("why", "Other", set()),
    Action: ("text", "Other", {"status", "published_status", "was_published"}),
    Owner: ("name", "Other", set()),
    Review: ("text", "Other", set()),
    PersonPair: ("why", "Other", set()),
    OrganisationPair: ("why", "Other", set()),
    ActionPair: ("why", "Other", set()),
}
UNTRACKED = {WorkingText}
"""What is typed and not saved says nothing yet."""
FROZEN = {Revision, Withdrawal}
EACH = pytest.mark.parametrize("model", TRACKED, ids=lambda model: model.__name__)
EACH_THAT_CHANGES = pytest.mark.parametrize(
    "model", [model for model in TRACKED if model not in FROZEN], ids=lambda model: model.__name__
)


def events_of(model: type[models.Model]) -> Any:
    return apps.get_model(model._meta.app_label, f"{model.__name__}Event")


def made(model: type[models.Model]) -> models.Model:
    return getattr(factories, f"{model.__name__}Factory")()


def history(row: models.Model) -> list[tuple[str, Any]]:
    """(what happened, the changed column's value then) for one row, in order."""
    column = TRACKED[type(row)][0]
    events = events_of(type(row)).objects.filter(pgh_obj_id=row.pk)
    return list(events.order_by("pgh_id").values_list("pgh_label", column))


def changed_to(model: type[models.Model]) -> Any:
    value = TRACKED[model][1]
    return factories.UserFactory().pk if value is None else value


def test_every_model_has_a_history():
    ours = {
        model
        for label in ("panel", "meetings", "actions")
        for model in apps.get_app_config(label).get_models()
    }
    events = {model for model in ours if hasattr(model, "pgh_tracked_model")}
    assert ours - events == set(TRACKED) | UNTRACKED
    assert {model.pgh_tracked_model for model in events} == set(TRACKED)


@EACH
def test_history_keeps_all_columns_but_secrets_and_what_is_computed(model):
    columns = {field.name for field in model._meta.concrete_fields}
    kept = {
        field.name
        for field in events_of(model)._meta.concrete_fields
        if not field.name.startswith("pgh_")
    }
    assert columns - kept == TRACKED[model][2]


@EACH_THAT_CHANGES
def test_history_of_a_row_written_one_by_one(model):
    row, column, value = made(model), TRACKED[model][0], changed_to(model)
    first = getattr(row, column)
    setattr(row, column, value)
    row.save()
    row.save()
    assert history(row) == [("insert", first), ("update", value)]


@EACH_THAT_CHANGES
def test_history_of_rows_written_in_bulk_and_in_sql(model):
    row, column, value = made(model), TRACKED[model][0], changed_to(model)
    first = getattr(row, column)
    model._default_manager.filter(pk=row.pk).update(**{column: value})
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{model._meta.db_table}" SET "{column}" = %s WHERE id = %s', [first, row.pk]
        )
    assert history(row) == [("insert", first), ("update", value), ("update", first)]


@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model.__name__)
def test_history_of_a_row_that_is_frozen_is_its_insert(model):
    row: Any = made(model)
    assert history(row) == [("insert", row.reason)]


@EACH_THAT_CHANGES
def test_history_of_a_row_outlives_it(model):
    row = made(model)
    first, pk = getattr(row, TRACKED[model][0]), row.pk
    model._default_manager.filter(pk=pk)._raw_delete("default")
    if isinstance(row, Action):
        Entry.objects.filter(kind="action").delete()  # its place goes with it
    row.pk = pk
    assert history(row) == [("insert", first), ("delete", first)]


def test_history_of_rows_created_in_bulk():
    people = Person.objects.bulk_create([Person(name="Robin"), Person(name="Alex")])
    assert [history(person) for person in people] == [[("insert", "Robin")], [("insert", "Alex")]]


def test_computed_columns_make_no_history():
    review = factories.ReviewFactory(status="complete")
    factories.RevisionFactory(meeting=review.entry.meeting)
    review.action.refresh_from_db()
    assert (review.action.status, review.action.published_status) == ("complete", "complete")
    assert history(review.action) == [("insert", review.action.text)]
    assert history(review.entry.meeting) == [("insert", "")]
    assert history(review.action.panel) == [("insert", "")]


def test_sign_in_makes_no_history(client):
    user = factories.UserFactory()
    user.set_password("a long pass phrase")
    user.save()
    response = client.post(
        reverse("sign_in"), {"username": user.username, "password": "a long pass phrase"}
    )
    assert response.status_code == 302
    user.refresh_from_db()
    assert user.last_login is not None
    assert history(user) == [("insert", "")]


def test_history_says_who_wrote_and_when_in_a_request(client):
    administrator = factories.AdministratorFactory()
    client.force_login(administrator)
    address = reverse("admin:panel_organisation_add")
    response = client.post(address, {"name": "Home Office", "abbreviations": ""})
    assert response.status_code == 302
    event = events_of(Organisation).objects.get()
    assert (event.name, event.pgh_label) == ("Home Office", "insert")
    assert event.pgh_context.metadata == {"user": administrator.pk, "url": address}
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")  # when the transaction began: that of this test
        assert event.pgh_created_at == cursor.fetchone()[0]


def test_history_outside_a_request_says_nobody():
    row = factories.OrganisationFactory()
    event = events_of(Organisation).objects.get(pgh_obj_id=row.pk)
    assert event.pgh_context is None
