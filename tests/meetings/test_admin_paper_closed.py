"""A paper that is taken from the public: where all still read it is said at once."""

import datetime
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from meetings.minutes import publishing
from meetings.models import Meeting, Paper
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PaperFactory,
)
from tests.meetings.files.made import pdf
from tests.meetings.test_admin import meeting_form
from tests.meetings.test_admin_correcting import change, post
from tests.meetings.test_paper_files import added
from tests.pages import texts

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 4, 2)


@pytest.fixture
def meeting() -> Meeting:
    meeting = MeetingFactory(panel=PanelFactory(code="RW", name="River Watch"))
    AgendaItemFactory(meeting=meeting, withheld="s. 35")
    return meeting


@pytest.fixture
def client(meeting) -> Client:
    client = Client()
    client.force_login(PanelSecretaryFactory(panel=meeting.panel).user)
    return client


@pytest.fixture
def paper(meeting) -> Paper:
    """A paper that everybody reads in two agendas, and members in a third as well."""
    paper = PaperFactory(meeting=meeting, title="Levels", url="")
    added(paper, pdf())
    for freeze in (publishing.publish_agenda, publishing.publish_agenda):
        freeze(meeting, on=DAY, by=None)
    publishing.circulate_agenda(meeting, on=DAY, by=None)
    return paper


def warned(response: Any) -> list[str]:
    return [str(one) for one in get_messages(response.wsgi_request) if one.level_tag == "warning"]


@pytest.mark.parametrize("closing", ["is_restricted", "withheld", "item"])
def test_agendas_that_still_show_it_are_named_with_the_way_to_withdraw_them(
    client, meeting, paper, closing
):
    values = {"is_restricted": "on", "withheld": "s. 43", "item": meeting.items.get().pk}
    [warning] = warned(post(client, paper, **{closing: values[closing]}))
    public = list(meeting.revisions.filter(audience="public").order_by("number"))
    addresses = [revision.get_absolute_url() for revision in public]
    listed = f"/admin/meetings/revision/?pk__in={public[0].pk},{public[1].pk}"
    assert warning == (
        "Everybody still reads “Levels” in what is published already: "
        f'<a href="{addresses[0]}">agenda 1</a>, <a href="{addresses[1]}">agenda 2</a>. What is '
        "published from now on leaves it out, and those stay as they are: if nobody is to read it "
        f'there any more, <a href="{listed}">tick them in their list and choose “Withdraw”</a>.'
    )
    assert texts(client.get(listed), ".field-number") == ["2", "1"]
    served = f"{meeting.get_absolute_url()}papers/{paper.pk}/1/"
    assert Client().get(served).status_code == 200
    ticked = [revision.pk for revision in public]
    data = {
        "action": "withdraw",
        "_selected_action": ticked,
        "reason": "Private.",
        "confirmed": "1",
    }
    client.post(listed, data)
    assert Client().get(served).status_code == 404


def test_page_of_the_meeting_says_so_as_well(client, meeting, paper):
    row = {"id": paper.pk, "title": "Levels", "item": "", "is_restricted": "on"}
    response = client.post(change(meeting), meeting_form(papers=([row], [])))
    assert warned(response)[0].startswith("Everybody still reads “Levels”")


def test_nothing_is_said_where_nobody_reads_it(client, meeting, paper):
    assert warned(post(client, paper, title="Gauges")) == []
    for revision in meeting.revisions.filter(audience="public"):
        publishing.withdraw(revision, by=None, reason="Private.")
    assert warned(post(client, paper, is_restricted="on")) == []
