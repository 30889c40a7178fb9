"""What is refused is refused twice: in words for people, and by the database for everybody."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction


def assert_accepted(row: models.Model) -> None:
    row.full_clean()
    save_at_once(row)


def assert_refused(row: models.Model, message: str, *, by: str) -> None:
    """`row` is not valid, for `message`; saved all the same, the database names `by`."""
    with pytest.raises(ValidationError) as invalid:
        row.full_clean()
    assert invalid.value.messages == [message]
    assert_refused_by_database(row, by=by)


def assert_refused_by_database(row: models.Model, *, by: str) -> None:
    with pytest.raises(IntegrityError, match=by), transaction.atomic():
        save_at_once(row)


def save_at_once(row: models.Model) -> None:
    row.save()
    check_deferred()


def check_deferred() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
