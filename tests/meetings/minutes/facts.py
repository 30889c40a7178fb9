"""What was recorded, told without the identifiers that the order of recording gives."""

import datetime

from django.db.models.functions import Coalesce

from actions.models import Action, ActionPair, Review
from meetings.models import Attendance, Entry, Meeting, OrganisationPair, Passage, PersonPair
from panel.models import Organisation, Person

Place = tuple[str, datetime.date | None, int]


def place(entry: Entry) -> Place:
    return (entry.meeting.panel.code, entry.meeting.held_on, entry.position)


def stands(row):
    """The name of the person or organisation that a row is one with."""
    return row and (row.same_as or row).name


def record_without_references():
    """All that was recorded, with actions told by the places that speak of them."""
    places: dict[int, list[Place]] = {}
    for review in Review.objects.select_related("entry__meeting__panel"):
        places.setdefault(review.action_id, []).append(place(review.entry))
    for action in Action.objects.exclude(entry=None).select_related("entry__meeting__panel"):
        places.setdefault(action.pk, []).append(place(action.entry))
    return {
        "meetings": sorted(
            (
                meeting.panel.code,
                meeting.held_on,
                meeting.title,
                meeting.venue,
                meeting.published_on,
                meeting.items.count(),
                meeting.entries.count(),
            )
            for meeting in Meeting.objects.select_related("panel")
        ),
        "people": sorted(Person.objects.resolved().values_list("name", "honorific")),
        "organisations": sorted(Organisation.objects.resolved().values_list("name", flat=True)),
        "attendance": list(
            Attendance.objects.order_by(
                "meeting__panel__code", "meeting__held_on", "position"
            ).values_list(
                Coalesce("person__same_as__name", "person__name"), "honorific", "name",
                Coalesce("organisation__same_as__name", "organisation__name"),
                "organisation_name", "role", "presence", "description",
            )
        ),
        "actions": sorted(
            (
                sorted(places[action.pk]),
                place(action.entry) if action.entry else None,
                action.text,
                action.due,
                action.due_on,
                action.status,
                action.published_status,
                [
                    (owner.name, stands(owner.person), stands(owner.organisation), owner.body)
                    for owner in action.owners.all()
                ],
                sorted(places[action.repeat_of_id]) if action.repeat_of else [],
            )
            for action in Action.objects.standing()
        ),
        "doubts": sorted(
            Passage.objects.unsettled().values_list(
                "source__meeting__panel__code", "source__meeting__held_on", "text", "why"
            )
        ),
        "asked": {
            *(
                frozenset(min(places[row]) for row in (pair.one_stands, pair.other_stands))
                for pair in ActionPair.objects.unsettled()
            ),
            *(
                frozenset((pair.one.name, pair.other.name))
                for pairs in (PersonPair, OrganisationPair)
                for pair in pairs.objects.unsettled()
            ),
        },
    }  # fmt: skip
