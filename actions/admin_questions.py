"""What reading and recording left open, for the secretary to settle."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import cached_property
from django.utils.text import Truncator

from meetings.models import OrganisationPair, Passage, PersonPair
from panel.models import User, reach_of

from .admin_facts import Side, side_of_action, sides_of, told
from .admin_places import Place, places_of
from .models import ActionPair

ONE, TWO, SEEN = "one", "two", "seen"
KEY = re.compile(r"([a-z]+)-([0-9]{1,18})")


@dataclass(frozen=True)
class Kind:
    """One kind of question. `panel` is the lookup that leads from its rows to their panel."""

    name: str
    title: str
    model: type[Any]
    answers: dict[str, str]
    panel: str = "source__meeting__panel"
    narrowed: dict[str, Any] = field(default_factory=dict)

    def rows(self, user: User) -> Any:
        """All that `user` may settle, settled or not."""
        return self.model.objects.visible_to(user).filter(**self.narrowed)

    def settled(self, user: User) -> Any:
        return self.rows(user).exclude(settled_at=None).order_by("-settled_at", "-pk")

    def listed(self, rows: QuerySet) -> QuerySet:
        """With what is shown of them; the bytes of documents stay where they are."""
        related = ["source__meeting__panel", "settled_by"]
        if self.model in (PersonPair, OrganisationPair):
            related += ["one__same_as", "other__same_as"]
        if self.model is ActionPair:
            related += ["one__panel", "other__panel"]
        return rows.select_related(*related).defer("source__data")


ARE_ONE = {ONE: "One and the same", TWO: "Two different"}
KINDS = {
    kind.name: kind
    for kind in (
        Kind("people", "People", PersonPair, ARE_ONE),
        Kind("organisations", "Organisations", OrganisationPair, ARE_ONE),
        Kind(
            "actions",
            "Actions",
            ActionPair,
            {ONE: "Continues it", TWO: "Does not"},
            panel="one__panel",
        ),
        Kind(
            "doubts",
            "Doubtful readings",
            Passage,
            {SEEN: "Seen to"},
            narrowed={"why__gt": ""},
        ),
        Kind("unread", "Unread passages", Passage, {SEEN: "Noise"}, narrowed={"why": ""}),
    )
}


@dataclass
class Question:
    """One row to settle, or settled, as the page shows it.

    `places` are the pages where a passage can be mended, `sides` the two of a pair.
    `then` is the key of the question that comes next once this one is settled. Where the
    user may not say that two rows are one, `may_unite` is False, and `others` are the other
    panels that know them, as far as the user may know.
    """

    kind: Kind
    row: Any
    sides: list[Side] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    may_unite: bool = True
    others: list[str] = field(default_factory=list)
    then: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind.name}-{self.row.pk}"

    @property
    def text(self) -> str:
        """A passage's words, where the heading does not hold them all."""
        if not isinstance(self.row, Passage) or self.about == f"“{self.row.text}”":
            return ""
        return self.row.text

    @property
    def about(self) -> str:
        """What buttons act upon, for those who hear them out of their place."""
        if isinstance(self.row, Passage):
            return f"“{Truncator(' '.join(self.row.text.split())).chars(60)}”"
        return f"{self.row.one} and {self.row.other}"

    @property
    def heading(self) -> str:
        row = self.row
        if isinstance(row, Passage):
            what = "Not read" if row.is_unread else "Read with doubt"
            return f"{what}: {self.about}"
        if isinstance(row, ActionPair):
            earlier, later = in_order(row)
            return f"Does {later} continue {earlier}?"
        noun = "person" if isinstance(row, PersonPair) else "organisation"
        return f"Are {row.one} and {row.other} one {noun}?"

    @property
    def outcome(self) -> str:
        """How it was settled."""
        row = self.row
        if isinstance(row, Passage):
            return f"{self.about}: {'noise' if row.is_unread else 'seen to'}."
        if isinstance(row, ActionPair):
            earlier, later = in_order(row)
            return f"{later} {'continues' if row.are_one else 'does not continue'} {earlier}."
        return f"{self.about} are {'one and the same' if row.are_one else 'two different'}."

    @property
    def is_settled(self) -> bool:
        return self.row.settled_at is not None

    @property
    def answers(self) -> list[tuple[str, str]]:
        return [
            (answer, label)
            for answer, label in self.kind.answers.items()
            if answer != ONE or self.may_unite
        ]

    @cached_property
    def together(self) -> list[str]:
        """Meetings that list both: likely two, then."""
        if len(self.sides) < 2:
            return []
        one, other = self.sides
        return [day for meeting, day in one.meetings.items() if meeting in other.meetings]


def in_order(pair: ActionPair) -> list[Any]:
    """The action that was raised, or the older, and the one that may continue it."""
    return sorted((pair.one, pair.other), key=lambda action: (action.entry_id is None, action.pk))


def may_unite(rows: list[Any], user: User) -> set[tuple[int, int]]:
    """Of pairs of people or organisations, those (one, other) that `user` may merge and part.

    All rows that are one with theirs must be mergeable. Two queries.
    """
    ends = {end for row in rows for end in (row.one, row.other)}
    model = type(rows[0].one)
    group = model._default_manager.filter(pk__in=[end.pk for end in ends]).with_same()
    allowed = set(group.mergeable_by(user).values_list("pk", flat=True))
    refused = {
        stands or pk for pk, stands in group.values_list("pk", "same_as") if pk not in allowed
    }
    return {
        (row.one_id, row.other_id)
        for row in rows
        if not {end.same_as_id or end.pk for end in (row.one, row.other)} & refused
    }


def questions(kind: Kind, rows: list[Any], user: User) -> list[Question]:
    """The rows of one kind with their facts, in a number of queries that does not grow."""
    if not rows:
        return []
    if kind.model is Passage:
        places = places_of(rows)
        return [Question(kind, row, places=places[row.pk]) for row in rows]
    ends = list({end for row in rows for end in (row.one, row.other)})
    if kind.model is ActionPair:
        actions = told().in_bulk([action.pk for action in ends])
        return [
            Question(kind, row, [side_of_action(actions[end.pk]) for end in in_order(row)])
            for row in rows
        ]
    sides, allowed = sides_of(ends, user), may_unite(rows, user)
    kept = set(reach_of(user).kept_panels)
    asked = []
    for row in rows:
        pair = [sides[row.one_id], sides[row.other_id]]
        panels = {panel.name for side in pair for panel in side.panels if panel.pk not in kept}
        may = (row.one_id, row.other_id) in allowed
        asked.append(Question(kind, row, pair, may_unite=may, others=sorted(panels)))
    return asked


class Questions:
    """All that waits for `user`, or was settled, kind after kind, as a page cuts it.

    `narrow` takes the rows of a kind and leaves those that are asked for.
    """

    def __init__(
        self,
        user: User,
        kinds: Iterable[Kind],
        *,
        settled: bool = False,
        narrow: Callable[[Kind, QuerySet], QuerySet] = lambda kind, rows: rows,
    ) -> None:
        self.user = user
        self.settled = settled
        self.parts = [
            (
                kind,
                narrow(kind, kind.settled(user) if settled else kind.rows(user).unsettled()),
            )
            for kind in kinds
        ]

    @cached_property
    def counts(self) -> list[int]:
        return [rows.count() for _, rows in self.parts]

    def count(self) -> int:
        return sum(self.counts)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, cut: slice) -> list[Question]:
        found: list[Question] = []
        start, stop = cut.start, cut.stop
        for (kind, rows), count in zip(self.parts, self.counts, strict=True):
            if start < count and stop > 0:
                page = list(kind.listed(rows)[max(start, 0) : stop])
                if self.settled:
                    found += [Question(kind, row) for row in page]
                else:
                    found += questions(kind, page, self.user)
            start, stop = start - count, stop - count
        for one, following in pairwise(found):
            one.then = following.key
        if len(found) > 1:
            found[-1].then = found[-2].key
        return found


def waiting_by_kind_and_panel(user: User, **source: Any) -> Counter[tuple[str, int]]:
    """How many wait, by (name of the kind, panel's identifier): a query for each kind."""
    found: Counter[tuple[str, int]] = Counter()
    for kind in KINDS.values():
        rows = kind.model.objects.filter(pk__in=kind.rows(user).unsettled().values("pk"), **source)
        counts = rows.order_by().values_list(kind.panel).annotate(Count("pk"))
        found.update({(kind.name, panel): count for panel, count in counts})
    return found


def question_of(key: str, user: User) -> Question | None:
    """The question of that key, if `user` may settle it."""
    match = KEY.fullmatch(key)
    if match is None or match[1] not in KINDS:
        return None
    kind = KINDS[match[1]]
    row = kind.listed(kind.rows(user)).filter(pk=int(match[2])).first()
    return Question(kind, row) if row else None
