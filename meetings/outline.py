"""A document's flat entries as the nested lists that a page shows, and the papers beside it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from actions.models import Action
from meetings.minutes.document import Action as Raised
from meetings.minutes.document import (
    Attendee,
    Entry,
    Item,
    Kind,
    Minutes,
    Paper,
    Point,
    Presence,
    Purpose,
    Review,
)

from .models.paper import MANNERS, PURPOSES

SUFFIX = re.compile(r"\.([a-z][a-z0-9]{1,4})$", re.I)

People = Mapping[tuple[str, str], int]
"""Who stands behind an honorific and a name as printed: the person's number."""


@dataclass
class Block:
    """A paragraph, sub-heading or quotation, an action raised or a review, or a list.

    `kind` names the part of the template: a point's kind but "list" for bullets, else
    "action" or "review". `address` is the action's page where the viewer may see it,
    `anchor` the place's name in this page, `narrative` what a review reports.
    """

    kind: str
    entry: Entry | None = None
    bullets: list["Bullet"] = field(default_factory=list)
    narrative: list["Block"] = field(default_factory=list)
    address: str = ""
    anchor: str = ""


@dataclass
class Bullet:
    """One point of a list, and what stands within it."""

    point: Point
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Section:
    """What stands before the first item, under one or after the last."""

    item: Item | None
    blocks: list[Block]


@dataclass
class Group:
    """Attendees of one presence under one printed heading, each with the person's number."""

    heading: str
    attendees: list[tuple[Attendee, int | None]]


@dataclass
class PaperLine:
    """A paper with what a page says of it beside its title: "for decision, item 3, PDF"."""

    paper: Paper
    notes: list[str]


class Outline:
    """The minutes as a page shows them, with links to the actions that a viewer may see."""

    def __init__(
        self,
        minutes: Minutes,
        actions: Iterable[Action],
        people: People,
        papers: Iterable[Paper] = (),
    ):
        """`actions` have `joined` prefetched."""
        self.minutes = minutes
        self.papers = [PaperLine(paper, self.notes(paper)) for paper in papers]
        self.people = people
        self.actions = {
            each.reference: action for action in actions for each in (action, *action.joined.all())
        }
        self.anchors: dict[str, int] = {}
        self.sections = [Section(item, self.blocks(entries)) for item, entries in sections(minutes)]
        self.is_agenda = minutes.is_agenda

    def notes(self, paper: Paper) -> list[str]:
        number = self.minutes.items[paper.item].number if paper.item is not None else ""
        suffix = SUFFIX.search(paper.file_name) or SUFFIX.search(paper.url)
        notes = [
            dict(PURPOSES)[paper.purpose] if paper.purpose else "",
            f"item {number}" if number else "",
            dict(MANNERS)[paper.manner] if paper.manner else "",
            "late" if paper.is_late else "",
            f"version {paper.version}" if paper.version and paper.version > 1 else "",
            suffix[1].upper() if suffix else paper.media_type,
        ]
        return [note for note in notes if note]

    def attached(self) -> list[Paper]:
        """The papers that are the minutes, where there are no others to read."""
        papers = [line.paper for line in self.papers] if self.is_agenda else []
        return [paper for paper in papers if paper.purpose is Purpose.MINUTES]

    def blocks(self, entries: Iterable[Entry]) -> list[Block]:
        return nested(entry if isinstance(entry, Point) else self.place(entry) for entry in entries)

    def place(self, entry: Raised | Review) -> Block:
        """An action or review with its address and a name for its place, each used once."""
        block = Block("review" if isinstance(entry, Review) else "action", entry)
        if isinstance(entry, Review):
            block.narrative = nested(entry.narrative)
        if action := self.actions.get(entry.reference):
            block.address = action.get_absolute_url()
            name = anchor(action, block.kind)
            self.anchors[name] = count = self.anchors.get(name, 0) + 1
            block.anchor = name if count == 1 else f"{name}-{count}"
        return block

    def attendance(self) -> Iterator[tuple[Presence, list[Group]]]:
        """Each presence with its attendees in the printed order, grouped by heading."""
        for presence in (
            Presence.PRESENT,
            Presence.APOLOGIES,
            Presence.ABSENT,
            Presence.EXPECTED,
        ):
            of_presence = [each for each in self.minutes.attendance if each.presence is presence]
            groups = [
                Group(heading, [(one, self.people.get((one.honorific, one.name))) for one in group])
                for heading, group in groupby(of_presence, key=lambda one: one.heading)
            ]
            if groups:
                yield presence, groups


def nested(entries: Iterable[Point | Block]) -> list[Block]:
    """Blocks in order: runs of bullets become lists, and deeper points stand in bullets."""
    levels: list[list[Block]] = [[]]
    for entry in entries:
        level = min(entry.depth, len(levels) - 1) if isinstance(entry, Point) else 0
        del levels[level + 1 :]
        blocks = levels[level]
        if isinstance(entry, Block):
            blocks.append(entry)
        elif entry.kind is Kind.BULLET:
            if not (blocks and blocks[-1].kind == "list"):
                blocks.append(Block("list"))
            bullet = Bullet(entry)
            blocks[-1].bullets.append(bullet)
            levels.append(bullet.blocks)
        else:
            blocks.append(Block(entry.kind.value, entry))
    return levels[0]


def sections(minutes: Minutes) -> Iterator[tuple[Item | None, tuple[Entry, ...]]]:
    """(the item or None, its entries) in printed order, without empty ends."""
    for index, entries in minutes.sections():
        if index is not None:
            yield minutes.items[index], entries
        elif entries:
            yield None, entries


def anchor(action: Action, kind: str) -> str:
    """The name of an action's place in a meeting's page: where it was raised or reviewed."""
    return f"{kind}-{action.reference}"
