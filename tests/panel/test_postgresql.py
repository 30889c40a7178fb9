import pytest
from django.db import connection


@pytest.mark.django_db
def test_test_database_folds_case_and_accents():
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ÉŁΣ')")
        assert cursor.fetchone() == ("éłσ",)
