"""One of each model, with nothing but what it needs."""

import datetime
import hashlib

import factory
from django.utils import timezone

from actions.models import Action, ActionPair, Owner, Review
from meetings.minutes.document import Presence
from meetings.models import (
    AgendaItem,
    Attendance,
    Correction,
    Entry,
    Meeting,
    OrganisationPair,
    Paper,
    PaperVersion,
    Passage,
    PersonPair,
    Publication,
    Revision,
    Source,
    Topic,
    Withdrawal,
    WorkingText,
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


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("user{}".format)


class AdministratorFactory(UserFactory):
    is_staff = True
    is_superuser = True


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence("Department {}".format)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence("Robin Example{}".format)


class ContactDetailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactDetail

    person = factory.SubFactory(PersonFactory)
    medium = ContactDetail.Medium.EMAIL
    value = factory.Sequence("robin{}@example.org".format)


class PanelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Panel

    code = factory.Sequence("P{}".format)
    name = factory.Sequence("Panel {}".format)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    panel = factory.SubFactory(PanelFactory)
    person = factory.SubFactory(PersonFactory)


class PanelSecretaryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PanelSecretary

    panel = factory.SubFactory(PanelFactory)
    user = factory.SubFactory(UserFactory, is_staff=True)


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meeting

    panel = factory.SubFactory(PanelFactory)
    number = factory.LazyAttribute(lambda meeting: meeting.panel.next_number("last_meeting"))
    held_on = datetime.date(2024, 3, 12)


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(int)
    person = factory.SubFactory(PersonFactory)
    name = factory.SelfAttribute("person.name")
    presence = Presence.PRESENT


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(int)
    number = "1"
    title = factory.Sequence("Item {}".format)


class TopicFactory(factory.django.DjangoModelFactory):
    """What the secretariat put on the forward agenda."""

    class Meta:
        model = Topic

    panel = factory.SubFactory(PanelFactory)
    text = factory.Sequence("Topic {}".format)


class PublicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Publication

    meeting = factory.SubFactory(MeetingFactory)
    address = factory.Sequence("https://example.org/minutes/{}/".format)


class EntryFactory(factory.django.DjangoModelFactory):
    """A point; `item` gives its meeting too."""

    class Meta:
        model = Entry

    meeting = factory.Maybe(
        "item", factory.SelfAttribute("item.meeting"), factory.SubFactory(MeetingFactory)
    )
    item = None
    position = factory.Sequence(int)
    text = factory.Sequence("Point {}.".format)


class ActionEntryFactory(EntryFactory):
    kind = Entry.Kind.ACTION
    text = ""


class ReviewEntryFactory(EntryFactory):
    kind = Entry.Kind.REVIEW
    text = ""


class ActionFactory(factory.django.DjangoModelFactory):
    """An action raised at a meeting; `entry=None, panel=…` for one of unknown origin."""

    class Meta:
        model = Action

    entry = factory.SubFactory(ActionEntryFactory)
    panel = factory.Maybe(
        "entry", factory.SelfAttribute("entry.meeting.panel"), factory.SubFactory(PanelFactory)
    )
    serial = factory.LazyAttribute(lambda action: action.panel.next_number("last_action"))
    text = factory.Sequence("Robin to do thing {}.".format)


class OwnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Owner

    action = factory.SubFactory(ActionFactory)
    name = factory.Sequence("Robin Owner{}".format)


class ReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Review

    action = factory.SubFactory(ActionFactory)
    entry = factory.SubFactory(
        ReviewEntryFactory,
        meeting=factory.Maybe(
            "item",
            factory.SelfAttribute("item.meeting"),
            factory.SubFactory(
                MeetingFactory,
                panel=factory.SelfAttribute("...action.panel"),
                held_on=datetime.date(2024, 5, 14),
            ),
        ),
    )
    text = factory.SelfAttribute("action.text")


class PaperFactory(factory.django.DjangoModelFactory):
    """A paper at a link; `item` gives its meeting too."""

    class Meta:
        model = Paper

    meeting = factory.Maybe(
        "item", factory.SelfAttribute("item.meeting"), factory.SubFactory(MeetingFactory)
    )
    item = None
    position = factory.Sequence(int)
    title = factory.Sequence("Paper {}".format)
    url = factory.Sequence("https://example.org/paper-{}.pdf".format)


class PaperVersionFactory(factory.django.DjangoModelFactory):
    """A file of plain text, of a paper that has no link."""

    class Meta:
        model = PaperVersion

    paper = factory.SubFactory(PaperFactory, url="")
    number = factory.LazyAttribute(lambda version: version.paper.versions.count() + 1)
    name = "levels.txt"
    media_type = "text/plain"
    data = factory.Sequence(lambda n: f"Levels {n}".encode())
    size = factory.LazyAttribute(lambda version: len(version.data))
    checksum = factory.LazyAttribute(lambda version: hashlib.sha256(version.data).hexdigest())


class RevisionFactory(factory.django.DjangoModelFactory):
    """Published minutes unless told otherwise."""

    class Meta:
        model = Revision

    meeting = factory.SubFactory(MeetingFactory)
    kind = Revision.Kind.MINUTES
    number = 1
    audience = Revision.Audience.PUBLIC
    document = factory.LazyFunction(dict)
    issued_on = datetime.date(2024, 4, 2)
    reason = factory.LazyAttribute(lambda row: "A name was wrong." if row.number > 1 else "")


class WithdrawalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Withdrawal

    revision = factory.SubFactory(RevisionFactory)
    reason = "Published too early."


class WorkingTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WorkingText

    meeting = factory.SubFactory(MeetingFactory)
    user = factory.SubFactory(UserFactory)
    base = "# Minutes"
    text = "# Minutes of"


class CorrectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Correction

    meeting = factory.SubFactory(MeetingFactory)
    base = "# Minutes"
    text = "# Minutes, corrected"


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Source

    meeting = factory.SubFactory(MeetingFactory)
    name = "minutes.md"
    data = b"# Minutes"
    checksum = factory.Sequence("{:064x}".format)
    received_at = factory.LazyFunction(timezone.now)


class PassageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Passage

    source = factory.SubFactory(SourceFactory)
    position = factory.Sequence(int)
    text = "A passage."


class PersonPairFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PersonPair

    one = factory.SubFactory(PersonFactory)
    other = factory.SubFactory(PersonFactory)
    source = factory.SubFactory(SourceFactory)
    why = "The names differ by one letter."


class OrganisationPairFactory(PersonPairFactory):
    class Meta:
        model = OrganisationPair

    one = factory.SubFactory(OrganisationFactory)
    other = factory.SubFactory(OrganisationFactory)
    why = "One name begins with the other."


class ActionPairFactory(factory.django.DjangoModelFactory):
    """An action raised at a meeting, and one of unknown origin that a later meeting reviewed."""

    class Meta:
        model = ActionPair

    one = factory.SubFactory(ActionFactory)
    other = factory.SubFactory(
        ActionFactory, entry=None, panel=factory.SelfAttribute("..one.panel")
    )
    source = factory.SubFactory(SourceFactory, meeting__panel=factory.SelfAttribute("...one.panel"))
    why = "The wording is nearly alike."
