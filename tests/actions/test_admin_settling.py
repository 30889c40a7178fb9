"""The admin's page "To settle": what it asks, who may settle it, and taking that back."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actions.models import ActionPair
from meetings.models import OrganisationPair, Passage, PersonPair, Source
from panel.models import Panel, User
from tests.factories import (
    ActionFactory,
    ActionPairFactory,
    AdministratorFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    OrganisationPairFactory,
    OwnerFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PassageFactory,
    PersonPairFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)
from tests.pages import parsed, texts
from tests.viewers import queries, viewers

pytestmark = pytest.mark.django_db

PAGE = "/admin/to-settle/"


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="CJ", name="Kept panel")


@pytest.fixture
def source(panel: Panel) -> Source:
    return SourceFactory(meeting__panel=panel, meeting__held_on=datetime.date(2024, 3, 12))


@pytest.fixture
def secretary(panel: Panel, client: Client) -> User:
    user = PanelSecretaryFactory(panel=panel, user__username="keeper").user
    client.force_login(user)
    return user


def people(source: Source, one: str = "Ann Teal", other: str = "Anne Teal") -> PersonPair:
    return PersonPairFactory(source=source, one__name=one, other__name=other)


def actions(source: Source) -> ActionPair:
    panel = source.meeting.panel
    return ActionPairFactory(one=ActionFactory(entry__meeting__panel=panel), source=source)


def one_of_each(source: Source) -> list[Any]:
    return [
        people(source),
        OrganisationPairFactory(source=source),
        actions(source),
        PassageFactory(source=source, why="could be any of several"),
        PassageFactory(source=source, text="Annex A"),
    ]


def keys(response: Any) -> list[str]:
    """The questions of a page, in order."""
    return [str(each.attributes["id"]) for each in parsed(response).css("article")]


def facts(response: Any, key: str) -> list[tuple[str, ...]]:
    """(label, value, …) of each fact of a question."""
    return [
        tuple(" ".join(part.text().split()) for part in fact.css("dt, dd"))
        for fact in parsed(response).css(f"#{key} dl > div")
    ]


def buttons(response: Any, within: str = "article") -> list[str | None]:
    """What each button is called by those who hear it; it begins with what it shows."""
    found = parsed(response).css(f"{within} button")
    names = [button.attributes["aria-label"] for button in found]
    assert all(
        (name or "").startswith(each.text()) for name, each in zip(names, found, strict=True)
    )
    return names


def settle(client: Client, key: str, answer: str, **form: str) -> Any:
    kind, pk = key.split("-")
    return client.post(reverse("admin:settle", args=[kind, pk]), {"answer": answer, **form})


def test_page_asks_all_kinds_in_order_with_a_button_for_each_answer(
    client: Client, secretary: User, source: Source
):
    pair, organisations, of_actions, doubt, unread = one_of_each(source)
    response = client.get(PAGE)
    assert keys(response) == [
        f"people-{pair.pk}",
        f"organisations-{organisations.pk}",
        f"actions-{of_actions.pk}",
        f"doubts-{doubt.pk}",
        f"unread-{unread.pk}",
    ]
    between = f"{organisations.one} and {organisations.other}"
    assert buttons(response) == [
        "One and the same: Ann Teal and Anne Teal",
        "Two different: Ann Teal and Anne Teal",
        f"One and the same: {between}",
        f"Two different: {between}",
        "Continues it: CJ-1 and CJ-2",
        "Does not: CJ-1 and CJ-2",
        "Seen to: “A passage.”",
        "Noise: “Annex A”",
    ]
    assert texts(response, "article h3")[2] == "Does CJ-2 continue CJ-1?"
    assert texts(client.get("/admin/"), ".desk h3:last-of-type + ul a") == [
        "People: 1",
        "Organisations: 1",
        "Actions: 1",
        "Doubtful readings: 1",
        "Unread passages: 1",
    ]


def test_question_shows_what_is_known_of_both(client: Client, secretary: User, source: Source):
    pair = people(source)
    merged = people(source, "A. Teal", "Robin Other").one
    merged.same_as = pair.one
    merged.save()
    for person, name in ((pair.one, "Ann Teal"), (merged, "A. Teal"), (pair.other, "Anne Teal")):
        AttendanceFactory(
            meeting=source.meeting,
            person=person,
            honorific="Dr",
            name=name,
            organisation_name="Canal Trust",
            role="chair",
        )
    MembershipFactory(panel=source.meeting.panel, person=pair.one)
    owned = ActionFactory(entry__meeting=source.meeting)
    OwnerFactory(action=owned, person=pair.other)
    response = client.get(PAGE)
    day = "12 March 2024 (CJ/1)"
    shown = parsed(response).css_first(f"#people-{pair.pk}")
    assert facts(response, f"people-{pair.pk}") == [
        ("Printed as", "Dr Ann Teal", "Dr A. Teal"),
        ("From", "Canal Trust"),
        ("Listed under", "Chair"),
        ("Seats", "Member, Kept panel"),
        ("Meetings", day),
        ("Printed as", "Dr Anne Teal"),
        ("From", "Canal Trust"),
        ("Listed under", "Chair"),
        ("Meetings", day),
        ("Actions", "CJ-1"),
    ]
    assert " ".join(shown.css_first(".together").text().split()) == (
        f"Both were listed at one meeting: {day}"
    )
    assert " ".join(shown.css_first(".source").text().split()) == (
        "From minutes.md, Kept panel, 12 March 2024"
    )


def test_question_about_actions_shows_wordings_owners_and_what_was_said(
    client: Client, secretary: User, source: Source
):
    pair = ActionPairFactory(
        one=ActionFactory(entry__meeting=source.meeting, text="Robin to dredge.", number="3"),
        other__text="Robin to dredge soon.",
        source=source,
    )
    OwnerFactory(action=pair.one, name="Robin")
    review = ReviewFactory(action=pair.other, number="4", text="Robin to dredge at last.")
    EntryFactory(meeting=review.entry.meeting, parent=review.entry, text="The boat sank.")
    response = client.get(PAGE)
    assert texts(response, "section blockquote") == ["Robin to dredge.", "Robin to dredge soon."]
    assert facts(response, f"actions-{pair.pk}") == [
        ("Raised", "12 March 2024 (CJ/1)"),
        ("Number", "3"),
        ("Owners", "Robin"),
        ("Raised", "not known where"),
        ("14 May 2024 (CJ/2), action 4", "“Robin to dredge at last.”", "The boat sank."),
    ]


@pytest.mark.parametrize(
    ("index", "answer", "outcome"),
    [
        (0, "one", "Ann Teal and Anne Teal are one and the same."),
        (0, "two", "Ann Teal and Anne Teal are two different."),
        (2, "one", "CJ-2 continues CJ-1."),
        (2, "two", "CJ-2 does not continue CJ-1."),
        (3, "seen", "“A passage.”: seen to."),
        (4, "seen", "“Annex A”: noise."),
    ],
)
def test_click_settles_goes_to_the_next_question_and_can_be_undone(
    client: Client, secretary: User, source: Source, index: int, answer: str, outcome: str
):
    rows = one_of_each(source)
    asked = client.get(PAGE)
    key, row = keys(asked)[index], rows[index]
    then = parsed(asked).css("article")[index].css_first("[name=then]").attributes["value"] or ""
    assert then == keys(asked)[index + 1 if index < 4 else 3]

    response = settle(client, key, answer, then=then, back="kind=&panel=CJ&evil=1")
    assert response["Location"] == f"{PAGE}?panel=CJ&done={key}&then={then}#{then}"
    row.refresh_from_db()
    assert row.settled_by == secretary
    assert (row.settled_at - timezone.now()) < datetime.timedelta(minutes=1)
    after = client.get(response["Location"])
    assert keys(after) == [each for each in keys(asked) if each != key]
    assert texts(after, "#settled p") == [f"Settled: {outcome}"]
    assert buttons(after, "#settled") == [f"Undo: {outcome}"]
    assert texts(client.get(f"{PAGE}?settled=yes"), "article h3") == [outcome]

    undone = settle(client, key, "again", back="panel=CJ")
    assert undone["Location"] == f"{PAGE}?panel=CJ&then={key}#{key}"
    assert keys(client.get(undone["Location"])) == keys(asked)


def test_settled_as_one_sets_the_pointer_and_undone_takes_it_away(
    client: Client, secretary: User, source: Source
):
    pair = people(source)
    settle(client, f"people-{pair.pk}", "one")
    pair.other.refresh_from_db()
    assert pair.other.same_as == pair.one
    settle(client, f"people-{pair.pk}", "again")
    pair.other.refresh_from_db()
    assert pair.other.same_as is None


def test_second_click_does_nothing_and_says_so(client: Client, secretary: User, source: Source):
    passage = PassageFactory(source=source)
    pair = people(source)
    for key, first, second in (
        (f"people-{pair.pk}", "two", "one"),
        (f"unread-{passage.pk}", "seen", "seen"),
    ):
        settle(client, key, first)
        after = client.get(settle(client, key, second)["Location"])
        said, outcome, *rest = texts(after, "#settled p")
        assert (said, rest) == ("This was settled meanwhile.", [])
        assert outcome.startswith("Settled: ")
    pair.refresh_from_db()
    assert pair.are_one is False


def test_refusal_is_said_at_its_question(client: Client, secretary: User, source: Source):
    pair = actions(source)
    review = ReviewFactory(action=pair.one, entry__meeting__held_on=datetime.date(2024, 6, 4))
    ReviewFactory(action=pair.other, entry__meeting=review.entry.meeting)
    key = f"actions-{pair.pk}"
    response = settle(client, key, "one", then="people-1")
    assert response["Location"] == f"{PAGE}?then={key}#{key}"
    after = client.get(response["Location"])
    assert texts(after, "#settled") == [f"{review.entry.meeting} told of both CJ-1 and CJ-2."]
    assert keys(after) == [key]


def test_people_of_another_panel_too_are_not_made_one_by_a_secretary_of_one(
    client: Client, secretary: User, source: Source
):
    pair = people(source)
    elsewhere = MembershipFactory(person=pair.other).panel
    key = f"people-{pair.pk}"
    assert buttons(client.get(PAGE)) == ["Two different: Ann Teal and Anne Teal"]
    settle(client, key, "one")
    pair.refresh_from_db()
    assert pair.are_one is None
    PanelSecretaryFactory(user=secretary, panel=elsewhere)
    assert len(buttons(client.get(PAGE))) == 2
    settle(client, key, "one")
    pair.refresh_from_db()
    assert pair.are_one is True


def told_of_others(client: Client) -> list[str]:
    return [text for text in texts(client.get(PAGE), "article form p") if "them too" in text]


def test_who_else_can_settle_is_told_by_the_panels_that_the_secretary_may_know_of(
    client: Client, secretary: User, source: Source
):
    """A draft of another panel names them: that another panel knows them is all that is said."""
    pair = people(source)
    can = "An administrator can make them one, or a secretary of every panel that knows them."
    AttendanceFactory(meeting=source.meeting, person=pair.one)
    draft = AttendanceFactory(person=pair.one, meeting__panel__name="Canary panel")
    assert told_of_others(client) == [f"Another panel knows them too. {can}"]
    MembershipFactory(person=pair.other, panel__name="Lock panel")
    assert told_of_others(client) == [f"Lock panel knows them too. {can}"]
    RevisionFactory(meeting=draft.meeting)
    assert told_of_others(client) == [f"Canary panel, Lock panel know them too. {can}"]
    settled = client.get(settle(client, f"people-{pair.pk}", "one")["Location"])
    assert texts(settled, "#settled .error") == [
        "Other panels know them too: an administrator may say that, or a secretary of every "
        "panel that knows them."
    ]
    client.force_login(AdministratorFactory())
    assert told_of_others(client) == []


def places(client: Client) -> list[list[tuple[str, str]]]:
    """(label, address) of each place that the passages of the page lead to."""
    return [
        [(link.text(), link.attributes["href"] or "") for link in each.css(".places a")]
        for each in parsed(client.get(PAGE)).css("article")
    ]


def at(row: Any) -> str:
    return reverse(f"admin:meetings_{row._meta.model_name}_change", args=[row.pk])


def test_passage_leads_to_the_row_that_holds_its_words(
    client: Client, secretary: User, source: Source
):
    meeting = source.meeting
    item = AgendaItemFactory(meeting=meeting, number="3", title="The locks")
    point = EntryFactory(item=item, text="The *locks* leak, see [the report](https://example.org).")
    heading = EntryFactory(meeting=meeting, kind="heading", text="In summary")
    action = ActionFactory(entry__meeting=meeting, text="Ann Teal to mend the locks.")
    review = ReviewFactory(
        action=action, entry__meeting=meeting, text="Ann Teal to look for the keys."
    )
    ann = AttendanceFactory(meeting=meeting, honorific="Dr", name="Ann Teal")
    bo = AttendanceFactory(meeting=meeting, name="Bo Lund")
    for text in (
        "The locks",
        "The locks leak, see the report.",
        "In summary",
        "Action 2: Ann Teal to mend the locks. (Secretariat)",
        "Ann Teal to look for the keys",
        "Ann Teal (Canal Trust)",
        "Dr Ann Teal, Canal Trust; Bo Lund, the Weir Society; somebody else",
        "Annex A",
        "...",
    ):
        PassageFactory(source=source, text=text, why="A doubt.")
    AttendanceFactory(name="Ann Teal")
    told = [
        [("item 3. The locks", at(item))],
        [("a paragraph under 3. The locks", at(point))],
        [("a sub-heading outside the items", at(heading))],
        [
            (
                f"action {action.reference}",
                reverse("admin:actions_action_change", args=[action.pk]),
            )
        ],
        [
            (
                f"what was said of {action.reference}",
                reverse("admin:actions_review_change", args=[review.pk]),
            )
        ],
        [("Dr Ann Teal", at(ann))],
        [("Dr Ann Teal", at(ann)), ("Bo Lund", at(bo))],
        [("the meeting", at(meeting))],
        [("the meeting", at(meeting))],
    ]
    assert places(client) == told
    for (_, address), *_ in told:
        assert client.get(address).status_code == 200
    assert texts(client.get(PAGE), ".places")[0] == "Mend it at item 3. The locks."


def test_passage_about_many_people_leads_to_the_first_and_to_the_meeting(
    client: Client, secretary: User, source: Source
):
    came = [AttendanceFactory(meeting=source.meeting) for _ in range(8)]
    PassageFactory(source=source, text="; ".join(each.name for each in came))
    (told,) = places(client)
    assert [label for label, _ in told] == [*(each.name for each in came[:6]), "the meeting"]


def test_passage_of_published_minutes_says_how_they_are_corrected(
    client: Client, secretary: User, source: Source
):
    PassageFactory(source=source)
    RevisionFactory(meeting=source.meeting)
    assert texts(client.get(PAGE), ".places") == [
        "Stands at the meeting. The minutes are published: to correct them, import a corrected "
        "document."
    ]


def test_people_merged_with_somebody_of_another_panel_are_not_made_one(
    client: Client, secretary: User, source: Source
):
    pair = people(source)
    follower = MembershipFactory().person
    follower.same_as = pair.other
    follower.save()
    assert buttons(client.get(PAGE)) == ["Two different: Ann Teal and Anne Teal"]


def test_who_sees_and_settles_what_a_panel_left_open(panel: Panel, source: Source):
    one_of_each(source)
    clients = viewers(source.meeting)
    statuses = {}
    for name, client in clients.items():
        page = client.get(PAGE)
        seen = len(keys(page)) if page.status_code == 200 else page.status_code
        of_panel = client.get(f"{PAGE}?panel=CJ").status_code
        of_source = client.get(f"{PAGE}?source={source.pk}").status_code
        posted = {
            settle(client, f"{kind}-{pk}", "two" if "-" in kind else "seen").status_code
            for kind, pk in (
                ("people", PersonPair.objects.get().pk),
                ("organisations", OrganisationPair.objects.get().pk),
                ("actions", ActionPair.objects.get().pk),
            )
            if name not in {"secretary", "administrator"}
        }
        statuses[name] = (seen, of_panel, of_source, posted)
    assert statuses == {
        "public": (302, 302, 302, {302}),
        "member": (302, 302, 302, {302}),
        "invited": (302, 302, 302, {302}),
        "secretary": (5, 200, 200, set()),
        "other secretary": (0, 404, 404, {404}),
        "administrator": (5, 200, 200, set()),
    }
    passage = Passage.objects.first()
    for kind in ("doubts", "unread"):
        assert settle(clients["other secretary"], f"{kind}-{passage.pk}", "seen").status_code == 404
    assert not Passage.objects.exclude(settled_at=None).exists()
    assert not PersonPair.objects.settled().exists()


def test_passages_of_a_document_that_was_replaced_are_not_asked(
    client: Client, secretary: User, source: Source
):
    old = PassageFactory(source=source)
    assert keys(client.get(PAGE)) == [f"unread-{old.pk}"]
    SourceFactory(meeting=source.meeting)
    response = client.get(PAGE)
    assert keys(response) == []
    assert "Unread passages 0 waiting" in texts(response, "nav[aria-label='Which questions'] a")
    passages = reverse("admin:meetings_passage_changelist")
    assert texts(client.get(f"{passages}?waiting=yes"), "#result_list tbody tr") == []
    assert len(texts(client.get(passages), "#result_list tbody tr")) == 1
    assert "Unread passages" not in client.get("/admin/").text


def test_staff_without_a_right_are_refused(client: Client):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize(
    "address",
    ["?panel=NONE", "?kind=nothing", "?source=x", "?source=0", "nothing/1/", "people/0/"],
)
def test_what_is_not_there_is_not_found(client: Client, secretary: User, address: str):
    send = client.get if address.startswith("?") else client.post
    assert send(PAGE + address).status_code == 404


def test_answer_that_is_none_of_the_question_is_not_found(
    client: Client, secretary: User, source: Source
):
    key = f"people-{people(source).pk}"
    assert [settle(client, key, answer).status_code for answer in ("seen", "", "x")] == [404] * 3
    assert client.get(reverse("admin:settle", args=["people", 1])).status_code == 405


def test_list_is_narrowed_to_a_panel_a_kind_and_a_document(
    client: Client, secretary: User, source: Source
):
    mine = one_of_each(source)
    second = SourceFactory(
        meeting=MeetingFactory(panel=PanelSecretaryFactory(user=secretary).panel)
    )
    other = people(second, "Bo Lund", "Bob Lund")
    assert len(keys(client.get(PAGE))) == 6
    for query in (f"?panel={second.meeting.panel.code}", f"?source={second.pk}"):
        assert keys(client.get(PAGE + query)) == [f"people-{other.pk}"]
    response = client.get(f"{PAGE}?kind=people&panel=CJ")
    assert keys(response) == [f"people-{mine[0].pk}"]
    assert texts(response, "nav[aria-label='Which questions'] a") == [
        "Waiting",
        "Settled",
        "All panels 6 waiting",
        "Kept panel 5 waiting",
        f"{second.meeting.panel} 1 waiting",
        "All 5 waiting",
        "People 1 waiting",
        "Organisations 1 waiting",
        "Actions 1 waiting",
        "Doubtful readings 1 waiting",
        "Unread passages 1 waiting",
    ]


def test_pages_cut_across_kinds(client: Client, secretary: User, source: Source):
    pairs = [people(source) for _ in range(15)]
    passages = [PassageFactory(source=source) for _ in range(12)]
    every = [f"people-{each.pk}" for each in pairs] + [f"unread-{each.pk}" for each in passages]
    assert keys(client.get(PAGE)) == every[:20]
    assert keys(client.get(f"{PAGE}?page=2")) == every[20:]
    assert texts(client.get(PAGE), "nav.paginator") == ["1 Page 2"]


def test_source_leads_to_what_it_left_open(client: Client, secretary: User, source: Source):
    response = client.get(reverse("admin:meetings_source_change", args=[source.pk]))
    hrefs = [link.attributes["href"] for link in parsed(response).css(".field-to_settle a")]
    assert hrefs == [f"{PAGE}?source={source.pk}"]


@pytest.mark.parametrize("settled", [False, True])
def test_page_asks_the_same_queries_for_few_and_for_many(
    client: Client, secretary: User, source: Source, settled: bool
):
    counted = []
    for rounds in (1, 3):
        for _ in range(rounds):
            for row in one_of_each(source):
                if isinstance(row, PersonPair):
                    for person in (row.one, row.other):
                        AttendanceFactory(meeting__panel=source.meeting.panel, person=person)
                if isinstance(row, ActionPair):
                    ReviewFactory(action=row.other)
                    OwnerFactory(action=row.one)
                if settled and isinstance(row, Passage):
                    Passage.objects.filter(pk=row.pk).settle(at=timezone.now(), by=secretary)
                elif settled:
                    row.settle_as_two(by=secretary, at=timezone.now())
        counted.append(queries(client, f"{PAGE}{'?settled=yes' if settled else ''}"))
    assert counted[0] == counted[1]


def test_administrator_settles_what_lost_its_document(client: Client, source: Source):
    client.force_login(AdministratorFactory())
    pair = people(source)
    pair.source.delete()
    assert keys(client.get(PAGE)) == [f"people-{pair.pk}"]
    settle(client, f"people-{pair.pk}", "two")
    pair.refresh_from_db()
    assert pair.are_one is False
