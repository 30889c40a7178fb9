"""Papers attached while a meeting is planned: by keyboard, at any width, without a script."""

import datetime
from dataclasses import asdict

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, FilePayload, Page, expect

from meetings.files.findings import Finding
from meetings.minutes import publishing
from meetings.models import Meeting, Paper
from panel.models import Panel
from tests.browser.test_cycle import fill, press, reach
from tests.browser.test_pages import sign_in
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PaperFactory,
    PaperVersionFactory,
)
from tests.meetings.files.made import pdf

GIVEN: FilePayload = {"name": "levels.pdf", "mimeType": "application/pdf", "buffer": pdf()}


@pytest.fixture
def panel(live_server) -> Panel:
    return PanelFactory(code="RW", name="Rivers and Waters Panel")


@pytest.fixture
def desk(page: Page, live_server, panel: Panel) -> Page:
    sign_in(page, live_server.url, PanelSecretaryFactory(panel=panel).user)
    return page


def meeting_with_papers(panel: Panel) -> Meeting:
    """One paper of each sort, before an item and before the meeting."""
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2100, 3, 12))
    item = AgendaItemFactory(meeting=meeting, number="1", title="Locks")
    publishing.circulate_agenda(meeting, on=datetime.date(2100, 3, 1), by=None)
    PaperFactory(item=item, title="Levels", reference="RW(30)1", purpose="decision")
    unseen = [asdict(Finding("comments", "Ann Lee: “" + "verylong" * 9 + "”", "", True))]
    paper = PaperVersionFactory(
        paper__item=item, name="gauges_of_the_tarrow_" * 4 + ".docx", unseen=unseen
    ).paper
    Paper.objects.filter(pk=paper.pk).update(is_restricted=True)
    PaperFactory(meeting=meeting, title="Costs", url="", withheld="section 43")
    return meeting


def test_plan_with_papers_is_accessible_and_fits_wide_and_narrow(
    desk: Page, live_server, panel: Panel
):
    meeting = meeting_with_papers(panel)
    paper = meeting.papers.first()
    assert paper
    for address in (
        f"meeting/{meeting.pk}/agenda/",
        f"plan/{panel.pk}/",
        f"paper/add/?plan={meeting.pk}&meeting={meeting.pk}",
        f"paper/{paper.pk}/change/?plan={meeting.pk}",
        f"paper/{paper.pk}/delete/?plan={meeting.pk}",
    ):
        for width in (1280, 380):
            desk.set_viewport_size({"width": width, "height": 900})
            desk.goto(f"{live_server.url}/admin/meetings/{address}")
            found = Axe().run(desk).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
            assert desk.evaluate("document.documentElement.scrollWidth") <= width, address


def test_papers_are_attached_while_a_meeting_is_first_planned_by_keyboard(
    desk: Page, live_server, panel: Panel
):
    desk.goto(f"{live_server.url}/admin/meetings/plan/{panel.pk}/")
    reach(desk, desk.get_by_label("Date:"))
    desk.keyboard.type((timezone.localdate() + datetime.timedelta(days=60)).strftime("%m%d%Y"))
    fill(desk, desk.locator("#id_items-3-title"), "Locks")
    new = desk.locator("[data-item]", has=desk.locator("#id_items-3-title"))
    press(desk, new.get_by_role("button", name="Add a paper"))
    expect(desk.get_by_label("Item")).to_contain_text("3. Locks")
    fill(desk, desk.get_by_label("Title"), "River levels")
    desk.get_by_label("File:", exact=True).set_input_files(GIVEN)
    press(desk, desk.get_by_role("button", name="Save", exact=True))
    meeting = Meeting.objects.get()
    locks = desk.locator("[data-item]", has=desk.locator('input[value="Locks"]'))
    expect(locks.locator("li")).to_contain_text("River levels (for all, levels.pdf, version 1)")

    # Enter in a field saves the plan, and opens the page of no paper.
    fill(desk, desk.get_by_label("Venue"), "Lock House")
    desk.keyboard.press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text("Saved.")
    expect(desk).to_have_url(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/agenda/")

    # Moved with its item, changed and taken away; what is typed meanwhile is saved.
    press(desk, desk.get_by_role("button", name="Move Locks down"))
    press(desk, locks.get_by_role("button", name="Change “River levels”"))
    reach(desk, desk.get_by_label("For members only"))
    desk.keyboard.press("Space")
    press(desk, desk.get_by_role("button", name="Save", exact=True))
    expect(locks.locator("li")).to_contain_text("for members only")
    assert [str(item) for item in meeting.items.all()][-1] == "4. Locks"
    press(desk, locks.get_by_role("button", name="Remove “River levels”"))
    press(desk, desk.get_by_role("button", name="Yes, I’m sure"))
    expect(desk.get_by_role("heading", name="Papers of the meeting as a whole")).to_be_visible()
    expect(locks.locator("li")).to_have_count(0)
    assert not Paper.objects.exists()


def test_paper_is_attached_without_a_script(browser: Browser, live_server, panel: Panel):
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2100, 3, 12))
    AgendaItemFactory(meeting=meeting, number="1", title="Locks")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 380, "height": 900})
    page = context.new_page()
    sign_in(page, live_server.url, PanelSecretaryFactory(panel=panel).user)
    page.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/agenda/")
    page.get_by_label("Venue").fill("Lock House")
    page.get_by_role("button", name="Add a paper to Locks").click()
    page.get_by_label("Title").fill("River levels")
    page.get_by_label("File:", exact=True).set_input_files(GIVEN)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".papers li")).to_contain_text("River levels (for all, levels.pdf")
    expect(page.get_by_label("Venue")).to_have_value("Lock House")
    context.close()
