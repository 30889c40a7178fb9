"""Databases beside the test's own, on the same server."""

import contextlib
from collections.abc import Iterator
from typing import Any

from django.db import connection

from panel.postgresql.base import DatabaseWrapper


class Database(DatabaseWrapper):
    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        with self.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []


@contextlib.contextmanager
def other_database(
    suffix: str, locale: str = "C.UTF-8", encoding: str = "UTF8"
) -> Iterator[Database]:
    """An empty database, dropped at the end, and a connection to it."""
    name = f"{connection.settings_dict['NAME']}_{suffix}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(
            f'CREATE DATABASE "{name}" TEMPLATE template0 LOCALE_PROVIDER libc '
            f"ENCODING '{encoding}' LC_COLLATE '{locale}' LC_CTYPE '{locale}'"
        )
    other = Database({**connection.settings_dict, "NAME": name, "OPTIONS": {}})
    try:
        yield other
    finally:
        other.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
