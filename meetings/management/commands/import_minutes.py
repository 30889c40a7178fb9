"""Record documents as minutes: people, items, actions, and what became of earlier actions.

Folders are taken whole. What is recorded already is passed over, so that a run that was
stopped can be run again.
"""

import argparse
import datetime
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from meetings.management.output import ended_where_closed
from meetings.minutes.archive import Import, Plan
from meetings.minutes.report import Report, ReportFile, many
from panel.models import Panel

NEW_PANEL = re.compile(r"(?P<code>[^=]+)=(?P<name>.+)")
LIKE_DATE = re.compile(r"\d+[-./]\d+[-./]\d+")
# What a shell gives for a program that was stopped from the keyboard.
STOPPED = 130


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "files",
            nargs="*",
            metavar="FILE",
            help="Word (.docx), OpenDocument (.odt), HTML, post or Markdown, or a folder of them",
        )
        panel = parser.add_mutually_exclusive_group()
        panel.add_argument("--panel", metavar="CODE", help="the panel that all the files are of")
        panel.add_argument(
            "--new-panel",
            metavar='CODE="Name"',
            action="append",
            help="make this panel if it is not known yet, for files that print its name or a "
            "part of it; one alone also has those that print none (may be given again)",
        )
        state = parser.add_mutually_exclusive_group()
        state.add_argument(
            "--draft", action="store_true", help="record published pages, too, as drafts"
        )
        state.add_argument(
            "--published",
            nargs="?",
            const="",
            metavar="DATE",
            help="record as published, on DATE (2012-01-16) or on the date the page gives",
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="record anew meetings whose minutes differ from the file, or are read better now",
        )
        parser.add_argument(
            "--over-edits",
            action="store_true",
            help="with --replace: also those that somebody changed by hand, which is lost then",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be recorded, and record nothing"
        )
        parser.add_argument(
            "--report", metavar="FILE", type=Path, help="keep what was done and is left as JSON"
        )

    def handle(self, *args, **options) -> None:
        paths = [Path(name) for name in options["files"]]
        published_on = None
        if options["published"]:
            # "--published FILE" gives no date: what follows is a file.
            try:
                published_on = datetime.date.fromisoformat(options["published"])
            except ValueError:
                path = Path(options["published"])
                if LIKE_DATE.fullmatch(options["published"]) and not path.exists():
                    raise CommandError(f"{path} is no date; say --published 2012-01-16") from None
                paths.insert(0, path)
        if not paths:
            raise CommandError("name at least one file or folder")
        plan = Plan(
            today=timezone.localdate(),
            panel=panel_named(options["panel"]),
            new_panels=new_panels(options["new_panel"] or []),
            publishes=False if options["draft"] else (options["published"] is not None or None),
            published_on=published_on,
            replaces=options["replace"],
            over_edits=options["over_edits"],
            is_dry_run=options["dry_run"],
        )
        kept = report_file(options["report"])
        with ended_where_closed():
            try:
                run = Import(plan, tell=self.tell, complain=self.complain, watch=bar)
                report = run.run(paths)
                if kept:
                    kept.keep(report)
            finally:
                if kept:
                    kept.drop()
            self.sum_up(report)
            self.stdout.flush()

    def tell(self, line: str) -> None:
        with tqdm.external_write_mode():
            self.stdout.write(line)

    def complain(self, line: str) -> None:
        with tqdm.external_write_mode():
            self.stderr.write(line)

    def sum_up(self, report: Report) -> None:
        """Print the report in short; what failed or was stopped ends the command with an error."""
        failed = len(report.failed) + report.outcomes()["differs"]
        if report.was_interrupted:
            undone = " and undone" if report.is_dry_run else ""
            raise CommandError(
                f"stopped; {many(report.outcomes()['recorded'], 'meeting')} recorded before"
                f"{undone}; run it again to go on",
                returncode=STOPPED,
            )
        if report.meetings or report.skipped or report.unknown_panels:
            for line in report.lines():
                self.stdout.write(line)
        if failed:
            raise CommandError(f"{many(failed, 'file')} not recorded")
        if not report.meetings:
            raise CommandError("there are no minutes in it")


def bar(rows: Iterable[Any], what: str, count: int) -> Iterable[Any]:
    """The rows, with a progress bar where somebody watches."""
    hidden = not sys.stderr.isatty()
    return tqdm(rows, desc=what, unit="file", total=count, disable=hidden, leave=False)


def report_file(path: Path | None) -> ReportFile | None:
    """Where the report goes, told before any work where nothing can be written there."""
    if path is None:
        return None
    try:
        return ReportFile(path)
    except OSError as error:
        raise CommandError(f"{path}: no report can be written: {error.strerror}") from None


def panel_named(code: str | None) -> Panel | None:
    if not code:
        return None
    try:
        return Panel.objects.get(code=code)
    except Panel.DoesNotExist:
        known = ", ".join(Panel.objects.values_list("code", flat=True)) or "none"
        raise CommandError(f"no panel has the code {code}; known: {known}") from None


def new_panels(said: Iterable[str]) -> tuple[Panel, ...]:
    """The panels that CODE="Name" says, each once; those not known yet are not saved."""
    found = [new_panel(each) for each in dict.fromkeys(said)]
    for column in ("code", "name"):
        counts = Counter(getattr(panel, column) for panel in found)
        if twice := [value for value, count in counts.items() if count > 1]:
            raise CommandError(f"two new panels have the {column} {twice[0]}")
    return tuple(found)


def new_panel(said: str) -> Panel:
    """The panel that CODE="Name" says, not saved yet where it is not known."""
    match = NEW_PANEL.fullmatch(said)
    if match is None:
        raise CommandError('say --new-panel CODE="Name of the panel"')
    code, name = match["code"].strip(), match["name"].strip()
    if panel := Panel.objects.filter(code=code).first():
        if panel.name != name:
            raise CommandError(f"the code {code} is that of {panel.name}")
        return panel
    panel = Panel(code=code, name=name)
    try:
        panel.full_clean()
    except ValidationError as error:
        raise CommandError("; ".join(error.messages)) from None
    return panel
