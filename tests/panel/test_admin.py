"""A secretary meets the rows of kept panels in the admin, and nothing of any other."""

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.messages import get_messages
from django.db import models
from django.test import Client
from django.urls import reverse

from actions.models import Action, Review
from meetings.models import (
    AgendaItem,
    Attendance,
    Entry,
    Meeting,
    Passage,
    Revision,
    Source,
    Topic,
    Withdrawal,
)
from panel.models import (
    ContactDetail,
    Membership,
    Organisation,
    Panel,
    PanelSecretary,
    Person,
    User,
)
from tests.factories import (
    ActionFactory,
    AdministratorFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    OrganisationFactory,
    OwnerFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PassageFactory,
    PersonFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
    TopicFactory,
    UserFactory,
    WithdrawalFactory,
)

pytestmark = pytest.mark.django_db

SCOPED = [
    Panel,
    Membership,
    Meeting,
    Attendance,
    AgendaItem,
    Entry,
    Action,
    Review,
    Revision,
    Withdrawal,
    Source,
    Passage,
]
SHARED = [Person, Organisation]
ADMINISTRATORS_ONLY = [User, PanelSecretary]
CANARY = "Quetzal"


def address(model: type[models.Model], view: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=args)


def record(panel: Panel, word: str) -> None:
    """One row of each kind of an unpublished meeting, each with `word` in it."""
    meeting = MeetingFactory(panel=panel, title=f"Meeting {word}")
    item = AgendaItemFactory(meeting=meeting, title=f"Item {word}")
    EntryFactory(item=item, text=f"Point {word}.")
    action = ActionFactory(entry__item=item, text=f"Do {word}.")
    person = PersonFactory(name=f"Robin {word}")
    organisation = OrganisationFactory(name=f"Department {word}")
    OwnerFactory(action=action, name=f"Owner {word}", person=person)
    ReviewFactory(action=action, text=f"Review {word}")
    AttendanceFactory(meeting=meeting, person=person, organisation=organisation)
    PassageFactory(source=SourceFactory(meeting=meeting, name=f"{word}.md"), text=f"Passage {word}")
    revision = RevisionFactory(
        meeting=meeting, kind=Revision.Kind.AGENDA, audience=Revision.Audience.MEMBERS, reason=word
    )
    WithdrawalFactory(revision=revision, reason=f"Withdrawn {word}")


@pytest.fixture
def kept() -> Panel:
    return PanelFactory(code="KEPT", name="Kept panel")


@pytest.fixture
def other() -> Panel:
    panel = PanelFactory(code="OTHER", name=f"Panel {CANARY}")
    record(panel, CANARY)
    return panel


@pytest.fixture
def secretary(kept: Panel, client: Client) -> User:
    user = PanelSecretaryFactory(panel=kept).user
    client.force_login(user)
    return user


def of_panel(model: type[models.Model], panel: Panel) -> models.QuerySet:
    path = admin.site.get_model_admin(model).panel_path  # type: ignore[attr-defined]
    return model._default_manager.filter(**{path: panel.pk})


def unseen(model: type[models.Model], panel: Panel) -> models.Model:
    if model in SHARED:
        return model._default_manager.get(name__contains=CANARY)
    return of_panel(model, panel).order_by("pk")[0]


def test_index_lists_what_a_secretary_keeps_and_no_accounts(client: Client, secretary: User):
    shown = client.get(reverse("admin:index")).context["app_list"]
    assert [model["object_name"] for app in shown for model in app["models"]] == [
        "Action",
        "Review",
        "AgendaItem",
        "Attendance",
        "Entry",
        "Topic",
        "Meeting",
        "Paper",
        "Passage",
        "Revision",
        "Source",
        "Withdrawal",
        "Membership",
        "Organisation",
        "Panel",
        "Person",
    ]


def test_index_shows_nothing_to_staff_without_a_right(client: Client, kept: Panel):
    user = UserFactory(is_staff=True)
    MembershipFactory(panel=kept, person=PersonFactory(user=user))
    client.force_login(user)
    assert client.get(reverse("admin:index")).context["app_list"] == []


@pytest.mark.parametrize("model", [*SCOPED, *SHARED, *ADMINISTRATORS_ONLY])
def test_list_refuses_staff_without_a_right(client: Client, kept: Panel, model: Any):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(address(model, "changelist")).status_code == 403
    assert client.get(address(model, "add")).status_code == 403


@pytest.mark.parametrize("model", [*SCOPED, *SHARED])
def test_list_sends_a_secretary_without_staff_to_sign_in(client: Client, kept: Panel, model: Any):
    client.force_login(PanelSecretaryFactory(panel=kept, user=UserFactory()).user)
    response = client.get(address(model, "changelist"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("model", ADMINISTRATORS_ONLY)
@pytest.mark.parametrize("view", ["changelist", "add"])
def test_accounts_and_rights_are_the_administrators(
    client: Client, secretary: User, model: Any, view: str
):
    assert client.get(address(model, view)).status_code == 403
    client.force_login(AdministratorFactory())
    assert client.get(address(model, view)).status_code == 200


@pytest.mark.parametrize("view", ["change", "delete", "history"])
def test_pages_of_accounts_are_refused_to_a_secretary(client: Client, secretary: User, view: str):
    assert client.get(address(User, view, secretary.pk)).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[secretary.pk])
    assert client.get(password).status_code == 403


@pytest.mark.parametrize("model", SCOPED)
def test_list_has_only_rows_of_kept_panels(
    client: Client, secretary: User, kept: Panel, other: Panel, model: Any
):
    record(kept, "Wren")
    MembershipFactory(panel=kept)
    MembershipFactory(panel=other)
    response = client.get(address(model, "changelist"))
    rows = response.context["cl"].result_list
    assert {row.pk for row in rows} == set(of_panel(model, kept).values_list("pk", flat=True))
    assert rows.count() > 0
    assert CANARY not in response.content.decode()


@pytest.mark.parametrize("model", SCOPED)
def test_search_finds_nothing_of_another_panel(
    client: Client, secretary: User, other: Panel, model: Any
):
    response = client.get(address(model, "changelist"), {"q": CANARY})
    assert list(response.context["cl"].result_list) == []


@pytest.mark.parametrize("model", SHARED)
def test_list_has_nobody_who_only_stands_in_another_panels_drafts(
    client: Client, secretary: User, kept: Panel, other: Panel, model: Any
):
    record(kept, "Wren")
    response = client.get(address(model, "changelist"))
    assert CANARY not in response.content.decode()
    assert {"Robin Wren", "Department Wren"} & {str(r) for r in response.context["cl"].result_list}


@pytest.mark.parametrize("model", [*SCOPED, *SHARED])
@pytest.mark.parametrize("view", ["change", "delete", "history"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_page_of_another_panel_is_as_one_that_does_not_exist(
    client: Client, secretary: User, other: Panel, model: Any, view: str, method: str
):
    MembershipFactory(panel=other)
    pk = unseen(model, other).pk
    answers = []
    for asked in (pk, 999_999):
        response = getattr(client, method)(address(model, view, asked), {"post": "yes"})
        said = [str(m).replace(str(asked), "?") for m in get_messages(response.wsgi_request)][-1:]
        location = response.get("Location", "").replace(str(asked), "?")
        answers.append((response.status_code, location, said))
    assert answers[0] == answers[1]
    assert answers[0][0] in (302, 403, 404, 405)
    assert model._default_manager.filter(pk=pk).exists()


def autocompletes() -> list[tuple[type[models.Model], str]]:
    """Every field of every model that leads to a registered one, for the address to try."""
    return [
        (model, field.name)
        for model in [*SCOPED, *SHARED, *ADMINISTRATORS_ONLY, ContactDetail]
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    ]


@pytest.mark.parametrize(("model", "field"), autocompletes())
def test_autocomplete_offers_nothing_of_another_panel(
    client: Client, secretary: User, kept: Panel, other: Panel, model: Any, field: str
):
    record(kept, "Wren")
    asked = {
        "app_label": model._meta.app_label,
        "model_name": model._meta.model_name,
        "field_name": field,
        "term": "",
    }
    response = client.get(reverse("admin:autocomplete"), asked)
    if model._meta.get_field(field).related_model is User:
        assert response.status_code == 403
    else:
        assert response.status_code in (200, 404)
        assert CANARY not in response.content.decode()
        assert "OTHER" not in response.content.decode()


def test_autocomplete_offers_kept_meetings(client: Client, secretary: User, kept: Panel):
    meeting = MeetingFactory(panel=kept)
    MeetingFactory()
    asked = {"app_label": "actions", "model_name": "action", "field_name": "due_meeting"}
    results = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert results == [{"id": str(meeting.pk), "text": "Kept panel, 12 March 2024"}]


@pytest.mark.parametrize(
    "lookup",
    [
        "panel__secretaries__user__password__startswith",
        "panel__secretaries__user",
        "panel__name__startswith",
        "actions_due__text__contains",
        "actions_due",
    ],
)
def test_list_filters_by_nothing_that_it_does_not_offer(
    client: Client, secretary: User, lookup: str
):
    assert client.get(address(Meeting, "changelist"), {lookup: "1"}).status_code == 400


def test_list_filters_by_what_it_offers(client: Client, secretary: User, kept: Panel):
    second = PanelSecretaryFactory(user=secretary).panel
    MeetingFactory(panel=kept)
    meeting = MeetingFactory(panel=second, held_on=datetime.date(2023, 5, 2))
    asked = {"panel__id__exact": second.pk, "held_on__year": 2023, "held_on__month": 5}
    response = client.get(address(Meeting, "changelist"), asked)
    assert list(response.context["cl"].result_list) == [meeting]


def test_filter_lists_only_kept_panels(client: Client, secretary: User, kept: Panel, other: Panel):
    second = PanelSecretaryFactory(user=secretary, panel__name="Second panel").panel
    response = client.get(address(Meeting, "changelist"))
    offered = response.context["cl"].filter_specs[0].lookup_choices
    assert offered == [(kept.pk, "Kept panel"), (second.pk, "Second panel")]


def test_no_address_leads_from_an_identifier_to_a_page(client: Client, secretary: User):
    assert client.get("/admin/r/1/1/").status_code == 404


def test_bulk_deletion_leaves_rows_of_another_panel(
    client: Client, secretary: User, kept: Panel, other: Panel
):
    seat = MembershipFactory(panel=other)
    MembershipFactory(panel=kept)
    client.post(
        address(Membership, "changelist"),
        {"action": "delete_selected", "_selected_action": [seat.pk], "post": "yes"},
    )
    assert Membership.objects.filter(pk=seat.pk).exists()


def test_every_model_of_the_record_is_registered():
    edited_inside = {"Owner", "ContactDetail", "PaperVersion", "Publication"}
    settled = {"PersonPair", "OrganisationPair", "ActionPair"}
    written = {"Correction", "WorkingText"}
    ours = {
        model
        for label in ("panel", "meetings", "actions")
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.endswith("Event")
    }
    registered = {model for model in ours if admin.site.is_registered(model)}
    assert {model.__name__ for model in ours - registered} == edited_inside | settled | written


MAKE_ROWS: dict[Any, Any] = {
    Panel: lambda user, panel: PanelSecretaryFactory(user=user),
    Membership: lambda user, panel: MembershipFactory(
        panel=panel, representing=OrganisationFactory()
    ),
    Person: lambda user, panel: MembershipFactory(panel=panel),
    Organisation: lambda user, panel: OrganisationFactory(same_as=OrganisationFactory()),
    Meeting: lambda user, panel: MeetingFactory(panel=panel),
    Attendance: lambda user, panel: AttendanceFactory(meeting__panel=panel),
    AgendaItem: lambda user, panel: AgendaItemFactory(meeting__panel=panel),
    Entry: lambda user, panel: ReviewFactory(action__entry__meeting__panel=panel),
    Action: lambda user, panel: OwnerFactory(action__entry__meeting__panel=panel),
    Review: lambda user, panel: ReviewFactory(action__entry__meeting__panel=panel),
    Revision: lambda user, panel: WithdrawalFactory(revision__meeting__panel=panel),
    Withdrawal: lambda user, panel: WithdrawalFactory(
        revision__meeting__panel=panel, withdrawn_by=UserFactory()
    ),
    Source: lambda user, panel: SourceFactory(meeting__panel=panel, received_by=UserFactory()),
    Passage: lambda user, panel: PassageFactory(source__meeting__panel=panel),
    Topic: lambda user, panel: TopicFactory(
        panel=panel, entry=EntryFactory(meeting__panel=panel), text=""
    ),
    User: lambda user, panel: UserFactory(),
    PanelSecretary: lambda user, panel: PanelSecretaryFactory(),
}


QUERIES = {
    Panel: 8,
    Membership: 9,
    Person: 11,
    Organisation: 8,
    Meeting: 11,
    Attendance: 11,
    AgendaItem: 11,
    Entry: 11,
    Action: 12,
    Review: 11,
    Revision: 11,
    Withdrawal: 11,
    Source: 11,
    Passage: 9,
    Topic: 9,
    User: 5,
    PanelSecretary: 6,
}


@pytest.mark.parametrize("model", MAKE_ROWS)
def test_list_asks_the_same_queries_for_one_row_and_for_many(
    client: Client, model: Any, kept: Panel, django_assert_num_queries: Any
):
    user = PanelSecretaryFactory(panel=kept, user__is_superuser=model in ADMINISTRATORS_ONLY).user
    client.force_login(user)
    MAKE_ROWS[model](user, kept)
    for rows in (1, 20):
        for _ in range(rows - 1):
            MAKE_ROWS[model](user, kept)
        with django_assert_num_queries(QUERIES[model]):
            response = client.get(address(model, "changelist"))
        assert response.context["cl"].result_count >= rows


@pytest.mark.parametrize("asked", ["x", "1.5", "-", "9" * 30])
def test_form_of_a_new_row_leaves_out_what_is_no_number(client: Client, asked):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    for address in (
        "meetings/paper/add/?meeting=",
        "meetings/entry/add/?item=",
        "panel/membership/add/?person=",
        "panel/panelsecretary/add/?user=",
    ):
        response = client.get(f"/admin/{address}{asked}")
        assert response.status_code == 200
        assert response.context["adminform"].form.initial == {}
