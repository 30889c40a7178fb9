"""What files of papers hold that is not seen: stopped before it becomes public, until settled."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from docx import Document

from meetings.files import hidden
from meetings.files.findings import Finding
from meetings.files.kinds import DOCX
from meetings.minutes import publishing
from meetings.models import Meeting, Paper, PaperVersion
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    PanelSecretaryFactory,
    PaperFactory,
    UserFactory,
)
from tests.meetings.files.made import office, pdf
from tests.meetings.files.test_hidden import CORE, run, word
from tests.meetings.test_admin import change, meeting_form, published
from tests.meetings.test_admin_planning import post
from tests.meetings.test_paper_files import added
from tests.meetings.test_steps import step_taken
from tests.pages import links, texts

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 4, 2)
AT = datetime.datetime(2024, 4, 2, 12, tzinfo=datetime.UTC)
PROPERTIES = {"docProps/core.xml": CORE}
NAMED = office(DOCX, PROPERTIES)
"""A file that says who wrote it, which can be cleaned."""
UNDER = word("<w:p>" + run("under", "<w:vanish/>") + "</w:p>", PROPERTIES)
"""One that has hidden text as well, which cannot."""


@pytest.fixture
def meeting(client: Client) -> Meeting:
    """A meeting whose secretary is signed in."""
    secretary = PanelSecretaryFactory(user__username="keeper")
    client.force_login(secretary.user)
    return MeetingFactory(panel=secretary.panel)


@pytest.fixture
def paper(meeting: Meeting) -> Paper:
    return PaperFactory(meeting=meeting, title="Levels", url="")


def refused(freeze: Any, meeting: Meeting) -> list[str]:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        freeze(meeting, on=DAY, by=None)
    assert error.value.error_list[0].code == "hidden"
    assert not meeting.revisions.filter(audience="public").exists()
    return error.value.messages


def test_findings_are_kept_with_the_file(paper):
    version = added(paper, UNDER, "levels.docx")
    version.refresh_from_db()
    assert [finding.what for finding in version.findings] == ["hidden text", "properties"]
    assert version.findings == hidden.look(UNDER, DOCX)
    assert added(paper, pdf()).findings == []


@pytest.mark.parametrize("freeze", [publishing.publish_agenda, publishing.publish])
def test_file_that_hides_something_does_not_become_public_unseen(meeting, paper, freeze):
    added(paper, UNDER, "levels.docx")
    other = PaperFactory(meeting=meeting, title="Gauges", url="")
    added(other, NAMED, "gauges.docx")
    added(PaperFactory(meeting=meeting, url=""), pdf())
    said = (
        "properties: author: “Ann Lee”; last saved by: “Bo Lund”; comments: “not before May”. "
        "Clean it, or confirm that it may become public, on the page of the paper."
    )
    assert sorted(refused(freeze, meeting)) == [
        f"Gauges: gauges.docx holds what is not seen – {said}",
        f"Levels: levels.docx holds what is not seen – hidden text (in the text): “under”. {said}",
    ]
    publishing.circulate_agenda(meeting, on=DAY, by=None)
    for version in PaperVersion.objects.unconfirmed():
        version.confirm(by=UserFactory(), at=AT)
    assert freeze(meeting, on=DAY, by=None).audience == "public"


@pytest.mark.parametrize("kept", ["is_restricted", "withheld", "item"])
def test_file_that_the_public_does_not_read_may_hide_something(meeting, kept):
    fields: dict[str, Any] = {
        "is_restricted": {"is_restricted": True},
        "withheld": {"withheld": "s. 43"},
        "item": {"item": AgendaItemFactory(meeting=meeting, withheld="s. 35")},
    }
    added(PaperFactory(meeting=meeting, url="", **fields[kept]), UNDER)
    assert publishing.publish_agenda(meeting, on=DAY, by=None).audience == "public"


def test_file_that_is_public_already_is_published_again(meeting, paper):
    version = added(paper, NAMED)
    version.confirm(by=UserFactory(), at=AT)
    publishing.publish_agenda(meeting, on=DAY, by=None)
    PaperVersion.objects.filter(pk=version.pk).update(confirmed_at=None)
    revision = publishing.publish_agenda(meeting, on=DAY, by=None)
    assert revision.number == 2
    for each in meeting.revisions.all():
        publishing.withdraw(each, by=None, reason="Too early.")
    with pytest.raises(ValidationError, match="holds what is not seen"), transaction.atomic():
        publishing.publish_agenda(meeting, on=DAY, by=None)


def test_new_version_is_confirmed_anew(meeting, paper):
    added(paper, NAMED).confirm(by=UserFactory(), at=AT)
    added(paper, UNDER)
    assert len(refused(publishing.publish_agenda, meeting)) == 1


def test_confirming_is_kept_once_with_who_and_when(paper):
    version, user = added(paper, NAMED), UserFactory()
    version.confirm(by=user, at=AT)
    assert (version.confirmed_by, version.confirmed_at) == (user, AT)
    with pytest.raises(ValidationError, match=r"^\['This is confirmed already.'\]$"):
        version.confirm(by=UserFactory(), at=AT)
    with pytest.raises(ValidationError, match="holds nothing that is not seen"):
        added(paper, pdf()).confirm(by=user, at=AT)


def test_cleaned_file_is_the_next_version(paper):
    first = added(paper, UNDER, "levels.docx")
    user = UserFactory()
    second = first.add_cleaned(by=user)
    assert (second.number, second.name, second.received_by) == (2, "levels.docx", user)
    assert [finding.what for finding in second.findings] == ["hidden text"]
    assert bytes(paper.versions.get(number=1).data) == UNDER
    with pytest.raises(ValidationError, match="Nothing in the file can be cleaned here"):
        second.add_cleaned(by=user)
    with pytest.raises(ValidationError, match="There is a newer version by now"):
        first.add_cleaned(by=user)


def test_cleaned_document_of_a_word_processor_says_the_same(tmp_path):
    document = Document()
    said = document.add_paragraph("Levels fell on the Tarrow.")
    document.add_comment(said.runs, text="Check with Bo", author="Ann Lee")
    document.core_properties.author = "Ann Lee"
    document.save(str(tmp_path / "levels.docx"))
    data = (tmp_path / "levels.docx").read_bytes()
    cleaned = hidden.clean(data, DOCX)
    assert {finding.what for finding in hidden.look(data, DOCX)} == {"comments", "properties"}
    assert hidden.look(cleaned, DOCX) == []
    (tmp_path / "cleaned.docx").write_bytes(cleaned)
    again = Document(str(tmp_path / "cleaned.docx"))
    assert [paragraph.text for paragraph in again.paragraphs] == ["Levels fell on the Tarrow."]
    assert list(again.comments) == []


# In the admin


def asked(version: PaperVersion, what: str) -> str:
    return f"/admin/meetings/paper/version/{version.pk}/{what}/"


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_page_of_the_paper_tells_and_one_click_confirms(client: Client, paper):
    version = added(paper, UNDER, "levels.docx")
    page = client.get(change(paper))
    assert texts(page, ".unseen h2") == ["Not seen in levels.docx, version 1"]
    assert texts(page, ".unseen li") == [
        "hidden text (in the text): “under” To take it out, give a file without it.",
        "properties: author: “Ann Lee”; last saved by: “Bo Lund”; comments: “not before May”",
    ]
    assert texts(page, ".unseen button") == ["Clean", "Confirm that it may become public"]
    response = client.post(asked(version, "confirm"), follow=True)
    assert said(response) == ["Confirmed: what the file holds may become public."]
    [line] = texts(response, ".unseen > p")
    assert line.startswith("Confirmed by keeper on ")
    assert texts(response, ".unseen button") == ["Clean"]
    assert said(client.post(asked(version, "confirm"), follow=True)) == [
        "This is confirmed already."
    ]


def test_one_click_cleans(client: Client, paper):
    version = added(paper, NAMED, "levels.docx")
    response = client.post(asked(version, "clean"), follow=True)
    assert said(response)[0].startswith("Cleaned: ")
    assert texts(response, ".unseen") == []
    assert [
        each.received_by and each.received_by.get_username() for each in paper.versions.all()
    ] == [
        "keeper",
        None,
    ]
    assert said(client.post(asked(version, "clean"), follow=True)) == [
        "There is a newer version by now."
    ]


def test_cleaning_says_what_it_cannot_take_out(client: Client, paper):
    version = added(paper, UNDER, "levels.docx")
    assert said(client.post(asked(version, "clean"), follow=True)) == [
        "Cleaned only in part: what could be taken away is gone, and version 2, levels.docx holds "
        "what is not seen – hidden text (in the text): “under”. To take that out, give a file "
        "without it; or confirm that it may become public."
    ]


def test_what_a_file_hides_is_said_once_it_is_given(client: Client, meeting, paper):
    versions = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    upload = SimpleUploadedFile("levels.docx", UNDER)
    response = client.post(
        change(paper), {"title": "Levels", "upload": upload, **versions}, follow=True
    )
    warning = said(response)[0]
    assert warning.startswith("levels.docx holds what is not seen – hidden text (in the text):")
    assert f'<a href="{change(paper)}">clean it, or confirm that it may</a>' in warning
    row = {"title": "Gauges", "url": "", "item": "", "upload": SimpleUploadedFile("g.docx", NAMED)}
    stands = {"id": paper.pk, "title": "Levels"}
    response = client.post(change(meeting), meeting_form(papers=([stands], [row])), follow=True)
    warning = said(response)[0]
    assert warning.startswith("g.docx holds what is not seen – properties: author")
    assert change(meeting.papers.get(title="Gauges")) in warning
    clean = SimpleUploadedFile("levels.pdf", pdf())
    response = client.post(
        change(paper), {"title": "Levels", "upload": clean, **versions}, follow=True
    )
    assert len(said(response)) == 1


def test_page_of_the_meeting_marks_files_that_wait(client: Client, meeting, paper):
    version = added(paper, NAMED, "levels.docx")
    waiting = "levels.docx, version 1, holds what is not seen"
    assert texts(client.get(change(meeting)), "#papers-0 .field-latest p") == [waiting]
    version.confirm(by=UserFactory(), at=AT)
    assert texts(client.get(change(meeting)), "#papers-0 .field-latest p") == [
        "levels.docx, version 1"
    ]


def test_publishing_in_the_admin_says_what_is_hidden(client: Client, meeting, paper):
    added(paper, NAMED, "levels.docx")
    AgendaItemFactory(meeting=meeting)
    address = f"/admin/meetings/meeting/{meeting.pk}/agenda/"
    response = post(client, address, step="publish")
    [line] = response.context["form"].non_field_errors()
    assert line.startswith("Levels: levels.docx holds what is not seen – properties: author")
    assert not meeting.revisions.exists()


def test_each_paper_that_stops_the_publication_has_a_link(client: Client, meeting, paper):
    other = PaperFactory(meeting=meeting, title="Gauges <1>", url="")
    for each in (paper, other):
        added(each, UNDER if each == other else NAMED, f"{each.pk}.docx")
    EntryFactory(item=AgendaItemFactory(meeting=meeting))
    AttendanceFactory(meeting=meeting, role="chair")
    response = post(client, f"/admin/meetings/meeting/{meeting.pk}/agenda/", step="publish")
    assert set(links(response, ".errornote li")) == {change(paper), change(other)}
    assert len(texts(response, ".errornote li")) == 2
    assert "Gauges &lt;1&gt;: " in response.content.decode()
    response = step_taken(client, meeting, "publication", on="2024-04-02")
    assert set(links(response, ".messagelist li")) == {change(paper), change(other)}


def test_only_the_secretary_confirms_and_cleans_and_never_by_reading(client: Client, paper):
    version = added(paper, NAMED)
    for what in ("confirm", "clean"):
        assert client.get(asked(version, what)).status_code == 405
    client.force_login(PanelSecretaryFactory().user)
    for what in ("confirm", "clean"):
        assert client.post(asked(version, what)).status_code == 404
    client.logout()
    for what in ("confirm", "clean"):
        assert client.post(asked(version, what)).status_code == 302
    assert PaperVersion.objects.unconfirmed().get() == version


def test_papers_of_published_minutes_are_neither_confirmed_nor_cleaned(
    client: Client, meeting, paper
):
    version = added(paper, NAMED)
    published(meeting)
    assert texts(client.get(change(paper)), ".unseen button") == []
    for what in ("confirm", "clean"):
        assert client.post(asked(version, what)).status_code == 403
    assert PaperVersion.objects.get() == version


def test_trap_is_a_form_error(client: Client, meeting):
    trap = office(DOCX, {"docProps/app.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"})
    upload = SimpleUploadedFile("levels.docx", trap)
    row = {"title": "Levels", "url": "", "item": "", "upload": upload}
    response = client.post(change(meeting), meeting_form(papers=((), [row])))
    assert "The file cannot be kept: docProps/app.xml declares a document type" in (
        response.content.decode()
    )
    assert not Paper.objects.exists()


def test_finding_says_what_where_and_which():
    assert str(Finding("comments", "Ann Lee: “x”", "slide 3")) == "comments (slide 3): Ann Lee: “x”"
    assert str(Finding("hidden sheets", "Draft")) == "hidden sheets: Draft"
