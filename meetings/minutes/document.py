"""A meeting's minutes as a document: plain, frozen data that knows no database.

Every form that minutes take (a web page, a word processor's file, the editor's text,
rows, a published revision) is read into `Minutes` and written from it.

Texts of points, actions, reviews and item titles are one line of inline Markdown:
links everywhere, emphasis in points only, white space folded, characters that Markdown
would take for markup escaped with a backslash; a passage of one may be withheld
(`passages`). All other strings are plain text.
A string that is missing is empty; a fact that is not known is None.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from .passages import is_marked
from .passages import redacted as without_passages


class MinutesError(Exception):
    """Says in one line why a document cannot be read as minutes."""


class NotMinutesError(MinutesError):
    """Nothing in the document is what minutes hold."""


class Kind(StrEnum):
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    HEADING = "heading"
    QUOTATION = "quotation"


class Presence(StrEnum):
    EXPECTED = "expected"
    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class Role(StrEnum):
    """What somebody did at one meeting, or came as."""

    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy chair"
    SECRETARY = "secretary"
    MINUTE_TAKER = "minute taker"
    DEPUTY = "deputy"
    MEMBER = "member"
    OFFICIAL = "official"


class Status(StrEnum):
    """What a meeting says has become of an action; the last two close it."""

    NOT_COMPLETE = "not_complete"
    PARTIALLY_COMPLETE = "partially_complete"
    COMPLETE = "complete"
    NOT_TAKEN_FORWARD = "not_taken_forward"


class Purpose(StrEnum):
    """What a paper is before the meeting for."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    DECISION = "decision"
    DISCUSSION = "discussion"
    INFORMATION = "information"


class Manner(StrEnum):
    """How a paper came before the meeting, if it was not sent out beforehand."""

    TABLED = "tabled"
    ORAL = "oral"


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person at the meeting, in the printed order.

    `organisation` is where the person comes from, `description` what is printed in its
    place ("practising barrister"). `heading` is the heading the name stood under
    ("Officials"), empty where that only says the presence ("Present", "Apologies").
    `withheld` is the reason why the public does not read the name.
    """

    name: str
    honorific: str = ""
    organisation: str = ""
    description: str = ""
    heading: str = ""
    role: Role | None = None
    presence: Presence = Presence.PRESENT
    deputy_for: str = ""
    note: str = ""
    withheld: str = ""

    def redacted(self) -> Attendee:
        if not self.withheld:
            return _without_passages(self, "organisation", "description", "deputy_for", "note")
        return Attendee(
            name="", heading=self.heading, presence=self.presence, withheld=self.withheld
        )


@dataclass(frozen=True, slots=True)
class Point:
    """One paragraph, bullet, sub-heading or quotation.

    A bullet's `depth` counts the lists around its own; a point of depth n + 1, whatever its
    kind, belongs to the bullet of depth n before it, and so does all that stands between.
    Headings have depth 0, and after anything that is no point depth starts at 0.
    """

    text: str
    kind: Kind = Kind.PARAGRAPH
    depth: int = 0
    is_advice: bool = False
    is_for_later: bool = False
    withheld: str = ""

    def redacted(self) -> Point:
        return replace(self, text="" if self.withheld else without_passages(self.text))


@dataclass(frozen=True, slots=True)
class Action:
    """An action raised by this meeting.

    `number` is the one printed here, `reference` the permanent one ("CJ-37"), which only
    text written for the project's own editor carries. `owners` are names as printed;
    `due` is the deadline in its own words.
    """

    text: str
    number: str = ""
    owners: tuple[str, ...] = ()
    due: str = ""
    reference: str = ""
    withheld: str = ""

    def redacted(self) -> Action:
        if not self.withheld:
            return _without_passages(self, "text", "due", "owners")
        return Action(text="", number=self.number, withheld=self.withheld)


@dataclass(frozen=True, slots=True)
class Review:
    """What this meeting recorded of an earlier action, as printed.

    `text` is empty where the action is told by its number alone ("Action 3: complete").
    `narrative` is what was reported, the status phrase as printed ("Complete – …")
    included; `status` is None where none was stated.
    """

    text: str
    number: str = ""
    owners: tuple[str, ...] = ()
    due: str = ""
    status: Status | None = None
    narrative: tuple[Point, ...] = ()
    reference: str = ""
    withheld: str = ""

    def redacted(self) -> Review:
        if not self.withheld:
            narrative = tuple(point.redacted() for point in self.narrative)
            return replace(_without_passages(self, "text", "due", "owners"), narrative=narrative)
        return Review(text="", number=self.number, withheld=self.withheld)


Entry = Point | Action | Review


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered item; `number` is text as printed ("7i") and may be missing or repeat.

    `allotted` are the minutes that an agenda gives it.
    """

    title: str
    number: str = ""
    presenters: str = ""
    allotted: int | None = None
    entries: tuple[Entry, ...] = ()
    withheld: str = ""

    def redacted(self) -> Item:
        if self.withheld:
            return Item(title="", number=self.number, withheld=self.withheld)
        public = _without_passages(self, "title", "presenters")
        return replace(public, entries=redacted(self.entries))


@dataclass(frozen=True, slots=True)
class Minutes:
    """One meeting's minutes.

    `panel` is the panel's name as printed. Entries stand in order: `before` the first
    item, within each item, and `after` the last. Times are local to the venue.
    """

    held_on: datetime.date | None
    panel: str = ""
    title: str = ""
    starts_at: datetime.time | None = None
    ends_at: datetime.time | None = None
    venue: str = ""
    attendance: tuple[Attendee, ...] = ()
    before: tuple[Entry, ...] = ()
    items: tuple[Item, ...] = ()
    after: tuple[Entry, ...] = ()

    def sections(self) -> Iterator[tuple[int | None, tuple[Entry, ...]]]:
        """(index of the item or None, its entries) in printed order."""
        yield None, self.before
        for index, item in enumerate(self.items):
            yield index, item.entries
        yield None, self.after

    def entries(self) -> Iterator[Entry]:
        """Every entry in printed order."""
        for _, entries in self.sections():
            yield from entries

    def actions(self) -> tuple[Action, ...]:
        """The actions raised, in printed order."""
        return tuple(entry for entry in self.entries() if isinstance(entry, Action))

    def reviews(self) -> tuple[Review, ...]:
        """The reviews of earlier actions, in printed order."""
        return tuple(entry for entry in self.entries() if isinstance(entry, Review))

    def redacted(self) -> Minutes:
        """As the public reads them: what is withheld is gone, its number and reason stay."""
        return replace(
            _without_passages(self, "title", "venue"),
            attendance=tuple(attendee.redacted() for attendee in self.attendance),
            before=redacted(self.before),
            items=tuple(item.redacted() for item in self.items),
            after=redacted(self.after),
        )

    @property
    def is_minuted(self) -> bool:
        """Whether anything stands in them but items and people."""
        return any(True for _ in self.entries())

    @property
    def is_agenda(self) -> bool:
        """Whether nothing is said yet: there are only items, and actions to report on."""
        return all(
            entry.kind is Kind.HEADING
            if isinstance(entry, Point)
            else isinstance(entry, Review) and not (entry.status or entry.narrative)
            for entry in self.entries()
        )

    @property
    def is_edited(self) -> bool:
        """Whether anything is withheld from the public."""
        return (
            any(attendee.withheld for attendee in self.attendance)
            or any(item.withheld or is_marked(item.title) for item in self.items)
            or any(
                entry.withheld or is_marked(entry.text)
                for said in self.entries()
                for entry in (said, *(said.narrative if isinstance(said, Review) else ()))
            )
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """A document before the meeting, or before an item; `item` is its place among the items.

    Papers stand beside the minutes, not in them: what is read from a document and written
    to it holds none. `id` is the row's number, None for a paper that only stands here;
    `version` that of its file, which `url` then leads to. `is_late` says that it came after
    the agenda had gone out.
    """

    title: str
    reference: str = ""
    purpose: Purpose | None = None
    manner: Manner | None = None
    item: int | None = None
    url: str = ""
    file_name: str = ""
    media_type: str = ""
    is_restricted: bool = False
    withheld: str = ""
    id: int | None = None
    version: int | None = None
    is_late: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the public reads it."""
        return not (self.is_restricted or self.withheld)

    def redacted(self) -> Paper:
        if not self.withheld:
            return self
        return Paper(title="", reference=self.reference, item=self.item, withheld=self.withheld)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a page names (`resources:` in its front matter)."""

    name: str
    url: str
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """What the front matter of a page says of the page itself.

    `permalink` is "" where it does not say that it was published, but attaches files.
    """

    permalink: str
    created_on: datetime.date | None = None
    revised_on: datetime.date | None = None
    summary: str = ""
    attachments: tuple[Attachment, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A passage that was read, but might have been meant otherwise, and why."""

    passage: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader made of a document: nothing in it is lost.

    `unread` are passages that fit nowhere in the minutes; `post` is None for a document
    that is neither a published page nor attaches files.
    """

    minutes: Minutes
    post: Post | None = None
    unread: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def is_published(self) -> bool:
        """Whether the document is itself a published page."""
        return self.post is not None and self.post.permalink != ""

    @property
    def is_attached(self) -> bool:
        """Whether a page holds nothing of the minutes itself, and attaches files."""
        minutes = self.minutes
        is_bare = not (minutes.attendance or minutes.items or minutes.before or minutes.after)
        return is_bare and self.post is not None and bool(self.post.attachments)


def _without_passages(part: Any, *fields: str) -> Any:
    """A part with the passages of these fields, and of those that are tuples, given way."""
    said = {name: getattr(part, name) for name in fields}
    now = {
        name: without_passages(value)
        if isinstance(value, str)
        else tuple(map(without_passages, value))
        for name, value in said.items()
    }
    return part if now == said else replace(part, **now)


def called(text: str, number: str) -> str:
    """What an action is called: its words, or "Action 3" where only its number was said."""
    return text or f"Action {number}".strip()


def redacted(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """`entries` as the public reads them."""
    return tuple(entry.redacted() for entry in entries)


def series_headings(entries: tuple[Entry, ...]) -> Iterator[tuple[Review, str]]:
    """Each review of one section with the text that stands above its series, or "".

    A series is a run of reviews; the last point before the run is its heading
    ("Actions from the meeting of 4 October:"). Only a point that stands between two runs and
    is no sentence ("He is still at it."), or is a sub-heading or ends in a colon, heads a series.
    """
    heading, above, runs, in_run = "", None, 0, False
    for entry in entries:
        if isinstance(entry, Review):
            if not in_run:
                is_between = above is not None and runs > 0 and not above.text.endswith(".")
                heading = above.text if above and (is_between or heads(above)) else ""
                above, runs, in_run = None, runs + 1, True
            yield entry, heading
        else:
            in_run = False
            above = entry if isinstance(entry, Point) else None


def heads(point: Point) -> bool:
    """Whether a point announces what follows it."""
    return point.kind is Kind.HEADING or point.text.endswith(":")
