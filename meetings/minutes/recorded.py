"""What recording a document did."""

from dataclasses import dataclass, field
from enum import Enum, auto

from meetings.minutes.document import Doubt
from meetings.models import Meeting, Revision


class Outcome(Enum):
    CREATED = auto()
    REPLACED = auto()
    SAME = auto()
    DIFFERS = auto()


@dataclass
class Recorded:
    """What recording a document did. Nothing was written where the outcome is SAME or DIFFERS.

    `differences` are lines of a comparison of the recorded text with the document's.
    `origins_found` counts actions raised that were known from later meetings;
    `joined` are pairs of references that now lead to one action.
    """

    outcome: Outcome
    meeting: Meeting
    revision: Revision | None = None
    differences: list[str] = field(default_factory=list)
    new_people: int = 0
    known_people: int = 0
    new_organisations: int = 0
    raised: int = 0
    reviews_linked: int = 0
    origins_unknown: int = 0
    origins_found: int = 0
    joined: list[tuple[str, str]] = field(default_factory=list)
    papers: int = 0
    unread: int = 0
    doubts: list[Doubt] = field(default_factory=list)
