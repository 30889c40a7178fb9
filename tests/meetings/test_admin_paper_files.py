"""Files of papers in the admin: on the page of their meeting, and on their own."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.admin_correcting import NO_REASON
from meetings.files import kinds
from meetings.minutes import publishing
from meetings.models import Meeting, Paper, PaperVersion
from tests.factories import MeetingFactory, PanelSecretaryFactory, PaperFactory, PaperVersionFactory
from tests.meetings.files.made import ONE_OF_EACH, pdf
from tests.meetings.test_admin import change, published, rows
from tests.meetings.test_admin_papers import ADD, errors_of, paper_form, paper_row, save
from tests.pages import texts
from tests.viewers import queries

pytestmark = pytest.mark.django_db

AGAIN = "Nothing was saved. Choose the files again before you save."


@pytest.fixture
def meeting(client: Client) -> Meeting:
    """A meeting whose secretary is signed in."""
    secretary = PanelSecretaryFactory(user__username="keeper")
    client.force_login(secretary.user)
    return MeetingFactory(panel=secretary.panel)


def file(data: bytes | None = None, name: str = "levels.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if data is None else data)


def versions(meeting: Meeting) -> list[tuple[str, int, str, str | None]]:
    found = PaperVersion.objects.filter(paper__meeting=meeting).order_by(
        "paper__position", "number"
    )
    return [
        (v.paper.title, v.number, v.name, v.received_by and v.received_by.get_username())
        for v in found
    ]


def save_paper(client: Client, paper: Paper, **fields: Any) -> Any:
    stored = [{"id": version.pk, "paper": paper.pk} for version in paper.versions.all()]
    form = {"title": paper.title} | fields | rows("versions", stored, [])
    return client.post(change(paper), form)


def paper_errors(response: Any) -> dict[str, list[str]]:
    return response.context["adminform"].form.errors


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_files_are_given_on_the_page_of_the_meeting(client: Client, meeting: Meeting):
    known = PaperFactory(meeting=meeting, position=0, title="Known", url="/known.pdf")
    response = save(
        client,
        meeting,
        paper_row("New", upload=file(ONE_OF_EACH["levels.docx"], "new.docx")),
        paper_row("To come"),
        stored=[paper_row("Known", id=known.pk, upload=file())],
    )
    assert response.status_code == 302
    assert versions(meeting) == [
        ("Known", 1, "levels.pdf", "keeper"),
        ("New", 1, "new.docx", "keeper"),
    ]


def test_new_file_on_the_page_of_the_meeting_is_the_next_version(client: Client, meeting: Meeting):
    paper = PaperFactory(meeting=meeting, title="Levels", url="")
    for number in (1, 2):
        stored = [paper_row("Levels", id=paper.pk, upload=file(pdf(str(number))))]
        assert save(client, meeting, stored=stored).status_code == 302
    assert save(client, meeting, stored=[paper_row("Gauges", id=paper.pk)]).status_code == 302
    assert [version[:2] for version in versions(meeting)] == [("Gauges", 1), ("Gauges", 2)]
    page = client.get(change(meeting))
    assert texts(page, "#papers-0 .field-latest p") == ["levels.pdf, version 2"]
    assert texts(page, "#papers-empty .field-latest p") == ["no file yet"]


@pytest.mark.parametrize(
    ("row", "errors"),
    [
        ({"upload": file(b"")}, {"upload": ["The submitted file is empty."]}),
        ({"upload": file(b"%PDF-1.4\n1 0 obj")}, {"upload": [kinds.CUT_SHORT]}),
        ({"upload": file(b"MZ\x90\x00")}, {"upload": [kinds.FITTING]}),
        ({"upload": file(bytes(30_000_001))}, {"upload": [kinds.TOO_LARGE]}),
    ],
)
def test_wrong_file_is_a_form_error_and_changes_nothing(client: Client, meeting, row, errors):
    paper = PaperFactory(meeting=meeting, title="Levels", url="")
    PaperVersionFactory(paper=paper)
    row["upload"].seek(0)
    stored = [paper_row("Other", id=paper.pk) | row]
    response = save(client, meeting, stored=stored)
    assert errors_of(response) == [errors]
    assert said(response) == [AGAIN]
    row["upload"].seek(0)
    response = save_paper(client, paper, title="Other", **row)
    assert paper_errors(response) == errors
    assert said(response) == [AGAIN]
    assert [version[:2] for version in versions(meeting)] == [("Levels", 1)]


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"url": "/levels.pdf"}, "A paper has a file or a link, not both."),
        ({"manner": "oral"}, "What was given orally has no file."),
    ],
)
def test_file_beside_a_link_is_a_form_error(client: Client, meeting: Meeting, row, error):
    response = save(client, meeting, paper_row("New", upload=file()) | row)
    assert errors_of(response) == [{"upload": [error]}]
    assert not Paper.objects.exists()


def test_page_that_comes_back_for_another_reason_asks_for_the_files_again(
    client: Client, meeting: Meeting
):
    response = save(client, meeting, paper_row("", reference="X", upload=file()))
    assert errors_of(response) == [{"title": ["This field is required."]}]
    assert said(response) == [AGAIN]
    assert said(save(client, meeting, paper_row("", reference="X"))) == []


def test_same_file_twice_is_refused(client: Client, meeting: Meeting):
    response = save(
        client, meeting, paper_row("A", upload=file()), paper_row("B", upload=file(name="b.pdf"))
    )
    assert "levels.pdf and b.pdf are the same file." in response.content.decode()
    assert not Paper.objects.exists()
    paper = PaperFactory(meeting=meeting, title="Levels", url="")
    assert save_paper(client, paper, upload=file()).status_code == 302
    assert paper_errors(save_paper(client, paper, upload=file())) == {
        "upload": ["The same file is there already: levels.pdf, version 1 of Levels."]
    }


def test_file_is_given_on_the_page_of_the_paper_which_lists_the_versions(
    client: Client, meeting: Meeting
):
    assert client.post(ADD, paper_form(meeting, title="New", upload=file())).status_code == 302
    paper = meeting.papers.get()
    assert save_paper(client, paper, upload=file(pdf("two"), "two.pdf")).status_code == 302
    assert versions(meeting) == [
        ("New", 1, "levels.pdf", "keeper"),
        ("New", 2, "two.pdf", "keeper"),
    ]
    page = client.get(change(paper))
    assert texts(page, "#versions-group .field-file a") == ["two.pdf", "levels.pdf"]
    assert texts(page, "#versions-group .field-kind p") == ["PDF", "PDF"]
    assert texts(page, "#versions-group .field-received_by p") == ["keeper", "keeper"]


def test_link_is_not_given_beside_a_file(client: Client, meeting: Meeting):
    paper = PaperVersionFactory(paper__meeting=meeting).paper
    assert paper_errors(save_paper(client, paper, url="/levels.pdf")) == {
        "__all__": ["A paper has a file or a link, not both."]
    }


def test_files_of_published_minutes_need_a_reason_and_of_another_panel_are_not_given(
    client: Client, meeting: Meeting
):
    ours, theirs = PaperFactory(meeting=meeting, url=""), PaperFactory(url="")
    published(meeting)
    assert 'type="file"' not in client.get(change(meeting)).content.decode()
    save(client, meeting, stored=[paper_row("Ours", id=ours.pk, upload=file())])
    assert paper_errors(save_paper(client, ours, upload=file())) == {"reason": [NO_REASON]}
    assert save_paper(client, theirs, upload=file()).status_code == 302
    assert not PaperVersion.objects.exists()


def test_paper_whose_file_somebody_was_given_is_not_taken_away(client: Client, meeting: Meeting):
    paper = PaperVersionFactory(paper__meeting=meeting, paper__title="Levels").paper
    publishing.publish_agenda(meeting, on=datetime.date(2024, 3, 5), by=None)
    response = save(client, meeting, stored=[paper_row("Levels", id=paper.pk, DELETE="on")])
    assert "would require deleting the following protected" in response.content.decode()
    address = change(paper).replace("/change/", "/delete/")
    assert "would require deleting the following protected" in client.get(address).content.decode()
    client.post(address, {"post": "yes"})
    assert versions(meeting) == [("Levels", 1, "levels.txt", None)]


def test_pages_ask_the_same_queries_for_one_file_and_for_many(client: Client, meeting: Meeting):
    paper = PaperVersionFactory(paper__meeting=meeting).paper
    addresses = [change(meeting), change(paper)]
    few = [queries(client, address) for address in addresses * 2][2:]
    for _ in range(8):
        PaperVersionFactory(paper=paper)
        PaperVersionFactory(paper__meeting=meeting)
    assert [queries(client, address) for address in addresses] == few
