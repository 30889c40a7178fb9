from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from panel import backup


class Command(BaseCommand):
    help = "Write the whole database to a file that `restore` reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            backup.backup(connection, file)
        except backup.Failed as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Written: {file}, {file.stat().st_size:,} bytes.")
