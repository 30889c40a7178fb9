import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from .databases import other_database

pytestmark = pytest.mark.django_db


def test_database_folds_case_and_accents():
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ÉŁΣ')")
        assert cursor.fetchone() == ("éłσ",)


@pytest.mark.whole
@pytest.mark.parametrize("encoding", ["SQL_ASCII", "UTF8"])
def test_database_that_does_not_fold_is_refused(encoding):
    with (
        other_database("other", locale="C", encoding=encoding) as other,
        pytest.raises(ImproperlyConfigured) as refusal,
    ):
        other.check_database_version_supported()
    assert str(refusal.value) == (
        f"The database {other.settings_dict['NAME']} (encoding {encoding}) does not know that É is "
        "a capital é: make it with CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' "
        "TEMPLATE template0."
    )
