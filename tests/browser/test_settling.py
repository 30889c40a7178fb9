"""Settling what is left open, with the keyboard alone, at any width."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from meetings.models import PersonPair, Source
from tests.browser.test_pages import sign_in
from tests.factories import (
    ActionFactory,
    ActionPairFactory,
    AttendanceFactory,
    OrganisationPairFactory,
    OwnerFactory,
    PanelSecretaryFactory,
    PassageFactory,
    PersonPairFactory,
    ReviewFactory,
    SourceFactory,
)

PAGE = "/admin/to-settle/"


@pytest.fixture
def source(live_server) -> Source:
    return SourceFactory(name="a-very-long-name-of-a-file-" * 4 + ".md")


@pytest.fixture
def pairs(source: Source) -> list[PersonPair]:
    made = []
    for one, other in (("Ann Teal", "Anne Teal"), ("Bo Lund", "Bob Lund")):
        pair: PersonPair = PersonPairFactory(source=source, one__name=one, other__name=other)
        for person in (pair.one, pair.other):
            AttendanceFactory(meeting=source.meeting, person=person, role="chair")
        made.append(pair)
    return made


@pytest.fixture
def page_of_secretary(page: Page, live_server, source: Source) -> Page:
    sign_in(page, live_server.url, PanelSecretaryFactory(panel=source.meeting.panel).user)
    return page


def test_page_is_accessible_and_fits_wide_and_narrow(
    page_of_secretary: Page, live_server, source: Source, pairs: list[PersonPair]
):
    OrganisationPairFactory(source=source)
    asked = ActionPairFactory(
        one=ActionFactory(entry__meeting__panel=source.meeting.panel), source=source
    )
    OwnerFactory(action=asked.one)
    ReviewFactory(action=asked.other)
    PassageFactory(source=source, why="could be any of several")
    for _ in range(30):
        PassageFactory(source=source, text="12 | 44 | 9\n" * 6)
    page = page_of_secretary
    faults: list[tuple] = []

    def look(name: str) -> None:
        for width in (1280, 380, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                faults.append((name, width, "scrolls sideways"))
        page.set_viewport_size({"width": 380, "height": 900})
        for violation in Axe().run(page).response["violations"]:
            nodes = [node["html"] for node in violation["nodes"]]
            faults.append((name, violation["id"], nodes))

    page.goto(live_server.url + PAGE)
    look("waiting")
    page.get_by_role("button", name="Two different: Ann Teal").click()
    look("one settled")
    page.goto(f"{live_server.url}{PAGE}?settled=yes")
    look("settled")
    page.emulate_media(color_scheme="dark")
    page.goto(live_server.url + PAGE)
    page.get_by_role("button", name="Two different: Bo Lund").click()
    look("dark")
    assert faults == []


def test_keyboard_settles_goes_on_and_undoes(
    page_of_secretary: Page, live_server, pairs: list[PersonPair]
):
    page, (first, second) = page_of_secretary, pairs
    page.goto(live_server.url + PAGE)
    page.get_by_role("button", name="One and the same: Ann Teal and Anne Teal").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#people-{second.pk}")).to_be_focused()
    outcome = "Ann Teal and Anne Teal are one and the same."
    expect(page.get_by_role("status")).to_contain_text(f"Settled: {outcome}")
    expect(page.get_by_role("status")).to_be_in_viewport()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name=f"Undo: {outcome}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#people-{first.pk}")).to_be_focused()
    expect(page.locator("article")).to_have_count(2)
