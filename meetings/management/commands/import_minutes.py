"""Record documents as minutes: people, items, actions, and what became of earlier actions."""

import argparse
import datetime
import re
import sys
from collections import Counter
from pathlib import Path

import pghistory
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from meetings.management.files import bytes_of
from meetings.minutes import matching, papers, reading, recording
from meetings.minutes.document import MinutesError, Presence, Purpose, Reading
from meetings.minutes.recorded import Outcome, Recorded
from panel.models import Panel

NEW_PANEL = re.compile(r"(?P<code>[^=]+)=(?P<name>.+)")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "files",
            nargs="*",
            metavar="FILE",
            help="Word (.docx), OpenDocument (.odt), HTML, post or Markdown",
        )
        panel = parser.add_mutually_exclusive_group()
        panel.add_argument("--panel", metavar="CODE", help="the panel that all the files are of")
        panel.add_argument(
            "--new-panel", metavar='CODE="Name"', help="make this panel if it is not known yet"
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
            help="record anew meetings whose minutes differ from the file",
        )

    def handle(self, *args, **options) -> None:
        paths = [Path(name) for name in options["files"]]
        published_on = None
        if options["published"]:
            # "--published FILE" gives no date: what follows is a file.
            try:
                published_on = datetime.date.fromisoformat(options["published"])
            except ValueError:
                paths.insert(0, Path(options["published"]))
        if not paths:
            raise CommandError("name at least one file")
        self.failed = 0
        read = [(path, data, found) for path in self.bar(paths) for data, found in self.read(path)]
        if not read:
            raise CommandError(self.failures())
        named = self.panel(options)
        read.sort(key=lambda row: (row[2].minutes.held_on, row[0].name))
        done: list[Recorded] = []
        for path, data, found in self.bar(read, "recording"):
            try:
                panel = self.panel_of(found, named, options)
                publish_on = self.publish_on(found, options, published_on)
                with pghistory.context(command="import_minutes", file=path.name):
                    recorded = recording.record(
                        found,
                        panel=panel,
                        name=path.name,
                        data=data,
                        today=timezone.localdate(),
                        publish_on=publish_on,
                        replace_minutes=options["replace"],
                    )
            except (MinutesError, ValidationError) as error:
                self.fail(path, "; ".join(getattr(error, "messages", [str(error)])))
                continue
            done.append(recorded)
            self.tell(path, found, recorded)
        self.summarise(done)
        if self.failed:
            raise CommandError(self.failures())

    def bar(self, rows: list, what: str = "reading"):
        """The rows, with a progress bar where somebody watches."""
        hidden = not sys.stderr.isatty()
        return tqdm(rows, desc=what, unit="file", disable=hidden, leave=False)

    def read(self, path: Path):
        """The bytes of one file and what they say; nothing, and a line, where that fails."""
        try:
            data = bytes_of(path)
            yield data, reading.read(data, path.name)
        except MinutesError as error:
            self.fail(path, str(error))

    def fail(self, path: Path, why: str) -> None:
        self.failed += 1
        with tqdm.external_write_mode():
            self.stderr.write(f"{path}: {why}")

    def failures(self) -> str:
        return f"{many(self.failed, 'file')} not recorded"

    def panel(self, options) -> Panel | None:
        """The panel that the command names, made if it says so."""
        if options["panel"]:
            try:
                return Panel.objects.get(code=options["panel"])
            except Panel.DoesNotExist:
                known = ", ".join(Panel.objects.values_list("code", flat=True)) or "none"
                raise CommandError(
                    f"no panel has the code {options['panel']}; known: {known}"
                ) from None
        if not options["new_panel"]:
            return None
        match = NEW_PANEL.fullmatch(options["new_panel"])
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
        panel.save()
        return panel

    def panel_of(self, found: Reading, named: Panel | None, options) -> Panel:
        """The panel of one document: the one named for all, or the one it prints.

        A panel that --new-panel makes is only given documents that print its name, a part
        of it, or none.
        """
        printed = found.minutes.panel
        if named and (options["panel"] or not printed or matching.may_be(named, printed)):
            return named
        return matching.panel_named(printed)

    def publish_on(
        self, found: Reading, options, given: datetime.date | None
    ) -> datetime.date | None:
        """The day to record as that of publication; None for a draft."""
        if options["draft"] or (found.post is None and options["published"] is None):
            return None
        day = given or (found.post.created_on if found.post else None)
        if day is None:
            raise MinutesError("does not say when it was published; give --published DATE")
        if found.minutes.held_on and day < found.minutes.held_on:
            raise MinutesError(f"was published on {day}, before the meeting itself")
        return day

    def tell(self, path: Path, found: Reading, recorded: Recorded) -> None:
        meeting = recorded.meeting
        head = f"{path.name}: {meeting.reference}, {meeting.date_text}"
        if recorded.outcome is Outcome.SAME:
            line = f"{head}: already recorded"
        elif recorded.outcome is Outcome.DIFFERS:
            self.failed += 1
            line = "\n".join(
                [f"{head}: differs from what is recorded; --replace records it"]
                + [f"    {difference}" for difference in recorded.differences]
            )
        else:
            minutes = found.minutes
            who = Counter(attendee.presence for attendee in minutes.attendance)
            made = "recorded anew" if recorded.outcome is Outcome.REPLACED else "recorded"
            state = "as a draft"
            if recorded.revision:
                on = recorded.revision.issued_on
                state = f"as published on {on.day} {on:%B %Y}"
            attached = f", {many(recorded.papers, 'paper')}" if recorded.papers else ""
            line = (
                f"{head}: {made} {state}: {who[Presence.PRESENT]} present, "
                f"{who[Presence.APOLOGIES]} apologies, {many(len(minutes.items), 'item')}, "
                f"{many(recorded.raised, 'action')} raised "
                f"({recorded.origins_found} known from later meetings), "
                f"{recorded.reviews_linked + recorded.origins_unknown} reviewed "
                f"({recorded.origins_unknown} of unknown origin){attached}"
            )
            if found.is_attached:
                line = f"{head}: {made} {state}, {minutes_attached(found)}"
            line += "".join(f"\n    joined: {a} and {b}" for a, b in recorded.joined)
            line += "".join(f"\n    unread: {passage}" for passage in found.unread)
            line += "".join(f"\n    doubt: {d.passage}: {d.why}" for d in recorded.doubts)
        with tqdm.external_write_mode():
            self.stdout.write(line)

    def summarise(self, done: list[Recorded]) -> None:
        outcomes = Counter(recorded.outcome for recorded in done)
        published = sum(recorded.revision is not None for recorded in done)
        written = outcomes[Outcome.CREATED] + outcomes[Outcome.REPLACED]
        total = {
            name: sum(getattr(recorded, name) for recorded in done)
            for name in (
                "raised", "reviews_linked", "origins_unknown", "new_people", "known_people",
                "new_organisations", "unread",
            )
        }  # fmt: skip
        self.stdout.write(
            f"{many(outcomes[Outcome.CREATED], 'meeting')} recorded, "
            f"{outcomes[Outcome.REPLACED]} recorded anew "
            f"({published} published, {written - published} drafts), "
            f"{outcomes[Outcome.SAME]} already recorded, "
            f"{self.failed} not recorded. "
            f"People: {total['new_people']} new, {total['known_people']} known again; "
            f"organisations: {total['new_organisations']} new. "
            f"Actions: {total['raised']} raised; {total['reviews_linked']} reviews linked, "
            f"{total['origins_unknown']} of unknown origin, "
            f"{sum(len(r.joined) + r.origins_found for r in done)} joined. "
            f"Unread passages: {total['unread']}; "
            f"doubts: {sum(len(recorded.doubts) for recorded in done)}."
        )


def minutes_attached(found: Reading) -> str:
    """Which files of a page without minutes are the minutes: "minutes attached: May.pdf"."""
    attached = papers.attached_by(found)
    names = [one.file_name or one.title for one in attached if one.purpose is Purpose.MINUTES]
    return f"minutes attached: {', '.join(names)}" if names else "no minutes attached"


def many(number: int, noun: str) -> str:
    """A number of things: 1 item, 2 items."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
