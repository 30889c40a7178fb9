import inspect

import factory
import pytest
from django.apps import apps
from django.db import connection

from tests import factories

pytestmark = pytest.mark.django_db

EACH = [
    made
    for _, made in inspect.getmembers(factories, inspect.isclass)
    if issubclass(made, factory.django.DjangoModelFactory)
]


def test_every_model_has_a_factory():
    models = {
        model
        for label in ("panel", "meetings", "actions")
        for model in apps.get_app_config(label).get_models()
        if not hasattr(model, "pgh_tracked_model")
    }
    assert {made._meta.model for made in EACH} == models


@pytest.mark.parametrize("made", EACH, ids=lambda made: made.__name__)
def test_factory_makes_valid_rows_as_often_as_asked(made):
    """Those of an account have no password, those of a revision an empty document."""
    exclude = {"password", "document"}
    for row in (made(), made()):
        row.full_clean(exclude=exclude)
        assert list(row._meta.model._default_manager.filter(pk=row.pk)) == [row]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
