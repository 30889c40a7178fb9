"""Papers with files in the admin, given and read in a browser at any width."""

import datetime
from dataclasses import asdict

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, expect

from meetings.files.findings import Finding
from meetings.minutes import publishing
from meetings.models import Meeting, PaperVersion
from tests.browser.test_pages import sign_in
from tests.factories import (
    AgendaItemFactory,
    PanelSecretaryFactory,
    PaperVersionFactory,
)
from tests.meetings.files.made import pdf

FOUND = asdict(Finding("tracked changes", "Ann Lee: “old words”", "in the text"))


@pytest.fixture
def meeting(live_server) -> Meeting:
    item = AgendaItemFactory(title="River levels")
    for number in (1, 2):
        told = {"paper__item": item} if number == 1 else {"paper": item.meeting.papers.get()}
        PaperVersionFactory(
            name="levels-of-the-tarrow-and-the-upper-ansel.txt",
            unseen=[
                FOUND,
                asdict(Finding("comments", "Ann Lee: “" + "verylong" * 7 + "”", "", True)),
            ],
            **told,
        )
    return item.meeting


@pytest.fixture
def desk(page: Page, live_server, meeting: Meeting) -> Page:
    sign_in(page, live_server.url, PanelSecretaryFactory(panel=meeting.panel).user)
    return page


def test_pages_of_papers_are_accessible_and_fit_wide_and_narrow(
    desk: Page, live_server, meeting: Meeting
):
    publishing.circulate_agenda(meeting, on=datetime.date(2024, 3, 5), by=None)
    paper = meeting.papers.get()
    item = AgendaItemFactory(meeting__panel=meeting.panel)
    printed = PaperVersionFactory(paper__item=item, paper__is_restricted=True, unseen=[FOUND]).paper
    publishing.publish(item.meeting, on=datetime.date(2024, 3, 5), by=None)
    for address in (
        f"/admin/meetings/paper/{printed.pk}/change/",
        f"/admin/meetings/meeting/{meeting.pk}/change/",
        f"/admin/meetings/paper/{paper.pk}/change/",
        "/admin/meetings/paper/add/",
        meeting.get_absolute_url(),
    ):
        for width in (1280, 380):
            desk.set_viewport_size({"width": width, "height": 900})
            desk.goto(f"{live_server.url}{address}")
            found = Axe().run(desk).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
            assert desk.evaluate("document.documentElement.scrollWidth") <= width, address


def test_file_is_given_and_saved_from_the_page(desk: Page, live_server, meeting: Meeting):
    desk.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/change/")
    given: FilePayload = {"name": "new.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    desk.get_by_label("File", exact=True).first.set_input_files(given)
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.locator("#papers-0 .field-latest")).to_contain_text("new.pdf, version 3")
    assert bytes(PaperVersion.objects.get(number=3).data) == pdf()
    with desk.expect_download() as download:
        desk.get_by_role("link", name="new.pdf").click()
    assert download.value.suggested_filename == "new.pdf"
    assert download.value.path().read_bytes() == pdf()
