"""What the demo shows beside the sample panel's minutes."""

from io import BytesIO, StringIO

import pytest
from django.test import Client
from pypdf import PdfReader

from meetings.minutes.papers import papers_in
from meetings.models import Meeting
from panel import demo
from panel.models import User
from tests.pages import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    """The meeting of June, whose minutes are published."""
    panel = demo.load_sample(stdout=StringIO())
    demo.make_accounts(panel)
    return panel.meetings.get(number=2)


def client_of(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name), "django.contrib.auth.backends.ModelBackend")
    return client


Listed = tuple[str, int | None, bool]
FIRST, RULE, LICENCES = ("RW(26)4", 1, False), ("RW(26)4", 2, False), ("RW(26)5", 1, False)
ACCOUNTS, CLOSURES, VISIT = ("", None, False), ("RW(26)6", 1, True), ("", None, False)


def listed(meeting: Meeting, kind: str) -> dict[tuple[int, str], list[Listed]]:
    """The papers of each revision: reference, version, and whether it was late."""
    return {
        (revision.number, revision.audience): [
            (paper.reference, paper.version, paper.is_late) for paper in papers_in(revision)
        ]
        for revision in meeting.revisions.filter(kind=kind)
    }


def test_papers_went_out_with_the_agenda_in_versions_late_and_restricted(meeting):
    assert listed(meeting, "agenda") == {
        (1, "members"): [FIRST, LICENCES],
        (2, "members"): [RULE, LICENCES, CLOSURES],
        (2, "public"): [RULE, CLOSURES],
    }


def test_papers_stand_beside_the_minutes(meeting):
    assert listed(meeting, "minutes") == {
        (1, "public"): [],
        (2, "members"): [RULE, LICENCES, ACCOUNTS, CLOSURES, VISIT],
        (2, "public"): [RULE, ACCOUNTS, CLOSURES, VISIT],
    }
    read = [
        texts(client.get(meeting.get_absolute_url()), "section[aria-labelledby=papers] li")
        for client in (Client(), client_of(demo.MEMBER))
    ]
    asked = ["Who bought the outlines" in " ".join(lines) for lines in read]
    assert ([len(lines) for lines in read], asked) == ([4, 5], [False, True])


def test_member_and_public_have_a_pack_each(meeting):
    address = f"{meeting.get_absolute_url()}agenda/2.pdf"
    for client, has_licences in ((Client(), False), (client_of(demo.MEMBER), True)):
        pack = PdfReader(BytesIO(client.get(address).content))
        said = " ".join(page.extract_text() for page in pack.pages)
        assert "After an hour without a measurement" in said
        assert ("Who bought the outlines" in said) is has_licences


def test_secretary_sees_the_versions(meeting):
    paper = meeting.papers.get(reference="RW(26)4")
    page = client_of(demo.SECRETARY).get(f"/admin/meetings/paper/{paper.pk}/change/")
    assert texts(page, "#versions-group .field-file a") == [
        "stale-readings-corrected.pdf",
        "stale-readings.pdf",
    ]
