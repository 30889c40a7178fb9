"""What is known of two rows that may be one: enough for a secretary to decide."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from meetings.models import Attendance, Meeting
from panel.models import Membership, Organisation, Panel, Person, User

from .models import Action, Owner, Review

LISTED = 6
"""So many of a long list are named; the others are counted."""


@dataclass
class Side:
    """One of the two: what it is called, where its page is, and facts as (label, values).

    `panels` are those that know a person or organisation, as far as the viewer may know.
    """

    name: str
    url: str
    text: str = ""
    facts: list[tuple[str, list[str]]] = field(default_factory=list)
    meetings: dict[int, str] = field(default_factory=dict)
    panels: set[Panel] = field(default_factory=set)


def shortened(values: Iterable[str]) -> list[str]:
    """Each value once, the first of them named and the others counted."""
    once = [value for value in dict.fromkeys(values) if value]
    if len(once) <= LISTED + 1:
        return once
    return [*once[:LISTED], f"and {len(once) - LISTED} more"]


def sides_of(rows: list[Any], user: User) -> dict[int, Side]:
    """By their identifiers, what `user` may know of people or organisations.

    Facts of rows that are one with them count as theirs. Three queries.
    """
    model = type(rows[0])
    of, seat_of = ("person", "person") if model is Person else ("organisation", "representing")
    stands = {row.pk: row.same_as_id or row.pk for row in rows}
    attendances = by_row(
        Attendance.objects.visible_to(user)
        .select_related("meeting__panel", "person", "organisation")
        .order_by("meeting__held_on", "meeting_id", "position"),
        of,
        stands,
    )
    seats = by_row(Membership.objects.select_related("panel", "person"), seat_of, stands)
    owned = by_row(Owner.objects.visible_to(user).select_related("action__panel"), of, stands)
    sides = {}
    for row in rows:
        came, holds, owns = (found[stands[row.pk]] for found in (attendances, seats, owned))
        side = Side(str(row), change_of(row))
        side.meetings = {each.meeting_id: dated(each.meeting) for each in came}
        side.panels = {each.meeting.panel for each in came}
        side.panels |= {each.panel for each in holds} | {each.action.panel for each in owns}
        side.facts = [
            (label, values)
            for label, found in (
                *(facts_of_person(came) if isinstance(row, Person) else facts_of(row, came)),
                ("Seats", (seat_words(seat, model) for seat in holds)),
                ("Meetings", side.meetings.values()),
                ("Actions", (each.action.reference for each in owns)),
            )
            if (values := shortened(found))
        ]
        sides[row.pk] = side
    return sides


def by_row(found: QuerySet, column: str, stands: dict[int, int]) -> dict[int, list[Any]]:
    """The rows that name one of these, or one that is merged into it, by which it is."""
    wanted = set(stands.values())
    named: dict[int, list[Any]] = defaultdict(list)
    condition = Q(**{f"{column}__in": wanted}) | Q(**{f"{column}__same_as__in": wanted})
    for each in found.filter(condition).select_related(column):
        row = getattr(each, column)
        named[row.same_as_id or row.pk].append(each)
    return named


def facts_of_person(came: list[Attendance]) -> list[tuple[str, Iterable[str]]]:
    return [
        ("Printed as", (each.printed_name for each in came)),
        ("From", (each.organisation_name or each.description for each in came)),
        ("Listed under", (each.get_role_display() or each.heading for each in came)),
    ]


def facts_of(organisation: Organisation, came: list[Attendance]) -> list[tuple[str, Iterable[str]]]:
    return [
        ("Short", organisation.abbreviations),
        ("Printed as", (each.organisation_name for each in came)),
        ("People", (each.name for each in came)),
    ]


def seat_words(seat: Membership, model: type) -> str:
    who = "" if model is Person else f"{seat.person}, "
    return f"{who}{seat.get_role_display()}, {seat.panel}"


def dated(meeting: Meeting) -> str:
    return f"{meeting.date_text} ({meeting.reference})"


def change_of(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def told() -> QuerySet[Action]:
    """Actions with all that `side_of_action` asks for: four queries."""
    reviews = Review.objects.in_order().select_related("entry__meeting__panel")
    return Action.objects.select_related(
        "panel", "entry__meeting__panel", "entry__item"
    ).prefetch_related("owners", Prefetch("reviews", reviews), "reviews__entry__narrative")


def side_of_action(action: Action) -> Side:
    """How it was raised, and what each meeting said of it."""
    side = Side(action.reference, change_of(action), text=action.text)
    raised = "not known where"
    if action.entry:
        item = f", {action.entry.item}" if action.entry.item else ""
        raised = f"{dated(action.entry.meeting)}{item}"
    facts: list[tuple[str, Iterable[str]]] = [
        ("Raised", [raised]),
        ("Number", [action.number]),
        ("Owners", (owner.name for owner in action.owners.all())),
        ("Deadline", [action.due or str(action.due_on or "")]),
    ]
    for review in action.reviews.all():
        wording = "" if review.text in ("", action.text) else f"“{review.text}”"
        narrative = [entry.text for entry in review.entry.narrative.all()]
        said = [wording, *(narrative or [review.status_phrase or review.get_status_display()])]
        number = f", action {review.number}" if review.number else ""
        facts.append((f"{dated(review.entry.meeting)}{number}", filter(None, said)))
    side.facts = [(label, values) for label, found in facts if (values := shortened(found))]
    return side
