"""Writing minutes as a text, with the keyboard alone, at any width."""

import datetime
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from meetings.models import Entry, Meeting, WorkingText
from panel.models import User
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


def test_text_is_kept_every_fifteen_seconds_of_unbroken_typing(
    desk: Page, live_server, meeting: Meeting
):
    desk.clock.install()
    open_text(desk, live_server, meeting)
    for _ in range(14):
        desk.keyboard.type("x")
        desk.clock.run_for(1000)
    assert not WorkingText.objects.exists()
    with desk.expect_response("**/keep/"):
        for _ in range(2):
            desk.keyboard.type("x")
            desk.clock.run_for(1000)
    assert WorkingText.objects.get().text.endswith("x" * 15)


def test_old_tab_goes_on_after_signing_in_in_another(desk: Page, live_server, meeting: Meeting):
    user = User.objects.get()
    user.set_password("a long enough one")
    user.save()
    sign_in(desk, live_server.url, user)
    open_text(desk, live_server, meeting)
    desk.context.clear_cookies()
    desk.keyboard.type("They leak.")
    expect(desk.locator("#kept")).to_contain_text("You are signed out")
    tab = desk.context.new_page()
    tab.goto(f"{live_server.url}/sign-in/")
    tab.get_by_label("Username").fill(user.username)
    tab.get_by_label("Password").fill("a long enough one")
    tab.get_by_role("button", name="Sign in").click()
    expect(tab).to_have_url(f"{live_server.url}/")
    tab.close()
    desk.keyboard.type(" They creak.")
    expect(desk.locator("#kept")).to_contain_text("Kept at")
    desk.keyboard.press("Control+s")
    expect(desk.locator(".messagelist")).to_contain_text("Saved.")
    assert Entry.objects.filter(text__endswith="They leak. They creak.").exists()


def test_server_that_cannot_be_reached_is_said_and_tried_again(
    desk: Page, live_server, meeting: Meeting
):
    desk.clock.install()
    open_text(desk, live_server, meeting)
    desk.route("**/keep/", lambda route: route.abort())
    desk.keyboard.type("They leak.")
    desk.clock.run_for(3000)
    expect(desk.locator("#kept")).to_have_text(
        "Kept in this browser only. The server cannot be reached; it is tried again."
    )
    desk.unroute("**/keep/")
    desk.clock.run_for(15_000)
    expect(desk.locator("#kept")).to_contain_text("Kept at")
    assert WorkingText.objects.get().text.rstrip().endswith("They leak.")
