"""A secretary's whole cycle, by keyboard: from planning a meeting to the agenda of the next.

With PICTURES in the environment the pages are kept as pictures for the handbook.
"""

import datetime
import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from actions.models import Action
from meetings.models import Meeting, Topic
from panel.models import Panel
from tests.browser.test_pages import sign_in
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PersonFactory,
)

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SAID = """\

The Panel noted the report.

Action: Bo Lund to list the locks by June.

Action: Secretariat to write to the mills.

Action: Cy Hall and Ada Ferris to visit the weir.
"""


@pytest.fixture
def panel(live_server) -> Panel:
    """A panel that met once, long ago, and put something off."""
    panel = PanelFactory(code="RW", name="Rivers and Waters Panel")
    met = MeetingFactory(
        panel=panel,
        held_on=timezone.localdate() - datetime.timedelta(days=90),
        starts_at=datetime.time(10, 30),
        ends_at=datetime.time(12, 30),
        venue="Lock House",
    )
    titles = ("Welcome and apologies", "Minutes and update on actions", "Any other business")
    for position, title in enumerate(titles):
        AgendaItemFactory(meeting=met, position=position, number=str(position + 1), title=title)
    EntryFactory(meeting=met, text="The keys of the lock-keepers.", is_for_later=True)
    for name, role in (("Ada Ferris", "chair"), ("Bo Lund", "member"), ("Cy Hall", "member")):
        person = PersonFactory(name=name)
        MembershipFactory(panel=panel, person=person, role=role)
        AttendanceFactory(meeting=met, person=person, name=name, role="")
    return panel


@pytest.fixture
def desk(page: Page, live_server, panel: Panel) -> Page:
    page.set_viewport_size({"width": 1280, "height": 900})
    secretary = PanelSecretaryFactory(panel=panel, user__username="secretary").user
    sign_in(page, live_server.url, secretary)
    page.goto(f"{live_server.url}/admin/")
    return page


def reach(page: Page, there: Locator) -> None:
    """Go on with the tabulator until something has the focus: nobody needs a mouse for it."""
    expect(there).to_be_visible()
    for _ in range(120):
        if there.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the tabulator does not lead to {there}")


def press(page: Page, there: Locator) -> None:
    reach(page, there)
    page.keyboard.press("Enter")


def fill(page: Page, there: Locator, words: str) -> None:
    reach(page, there)
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def picture(page: Page, name: str) -> None:
    """The page is accessible as it stands, and a picture of it where these are asked for."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    if os.environ.get("PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def test_whole_cycle_by_keyboard(desk: Page, live_server, panel: Panel):
    today = timezone.localdate()
    typed = today.strftime("%m%d%Y")  # the parts of a date field, as Chromium takes them here
    picture(desk, "desk")

    # Planned from the last meeting, with what was put off and one item more.
    press(desk, desk.get_by_role("link", name="No meeting is planned"))
    reach(desk, desk.get_by_label("Date:"))
    desk.keyboard.type(typed)
    fill(desk, desk.locator("#id_items-3-title"), "Locks")
    fill(desk, desk.locator("#id_items-3-minutes"), "20")
    reach(desk, desk.get_by_label("The keys of the lock-keepers."))
    desk.keyboard.press("Space")
    picture(desk, "planning")
    press(desk, desk.get_by_role("button", name="Plan the meeting"))
    expect(desk.locator(".messagelist")).to_contain_text("Planned.")
    meeting = Meeting.objects.get(held_on=today)
    assert [str(item) for item in meeting.items.all()] == [
        "1. Welcome and apologies",
        "2. Minutes and update on actions",
        "3. Locks",
        "4. The keys of the lock-keepers",
        "5. Any other business",
    ]
    assert [row.name for row in meeting.attendances.all()] == ["Ada Ferris", "Bo Lund", "Cy Hall"]
    assert not Topic.objects.waiting().exists()

    # An item is moved by its button, and the agenda published.
    press(desk, desk.get_by_role("button", name="Move Locks down"))
    press(desk, desk.get_by_role("button", name="Save and publish"))
    expect(desk.locator(".messagelist")).to_contain_text("Saved. The agenda was published.")
    picture(desk, "agenda")
    desk.goto(f"{live_server.url}{meeting.get_absolute_url()}")
    expect(desk.locator(".agenda")).to_contain_text("Locks")
    expect(desk.locator(".agenda")).to_contain_text("20 minutes")

    # Minuted: who came is ticked, three actions are raised.
    desk.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/agenda/")
    press(desk, desk.get_by_role("button", name="Save and write the minutes"))
    reach(desk, desk.get_by_role("radiogroup", name="Cy Hall").get_by_label("Present"))
    desk.keyboard.press("ArrowRight")
    expect(desk.get_by_label("Minutes", exact=True)).to_have_value(
        re.compile(r"## Apologies\n\n- Cy Hall")
    )
    press(desk, desk.get_by_role("button", name=re.compile("All .*present")))
    expect(desk.get_by_label("Minutes", exact=True)).to_have_value(
        re.compile(r"## Present\n\n- Ada Ferris.*\n- Bo Lund")
    )
    reach(desk, desk.get_by_label("Minutes", exact=True))
    desk.keyboard.press("Control+End")
    desk.keyboard.type(SAID)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#summary")).to_contain_text("3 actions raised")
    picture(desk, "minutes")
    desk.keyboard.press("Control+s")
    expect(desk.locator(".messagelist")).to_contain_text("Saved.")
    assert [action.reference for action in Action.objects.order_by("serial")] == [
        "RW-1",
        "RW-2",
        "RW-3",
    ]

    # Agreed, and published.
    reach(desk, desk.get_by_label("How"))
    desk.keyboard.type("by corr")
    press(desk, desk.get_by_role("button", name="Done: agreed"))
    expect(desk.locator(".steps")).to_contain_text("by correspondence")
    press(desk, desk.locator("summary", has_text="Publish…"))
    published = desk.locator("form", has=desk.get_by_role("button", name="Publish now"))
    expect(published).to_contain_text("Publish now? Everybody will read the minutes")
    reach(desk, published.get_by_label("I have seen"))
    desk.keyboard.press("Space")
    press(desk, desk.get_by_role("button", name="Publish now"))
    expect(desk.locator(".messagelist")).to_contain_text("Published: minutes 1")
    picture(desk, "published")

    # Corrected in the text, with a reason.
    reach(desk, desk.get_by_label("Minutes", exact=True))
    desk.keyboard.press("Control+End")
    desk.keyboard.type("\n\nThe Panel thanked everybody.")
    desk.keyboard.press("Control+s")
    expect(desk.get_by_role("heading", name="The correction")).to_be_visible()
    corrected = desk.locator("section", has=desk.get_by_role("heading", name="The correction"))
    fill(desk, desk.get_by_label("Why the minutes are corrected"), "A sentence was missing.")
    picture(desk, "correction")
    reach(desk, corrected.get_by_label("I have seen"))
    desk.keyboard.press("Space")
    press(desk, desk.get_by_role("button", name="Publish the correction"))
    expect(desk.locator(".messagelist")).to_contain_text("Published: minutes 2")
    desk.goto(f"{live_server.url}{meeting.get_absolute_url()}")
    expect(desk.locator("main")).to_contain_text("The Panel thanked everybody.")
    expect(desk.locator("main")).to_contain_text("Corrected: A sentence was missing.")

    # The next meeting reports on the three.
    desk.goto(f"{live_server.url}/admin/meetings/plan/{panel.pk}/")
    reach(desk, desk.get_by_label("Date:"))
    desk.keyboard.type((today + datetime.timedelta(days=60)).strftime("%m%d%Y"))
    press(desk, desk.get_by_role("button", name="Plan the meeting"))
    due = desk.locator("section", has=desk.get_by_role("heading", name="To be reported on"))
    expect(due.locator("li")).to_have_count(3)
    for words in ("list the locks", "write to the mills", "visit the weir"):
        expect(due).to_contain_text(words)
    picture(desk, "next")
