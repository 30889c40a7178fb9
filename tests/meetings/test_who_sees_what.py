"""The table of who sees what, row by row, as each model's `visible_to` answers it."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from actions.models import Action, Owner, Review
from meetings.minutes import publishing
from meetings.models import (
    AgendaItem,
    Attendance,
    Entry,
    Meeting,
    Paper,
    PaperVersion,
    Passage,
    Revision,
    Source,
)
from panel.models import ContactDetail, Organisation, Panel, Person, Viewer
from tests.factories import (
    AttendanceFactory,
    MeetingFactory,
    MembershipFactory,
    PanelFactory,
    PanelSecretaryFactory,
    RevisionFactory,
    UserFactory,
    WithdrawalFactory,
)
from tests.meetings.world import World

pytestmark = pytest.mark.django_db

# The member's seat goes on; the former member's ended with 2023. The guest is listed at the
# meetings "drafted" and "published". The other secretary keeps another panel. The closed
# account was member, secretary and administrator, and no longer is active.
TABLE = """
                                 public member former guest secretary other administrator closed
Meeting
  planned                        .      .      .      .     yes       .     yes           .
  agenda circulated              .      yes    .      .     yes       .     yes           .
  agenda published               yes    yes    yes    yes   yes       yes   yes           yes
  drafted                        .      yes    .      yes   yes       .     yes           .
  drafted then                   .      yes    yes    .     yes       .     yes           .
  published                      yes    yes    yes    yes   yes       yes   yes           yes
  withdrawn                      yes    yes    yes    yes   yes       yes   yes           yes
Revision
  circulated agenda              .      yes    .      .     yes       .     yes           .
  published agenda               yes    yes    yes    yes   yes       yes   yes           yes
  draft                          .      yes    .      yes   yes       .     yes           .
  draft then                     .      yes    yes    .     yes       .     yes           .
  minutes                        yes    yes    yes    yes   yes       yes   yes           yes
  minutes for members            .      yes    .      yes   yes       .     yes           .
  withdrawn minutes              yes    yes    yes    yes   yes       yes   yes           yes
Attendance
  at drafted                     .      .      .      .     yes       .     yes           .
  at published                   yes    yes    yes    yes   yes       yes   yes           yes
  name withheld                  .      yes    .      yes   yes       .     yes           .
  at withdrawn                   .      .      .      .     yes       .     yes           .
AgendaItem
  of agenda published            .      .      .      .     yes       .     yes           .
  of drafted                     .      .      .      .     yes       .     yes           .
  of published                   yes    yes    yes    yes   yes       yes   yes           yes
  reserved                       .      yes    .      yes   yes       .     yes           .
  of withdrawn                   .      .      .      .     yes       .     yes           .
Entry
  in drafted                     .      .      .      .     yes       .     yes           .
  in published                   yes    yes    yes    yes   yes       yes   yes           yes
  under no item                  yes    yes    yes    yes   yes       yes   yes           yes
  withheld                       .      yes    .      yes   yes       .     yes           .
  under reserved                 .      yes    .      yes   yes       .     yes           .
  reported                       yes    yes    yes    yes   yes       yes   yes           yes
  reported withheld              .      yes    .      yes   yes       .     yes           .
  reported under withheld        .      yes    .      yes   yes       .     yes           .
  reported of reserved           .      yes    .      yes   yes       .     yes           .
  in withdrawn                   .      .      .      .     yes       .     yes           .
Paper
  planned                        .      .      .      .     yes       .     yes           .
  circulated                     .      yes    .      .     yes       .     yes           .
  circulated then                .      yes    yes    .     yes       .     yes           .
  circulated with a draft        .      yes    .      yes   yes       .     yes           .
  published with the agenda      yes    yes    yes    yes   yes       yes   yes           yes
  published with the minutes     yes    yes    yes    yes   yes       yes   yes           yes
  for members only               .      yes    .      .     yes       .     yes           .
  withheld                       .      yes    .      .     yes       .     yes           .
  before a reserved item         .      yes    .      .     yes       .     yes           .
  added since                    .      .      .      .     yes       .     yes           .
  published, for members since   yes    yes    yes    yes   yes       yes   yes           yes
  published with withdrawn       .      .      .      .     yes       .     yes           .
PaperVersion
  planned                        .      .      .      .     yes       .     yes           .
  circulated                     .      yes    .      .     yes       .     yes           .
  circulated then                .      yes    yes    .     yes       .     yes           .
  circulated with a draft        .      yes    .      yes   yes       .     yes           .
  published with the agenda      yes    yes    yes    yes   yes       yes   yes           yes
  newer than the published       .      .      .      .     yes       .     yes           .
  published with the minutes     yes    yes    yes    yes   yes       yes   yes           yes
  for members only               .      yes    .      .     yes       .     yes           .
  withheld                       .      yes    .      .     yes       .     yes           .
  before a reserved item         .      yes    .      .     yes       .     yes           .
  published, for members since   yes    yes    yes    yes   yes       yes   yes           yes
  published with withdrawn       .      .      .      .     yes       .     yes           .
Action
  raised in drafted              .      .      .      .     yes       .     yes           .
  raised in published            yes    yes    yes    yes   yes       yes   yes           yes
  raised withheld                .      yes    .      yes   yes       .     yes           .
  raised under reserved          .      yes    .      yes   yes       .     yes           .
  raised in drafted, reviewed    yes    yes    yes    yes   yes       yes   yes           yes
  of unknown origin              yes    yes    yes    yes   yes       yes   yes           yes
  of unknown origin, drafted     .      .      .      .     yes       .     yes           .
  of unknown origin, withheld    .      yes    .      yes   yes       .     yes           .
  raised in withdrawn            .      .      .      .     yes       .     yes           .
Review
  of open action                 yes    yes    yes    yes   yes       yes   yes           yes
  of reserved action             .      yes    .      yes   yes       .     yes           .
  of withheld action             .      yes    .      yes   yes       .     yes           .
  withheld                       .      yes    .      yes   yes       .     yes           .
  in drafted                     .      .      .      .     yes       .     yes           .
Owner
  of action in drafted           .      .      .      .     yes       .     yes           .
  of action in published         yes    yes    yes    yes   yes       yes   yes           yes
  of reserved action             .      yes    .      yes   yes       .     yes           .
  as raised in drafted           .      .      .      .     yes       .     yes           .
  as reviewed in published       yes    yes    yes    yes   yes       yes   yes           yes
Person
  holding a seat                 yes    yes    yes    yes   yes       yes   yes           yes
  who held a seat                yes    yes    yes    yes   yes       yes   yes           yes
  at drafted                     .      .      .      .     yes       .     yes           .
  at published                   yes    yes    yes    yes   yes       yes   yes           yes
  name withheld                  .      yes    .      yes   yes       .     yes           .
  owner in drafted               .      .      .      .     yes       .     yes           .
  owner in published             yes    yes    yes    yes   yes       yes   yes           yes
  owner as raised in drafted     .      .      .      .     yes       .     yes           .
  owner as reviewed              yes    yes    yes    yes   yes       yes   yes           yes
  tied to nothing                .      .      .      .     yes       yes   yes           .
Organisation
  of a seat                      yes    yes    yes    yes   yes       yes   yes           yes
  at drafted                     .      .      .      .     yes       .     yes           .
  at published                   yes    yes    yes    yes   yes       yes   yes           yes
  of a name withheld             .      yes    .      yes   yes       .     yes           .
  owner in drafted               .      .      .      .     yes       .     yes           .
  owner in published             yes    yes    yes    yes   yes       yes   yes           yes
  tied to nothing                .      .      .      .     yes       yes   yes           .
ContactDetail
  shared by a member             .      yes    .      .     yes       .     yes           .
  of a member                    .      own    .      .     yes       .     yes           .
  shared by a former member      .      .      own    .     yes       .     yes           .
  shared by one who came         .      .      .      .     yes       .     yes           .
  of one tied to nothing         .      .      .      .     yes       yes   yes           .
Source
  of published                   .      .      .      .     yes       .     yes           .
Passage
  of published                   .      .      .      .     yes       .     yes           .
"""
VIEWERS, *LINES = TABLE.strip().splitlines()


def cells() -> list[tuple[str, str, dict[str, bool]]]:
    """(model, name of the row, whether each viewer sees it), as the table says."""
    model, found = "", []
    for line in LINES:
        if not line.startswith(" "):
            model = line
            continue
        name, answers = line[:33].strip(), line[33:].split()
        seen = [answer != "." for answer in answers]
        found.append((model, name, dict(zip(VIEWERS.split(), seen, strict=True))))
    return found


MODELS: dict[str, type[Model]] = {
    model.__name__: model
    for model in (
        Meeting,
        Revision,
        Attendance,
        AgendaItem,
        Entry,
        Paper,
        PaperVersion,
        Action,
        Review,
        Owner,
        Person,
        Organisation,
        ContactDetail,
        Source,
        Passage,
    )
}


def visible(model: str, user: Viewer) -> QuerySet[Any]:
    return MODELS[model].objects.visible_to(user)  # type: ignore[attr-defined]


def test_rows_seen_by_each_viewer_are_those_of_the_table():
    world = World()
    ids = {
        (model, viewer): set(visible(model, user).values_list("pk", flat=True))
        for model in MODELS
        for viewer, user in world.viewers.items()
    }
    assert [
        (model, name, {v: world.rows[model, name].pk in ids[model, v] for v in world.viewers})
        for model, name, _ in cells()
    ] == cells()


def test_rows_are_each_seen_once():
    """What is seen for several reasons is not repeated."""
    world = World()
    MembershipFactory(panel=PanelFactory(), person=world.member)
    AttendanceFactory(meeting=world.published, person=world.member)
    for model in MODELS:
        for viewer, user in world.viewers.items():
            ids = list(visible(model, user).values_list("pk", flat=True))
            assert len(ids) == len(set(ids)), (model, viewer)


def seen_panels(users, queryset) -> dict[str, list[str]]:
    return {name: [panel.code for panel in queryset(user)] for name, user in users.items()}


def test_panels_kept_and_sat_on():
    world = World()
    other = Panel.objects.exclude(code="CJ").get()
    nobody: dict[str, list[str]] = {name: [] for name in world.viewers}
    assert seen_panels(world.viewers, Panel.objects.with_member) == nobody | {"member": ["CJ"]}
    assert seen_panels(world.viewers, Panel.objects.order_by("code").kept_by) == nobody | {
        "secretary": ["CJ"],
        "other": [other.code],
        "administrator": ["CJ", other.code],
    }


def test_joining_details_are_for_members_and_the_invited():
    world = World()
    answers = {
        name: [
            meeting in Meeting.objects.joinable_by(user)
            for meeting in (world.called, world.drafted)
        ]
        for name, user in world.viewers.items()
    }
    assert answers == {
        "public": [False, False],
        "member": [True, True],
        "former": [False, False],
        "guest": [False, True],
        "secretary": [True, True],
        "other": [False, False],
        "administrator": [True, True],
        "closed": [False, False],
    }


# Revisions, as each viewer reads them


@pytest.fixture
def secretary():
    return PanelSecretaryFactory(panel=PanelFactory(code="CJ"))


@pytest.fixture
def member(secretary):
    return MembershipFactory(panel=secretary.panel, person__user=UserFactory()).person.user


def test_current_revision_for_each_viewer(secretary, member):
    """Minutes or a newer draft where the viewer may read one, else the agenda."""
    meeting = MeetingFactory(panel=secretary.panel)
    public = AnonymousUser()

    def current() -> list[tuple[str, int, str] | None]:
        revisions = [
            publishing.current_revision(meeting, user) for user in (public, member, secretary.user)
        ]
        return [(r.kind, r.number, r.audience) if r else None for r in revisions]

    def freeze(kind, audience, number=1):
        return RevisionFactory(meeting=meeting, kind=kind, audience=audience, number=number)

    assert current() == [None, None, None]
    freeze("agenda", "members")
    assert current() == [None, ("agenda", 1, "members"), ("agenda", 1, "members")]
    freeze("agenda", "public", 2)
    assert current() == [("agenda", 2, "public")] * 3
    freeze("draft", "members")
    assert current() == [("agenda", 2, "public"), ("draft", 1, "members"), ("draft", 1, "members")]
    minutes = freeze("minutes", "public")
    assert current() == [("minutes", 1, "public")] * 3
    freeze("draft", "members", 2)
    assert current() == [
        ("minutes", 1, "public"),
        ("draft", 2, "members"),
        ("draft", 2, "members"),
    ]
    WithdrawalFactory(revision=minutes)
    assert current() == [None, ("draft", 2, "members"), ("draft", 2, "members")]
    freeze("minutes", "public", 2)
    assert current() == [("minutes", 2, "public")] * 3


def test_current_revision_once_a_correction_is_withdrawn_is_the_one_that_stands(member):
    """The old one stays readable, unless it is withdrawn too; an agenda never stands for it."""
    meeting = MeetingFactory(panel=Panel.objects.get())
    RevisionFactory(meeting=meeting, kind="agenda")
    first, second = (RevisionFactory(meeting=meeting, number=number) for number in (1, 2))
    for user in (AnonymousUser(), member):
        assert publishing.current_revision(meeting, user) == second
    WithdrawalFactory(revision=second)
    for user in (AnonymousUser(), member):
        assert publishing.current_revision(meeting, user) == first
    WithdrawalFactory(revision=first)
    for user in (AnonymousUser(), member):
        assert publishing.current_revision(meeting, user) is None


def test_withdrawn_document_is_read_by_the_secretary_alone():
    world = World()
    answers = {}
    for name, user in world.viewers.items():
        rows = Revision.objects.as_read_by(user)
        revision = rows.get(pk=world.rows["Revision", "withdrawn minutes"].pk)
        answers[name] = revision.is_read
    assert answers == {name: name in {"secretary", "administrator"} for name in world.viewers}


def test_revision_of_two_audiences_is_listed_once():
    world = World()
    audiences = {
        name: [
            revision.audience
            for revision in Revision.objects.as_read_by(user).filter(meeting=world.published)
        ]
        for name, user in world.viewers.items()
    }
    assert audiences == {
        name: ["members" if name in {"member", "guest", "secretary", "administrator"} else "public"]
        for name in world.viewers
    }
