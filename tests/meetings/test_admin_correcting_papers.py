"""Papers of published minutes in the admin: corrected with a reason, in a new revision at once."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.admin_correcting import NO_REASON, STILL_SHOWN
from meetings.minutes import publishing
from meetings.minutes.papers import papers_in
from meetings.models import Meeting, Paper, PaperVersion, Revision
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PaperFactory,
)
from tests.meetings.files.made import pdf
from tests.meetings.test_admin_correcting import change, post, publish
from tests.meetings.test_paper_files import added
from tests.meetings.test_paper_findings import NAMED, UNDER
from tests.pages import texts

pytestmark = pytest.mark.django_db

WHY = "A figure was wrong."
OLD, NEW = pdf("old"), pdf("new")


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory(panel=PanelFactory(code="RW", name="River Watch"))


@pytest.fixture
def client(meeting) -> Client:
    client = Client()
    client.force_login(PanelSecretaryFactory(panel=meeting.panel, user__username="keeper").user)
    return client


@pytest.fixture
def paper(meeting) -> Paper:
    """A paper of minutes that are published with it."""
    paper = PaperFactory(meeting=meeting, title="Levels", url="")
    added(paper, OLD)
    publish(meeting)
    return paper


def file(data: bytes, name: str = "levels.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def read_by_all(meeting: Meeting) -> list[tuple[int, str, int | None]]:
    """Each revision that the public reads, with the title and version of its papers."""
    revisions = Revision.objects.visible_to(AnonymousUser()).filter(meeting=meeting)
    return [
        (revision.number, paper.title, paper.version)
        for revision in revisions.filter(audience="public").order_by("number")
        for paper in papers_in(revision)
    ]


def served(meeting: Meeting, paper: Paper, version: int) -> bytes | int:
    """What the public is given at the address of a version, or the status of the answer."""
    response = Client().get(f"{meeting.get_absolute_url()}papers/{paper.pk}/{version}/")
    return response.content if response.status_code == 200 else response.status_code


def errors_of(response: Any) -> dict[str, list[str]]:
    return response.context["adminform"].form.errors


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_new_version_is_published_with_its_reason(client, meeting, paper):
    assert "published at once" in client.get(change(paper)).content.decode()
    response = post(client, paper, upload=file(NEW), reason=WHY)
    assert response.status_code == 302
    assert "Published: minutes 2" in "".join(said(response))
    revision = Revision.objects.get(number=2)
    assert (revision.reason, str(revision.frozen_by)) == (WHY, "keeper")
    assert read_by_all(meeting) == [(1, "Levels", 1), (2, "Levels", 2)]
    assert [served(meeting, paper, version) for version in (1, 2)] == [OLD, NEW]


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        ({"title": "Gauges"}, {"title": "Gauges"}),
        ({"reference": "RW(24)1"}, {"reference": "RW(24)1"}),
        ({"purpose": "decision"}, {"purpose": "decision"}),
        ({"withheld": "s. 43"}, {"withheld": "s. 43", "title": "", "version": None}),
    ],
)
def test_what_is_printed_of_a_paper_is_published_with_its_reason(
    client, meeting, paper, changes, listed
):
    before = Revision.objects.get().papers
    assert post(client, paper, reason=WHY, **changes).status_code == 302
    revision = Revision.objects.get(number=2, audience="public")
    assert {name: revision.papers[0][name] for name in listed} == listed
    assert Revision.objects.get(number=1).papers == before


def test_restricted_paper_leaves_the_minutes_of_the_public_and_stays_in_those_of_members(
    client, meeting, paper
):
    response = post(client, paper, is_restricted="on", reason=WHY)
    assert STILL_SHOWN in said(response)
    assert read_by_all(meeting) == [(1, "Levels", 1)]
    members = Revision.objects.get(number=2, audience="members")
    assert [one.title for one in papers_in(members)] == ["Levels"]
    publishing.withdraw(Revision.objects.get(number=1), by=None, reason="For members only.")
    assert served(meeting, paper, 1) == 404


@pytest.mark.parametrize("reason", ["", " "])
@pytest.mark.parametrize(
    "changes",
    [{"title": "Gauges"}, {"upload": NEW}, {"is_restricted": "on"}, {"withheld": "s. 43"}],
)
def test_without_a_reason_nothing_changes(client, meeting, paper, changes, reason):
    if "upload" in changes:
        changes = {"upload": file(NEW)}
    response = post(client, paper, reason=reason, **changes)
    assert errors_of(response) == {"reason": [NO_REASON]}
    paper.refresh_from_db()
    assert (paper.title, paper.is_restricted, paper.withheld) == ("Levels", False, "")
    assert paper.versions.count() == Revision.objects.count() == 1


def test_nothing_changed_makes_no_revision(client, meeting, paper):
    assert post(client, paper, reason=WHY).status_code == 302
    assert Revision.objects.count() == 1


def test_new_version_that_hides_something_is_refused_and_not_kept(client, meeting, paper):
    response = post(client, paper, upload=file(UNDER, "levels.docx"), reason=WHY)
    assert response.status_code == 200
    (refused,) = errors_of(response)["__all__"]
    assert refused.startswith("Levels: levels.docx holds what is not seen – hidden text")
    assert "Nothing was saved. Choose the files again before you save." in said(response)
    assert f">{WHY}</textarea>" in response.content.decode().replace("\n", "")
    assert (paper.versions.count(), Revision.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("data", "settled", "versions", "unseen"),
    [
        (NAMED, "clean", [1, 2, 3], []),
        (NAMED, "confirm", [1, 2], ["properties"]),
        (UNDER, "both", [1, 2, 3], ["hidden text"]),
    ],
)
def test_new_version_that_hides_something_is_cleaned_or_confirmed_as_it_is_given(
    client, meeting, paper, data, settled, versions, unseen
):
    given = file(data, "levels.docx")
    assert post(client, paper, upload=given, settled=settled, reason=WHY).status_code == 302
    assert [one.number for one in paper.versions.order_by("number")] == versions
    assert read_by_all(meeting)[-1] == (2, "Levels", versions[-1])
    latest = paper.versions.get(number=versions[-1])
    assert [finding.what for finding in latest.findings] == unseen
    assert str(latest.confirmed_by) == ("keeper" if unseen else "None")
    for number in versions[1:-1]:
        assert served(meeting, paper, number) == 404


@pytest.mark.parametrize(
    ("data", "settled", "error"),
    [
        (NEW, "clean", "Nothing in the file can be cleaned here."),
        (NEW, "confirm", "The file holds nothing that is not seen."),
        (UNDER, "clean", "Levels: levels.docx holds what is not seen – hidden text"),
    ],
)
def test_what_cannot_be_cleaned_or_confirmed_is_said(client, meeting, paper, data, settled, error):
    given = file(data, "levels.docx")
    response = post(client, paper, upload=given, settled=settled, reason=WHY)
    assert errors_of(response)["__all__"][0].startswith(error)
    assert (paper.versions.count(), Revision.objects.count()) == (1, 1)


def test_restricted_paper_that_hides_something_becomes_public_once_it_is_confirmed(client, meeting):
    paper = PaperFactory(meeting=meeting, title="Levels", url="", is_restricted=True)
    version = added(paper, UNDER, "levels.docx")
    publish(meeting)
    page = client.get(change(paper))
    assert texts(page, ".unseen button") == []
    assert "say below, with a reason" in page.content.decode()
    response = post(client, paper, is_restricted="", reason=WHY)
    assert "holds what is not seen" in errors_of(response)["__all__"][0]
    assert read_by_all(meeting) == []
    post(client, paper, is_restricted="", settled="confirm", reason=WHY)
    assert read_by_all(meeting) == [(2, "Levels", 1)]
    version.refresh_from_db()
    assert version.confirmed_at is not None


def test_confirming_alone_makes_no_revision(client, meeting):
    paper = PaperFactory(meeting=meeting, url="", is_restricted=True)
    version = added(paper, UNDER, "levels.docx")
    publish(meeting)
    revisions = Revision.objects.count()
    assert post(client, paper, settled="confirm").status_code == 302
    version.refresh_from_db()
    assert (version.confirmed_at is not None, Revision.objects.count()) == (True, revisions)


def test_paper_without_a_file_has_nothing_to_settle(client, meeting):
    paper = PaperFactory(meeting=meeting, url="/levels.pdf")
    publish(meeting)
    response = post(client, paper, settled="confirm", reason=WHY)
    assert errors_of(response) == {"__all__": ["The paper has no file."]}


def test_item_that_is_no_longer_reserved_does_not_open_a_file_that_hides_something(client, meeting):
    item = AgendaItemFactory(meeting=meeting, title="Locks", withheld="s. 43")
    added(PaperFactory(item=item, title="Levels", url=""), UNDER, "levels.docx")
    publish(meeting)
    response = post(client, item, withheld="", reason=WHY)
    assert "holds what is not seen" in errors_of(response)["__all__"][0]
    item.refresh_from_db()
    assert (item.withheld, read_by_all(meeting)) == ("s. 43", [(1, "", None)])


def test_later_correction_of_another_row_lists_the_version_that_stands(client, meeting):
    paper = PaperFactory(item=AgendaItemFactory(meeting=meeting), title="Levels", url="")
    added(paper, OLD)
    publish(meeting)
    post(client, paper, upload=file(NEW), reason=WHY)
    post(client, paper.item, title="Locks", reason="Misheard.")
    assert read_by_all(meeting) == [(1, "Levels", 1), (2, "Levels", 2), (3, "Levels", 2)]


def test_paper_of_published_minutes_is_not_taken_away(client, meeting, paper):
    address = change(paper).replace("/change/", "/delete/")
    assert client.post(address, {"post": "yes"}).status_code == 403
    assert PaperVersion.objects.exists()


def test_paper_of_another_panel_is_not_corrected(client):
    theirs = PaperFactory(title="Theirs")
    publish(theirs.meeting)
    response = client.post(change(theirs), {"title": "Mine", "reason": WHY})
    assert response.status_code == 302
    theirs.refresh_from_db()
    assert (theirs.title, Revision.objects.count()) == ("Theirs", 1)
