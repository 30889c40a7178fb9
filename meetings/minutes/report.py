"""What an import did: as lines for a terminal, and as data to keep."""

import datetime
import itertools
import json
import os
import shlex
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.db.models import Q

from actions.models import Action, ActionPair
from meetings.minutes import panels, papers
from meetings.minutes.document import Presence, Purpose, Reading
from meetings.minutes.reading import names
from meetings.minutes.recorded import Outcome, Recorded
from meetings.models import OrganisationPair, PersonPair
from panel.models import Panel
from panel.planner import plan_anew

OUTCOMES = {
    Outcome.CREATED: "recorded",
    Outcome.REPLACED: "recorded anew",
    Outcome.SAME: "already recorded",
    Outcome.DIFFERS: "differs",
}

# A paragraph can be as long as a file.
_LONG_LINE = 300


@dataclass
class Report:
    """What became of each file, and what is left to do.

    `as_data` is the shape of the file that is kept: lists of objects, each with the `file`
    it comes from where there is one. Actions are told by reference, days as 2011-12-13.

        meetings                 file, meeting, date, outcome, published_on, differences
        skipped, failed          file, why
        unknown_panels           panel, printed, files, meetings, people, actions_raised,
                                 actions_reviewed, nearest, option
                                                      (`printed` is a list of names)
        people, organisations    file, name                          (new ones)
        actions_raised           file, action, text
        reviews_linked           file, action, text
        reviews_not_linked       file, action, text     (the action was made for the review)
        joined                   file, action, was
        unread                   file, passage
        doubts                   file, passage, why
        not_mentioned_again      action, text, owners, last_mentioned_on
        to_settle                what (action, person, organisation), one, other, why, file
        known_people             how many lines of attendance were of people known before
        was_interrupted, is_dry_run
    """

    is_dry_run: bool = False
    was_interrupted: bool = False
    known_people: int = 0
    meetings: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, str]] = field(default_factory=list)
    failed: list[dict[str, str]] = field(default_factory=list)
    unknown_panels: list[dict[str, Any]] = field(default_factory=list)
    people: list[dict[str, str]] = field(default_factory=list)
    organisations: list[dict[str, str]] = field(default_factory=list)
    actions_raised: list[dict[str, str]] = field(default_factory=list)
    reviews_linked: list[dict[str, str]] = field(default_factory=list)
    reviews_not_linked: list[dict[str, str]] = field(default_factory=list)
    joined: list[dict[str, str]] = field(default_factory=list)
    unread: list[dict[str, str]] = field(default_factory=list)
    doubts: list[dict[str, str]] = field(default_factory=list)
    not_mentioned_again: list[dict[str, Any]] = field(default_factory=list)
    to_settle: list[dict[str, str]] = field(default_factory=list)
    origins_found: int = 0

    def add(self, file: str, recorded: Recorded, reading: Reading | None) -> None:
        """Tell of a document that was recorded, or was not because one is recorded."""
        meeting, revision = recorded.meeting, recorded.revision
        self.meetings.append(
            {
                "file": file,
                "meeting": meeting.reference,
                "date": meeting.held_on and meeting.held_on.isoformat(),
                "outcome": OUTCOMES[recorded.outcome],
                "published_on": revision and revision.issued_on.isoformat(),
                "differences": recorded.differences,
            }
        )
        if recorded.outcome in {Outcome.SAME, Outcome.DIFFERS}:
            return
        self.known_people += recorded.known_people
        self.origins_found += recorded.origins_found
        self.people += [{"file": file, "name": name} for name in recorded.people_added]
        self.organisations += [
            {"file": file, "name": name} for name in recorded.organisations_added
        ]
        for told, kept in (
            (recorded.raised_actions, self.actions_raised),
            (recorded.linked, self.reviews_linked),
            (recorded.unlinked, self.reviews_not_linked),
        ):
            kept += [{"file": file, "action": one.reference, "text": one.text} for one in told]
        self.joined += [{"file": file, "action": a, "was": b} for a, b in recorded.joined]
        if reading:
            self.unread += [{"file": file, "passage": passage} for passage in reading.unread]
        self.doubts += [
            {"file": file, "passage": doubt.passage, "why": doubt.why} for doubt in recorded.doubts
        ]

    def look_back(self, of: set[Panel]) -> None:
        """Tell what the whole history of these panels leaves open."""
        plan_anew()
        for action in (
            Action.objects.passed_over()
            .filter(panel__in=of)
            .select_related("panel")
            .prefetch_related("owners")
            .order_by("panel__code", "serial")
        ):
            self.not_mentioned_again.append(
                {
                    "action": action.reference,
                    "text": action.text,
                    "owners": [owner.name for owner in action.owners.all()],
                    "last_mentioned_on": action.last_mentioned_on.isoformat(),
                }
            )
        pairs = (
            ("action", ActionPair, Q(one__panel__in=of), ["one__panel", "other__panel"]),
            ("person", PersonPair, Q(source__meeting__panel__in=of), ["one", "other"]),
            ("organisation", OrganisationPair, Q(source__meeting__panel__in=of), ["one"]),
        )
        for what, model, of_panels, related in pairs:
            unsettled: Any = model.objects.unsettled().filter(of_panels)
            for pair in unsettled.select_related(*related, "other", "source").defer("source__data"):
                self.to_settle.append(
                    {
                        "what": what,
                        "one": str(pair.one),
                        "other": str(pair.other),
                        "why": pair.why,
                        "file": pair.source.name if pair.source else "",
                    }
                )

    def tell_unknown(
        self, told: Sequence[tuple[panels.UnknownPanelError, Reading]], taken: Iterable[str]
    ) -> None:
        """Tell of panels that are not known, by the names that documents print.

        Each with what its documents hold as read, the known panel that may be meant, and the
        option that would make it, under a code that is neither `taken` nor known.
        """
        for panel, printed in panels.proposed((error.printed for error, _ in told), taken):
            minutes = [found.minutes for error, found in told if error.printed in printed]
            nearest = {error.printed: error.nearest for error, _ in told}[panel.name]
            self.unknown_panels.append(
                {
                    "panel": panel.name,
                    "printed": printed,
                    "files": len(minutes),
                    "meetings": len({each.held_on for each in minutes}),
                    "people": len(
                        {names.key(one.name) for each in minutes for one in each.attendance}
                    ),
                    "actions_raised": sum(len(each.actions()) for each in minutes),
                    "actions_reviewed": sum(len(each.reviews()) for each in minutes),
                    "nearest": nearest,
                    "option": f"--new-panel {panel.code}={shlex.quote(panel.name)}",
                }
            )

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    def outcomes(self) -> Counter[str]:
        return Counter(meeting["outcome"] for meeting in self.meetings)

    def lines(self) -> list[str]:
        """The report in short."""
        outcomes = self.outcomes()
        written = outcomes["recorded"] + outcomes["recorded anew"]
        published = sum(meeting["published_on"] is not None for meeting in self.meetings)
        failed = len(self.failed) + outcomes["differs"]
        lines = [
            f"{many(outcomes['recorded'], 'meeting')} recorded, "
            f"{outcomes['recorded anew']} recorded anew "
            f"({published} published, {written - published} drafts), "
            f"{outcomes['already recorded']} already recorded, "
            f"{failed} not recorded. "
            f"People: {len(self.people)} new, {self.known_people} known again; "
            f"organisations: {len(self.organisations)} new. "
            f"Actions: {len(self.actions_raised)} raised; "
            f"{len(self.reviews_linked)} reviews linked, "
            f"{len(self.reviews_not_linked)} of unknown origin, "
            f"{len(self.joined) + self.origins_found} joined. "
            f"Unread passages: {len(self.unread)}; doubts: {len(self.doubts)}."
        ]
        left = [
            (self.skipped, "file", "skipped as no minutes or of a kind that is not read"),
            (self.not_mentioned_again, "open action", "that no later meeting mentions"),
            (self.to_settle, "question", "to settle"),
        ]
        if told := [f"{many(len(rows), noun)} {what}" for rows, noun, what in left if rows]:
            lines.append("; ".join(told) + ".")
        if self.unknown_panels:
            lines.append("Not recorded, as no panel has these names; an option makes each:")
            lines += map(unknown_line, self.unknown_panels)
        if self.is_dry_run:
            lines.append("Nothing was recorded: this was a dry run.")
        return lines


def unknown_line(unknown: dict[str, Any]) -> str:
    """What the documents of a panel that is not known hold, and what would make it."""
    others = [f"“{name}”" for name in unknown["printed"] if name != unknown["panel"]]
    also = f", also {', '.join(others)}" if others else ""
    perhaps = ""
    if unknown["nearest"]:
        perhaps = f"perhaps {unknown['nearest']}: add the name to its others; else "
    people = "1 person" if unknown["people"] == 1 else f"{unknown['people']} people"
    return (
        f"    “{unknown['panel']}”{also}: {many(unknown['files'], 'file')}, as read "
        f"{many(unknown['meetings'], 'meeting')}, {people}, "
        f"{many(unknown['actions_raised'], 'action')} raised and "
        f"{unknown['actions_reviewed']} reviewed: {perhaps}{unknown['option']}"
    )


def line_of(file: str, recorded: Recorded, found: Reading | None) -> str:
    """What became of one document."""
    meeting = recorded.meeting
    head = f"{file}: {meeting.reference}, {meeting.date_text}"
    if recorded.outcome is Outcome.SAME or found is None:
        return f"{head}: already recorded"
    if recorded.outcome is Outcome.DIFFERS:
        return "\n".join(
            [f"{head}: differs from what is recorded; --replace records it"]
            + [f"    {difference}" for difference in shortened(recorded.differences)]
        )
    minutes = found.minutes
    who = Counter(attendee.presence for attendee in minutes.attendance)
    made = "recorded anew" if recorded.outcome is Outcome.REPLACED else "recorded"
    state = "as a draft"
    if recorded.revision:
        state = f"as published on {day_text(recorded.revision.issued_on)}"
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
    return line


def shortened(differences: Sequence[str]) -> list[str]:
    """Lines of a comparison, of long ones only what is about the first difference.

    "-…about the locks of the upper r…" and "+…about the weirs of the upper r…"
    """
    found = []
    for is_told, lines in itertools.groupby(differences, lambda line: line.startswith("@@")):
        changes = list(lines)
        if is_told or max(map(len, changes)) <= _LONG_LINE:
            found += changes
            continue
        ours = [line for line in changes if line.startswith("-")]
        theirs = [line for line in changes if line.startswith("+")]
        same = dict(itertools.chain.from_iterable(map(_same_start, ours, theirs)))
        found += [_shortened(line, same.get(line, 0)) for line in changes]
    return found


def _same_start(one: str, other: str) -> list[tuple[str, int]]:
    pairs = enumerate(zip(one[1:], other[1:], strict=False))
    same = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)) - 1)
    return [(one, same), (other, same)]


def _shortened(line: str, same: int) -> str:
    """A line from a little before the place up to which it is the same as another."""
    if len(line) <= _LONG_LINE:
        return line
    start = max(1, same - _LONG_LINE // 3)
    end = start + _LONG_LINE
    before, after = "…" if start > 1 else "", "…" if end < len(line) else ""
    return f"{line[0]}{before}{line[start:end]}{after}"


def minutes_attached(found: Reading) -> str:
    """Which files of a page without minutes are the minutes: "minutes attached: May.pdf"."""
    attached = papers.attached_by(found)
    names = [one.file_name or one.title for one in attached if one.purpose is Purpose.MINUTES]
    return f"minutes attached: {', '.join(names)}" if names else "no minutes attached"


def day_text(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def many(number: int, noun: str) -> str:
    """A number of things: 1 item, 2 items."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class ReportFile:
    """A file that a report will be kept in; what stood there before stays until then.

    Raises OSError at once where nothing can be written there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        if self.path.exists() and not self.path.is_file():
            raise IsADirectoryError(21, "is not a file")
        descriptor, name = tempfile.mkstemp(prefix=".report-", dir=self.path.parent)
        os.close(descriptor)
        self.beside = Path(name)

    def keep(self, report: Report) -> None:
        """Write the report in place of what stood there, whole or not at all."""
        text = json.dumps(report.as_data(), ensure_ascii=False, indent=1)
        self.beside.write_text(f"{text}\n", encoding="utf-8")
        self.beside.chmod(0o644)
        self.beside.replace(self.path)

    def drop(self) -> None:
        """Leave nothing behind where no report was kept."""
        self.beside.unlink(missing_ok=True)
