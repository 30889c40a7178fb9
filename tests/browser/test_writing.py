"""Writing minutes as a text, with the keyboard alone, at any width."""

import datetime
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from meetings.models import Entry, Meeting, Revision, WorkingText
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
def desk(page: Page, live_server, meeting: Meeting) -> Iterator[Page]:
    """Signed in as the panel's secretary, on the first page of the admin."""
    sign_in(page, live_server.url, PanelSecretaryFactory(panel=meeting.panel).user)
    page.goto(f"{live_server.url}/admin/")
    yield page
    page.context.set_offline(True)  # nothing is kept any more, and what is under way arrives,
    page.wait_for_timeout(500)  # before the rows go


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


def fits(page: Page) -> None:
    """The page is accessible as it stands, wide and narrow."""
    for width in (1280, 380):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


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
    came = desk.get_by_role("radiogroup", name="Ada Ferris")
    came.get_by_label("Present").focus()
    desk.keyboard.press("ArrowRight")
    away = came.get_by_label("Apologies")
    expect(desk.locator("#text")).to_have_value(re.compile(r"## Apologies\n\n- Ada Ferris"))
    expect(away).to_be_checked()
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


def test_people_are_ticked_one_tab_stop_each_and_stay_where_they_are(
    desk: Page, live_server, meeting: Meeting
):
    for position, name in enumerate(("Bo Lund", "Cy Hall", "Di Moss"), 1):
        AttendanceFactory(meeting=meeting, name=name, presence="expected", position=position)
    open_text(desk, live_server, meeting)
    people = desk.locator(".ticks .who")
    listed = ["Bo Lund", "Cy Hall", "Di Moss", "Ada Ferris (chair)"]
    desk.get_by_role("radiogroup", name="Bo Lund").get_by_label("Present").focus()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Space")
    expect(desk.locator("#text")).to_have_value(
        re.compile(
            r"## Present\n\n- Cy Hall\n- Ada Ferris \(chair\)\n\n"
            r"## Absent\n\n- Bo Lund\n\n## Expected\n\n- Di Moss\n"
        )
    )
    expect(desk.get_by_role("radiogroup", name="Cy Hall").get_by_label("Present")).to_be_focused()
    expect(people).to_have_text(listed)
    fits(desk)
    desk.get_by_role("button", name="All others present").press("Enter")
    expect(desk.locator("#text")).to_have_value(
        re.compile(r"## Present\n\n- Cy Hall\n- Di Moss\n- Ada Ferris \(chair\)\n\n## Absent")
    )
    expect(people).to_have_text(listed)
    desk.locator("#text").focus()
    expect(people).to_have_text(["Cy Hall", "Di Moss", "Ada Ferris (chair)", "Bo Lund"])
    expect(desk.get_by_role("button", name="All others present")).to_have_count(0)


def test_ticking_after_typing_is_put_to_what_was_typed(desk: Page, live_server, meeting: Meeting):
    open_text(desk, live_server, meeting)
    desk.keyboard.type("They leak.")
    desk.get_by_role("radiogroup", name="Ada Ferris").get_by_label("Absent").click()
    expect(desk.locator("#text")).to_have_value(
        re.compile(r"## Absent\n\n- Ada Ferris[^#]*They leak\.\n?$")
    )


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
    [typed] = re.findall("x+$", WorkingText.objects.get().text)
    assert 14 <= len(typed) <= 15  # before the last: nobody paused


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


def test_steps_wait_until_what_is_typed_is_saved(desk: Page, live_server, meeting: Meeting):
    open_text(desk, live_server, meeting)
    desk.keyboard.type("They leak.")
    step = desk.get_by_role("button", name="Save first: Done: draft circulated")
    expect(step).to_have_text("Save first")
    step.press("Enter")
    desk.get_by_label("Date").first.press("Enter")
    desk.locator("summary", has_text="Publish…").press("Enter")
    expect(desk.get_by_text("Publish now?")).to_be_visible()
    desk.get_by_role("button", name="Save first: Publish now").press("Enter")
    fits(desk)
    assert not Revision.objects.exists()
    desk.keyboard.press("Control+s")
    expect(desk.locator(".messagelist")).to_contain_text("Saved.")
    seen = desk.locator("form", has_text="Draft circulated").get_by_label("I have seen")
    if seen.count():
        seen.check()
    desk.get_by_role("button", name="Done: draft circulated").press("Enter")
    expect(desk.locator(".steps")).to_contain_text("Draft circulated on")
    assert "They leak." in str(Revision.objects.get().document)


def test_dropping_asks_and_leaves_nothing_behind(desk: Page, live_server, meeting: Meeting):
    open_text(desk, live_server, meeting)
    stood = desk.locator("#text").input_value()
    expect(desk.locator("#drop")).to_be_hidden()
    desk.keyboard.type("They leak.")
    desk.locator("summary", has_text="Drop what is not saved").press("Enter")
    expect(desk.locator("#text")).to_have_value(f"{stood}They leak.")
    fits(desk)
    desk.get_by_role("button", name="Drop it").press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text("was dropped")
    expect(desk.locator("#text")).to_have_value(stood)


def test_second_tab_of_one_writer_is_told_of_the_first(desk: Page, live_server, meeting: Meeting):
    tab = desk.context.new_page()
    open_text(tab, live_server, meeting)
    open_text(desk, live_server, meeting)
    desk.keyboard.type("They leak.")
    expect(desk.locator("#kept")).to_contain_text("Kept at")
    tab.keyboard.type("They creak.")
    expect(tab.locator("#kept")).to_contain_text("Not kept: You are writing")
    tab.keyboard.press("Control+s")
    expect(tab.get_by_role("alert")).to_contain_text("in another tab or browser too")
    fits(tab)
    tab.keyboard.press("Control+s")  # stops at what has to be ticked
    expect(tab.get_by_label("this text takes its place")).to_be_focused()
    assert WorkingText.objects.get().text.endswith("They leak.")
    tab.get_by_role("button", name="Keep this text in its place").press("Enter")
    expect(tab.locator("#kept")).to_contain_text("Kept at")
    assert WorkingText.objects.get().text.rstrip().endswith("They creak.")


def test_text_takes_the_place_of_anothers_only_knowingly(desk: Page, live_server, meeting: Meeting):
    open_text(desk, live_server, meeting)
    desk.keyboard.type("They leak.")
    Entry.objects.update(text="The locks are new.")
    desk.keyboard.press("Control+s")
    expect(desk.get_by_role("alert")).to_contain_text("these minutes were changed")
    fits(desk)
    desk.keyboard.press("Control+s")
    over = desk.get_by_label("my text takes the place of what stands")
    expect(over).to_be_focused()
    over.press("Space")
    desk.keyboard.press("Control+s")
    expect(desk.locator(".messagelist")).to_contain_text("Saved.")
    assert Entry.objects.filter(text__startswith="The locks are old.").exists()
