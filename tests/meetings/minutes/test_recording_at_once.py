"""Two programs that record at the same time make one meeting and one of each person."""

import threading

import pytest
from django.db import connection

from meetings.minutes.document import Attendee
from meetings.minutes.recorded import Outcome
from meetings.models import Meeting, Source
from panel.models import Person
from tests.factories import PanelFactory
from tests.meetings.minutes.test_recording import JANUARY, LOCKS, MARCH, minutes, put

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """What each call gives, run in a thread and a connection of its own."""
    found = [None] * len(calls)
    start = threading.Barrier(len(calls))

    def run(index, call):
        start.wait(timeout=10)
        try:
            found[index] = call()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return found


def test_one_document_recorded_twice_at_once_is_recorded_once():
    panel = PanelFactory()
    document = minutes(JANUARY, LOCKS, attendance=(Attendee("Bo Lund"),))
    found = at_once(*[lambda: put(panel, document)] * 2)
    assert sorted(recorded.outcome.name for recorded in found) == ["CREATED", "SAME"]
    assert (Meeting.objects.count(), Source.objects.count()) == (1, 1)


def test_two_documents_recorded_at_once_know_one_person():
    panel = PanelFactory()
    listed = (Attendee("Bo Lund", organisation="Canal Trust"),)
    found = at_once(
        *[lambda day=day: put(panel, minutes(day, attendance=listed)) for day in (JANUARY, MARCH)]
    )
    assert [recorded.outcome for recorded in found] == [Outcome.CREATED] * 2
    assert Person.objects.count() == 1
    assert sorted(Meeting.objects.values_list("number", flat=True)) == [1, 2]
