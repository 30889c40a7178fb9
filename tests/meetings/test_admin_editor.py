"""The page on which minutes are written: read while they are typed, kept, saved, and whose."""

import datetime

import pytest
from django.test import Client

from meetings.minutes import editing, publishing
from meetings.models import Correction, Meeting, WorkingText
from panel.models import Panel, User
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    MembershipFactory,
    PanelFactory,
    PanelSecretaryFactory,
    UserFactory,
)
from tests.pages import parsed

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2024, 3, 13)
TEXT = """\
# River Watch Panel - 12 March 2024

## Present

- Ada Ferris (Chair)

## 1. Locks

The locks are old.

**Action 1:** Ada Ferris to list the locks.
"""


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="RW", name="River Watch Panel")


@pytest.fixture
def secretary(panel: Panel, client: Client) -> User:
    user = PanelSecretaryFactory(panel=panel).user
    client.force_login(user)
    return user


@pytest.fixture
def meeting(panel: Panel) -> Meeting:
    return MeetingFactory(panel=panel, held_on=datetime.date(2024, 3, 12), title="", venue="")


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("panel").get(pk=meeting.pk)


def stands(meeting: Meeting) -> str:
    return editing.text_of(fresh(meeting))


def address(meeting: Meeting, end: str = "") -> str:
    return f"/admin/meetings/meeting/{meeting.pk}/minutes/{end}"


def save(client: Client, meeting: Meeting, text: str, base: str | None = None):
    base = stands(meeting) if base is None else base
    kept = WorkingText.objects.filter(meeting=meeting).first()
    form = {
        "text": text.replace("\n", "\r\n"),
        "base": base.replace("\n", "\r\n"),
        "version": kept.version if kept else "",
    }
    return client.post(address(meeting), form)


def publish(client: Client, meeting: Meeting, reason: str, **fields: str):
    """The answer to the correction's being published from the page as it stands."""
    form = {"stood": client.get(address(meeting)).context["stood"], "reason": reason, **fields}
    return client.post(address(meeting, "publish/"), form)


def typed(response) -> str:
    return parsed(response).css_first("#text").text().removeprefix("\n")


def test_page_shows_the_text_and_what_is_read_of_it(client, secretary, meeting):
    AttendanceFactory(meeting=meeting, name="Ada Ferris", presence="present")
    page = parsed(client.get(address(meeting)))
    assert page.css_first("#text").text() == stands(meeting)
    assert page.css_first("#summary").text() == (
        "Read: 1 person, 0 items, 0 actions reported on, 0 actions raised, 0 things to look at"
    )


def test_saved_text_is_recorded_and_shown_as_it_stands(client, secretary, meeting):
    response = save(client, meeting, TEXT)
    assert response.headers["Location"] == f"{address(meeting)}?saved=yes"
    page = client.get(response.headers["Location"])
    assert typed(page) == stands(meeting)
    assert "**Action 1 (RW-1):**" in typed(page)
    assert parsed(page).css_first("#editor").attributes["data-saved"] == "yes"


@pytest.mark.parametrize(("text", "why"), [("", "empty"), ("# Nothing of the kind", "not minutes")])
def test_text_that_cannot_be_saved_stays_in_the_page(client, secretary, meeting, text, why):
    base = stands(meeting)
    response = save(client, meeting, text)
    assert response.status_code == 422
    assert typed(response) == text
    assert why in parsed(response).css_first("[role=alert]").text()
    assert stands(meeting) == base


def test_text_that_is_refused_is_there_again(client, secretary, meeting):
    save(client, meeting, TEXT)
    base = stands(meeting)
    asked_about = base.replace(" (RW-1):** Ada Ferris to list the locks", ":** Ada Ferris to dig")
    lines_lost = base.replace(
        "- Ada Ferris (chair)", "- Ada Ferris (chair)\n- Name: Bo Lund; Organisation: A; B"
    )
    for text in (asked_about, lines_lost, "Half a sentence"):
        assert save(client, meeting, text).status_code == 422
        assert typed(client.get(address(meeting))) == text
    assert stands(meeting) == base


def test_taking_the_place_of_what_another_saved_has_to_be_said(client, secretary, meeting):
    base = stands(meeting)
    editing.save(meeting, text=TEXT, base=base, by=UserFactory(), today=TODAY)
    mine = TEXT.replace("old", "new")
    form = {"text": mine, "base": base}
    told = client.post(address(meeting), form)
    page = parsed(client.get(address(meeting)))  # also when it is opened anew
    for shown in (parsed(told), page):
        assert shown.css_first("[name=base]").text().removeprefix("\n") == base
        assert "required" in shown.css_first("[name=over]").attributes
    again = {"version": page.css_first("[name=version]").attributes["value"], **form}
    assert client.post(address(meeting), again).status_code == 409
    over = page.css_first("[name=over]").attributes["value"]
    between = stands(meeting).replace("old", "very old")
    editing.save(meeting, text=between, base=stands(meeting), by=UserFactory(), today=TODAY)
    assert client.post(address(meeting), {**again, "over": over}).status_code == 409
    assert "very old" in stands(meeting)
    over = client.get(address(meeting)).context["stood"]
    assert client.post(address(meeting), {**again, "over": over}).status_code == 302
    assert "The locks are new." in stands(meeting)


def test_what_is_typed_in_another_tab_is_not_replaced_unawares(client, secretary, meeting):
    base = stands(meeting)
    first = client.post(address(meeting, "keep/"), {"text": TEXT, "base": base}).json()["version"]
    other = {"text": TEXT.replace("old", "new"), "base": base, "version": ""}
    kept = client.post(address(meeting, "keep/"), other)
    assert (kept.status_code, kept.json()["version"]) == (409, first)
    saved = client.post(address(meeting), other)
    assert (saved.status_code, typed(saved)) == (409, other["text"])
    page = parsed(saved)
    assert [one.text() for one in page.css(".changes .came")] == ["The locks are old."]
    assert WorkingText.objects.get().text == TEXT
    assert stands(meeting) == base
    over = page.css_first("[name=over]").attributes["value"]
    assert client.post(address(meeting), {**other, "over": over}).status_code == 302
    assert "The locks are new." in stands(meeting)


def test_tab_goes_on_keeping_what_it_kept(client, secretary, meeting):
    form = {"base": stands(meeting), "version": ""}
    for text in ("Half", "Half a", "Half a sentence"):
        answer = client.post(address(meeting, "keep/"), {**form, "text": text})
        assert answer.status_code == 200
        form["version"] = answer.json()["version"]
    assert WorkingText.objects.get().text == "Half a sentence"


def test_dropping_what_is_not_saved_asks_first(client, secretary, meeting):
    hidden = parsed(client.get(address(meeting))).css_first("#drop")
    assert "hidden" in hidden.attributes
    editing.keep(meeting, text="Half a sentence", base=stands(meeting), by=secretary)
    asked = parsed(client.get(address(meeting))).css_first("#drop")
    assert not {"hidden", "open"} & asked.attributes.keys()
    assert asked.css_first("summary").text() == "Drop what is not saved…"
    assert "is gone then" in asked.css_first("form p").text()


def test_correction_is_published_as_its_page_showed_it(client, secretary, meeting):
    save(client, meeting, TEXT)
    publishing.publish(meeting, on=TODAY, by=None)
    save(client, meeting, stands(meeting).replace("old", "very old"))
    stood = client.get(address(meeting)).context["stood"]
    save(client, meeting, stands(meeting).replace("very old", "ancient"))
    refused = publish(client, meeting, "Older.", stood=stood)
    assert refused.status_code == 422
    said = parsed(refused).css_first("[role=alert]").text()
    assert "Not published." in said
    assert "changed since this page was opened" in said
    assert parsed(refused).css_first("#reason").text().strip() == "Older."


def test_text_too_long_to_be_kept_stays_in_the_page(client, secretary, meeting):
    text = "x" * 2_000_001
    response = save(client, meeting, text, base="another")
    assert (response.status_code, typed(response)) == (409, text)
    assert not WorkingText.objects.exists()


def test_second_of_two_reads_what_was_changed_and_keeps_what_was_typed(client, secretary, meeting):
    base = stands(meeting)
    editing.save(meeting, text=TEXT, base=base, by=UserFactory(), today=TODAY)
    mine = TEXT.replace("old", "new")
    response = save(client, meeting, mine, base=base)
    assert response.status_code == 409
    assert typed(response) == mine
    came = [one.text() for one in parsed(response).css(".changes .came ins")]
    assert "The locks are old." in came
    assert WorkingText.objects.get().text == mine
    again = client.get(address(meeting))
    assert typed(again) == mine
    assert save(client, meeting, mine, base=stands(meeting)).status_code == 302
    assert "The locks are new." in stands(meeting)


def test_text_that_is_sent_twice_is_saved(client, secretary, meeting):
    base = stands(meeting)
    assert [save(client, meeting, TEXT, base=base).status_code for _ in range(2)] == [302, 302]


def test_typed_text_is_kept_and_is_there_again(client, secretary, meeting):
    base = stands(meeting)
    form = {"text": "Half a sentence", "base": base}
    assert set(client.post(address(meeting, "keep/"), form).json()) == {"kept_at", "version"}
    assert typed(client.get(address(meeting))) == "Half a sentence"
    client.post(address(meeting, "leave/"))
    assert typed(client.get(address(meeting))) == base


def test_text_that_is_too_long_is_not_kept(client, secretary, meeting):
    response = client.post(address(meeting, "keep/"), {"text": "x" * 2_000_001, "base": ""})
    assert (response.status_code, response.json()) == (
        422,
        {"error": "Longer than 2,000,000 characters."},
    )


def test_what_is_read_is_told_without_keeping_it(client, secretary, meeting):
    text = TEXT.replace("The locks", "Actions: none\n\nThe locks")
    response = client.post(address(meeting, "read/"), {"text": text})
    found = parsed(response)
    assert found.css_first("[data-summary]").attributes["data-summary"].startswith("Read: 1 person")
    assert [one.text(strip=True) for one in found.css("h3")] == ["Attendance", "1Locks"]
    assert not WorkingText.objects.exists()


def test_action_to_report_on_is_told_from_one_that_is_raised(client, secretary, panel, meeting):
    save(client, meeting, TEXT)
    later = MeetingFactory(panel=panel, held_on=datetime.date(2024, 5, 14), title="", venue="")
    AgendaItemFactory(meeting=later, title="Update on actions")
    page = parsed(client.get(address(later)))
    assert "**Action 1 (RW-1):**" in page.css_first("#text").text()
    assert page.css_first("#found .review strong").text() == "Earlier action 1"


def test_what_is_not_understood_is_marked_where_it_stands(client, secretary, meeting):
    text = TEXT.replace("- Ada Ferris (Chair)", "- Ada Ferris (Chair)\n- 17 per cent of all of it")
    found = parsed(client.post(address(meeting, "read/"), {"text": text}))
    assert [one.attributes["data-to"] for one in found.css(".remarks button")] == ["6"]


def test_owners_are_offered_from_those_present_and_the_members(client, secretary, meeting):
    AttendanceFactory(meeting=meeting, name="Ada Ferris")
    MembershipFactory(panel=meeting.panel, person__name="Bo Lund")
    MembershipFactory(
        panel=meeting.panel, person__name="Cy Gone", ended_on=datetime.date(2024, 3, 11)
    )
    MembershipFactory(person__name="Di Elsewhere")
    options = parsed(client.get(address(meeting))).css("#who option")
    assert [one.text() for one in options][1:] == [
        "Ada Ferris",
        "Bo Lund",
        "Secretariat",
        "Panel members",
        "Chair",
    ]


def test_published_minutes_are_corrected_beside(client, secretary, meeting):
    save(client, meeting, TEXT)
    publishing.publish(meeting, on=TODAY, by=None)
    published = stands(meeting)
    save(client, meeting, published.replace("old", "very old"))
    assert Correction.objects.get().changed_by == secretary
    assert editing.published_text(fresh(meeting)) == published
    assert "correction in preparation" in parsed(client.get(address(meeting))).text()
    assert "very old" not in Client().get(meeting.get_absolute_url()).text


def test_correction_is_published_with_its_reason(client, secretary, meeting):
    save(client, meeting, TEXT)
    publishing.publish(meeting, on=TODAY, by=None)
    save(client, meeting, stands(meeting).replace("old", "very old"))
    page = parsed(client.get(address(meeting)))
    assert [one.text() for one in page.css("section .changes .came")] == ["The locks are very old."]
    assert [one.text() for one in page.css("section .changes ins")] == ["very "]
    assert not page.css("section .changes del")
    refused = publish(client, meeting, " ")
    assert refused.status_code == 422
    assert "Say why" in parsed(refused).css_first("[role=alert]").text()
    publish(client, meeting, "They are older.")
    assert "very old" in Client().get(meeting.get_absolute_url()).text
    assert [one.reason for one in meeting.revisions.order_by("number")] == ["", "They are older."]
    assert publish(client, meeting, "Again.").status_code == 422


def test_correction_of_what_was_published_anew_since_goes_on_as_a_text(client, secretary, meeting):
    save(client, meeting, TEXT)
    publishing.publish(meeting, on=TODAY, by=None)
    save(client, meeting, stands(meeting).replace("old", "very old"))
    meeting.items.update(title="Sluices")
    publishing.publish(meeting, on=TODAY, by=None, reason="A title.")
    response = publish(client, meeting, "Older.")
    assert response.status_code == 409
    assert "very old" in typed(response)
    assert "Sluices" in "".join(one.text() for one in parsed(response).css(".changes ins"))
    assert "very old" in WorkingText.objects.get().text
    kept = {
        "text": typed(response),
        "base": WorkingText.objects.get().base,
        "version": WorkingText.objects.get().version,
        "over": response.context["stood"],
    }
    client.post(address(meeting), kept)
    assert parsed(client.get(address(meeting))).css_first("#reason").text().strip() == "Older."


def test_meeting_leads_to_its_minutes(client, secretary, meeting):
    page = parsed(client.get(f"/admin/meetings/meeting/{meeting.pk}/change/"))
    links = {one.text(): one.attributes["href"] for one in page.css(".object-tools a")}
    assert links["Write the minutes"] == address(meeting)


def test_who_else_is_writing_is_told(client, secretary, meeting):
    other = PanelSecretaryFactory(panel=meeting.panel, user__username="bo").user
    editing.keep(meeting, text="x", base="", by=other)
    assert "bo is writing these minutes too" in parsed(client.get(address(meeting))).text()


@pytest.mark.parametrize("end", ["", "read/", "keep/", "leave/", "publish/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_minutes_of_another_panel_do_not_exist(client, meeting, end, method):
    client.force_login(PanelSecretaryFactory().user)
    response = getattr(client, method)(address(meeting, end), {"text": TEXT, "base": ""})
    assert response.status_code == (405 if end and method == "get" else 404)
    assert not WorkingText.objects.exists()


@pytest.mark.parametrize("end", ["", "read/", "keep/", "leave/", "publish/"])
def test_members_and_the_public_are_asked_to_sign_in(client, meeting, end):
    assert client.post(address(meeting, end)).status_code == 302
    member = MembershipFactory(panel=meeting.panel, person__user=UserFactory()).person.user
    client.force_login(member)
    assert client.post(address(meeting, end), {"text": TEXT}).status_code == 302
    assert not WorkingText.objects.exists()


@pytest.mark.parametrize("count", [1, 6])
def test_page_takes_the_same_queries_for_few_and_for_many(
    client, secretary, meeting, count, django_assert_num_queries
):
    for _ in range(count):
        AttendanceFactory(meeting=meeting)
        MembershipFactory(panel=meeting.panel)
        editing.keep(meeting, text="x", base="", by=PanelSecretaryFactory(panel=meeting.panel).user)
    with django_assert_num_queries(21):
        client.get(address(meeting))


def test_unclear_action_is_asked_about_and_answered(client: Client, secretary: User, meeting):
    save(client, meeting, TEXT)
    base = stands(meeting)
    text = base.replace(
        "**Action 1 (RW-1):** Ada Ferris to list the locks.", "**Action 1:** Ada Ferris to dig."
    )
    response = client.post(address(meeting), {"text": text, "base": base})
    page = response.content.decode()
    assert response.status_code == 422
    assert "RW-1: Ada Ferris to list the locks." in page
    assert 'name="became-RW-1" value="0"' in page
    assert "It is now: Ada Ferris to dig." in page
    answer = {"text": text, "base": base, "became-RW-1": "0"}
    assert client.post(address(meeting), answer).status_code == 302
    assert "**Action 1 (RW-1):** Ada Ferris to dig." in stands(meeting)


def test_somebody_is_ticked_as_away(client: Client, secretary: User, meeting: Meeting):
    response = client.post(
        address(meeting, "tick/"), {"text": TEXT, "place": "0", "presence": "apologies"}
    )
    assert "## Apologies\n\n- Ada Ferris (chair)" in response.json()["text"]


def test_all_others_are_ticked_at_once(client: Client, secretary: User, meeting: Meeting):
    text = TEXT.replace("## 1.", "## Expected\n\n- Bo Lund\n- Cy Hall\n\n## 1.")
    button = parsed(client.post(address(meeting, "read/"), {"text": text})).css_first(
        "[data-places]"
    )
    assert (button.text(), button.attributes["data-places"]) == ("All others present", "1 2")
    ticks = {"text": text, "place": ["1", "2"], "presence": ["present", "present"]}
    text = client.post(address(meeting, "tick/"), ticks).json()["text"]
    assert "## Present\n\n- Ada Ferris (chair)\n- Bo Lund\n- Cy Hall" in text
    page = parsed(client.post(address(meeting, "read/"), {"text": text}))
    assert page.css_first("[data-places]") is None


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"place": "x", "presence": "present"}, 400),
        ({"place": "0", "presence": "asleep"}, 400),
        ({"place": "0", "presence": "present", "text": ""}, 422),
    ],
)
def test_tick_that_fits_nothing_is_refused(client, secretary, meeting, fields, status):
    response = client.post(address(meeting, "tick/"), {"text": TEXT, **fields})
    assert response.status_code == status


def test_what_is_pasted_becomes_lines(client: Client, secretary: User, meeting: Meeting):
    response = client.post(address(meeting, "paste/"), {"html": "<ul><li>One</li></ul>"})
    assert response.json() == {"text": "- One"}
    response = client.post(address(meeting, "paste/"), {"html": "x" * 2_000_001})
    assert (response.status_code, list(response.json())) == (422, ["error"])


@pytest.mark.parametrize("end", ["tick/", "paste/"])
def test_help_with_a_text_is_for_the_panels_secretary_alone(client, secretary, end):
    assert client.post(address(MeetingFactory(), end), {}).status_code == 404
