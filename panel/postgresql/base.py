"""Django's PostgreSQL backend, with the server that starts itself and a check of how text is kept.

Starting at the first connection, and not at a command's name, leaves every command that needs no
database without one.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base

from panel import embedded


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        if folder := self.settings_dict.get("EMBEDDED_IN"):
            try:
                self.settings_dict |= embedded.start(folder)
            except embedded.NotStarted as error:
                raise ImproperlyConfigured(str(error)) from None
        return super().get_connection_params()

    def check_database_version_supported(self) -> None:
        """Also refuse a database in which É and é would be two letters. Runs once a process."""
        super().check_database_version_supported()
        with self.cursor() as cursor:
            cursor.execute("SELECT current_database(), current_setting('server_encoding')")
            name, encoding = cursor.fetchone()
            if encoding == "UTF8":
                cursor.execute("SELECT lower('É') = 'é'")
                if cursor.fetchone()[0]:
                    return
        raise ImproperlyConfigured(
            f"The database {name} (encoding {encoding}) does not know that É is a capital é: make "
            "it with CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0."
        )
