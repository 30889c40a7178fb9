"""The table of who sees what, row by row, as each model's `visible_to` answers it."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from actions.models import Action, Owner, Review
from meetings.minutes import publishing
from meetings.models import AgendaItem, Attendance, Entry, Meeting, Passage, Revision, Source
from panel.models import ContactDetail, Organisation, Panel, Person, Viewer
from tests.factories import (
    ActionFactory,
    AdministratorFactory,
    AgendaItemFactory,
    AttendanceFactory,
    ContactDetailFactory,
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
    UserFactory,
    WithdrawalFactory,
)

pytestmark = pytest.mark.django_db

DURING_THE_FORMER_SEAT = datetime.date(2023, 12, 31)
AFTER_IT = datetime.date(2024, 1, 1)

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


class World:
    """One panel, its viewers, and one row for each line of the table."""

    def __init__(self) -> None:
        self.panel = PanelFactory(code="CJ")
        self.make_viewers()
        self.rows: dict[tuple[str, str], Model] = {}
        self.make_meetings()
        self.make_content()
        self.make_actions()
        self.make_people()
        source = self.put("Source", "of published", SourceFactory(meeting=self.published))
        self.put("Passage", "of published", PassageFactory(source=source))

    def put(self, model: str, name: str, row: Any) -> Any:
        self.rows[model, name] = row
        return row

    def make_viewers(self) -> None:
        member, former, guest = UserFactory(), UserFactory(), UserFactory()
        self.member = PersonFactory(user=member)
        self.former = PersonFactory(user=former)
        self.guest = PersonFactory(user=guest)
        MembershipFactory(panel=self.panel, person=self.member)
        MembershipFactory(panel=self.panel, person=self.former, ended_on=DURING_THE_FORMER_SEAT)
        closed = AdministratorFactory(is_active=False)
        MembershipFactory(panel=self.panel, person=PersonFactory(user=closed))
        PanelSecretaryFactory(panel=self.panel, user=closed)
        self.viewers: dict[str, Viewer] = {
            "public": AnonymousUser(),
            "member": member,
            "former": former,
            "guest": guest,
            "secretary": PanelSecretaryFactory(panel=self.panel).user,
            "other": PanelSecretaryFactory().user,
            "administrator": AdministratorFactory(),
            "closed": closed,
        }

    def make_meetings(self) -> None:
        def frozen(meeting, revision, kind, audience, issued_on=AFTER_IT):
            row = self.put("Meeting", meeting, MeetingFactory(panel=self.panel))
            made = RevisionFactory(meeting=row, kind=kind, audience=audience, issued_on=issued_on)
            self.put("Revision", revision, made)
            return row

        self.put("Meeting", "planned", MeetingFactory(panel=self.panel))
        frozen("agenda circulated", "circulated agenda", "agenda", "members")
        self.called = frozen("agenda published", "published agenda", "agenda", "public")
        self.drafted = frozen("drafted", "draft", "draft", "members")
        frozen("drafted then", "draft then", "draft", "members", DURING_THE_FORMER_SEAT)
        self.published = frozen("published", "minutes", "minutes", "public")
        members = RevisionFactory(meeting=self.published, audience="members", issued_on=AFTER_IT)
        self.put("Revision", "minutes for members", members)
        self.withdrawn = frozen("withdrawn", "withdrawn minutes", "minutes", "public")
        WithdrawalFactory(revision=self.rows["Revision", "withdrawn minutes"])
        for meeting in (self.drafted, self.published):
            AttendanceFactory(meeting=meeting, person=self.guest)

    def make_content(self) -> None:
        def item(name, meeting, **fields):
            return self.put("AgendaItem", name, AgendaItemFactory(meeting=meeting, **fields))

        def entry(name, **fields):
            return self.put("Entry", name, EntryFactory(**fields))

        item("of agenda published", self.called)
        entry("in drafted", item=item("of drafted", self.drafted))
        self.item = item("of published", self.published)
        entry("in published", item=self.item)
        entry("under no item", meeting=self.published)
        entry("withheld", item=self.item, withheld="s. 40")
        self.reserved = item("reserved", self.published, withheld="s. 35")
        entry("under reserved", item=self.reserved)
        entry("in withdrawn", item=item("of withdrawn", self.withdrawn))

    def make_actions(self) -> None:
        def action(name, owner="", **fields):
            row = self.put("Action", name, ActionFactory(**fields))
            if owner:
                self.put("Owner", owner, OwnerFactory(action=row))
            return row

        def review(name, action, meeting, **fields):
            row = ReviewFactory(action=action, entry__meeting=meeting, **fields)
            return self.put("Review", name, row)

        def report(name, review, **fields):
            entry = EntryFactory(meeting=review.entry.meeting, parent=review.entry, **fields)
            self.put("Entry", name, entry)

        unknown = {"entry": None, "panel": self.panel}
        action("raised in drafted", "of action in drafted", entry__meeting=self.drafted)
        open_one = action("raised in published", "of action in published", entry__item=self.item)
        withheld = action("raised withheld", entry__item=self.item, entry__withheld="s. 40")
        reserved = action("raised under reserved", "of reserved action", entry__item=self.reserved)
        in_draft = action("raised in drafted, reviewed", entry__meeting=self.drafted)
        action("raised in withdrawn", entry__meeting=self.withdrawn)
        self.put("Owner", "as raised in drafted", OwnerFactory(action=in_draft, name="First Name"))
        self.put("Owner", "as reviewed in published", OwnerFactory(action=in_draft, name="Second"))

        # Reviewed in the same meeting for brevity; visibility asks for no order.
        of_open = review("of open action", open_one, self.published)
        report("reported", of_open)
        report("reported withheld", of_open, withheld="s. 40")
        report("reported of reserved", review("of reserved action", reserved, self.published))
        review("of withheld action", withheld, self.published)
        report(
            "reported under withheld",
            review("withheld", open_one, self.published, entry__withheld="s. 40"),
        )
        review("in drafted", open_one, self.drafted)
        ReviewFactory(action=in_draft, entry__meeting=self.published, owners=["Second", "Third"])
        for name, meeting, reason in (
            ("of unknown origin", self.published, ""),
            ("of unknown origin, drafted", self.drafted, ""),
            ("of unknown origin, withheld", self.published, "s. 40"),
        ):
            ReviewFactory(
                action=action(name, **unknown), entry__meeting=meeting, entry__withheld=reason
            )

    def make_people(self) -> None:
        def detail(name, **fields):
            self.put("ContactDetail", name, ContactDetailFactory(**fields))

        def attends(at, person, organisation, meeting, **fields):
            self.put(
                "Attendance",
                at,
                AttendanceFactory(
                    meeting=meeting,
                    person=self.put("Person", person, PersonFactory()),
                    organisation=self.put("Organisation", organisation, OrganisationFactory()),
                    **fields,
                ),
            )

        def owns(name, action, **fields):
            self.put("Person", name, PersonFactory())
            self.put("Organisation", name, OrganisationFactory())
            person, organisation = self.rows["Person", name], self.rows["Organisation", name]
            OwnerFactory(action=self.rows["Action", action], person=person)
            OwnerFactory(action=self.rows["Action", action], organisation=organisation)

        seat = MembershipFactory(panel=self.panel, representing=OrganisationFactory())
        self.put("Person", "holding a seat", seat.person)
        self.put("Organisation", "of a seat", seat.representing)
        self.put("Person", "who held a seat", self.former)
        attends("at drafted", "at drafted", "at drafted", self.drafted)
        attends("at published", "at published", "at published", self.published)
        attends(
            "name withheld", "name withheld", "of a name withheld", self.published, withheld="s. 40"
        )
        self.put("Attendance", "at withdrawn", AttendanceFactory(meeting=self.withdrawn))
        owns("owner in drafted", "raised in drafted")
        owns("owner in published", "raised in published")
        for person, owner in (
            ("owner as raised in drafted", "as raised in drafted"),
            ("owner as reviewed", "as reviewed in published"),
        ):
            named = self.put("Person", person, PersonFactory())
            Owner.objects.filter(pk=self.rows["Owner", owner].pk).update(person=named)
        alone = self.put("Person", "tied to nothing", PersonFactory())
        self.put("Organisation", "tied to nothing", OrganisationFactory())
        detail("shared by a member", person=seat.person, is_shared=True)
        detail("of a member", person=self.member)
        detail("shared by a former member", person=self.former, is_shared=True)
        detail("shared by one who came", person=self.rows["Person", "at published"], is_shared=True)
        detail("of one tied to nothing", person=alone)


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


# Actions, as each viewer reads them


def read(action: Action, user: Viewer) -> tuple | None:
    """(wording, deadline, its date, status, owners) as `user` reads them; None if not at all."""
    row = Action.objects.as_read_by(user).filter(pk=action.pk).first()
    if row is None:
        return None
    owners = [owner.name for owner in Owner.objects.visible_to(user).filter(action=action)]
    return row.read_text, row.read_due, row.read_due_on, row.read_status, owners


@pytest.fixture
def secretary():
    return PanelSecretaryFactory(panel=PanelFactory(code="CJ"))


@pytest.fixture
def member(secretary):
    return MembershipFactory(panel=secretary.panel, person__user=UserFactory()).person.user


def minuted(panel, month: int, *, published: bool = True) -> Meeting:
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2024, month, 12))
    if published:
        RevisionFactory(meeting=meeting)
    return meeting


DUE_ON = datetime.date(2024, 6, 1)


def raised_at(meeting, **fields) -> Action:
    action = ActionFactory(
        entry__meeting=meeting, text="As raised.", due="by June", due_on=DUE_ON, **fields
    )
    OwnerFactory(action=action, name="Raised Owner")
    return action


def test_action_raised_in_a_draft_is_read_as_published_minutes_review_it(secretary, member):
    action = raised_at(minuted(secretary.panel, 1, published=False))
    public = AnonymousUser()
    assert [read(action, user) for user in (public, member)] == [None, None]
    for month, text, published, status in (
        (2, "As reviewed first.", True, "partially_complete"),
        (3, "As reviewed last.", True, ""),
        (4, "As drafted.", False, "complete"),
    ):
        ReviewFactory(
            action=action,
            entry__meeting=minuted(secretary.panel, month, published=published),
            text=text,
            due=f"in month {month}",
            status=status,
            owners=["Reviewed Owner"],
        )
    OwnerFactory(action=action, name="Reviewed Owner")
    as_published = (
        "As reviewed last.",
        "in month 3",
        None,
        "partially_complete",
        ["Reviewed Owner"],
    )
    assert read(action, public) == as_published
    assert read(action, member) == as_published
    assert read(action, secretary.user) == (
        "As raised.",
        "by June",
        DUE_ON,
        "complete",
        ["Raised Owner", "Reviewed Owner"],
    )


def test_action_raised_in_published_minutes_is_read_as_raised(secretary):
    action = raised_at(minuted(secretary.panel, 1))
    ReviewFactory(action=action, entry__meeting=minuted(secretary.panel, 2), text="Otherwise.")
    assert read(action, AnonymousUser()) == (
        "As raised.",
        "by June",
        DUE_ON,
        "not_complete",
        ["Raised Owner"],
    )


@pytest.mark.parametrize("place", ["item", "entry"])
def test_action_raised_as_reserved_stays_so_in_later_reviews(secretary, member, place):
    meeting = minuted(secretary.panel, 1)
    if place == "item":
        item = AgendaItemFactory(meeting=meeting, withheld="s. 35")
        action = raised_at(meeting, entry__item=item)
    else:
        action = raised_at(meeting, entry__withheld="s. 35")
    review = ReviewFactory(
        action=action, entry__meeting=minuted(secretary.panel, 2), status="complete"
    )
    EntryFactory(meeting=review.entry.meeting, parent=review.entry, text="Canary.")
    public = AnonymousUser()
    assert read(action, public) is None
    assert not Review.objects.visible_to(public).exists()
    assert not Entry.objects.visible_to(public).exists()
    action.refresh_from_db()
    assert (action.status, action.published_status) == ("complete", "not_complete")
    assert read(action, member) == (
        "As raised.",
        "by June",
        DUE_ON,
        "not_complete",
        ["Raised Owner"],
    )


def test_action_no_longer_reserved_is_read_by_all(secretary):
    meeting = minuted(secretary.panel, 1)
    action = raised_at(meeting, entry__withheld="s. 35")
    ReviewFactory(action=action, entry__meeting=minuted(secretary.panel, 2), status="complete")
    Entry.objects.filter(action=action).update(withheld="")
    row = Action.objects.as_read_by(AnonymousUser()).get()
    assert (row.read_text, row.read_status) == ("As raised.", "complete")


def test_lapse_is_the_secretarys_until_minutes_report_it(secretary, member):
    action = raised_at(minuted(secretary.panel, 1))
    action.lapse(on=datetime.date(2024, 2, 1), reason="Overtaken.", by=secretary.user)
    users = (AnonymousUser(), member, secretary.user)
    statuses = [Action.objects.as_read_by(user).get().read_status for user in users]
    assert statuses == ["not_complete", "not_complete", "lapsed"]
    ReviewFactory(
        action=action,
        entry__meeting=minuted(secretary.panel, 3),
        status="not_taken_forward",
    )
    statuses = [Action.objects.as_read_by(user).get().read_status for user in users]
    assert statuses == ["not_taken_forward", "not_taken_forward", "not_taken_forward"]


def test_actions_read_as_open_are_open_to_that_viewer(secretary, member):
    meeting = minuted(secretary.panel, 1)
    lapsed, done, repeat, withdrawn, open_one = (raised_at(meeting) for _ in range(5))
    lapsed.lapse(on=datetime.date(2024, 2, 1), reason="Overtaken.", by=None)
    draft = minuted(secretary.panel, 2, published=False)
    ReviewFactory(action=done, entry__meeting=draft, status="complete")
    Action.objects.filter(pk=repeat.pk).update(repeat_of=open_one)
    Action.objects.filter(pk=withdrawn.pk).update(withdrawn_on=datetime.date(2024, 2, 1))
    by_viewer = {
        name: set(Action.objects.as_read_by(user).read_as_open())
        for name, user in (
            ("public", AnonymousUser()),
            ("member", member),
            ("secretary", secretary.user),
        )
    }
    assert by_viewer == {
        "public": {lapsed, done, open_one},
        "member": {lapsed, done, open_one},
        "secretary": {open_one},
    }


# Revisions, as each viewer reads them


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
