"""Print what documents say as records, one JSON object a line; the database is not used."""

import argparse
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from meetings.management.output import ended_where_closed
from meetings.minutes import reading, writing
from meetings.minutes.document import MinutesError
from meetings.minutes.folders import bytes_of, shown


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "files",
            nargs="+",
            metavar="FILE",
            help="Word (.docx), OpenDocument (.odt), HTML, post or Markdown",
        )

    def handle(self, *args: object, **options: list[str]) -> None:
        failed = 0
        for name in options["files"]:
            try:
                found = reading.read(bytes_of(Path(name)), name)
            except MinutesError as error:
                failed += 1
                self.stderr.write(f"{shown(name)}: {error}")
                continue
            record = writing.record_of_reading(found, shown(name))
            self._print(json.dumps(record, ensure_ascii=False))
        if failed:
            raise CommandError(f"{failed} file{'s' * (failed != 1)} could not be read")

    def _print(self, line: str) -> None:
        with ended_where_closed():
            self.stdout.write(line)
            self.stdout.flush()
