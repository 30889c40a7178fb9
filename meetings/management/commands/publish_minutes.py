"""Write published minutes to a folder, for a static site: as posts, pages, Word and data.

Only what the public reads now is written, with the files of its papers beside. Run again, it
replaces what was corrected and removes what was withdrawn.
"""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.minutes import site
from meetings.minutes.forms import FORMS
from panel.models import Panel

NAMES = {ending.removesuffix(".md") if "." in ending else ending: ending for ending in FORMS}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path, help="made if it is not there")
        parser.add_argument(
            "--panel",
            metavar="CODE",
            action="append",
            help="only the minutes of this panel (may be given again)",
        )
        parser.add_argument(
            "--form",
            choices=list(NAMES),
            action="append",
            help="only in this form (may be given again): post is a post of a Jekyll site",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        forms = [FORMS[NAMES[name]] for name in options["form"] or NAMES]
        try:
            done = site.update(folder, panels(options["panel"]), forms)
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror}") from None
        for what in ("written", "removed"):
            for path in getattr(done, what):
                self.stdout.write(f"{what}: {path}")
        self.stdout.write(
            f"{len(done.written)} written, {len(done.unchanged)} unchanged, "
            f"{len(done.removed)} removed."
        )


def panels(codes: list[str] | None) -> list[Panel]:
    """The panels of these codes, all if none is given; CommandError names one that is not."""
    known = {panel.code: panel for panel in Panel.objects.all()}
    if missing := [code for code in codes or () if code not in known]:
        raise CommandError(f"no panel {missing[0]}; there are {', '.join(known) or 'none'}")
    return [known[code] for code in codes or known]
