"""Lists of who attended, in every order and batch of documents, and who is who in them."""

import datetime
import itertools
from collections.abc import Iterator, Sequence

from django.db import transaction

from meetings.minutes.document import Attendee
from meetings.minutes.recording import Batch
from meetings.models import Attendance, OrganisationPair, PersonPair
from panel.models import Panel
from tests.examples import some
from tests.factories import PanelFactory
from tests.meetings.minutes.documents import minutes, put

Listed = tuple[str, int, tuple[str, ...]]
"""The code of a panel, the month of its meeting, and lines "Ada Ferris, Canal Trust"."""


def attendance(*lines: str) -> tuple[Attendee, ...]:
    """Attendees of lines "Ada Ferris, Canal Trust"."""
    parted = (line.partition(", ") for line in lines)
    return tuple(Attendee(name, organisation=organisation) for name, _, organisation in parted)


def month(number: int) -> datetime.date:
    return datetime.date(2024, number, 10)


def who_is_who():
    """(the lines that are of one person, of one organisation, the open questions)."""
    people: dict[int, set] = {}
    organisations: dict[int, set] = {}
    for row in Attendance.objects.select_related("meeting__panel", "person", "organisation"):
        line = (row.meeting.panel.code, row.meeting.held_on.month, row.position)
        people.setdefault(row.person.same_as_id or row.person_id, set()).add(line)
        if row.organisation:
            stands = row.organisation.same_as_id or row.organisation_id
            organisations.setdefault(stands, set()).add(row.organisation_name)

    def asked(pairs, of):
        return {
            (frozenset(frozenset(of[e.same_as_id or e.pk]) for e in (p.one, p.other)), p.why)
            for p in pairs.objects.unsettled()
        }

    return (
        set(map(frozenset, people.values())),
        set(map(frozenset, organisations.values())),
        asked(PersonPair, people),
        asked(OrganisationPair, organisations),
    )


def ways(documents: Sequence[Listed]) -> Iterator[list[list[Listed]]]:
    """The documents in every order, and each in every division into batches."""
    for order in itertools.permutations(documents):
        for cuts in itertools.product((False, True), repeat=len(order) - 1):
            batches = [[order[0]]]
            for document, is_cut in zip(order[1:], cuts, strict=True):
                if is_cut:
                    batches.append([])
                batches[-1].append(document)
            yield batches


def recorded(documents: Sequence[Listed]):
    """Who is who in the documents, the same in whatever order and batches they come."""
    for code in {code for code, _, _ in documents}:
        PanelFactory(code=code, name=f"Panel {code}")
    found = []
    for batches in some(ways(documents)):
        with transaction.atomic():
            for batch in batches:
                known = Batch()
                for code, number, lines in batch:
                    document = minutes(month(number), attendance=attendance(*lines))
                    put(Panel.objects.get(code=code), document, batch=known)
            found.append(who_is_who())
            transaction.set_rollback(True)
    assert all(one == found[0] for one in found)
    return found[0]
