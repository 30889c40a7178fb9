"""How many queries recording a document takes: as many for a long one as for a short one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.minutes.document import Action, Attendee, Point
from meetings.minutes.recording import Batch
from tests.factories import PanelFactory
from tests.meetings.minutes.documents import (
    JANUARY,
    MARCH,
    MAY,
    minutes,
    put,
    reviewed,
)

pytestmark = pytest.mark.django_db

PLACES = ["lock", "weir", "gauge", "ford", "mill", "quay", "pier", "sluice", "bank", "ferry"]


def document(day, count):
    """`count` people, points, actions raised and reviews of the actions of the meeting before."""
    attendance = tuple(Attendee(f"Ada {place.title()}") for place in PLACES[:count])
    raised = [
        Action(
            f"Ada {place.title()} to paint every {place} {day:%B}.",
            owners=(f"Ada {place.title()}",),
        )
        for place in PLACES[:count]
    ]
    before = {MARCH: JANUARY, MAY: MARCH}.get(day)
    reviews = [
        reviewed(
            Action(f"Ada {p.title()} to paint every {p} {before:%B}.", owners=(f"Ada {p.title()}",))
        )
        for p in (PLACES[:count] if before else [])
    ]
    points = [Point(f"The {place} was seen.") for place in PLACES[:count]]
    return minutes(day, *reviews, *points, *raised, attendance=attendance)


def queries(panel, batch, day, count):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        put(panel, document(day, count), batch=batch)
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("count", [1, 10])
def test_a_document_of_known_people_takes_as_many_queries_however_long_it_is(count):
    panel, batch = PanelFactory(), Batch()
    queries(panel, batch, JANUARY, count)
    queries(panel, batch, MARCH, count)
    taken = queries(panel, batch, MAY, count)
    assert len(taken) == 18, "\n".join(sql[:150] for sql in taken)
