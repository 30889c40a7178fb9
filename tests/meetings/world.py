"""One panel, each kind of viewer, and one row for each line of the table of who sees what."""

import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from actions.models import Owner
from meetings.minutes import publishing
from meetings.models import Paper
from panel.models import Viewer
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
    PaperFactory,
    PaperVersionFactory,
    PassageFactory,
    PersonFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
    WithdrawalFactory,
)

DURING_THE_FORMER_SEAT = datetime.date(2023, 12, 31)
AFTER_IT = datetime.date(2024, 1, 1)


class World:
    """One panel, its viewers, and one row for each line of the table."""

    def __init__(self) -> None:
        self.panel = PanelFactory(code="CJ")
        self.make_viewers()
        self.rows: dict[tuple[str, str], Model] = {}
        self.make_meetings()
        self.make_content()
        self.make_papers()
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

    def make_papers(self) -> None:
        def paper(name, freeze=None, on=AFTER_IT, **fields):
            fields.setdefault("meeting", MeetingFactory(panel=self.panel))
            row = self.put("Paper", name, PaperFactory(url="", **fields))
            self.put("PaperVersion", name, PaperVersionFactory(paper=row))
            if freeze:
                freeze(row.meeting, on=on, by=None)
            return row

        paper("planned")
        paper("circulated", publishing.circulate_agenda)
        paper("circulated then", publishing.circulate_agenda, DURING_THE_FORMER_SEAT)
        meeting = MeetingFactory(panel=self.panel)
        AttendanceFactory(meeting=meeting, person=self.guest)
        paper("circulated with a draft", publishing.circulate_draft, meeting=meeting)
        called = paper("published with the agenda", publishing.publish_agenda)
        self.put("Paper", "added since", PaperFactory(meeting=called.meeting))
        self.put("PaperVersion", "newer than the published", PaperVersionFactory(paper=called))
        paper("published with the minutes", publishing.publish)
        paper("for members only", publishing.publish, is_restricted=True)
        paper("withheld", publishing.publish_agenda, withheld="s. 43")
        item = AgendaItemFactory(meeting__panel=self.panel, withheld="s. 35")
        paper("before a reserved item", publishing.publish_agenda, meeting=item.meeting, item=item)
        since = paper("published, for members since", publishing.publish_agenda)
        Paper.objects.filter(pk=since.pk).update(is_restricted=True)
        withdrawn = paper("published with withdrawn", publishing.publish)
        publishing.withdraw(withdrawn.meeting.revisions.get(), by=None, reason="Too early.")

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
