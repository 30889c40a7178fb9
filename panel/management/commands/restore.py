from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from panel import backup


class Command(BaseCommand):
    help = "Put back the database from a file that `backup` wrote."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="replace all that is there")

    def handle(self, *args: Any, file: Path, force: bool, **options: Any) -> None:
        try:
            backup.restore(connection, file, force=force)
        except backup.Failed as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Restored: {file}. `manage.py migrate` brings an old one up to date.")
