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


@dataclass(frozen=True)
class Said:
    """An action by its reference, and how the document puts it."""

    reference: str
    text: str


@dataclass(frozen=True)
class Question:
    """Two actions, by their identifiers, that may be one, and why."""

    one: int
    other: int
    why: str


@dataclass
class Recorded:
    """What recording a document did. Nothing was written where the outcome is SAME or DIFFERS.

    `differences` are lines of a comparison of the recorded text with the document's.
    `linked` are reviews of actions that were known, `unlinked` those of unknown origin, each
    with its action. `origins_found` counts actions raised that were known from later meetings;
    `joined` are pairs of references that now lead to one action. `questions` are for somebody
    to settle: all that there are of the actions `retold`, given by their identifiers, as are
    the other meetings `relinked`, whose reports turned out to be of other actions.
    """

    outcome: Outcome
    meeting: Meeting
    revision: Revision | None = None
    differences: list[str] = field(default_factory=list)
    people_added: list[str] = field(default_factory=list)
    known_people: int = 0
    organisations_added: list[str] = field(default_factory=list)
    raised_actions: list[Said] = field(default_factory=list)
    linked: list[Said] = field(default_factory=list)
    unlinked: list[Said] = field(default_factory=list)
    origins_found: int = 0
    joined: list[tuple[str, str]] = field(default_factory=list)
    papers: int = 0
    questions: list[Question] = field(default_factory=list)
    retold: set[int] = field(default_factory=set)
    relinked: set[int] = field(default_factory=set)
    unread: int = 0
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def new_people(self) -> int:
        return len(self.people_added)

    @property
    def new_organisations(self) -> int:
        return len(self.organisations_added)

    @property
    def raised(self) -> int:
        return len(self.raised_actions)

    @property
    def reviews_linked(self) -> int:
        return len(self.linked)

    @property
    def origins_unknown(self) -> int:
        return len(self.unlinked)
