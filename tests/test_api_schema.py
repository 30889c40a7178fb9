"""Every answer of the API is as its schema says."""

import datetime
import re
from collections.abc import Iterator
from io import StringIO

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings

from meetings.minutes import publishing
from meetings.models import Meeting
from panel.demo import load_sample
from panel.models import Person
from tests.factories import (
    ActionFactory,
    MeetingFactory,
    MembershipFactory,
    OrganisationFactory,
    PaperFactory,
    PersonFactory,
    RevisionFactory,
    WithdrawalFactory,
)

schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(public=True))
schema.app = get_wsgi_application()
LISTS = [path for path in schema if "{" not in path]
PART = re.compile(r"\{(\w+)\}")

pytestmark = [pytest.mark.django_db, pytest.mark.whole]


@pytest.fixture(scope="module")
def records(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Rows behind every address and in each of their odder forms, for all tests here."""
    signals = [request_started, request_finished]
    for signal in signals:
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        make_records()
        yield
        transaction.set_rollback(True)
    for signal in signals:
        signal.connect(close_old_connections)


def make_records() -> None:
    panel = load_sample(stdout=StringIO())
    meeting = Meeting.objects.get(panel=panel, held_on=datetime.date(2026, 6, 11))
    meeting.items.filter(number="5").update(withheld="commercial interests")
    meeting.attendances.filter(name="Mateusz Wronek").update(withheld="at his request")
    PaperFactory(item=meeting.items.get(number="5"), reference="RW(5)1")
    PaperFactory(meeting=meeting, purpose="decision", url="/levels.pdf")
    PaperFactory(meeting=meeting, manner="oral", url="", is_restricted=True)
    publishing.publish(
        meeting, on=datetime.date(2026, 7, 20), by=None, reason="Item 5 was confidential."
    )
    publishing.publish_agenda(
        MeetingFactory(panel=panel, held_on=None, date_words="February 2027"),
        on=datetime.date(2026, 11, 2),
        by=None,
    )
    WithdrawalFactory(revision=RevisionFactory(meeting=MeetingFactory(panel=panel)))
    chair = Person.objects.get(name="Marguerite Tolland")
    MembershipFactory(panel=panel, person=chair, representing=OrganisationFactory())
    MembershipFactory(panel=panel, person=PersonFactory(same_as=chair))
    ActionFactory(panel=panel, entry=None).join(panel.actions.exclude(entry=None).first())


@schema.parametrize()
@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_generated_request_is_answered_as_the_schema_says(records, case):
    case.call_and_validate()


@pytest.mark.parametrize("path", LISTS)
def test_every_row_is_answered_as_the_schema_says(records, path):
    rows = schema[path]["GET"].Case(query={"page_size": 200}).call_and_validate().json()["results"]
    [of_row] = [other for other in schema if re.fullmatch(re.escape(path) + r"(\{\w+\}/)+", other)]
    assert rows
    for row in rows:
        parts = dict(zip(PART.findall(of_row), row["url"].split(path)[1].split("/"), strict=False))
        schema[of_row]["GET"].Case(path_parameters=parts).call_and_validate()


def test_schema_is_valid_without_a_warning():
    call_command("spectacular", validate=True, fail_on_warn=True, file="/dev/null")
