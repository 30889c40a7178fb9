"""From files and folders to a linked history: found, read, recorded in order, and reported."""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pghistory
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from psycopg.errors import UniqueViolation

from meetings.minutes import panels, reading, recording
from meetings.minutes.document import MinutesError, Reading
from meetings.minutes.folders import (
    File,
    Read,
    bytes_of,
    checksum_of,
    files_in,
    read_all,
    shown,
)
from meetings.minutes.recorded import Outcome, Recorded
from meetings.minutes.report import Report, line_of
from meetings.models import Source
from panel.models import Panel
from panel.planner import plan_anew

T = TypeVar("T")

_AT_ONCE = "something of that name or number was recorded at the same time; run it again"
GROWN = {8 * 2**n for n in range(16)}
"""After how many documents the tables are so much larger that queries are planned anew."""


@dataclass(frozen=True)
class Plan:
    """How documents are recorded.

    `panel` is the one that all are of. Of `new_panels`, which are saved with the first of
    their documents, each has those that print its name or a part of it; one alone also has
    those that print none. `publishes` is None where pages are published on their date and
    all else is a draft.
    """

    today: datetime.date
    panel: Panel | None = None
    new_panels: tuple[Panel, ...] = ()
    publishes: bool | None = None
    published_on: datetime.date | None = None
    replaces: bool = False
    over_edits: bool = False
    is_dry_run: bool = False

    def panel_of(self, found: Reading) -> Panel:
        """The panel of one document; MinutesError where it is not known."""
        return self.panel or panels.panel_named(found.minutes.panel, self.new_panels)

    def publish_on(self, found: Reading) -> datetime.date | None:
        """The day to record as that of publication; None for a draft."""
        if self.publishes is False or (not found.is_published and self.publishes is None):
            return None
        day = self.published_on or (found.post.created_on if found.post else None)
        if day is None:
            raise MinutesError("does not say when it was published; give --published DATE")
        if found.minutes.held_on and day < found.minutes.held_on:
            raise MinutesError(f"was published on {day}, before the meeting itself")
        return day


def in_order(read: Read) -> tuple[datetime.date, str]:
    assert read.reading
    return (read.reading.minutes.held_on or datetime.date.max, read.file.path.name)


def unwatched(rows: Iterable[T], what: str, count: int) -> Iterable[T]:
    return rows


class Import:
    """One run over files and folders; `report` tells what it did.

    `tell` and `complain` are given lines as they come; `watch` shows how far a list of rows
    has come. Each document is a transaction of its own: what is recorded stays when the run
    is stopped, and is passed over by the next.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        tell: Callable[[str], Any],
        complain: Callable[[str], Any],
        watch: Callable[[Iterable[Any], str, int], Iterable[Any]] = unwatched,
    ) -> None:
        self.plan = plan
        self.tell = tell
        self.complain = complain
        self.watch = watch
        self.report = Report(is_dry_run=plan.is_dry_run)
        self.batch = recording.Batch()
        self.panels: set[Panel] = set()
        self.unknown: list[tuple[panels.UnknownPanelError, Reading]] = []

    def run(self, paths: Iterable[Path]) -> Report:
        """Record what the files and folders hold; in a dry run all is undone again.

        Control-C ends it; the report then says so, and what was recorded before.
        """
        try:
            if self.plan.is_dry_run:
                with transaction.atomic():
                    self.record_all(self.read(paths))
                    transaction.set_rollback(True)
            else:
                self.record_all(self.read(paths))
        except KeyboardInterrupt:
            self.report.was_interrupted = True
        return self.report

    def read(self, paths: Iterable[Path]) -> list[Read]:
        """What the files hold that are not recorded yet, in the order of the meetings."""
        files = []
        for one in files_in(paths):
            if isinstance(one, Read):
                self.leave(one)
            else:
                files.append(one)
        new = self.unrecorded(files)
        found = []
        for read in self.watch(read_all(new), "reading", len(new)):
            if read.reading:
                found.append(read)
            else:
                self.leave(read)
        return sorted(found, key=in_order)

    def unrecorded(self, files: Sequence[File]) -> list[File]:
        """Those whose bytes are not what their meeting was recorded from; all, to replace."""
        if self.plan.replaces:
            return list(files)
        checksums = {file: checksum_of(file.path) for file in files}
        sources = Source.objects.recorded_last().filter(checksum__in=checksums.values())
        known = {
            source.checksum: source.meeting
            for source in sources.select_related("meeting__panel").defer("data")
        }
        for file, checksum in checksums.items():
            if checksum in known:
                self.done(file, Recorded(Outcome.SAME, known[checksum]), None)
        return [file for file, checksum in checksums.items() if checksum not in known]

    def record_all(self, found: Sequence[Read]) -> None:
        try:
            for number, read in enumerate(self.watch(found, "recording", len(found))):
                if number in GROWN:
                    plan_anew()
                self.record(read)
        finally:
            self.report.look_back(self.panels)
            self.report.tell_unknown(
                self.unknown, taken=[panel.code for panel in self.plan.new_panels]
            )

    def record(self, read: Read) -> None:
        file, found = read.file, read.reading
        assert found
        try:
            data, name = bytes_of(file.path), shown(file.path.name)
            if hashlib.sha256(data).hexdigest() != read.checksum:
                raise MinutesError("was changed while it was being read")
            panel = self.plan.panel_of(found)
            if found.doubts and (members := panels.members_of(panel, found.minutes.held_on)):
                found = reading.read(data, name, members=members)
            publish_on = self.plan.publish_on(found)
            if panel._state.adding:
                panels.make(panel)
            with pghistory.context(command="import_minutes", file=name):
                recorded = recording.record(
                    found,
                    panel=panel,
                    name=name,
                    data=data,
                    today=self.plan.today,
                    publish_on=publish_on,
                    replace_minutes=self.plan.replaces,
                    over_edits=self.plan.over_edits,
                    batch=self.batch,
                )
        except (MinutesError, ValidationError, DataError, IntegrityError) as error:
            self.batch = recording.Batch()
            if isinstance(error, panels.UnknownPanelError):
                self.unknown.append((error, found))
            messages = getattr(error, "messages", None) or str(error).splitlines()[:1]
            if isinstance(error.__cause__, UniqueViolation):
                messages = [_AT_ONCE]
            self.leave(Read(file, why="; ".join(messages)))
        except BaseException:
            self.batch = recording.Batch()
            raise
        else:
            self.done(file, recorded, found)

    def done(self, file: File, recorded: Recorded, found: Reading | None) -> None:
        self.panels.add(recorded.meeting.panel)
        self.report.add(file.name, recorded, found)
        self.tell(line_of(file.name, recorded, found))

    def leave(self, read: Read) -> None:
        """Tell of a file that was not recorded: skipped, or failed."""
        place = shown(read.file.path)
        row = {"file": place, "why": read.why}
        if read.is_other:
            self.report.skipped.append(row)
            self.tell(f"{read.file.name}: skipped: {read.why}")
        else:
            self.report.failed.append(row)
            self.complain(f"{place}: {read.why}")
