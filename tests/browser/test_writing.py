"""Writing minutes as a text, with the keyboard alone, at any width."""

import datetime
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from meetings.models import Entry, Meeting
from tests.browser.test_pages import sign_in
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    PanelSecretaryFactory,
    TopicFactory,
)


@pytest.fixture
def meeting(live_server) -> Meeting:
    meeting = MeetingFactory(title="")
    AttendanceFactory(meeting=meeting, name="Ada Ferris", presence="present", role="chair")
    EntryFactory(meeting=meeting, text="The locks are old.")
    MembershipFactory(panel=meeting.panel, person__name="Bo Lund")
    return meeting


@pytest.fixture
def desk(page: Page, live_server, meeting: Meeting) -> Page:
    """Signed in as the panel's secretary, on the first page of the admin."""
    sign_in(page, live_server.url, PanelSecretaryFactory(panel=meeting.panel).user)
    page.goto(f"{live_server.url}/admin/")
    return page


def open_text(page: Page, live_server, meeting: Meeting) -> None:
    page.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/minutes/")
    page.locator("#text").focus()
    page.keyboard.press("Control+End")


def test_desk_and_text_are_accessible_and_fit_wide_and_narrow(
    desk: Page, live_server, meeting: Meeting
):
    TopicFactory(panel=meeting.panel)
    coming = MeetingFactory(panel=meeting.panel, held_on=datetime.date(2031, 1, 8))
    AgendaItemFactory(meeting=coming, title="Update on actions")
    for address in (
        "",
        f"meetings/meeting/{meeting.pk}/minutes/",
        f"meetings/meeting/{coming.pk}/agenda/",
        f"meetings/plan/{meeting.panel_id}/",
        "meetings/topic/",
    ):
        for width in (1280, 380):
            desk.set_viewport_size({"width": width, "height": 900})
            desk.goto(f"{live_server.url}/admin/{address}")
            found = Axe().run(desk).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
            assert desk.evaluate("document.documentElement.scrollWidth") <= width


def test_text_is_read_kept_and_saved_from_the_keyboard(desk: Page, live_server, meeting: Meeting):
    open_text(desk, live_server, meeting)
    desk.keyboard.type("\n\nAction: Bo Lund to list them.")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#summary")).to_contain_text("1 action raised")
    expect(desk.locator("#kept")).to_contain_text("not saved")
    desk.goto("about:blank")
    open_text(desk, live_server, meeting)
    expect(desk.locator("#text")).to_have_value(re.compile(r"Action: Bo Lund to list them\.$"))
    desk.keyboard.press("Control+s")
    expect(desk.locator(".messagelist")).to_contain_text("Saved.")
    entry = Entry.objects.get(kind="action")
    assert entry.action.text == "Bo Lund to list them."
    assert [owner.name for owner in entry.action.owners.all()] == ["Bo Lund"]


def test_attendance_is_ticked_and_what_is_pasted_becomes_lines(
    desk: Page, live_server, meeting: Meeting
):
    open_text(desk, live_server, meeting)
    away = desk.get_by_role("group", name="Ada Ferris").get_by_role("button", name="Apologies")
    away.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("#text")).to_have_value(re.compile(r"## Apologies\n\n- Ada Ferris"))
    expect(away).to_have_attribute("aria-pressed", "true")
    expect(away).to_be_focused()
    desk.locator("#text").focus()
    desk.keyboard.press("Control+End")
    desk.evaluate(
        """() => {
          const pasted = new DataTransfer();
          pasted.setData("text/html", "<ul><li>The gates <b>leak</b>.</li></ul>");
          pasted.setData("text/plain", "The gates leak.");
          document.getElementById("text").dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: pasted, cancelable: true }));
        }"""
    )
    expect(desk.locator("#text")).to_have_value(re.compile(r"- The gates \*\*leak\*\*\.$"))
    desk.keyboard.press("Control+z")
    expect(desk.locator("#text")).not_to_have_value(re.compile("leak"))


def test_selected_words_are_withheld_with_a_reason_typed_over(
    desk: Page, live_server, meeting: Meeting
):
    open_text(desk, live_server, meeting)
    desk.keyboard.press("ArrowLeft")  # of the line's end
    for _ in "old.":
        desk.keyboard.press("Shift+ArrowLeft")
    desk.get_by_role("button", name="Withhold").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.type("section 43")
    expect(desk.locator("#text")).to_have_value(
        re.compile(r"The locks are \[withheld \(section 43\): old\.\]\n$")
    )
    desk.keyboard.press("Control+End")
    desk.get_by_role("button", name="Withhold").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.type("privacy")
    expect(desk.locator("#text")).to_have_value(re.compile(r"\n\n\[withheld: privacy\] $"))
