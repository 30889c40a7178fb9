"""A panel in whose every hidden thing a word is planted that stands nowhere else."""

import datetime
from dataclasses import asdict, dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from meetings.files.findings import Finding
from meetings.minutes import document, editing, publishing, writing
from meetings.models import Meeting, Paper
from panel.models import Panel, User
from tests.factories import (
    ActionEntryFactory,
    ActionFactory,
    ActionPairFactory,
    AdministratorFactory,
    AgendaItemFactory,
    AttendanceFactory,
    ContactDetailFactory,
    CorrectionFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    OrganisationFactory,
    OrganisationPairFactory,
    OwnerFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PaperFactory,
    PaperVersionFactory,
    PassageFactory,
    PersonFactory,
    PersonPairFactory,
    PublicationFactory,
    ReviewEntryFactory,
    ReviewFactory,
    SourceFactory,
    TopicFactory,
    UserFactory,
    WorkingTextFactory,
)

DAY = datetime.date(2024, 6, 3)


@dataclass
class Canaries:
    """The words by who may read them; the secretary and the administrator read all of the panel's.

    `open` stand in public, to show that what is fetched is read at all. `members` were
    circulated, or are withheld from the public. `secret` are for the secretariat alone.
    `elsewhere` are another panel's.
    """

    open: "Words" = field(default_factory=lambda: Words("zopen"))
    members: "Words" = field(default_factory=lambda: Words("zmembers"))
    secret: "Words" = field(default_factory=lambda: Words("zsecret"))
    elsewhere: "Words" = field(default_factory=lambda: Words("zelsewhere"))

    def readable(self, viewer: str) -> set[str]:
        return {word for words in self.lists(viewer) for word in words}

    def lists(self, viewer: str) -> list["Words"]:
        return {
            "public": [self.open],
            "member": [self.open, self.members],
            "secretary": [self.open, self.members, self.secret],
            "other secretary": [self.open, self.elsewhere],
            "administrator": [self.open, self.members, self.secret, self.elsewhere],
        }[viewer]


class Words(list[str]):
    """Words that all begin alike."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix


def plant() -> tuple[Canaries, dict[str, User | None]]:
    """(the words, an account for each viewer)."""
    canaries = Canaries()
    panel = PanelFactory(code="CN", name="Canary Panel", remit=word("remit", canaries.open))
    member = UserFactory(username="member")
    MembershipFactory(panel=panel, person__user=member)
    published(panel, canaries)
    drafted(panel, canaries)
    circulated(panel, canaries)
    planned(panel, canaries)
    withdrawn(panel, canaries)
    put_off(panel, canaries)
    elsewhere = MeetingFactory(panel__code="OT", panel__name="Other Panel")
    minuted(elsewhere, "elsewhere", canaries.elsewhere, canaries.elsewhere)
    viewers = {
        "public": None,
        "member": member,
        "secretary": PanelSecretaryFactory(panel=panel).user,
        "other secretary": PanelSecretaryFactory(panel=elsewhere.panel).user,
        "administrator": AdministratorFactory(),
    }
    written(panel, canaries, [viewers["secretary"], viewers["administrator"]])
    return canaries, viewers


def word(name: str, words: Words) -> str:
    """A new word, kept in the list."""
    words.append(f"{words.prefix}{name.replace(' ', '')}z")
    return words[-1]


def passage(name: str, words: Words) -> str:
    """A passage that is withheld, within what may be read."""
    return f"It was said [withheld (privacy): that {word(name, words)} [was] late] before noon."


def minuted(meeting: Meeting, name: str, words: Words, secret: Words) -> None:
    """One of everything that minutes hold, with a word in each of its fields."""

    def new(of: str) -> str:
        return word(f"{name} {of}", words)

    meeting.title = new("title")
    meeting.venue = new("venue")
    meeting.save()
    AttendanceFactory(
        meeting=meeting,
        name=new("attendee"),
        person=PersonFactory(name=words[-1]),
        organisation_name=new("organisation"),
        organisation=OrganisationFactory(name=words[-1]),
        heading=new("attendance heading"),
        note=new("note"),
        deputy_for=new("deputy for"),
        description=new("description"),
    )
    item = AgendaItemFactory(meeting=meeting, title=new("item"), presenters=new("presenters"))
    PaperFactory(
        item=item,
        reference=new("paper reference"),
        title=new("paper"),
        url=f"https://example.org/{new('paper link')}",
        file_name=new("paper file"),
        media_type=new("paper type"),
    )
    filed(PaperFactory(item=item, url=""), name, words, secret)
    EntryFactory(item=item, text=new("point"))
    entry = ActionEntryFactory(item=item)
    action = ActionFactory(entry=entry, text=new("action"), due=new("deadline"))
    OwnerFactory(action=action, name=new("owner"), person=PersonFactory(name=words[-1]))
    OwnerFactory(
        action=action, name=new("owning body"), organisation=OrganisationFactory(name=words[-1])
    )


def filed(paper: Paper, name: str, words: Words, secret: Words) -> None:
    """A paper's file, with a word in its name and in it, and one in what was found in it."""
    PaperVersionFactory(
        unseen=[asdict(Finding("comments", word(f"{name} comment", secret)))],
        confirmed_at=timezone.now(),
        paper=paper,
        name=f"{word(f'{name} version', words)}.txt",
        data=word(f"{name} file", words).encode(),
    )


def reviewed(meeting: Meeting, action, name: str, words: Words, **entry):
    """A review with a word in each of its fields, of which minutes print these."""
    review = ReviewFactory(
        action=action,
        entry=ReviewEntryFactory(meeting=meeting, **entry),
        text=word(f"{name} review", words),
        due=word(f"{name} new deadline", words),
        owners=[word(f"{name} new owner", words)],
    )
    EntryFactory(meeting=meeting, parent=review.entry, text=word(f"{name} report", words))
    return review


def published(panel: Panel, canaries: Canaries) -> None:
    """Two meetings whose minutes are out, with something withheld in each way."""
    first = MeetingFactory(panel=panel, held_on=datetime.date(2024, 1, 9))
    open_item = AgendaItemFactory(meeting=first, number="1", title=word("item", canaries.open))
    action = ActionFactory(
        entry=ActionEntryFactory(item=open_item), text=word("action", canaries.open)
    )
    person = PersonFactory(name=word("owner", canaries.open))
    OwnerFactory(action=action, name=person.name, person=person)
    ContactDetailFactory(person=person, value=word("contact", canaries.secret))
    MembershipFactory(panel=panel, person=person)
    hidden = AgendaItemFactory(
        meeting=first,
        number="2",
        title=word("reserved item", canaries.members),
        presenters=word("reserved presenters", canaries.members),
        withheld="section 43",
    )
    EntryFactory(item=hidden, text=word("reserved point", canaries.members))
    reserved = ActionFactory(
        entry=ActionEntryFactory(item=hidden),
        text=word("reserved action", canaries.members),
        due=word("reserved deadline", canaries.members),
    )
    OwnerFactory(
        action=reserved,
        name=word("reserved owner", canaries.members),
        person=PersonFactory(name=canaries.members[-1]),
    )
    EntryFactory(item=open_item, text=word("withheld point", canaries.members), withheld="privacy")
    EntryFactory(item=open_item, text=passage("passage", canaries.members))
    EntryFactory(item=open_item, text=f"Not [withheld (x: {word('open passage', canaries.members)}")
    AgendaItemFactory(meeting=first, title=passage("title passage", canaries.members))
    spoken = ActionFactory(
        entry=ActionEntryFactory(item=first.items.last()),
        text=passage("action passage", canaries.members),
    )
    AttendanceFactory(
        meeting=first,
        name=word("withheld attendee", canaries.members),
        person=PersonFactory(name=canaries.members[-1]),
        organisation_name=word("withheld organisation", canaries.members),
        organisation=OrganisationFactory(name=canaries.members[-1]),
        note=word("withheld note", canaries.members),
        withheld="at their request",
    )
    PaperFactory(item=open_item, title=word("paper", canaries.open))
    PaperFactory(meeting=first, title=word("members paper", canaries.members), is_restricted=True)
    PaperFactory(item=hidden, title=word("reserved paper", canaries.members))
    PaperFactory(
        meeting=first,
        reference=word("withheld reference", canaries.open),
        title=word("withheld paper", canaries.members),
        url=f"https://example.org/{word('withheld link', canaries.members)}",
        withheld=word("why withheld", canaries.open),
    )
    told = {"title": "File", "url": ""}
    file = PaperFactory(item=open_item, **told)
    filed(file, "open", canaries.open, canaries.secret)
    filed(
        PaperFactory(meeting=first, is_restricted=True, **told),
        "members",
        canaries.members,
        canaries.secret,
    )
    filed(PaperFactory(item=hidden, **told), "reserved", canaries.members, canaries.secret)
    filed(
        PaperFactory(meeting=first, withheld="section 43", **told),
        "why",
        canaries.members,
        canaries.secret,
    )
    publishing.publish(first, on=DAY, by=None)
    filed(file, "newer", canaries.secret, canaries.secret)

    second = MeetingFactory(panel=panel, held_on=datetime.date(2024, 3, 12))
    review = reviewed(second, action, "open", canaries.open)
    EntryFactory(
        meeting=second,
        parent=review.entry,
        text=word("withheld report", canaries.members),
        withheld="privacy",
    )
    review = ReviewFactory(
        action=spoken,
        entry=ReviewEntryFactory(meeting=second),
        text=passage("review passage", canaries.members),
        series=passage("series passage", canaries.members),
    )
    report = passage("reported passage", canaries.members)
    EntryFactory(meeting=second, parent=review.entry, text=report)
    reviewed(second, reserved, "reserved", canaries.members)
    reviewed(second, action, "withheld", canaries.members, withheld="privacy")
    publishing.publish(second, on=DAY, by=None)
    lapsing = ActionFactory(entry=ActionEntryFactory(meeting=second))
    publishing.publish(second, on=DAY, by=None, reason="An action was missing.")
    lapsing.lapse(on=DAY, reason=word("lapse", canaries.secret), by=None, today=DAY)

    PublicationFactory(meeting=first, address=f"https://{word('elsewhere', canaries.open)}.example")
    source = SourceFactory(meeting=first, name=word("source", canaries.secret))
    PassageFactory(source=source, text=word("passage", canaries.secret))
    PassageFactory(source=source, why=word("doubt", canaries.secret))
    PersonPairFactory(source=source, why=word("alike people", canaries.secret))
    OrganisationPairFactory(source=source, why=word("alike organisations", canaries.secret))
    ActionPairFactory(one=lapsing, source=source, why=word("alike actions", canaries.secret))

    drafted_review = MeetingFactory(panel=panel, held_on=datetime.date(2024, 5, 14))
    review = reviewed(drafted_review, action, "drafted", canaries.secret)
    review.series = word("drafted series", canaries.secret)
    review.status_phrase = word("drafted phrase", canaries.secret)
    review.status = "complete"
    review.save()


def drafted(panel: Panel, canaries: Canaries) -> None:
    """Minutes that only the secretary has seen."""
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2024, 7, 9))
    minuted(meeting, "draft", canaries.secret, canaries.secret)
    AttendanceFactory(meeting=meeting, withheld=word("reason for a name", canaries.secret))
    AgendaItemFactory(meeting=meeting, withheld=word("reason for an item", canaries.secret))
    EntryFactory(meeting=meeting, withheld=word("reason for a point", canaries.secret))
    PaperFactory(meeting=meeting, withheld=word("reason for a paper", canaries.secret))


def written(panel: Panel, canaries: Canaries, writers: list[User | None]) -> None:
    """A correction in preparation, and what is being typed and not saved."""
    meeting = panel.meetings.published().first()
    assert meeting
    base = editing.published_text(meeting)
    CorrectionFactory(meeting=meeting, base=base, text=corrected(meeting, canaries.secret))
    meeting = panel.meetings.get(held_on=datetime.date(2024, 7, 9))
    typed = word("typed", canaries.secret)
    for writer in writers:
        WorkingTextFactory(meeting=meeting, user=writer, base=typed, text=typed)


def corrected(meeting: Meeting, words: Words) -> str:
    """The text of a meeting's minutes in which each kind of thing is another."""

    def new(of: str) -> str:
        return word(f"corrected {of}", words)

    attendee = document.Attendee(
        new("attendee"), organisation=new("organisation"), note=new("note")
    )
    entries = (
        document.Point(new("point")),
        document.Action(new("action"), number="9", owners=(new("owner"),), due=new("deadline")),
        document.Review(
            new("review"),
            number="8",
            owners=(new("new owner"),),
            status=document.Status.COMPLETE,
            narrative=(document.Point(new("report"), document.Kind.BULLET),),
        ),
        document.Point(new("hidden point"), withheld=new("reason")),
    )
    item = document.Item(new("item"), number="9", presenters=new("presenters"), entries=entries)
    minutes = publishing.minutes_of(meeting)
    now = replace(
        minutes,
        title=new("title"),
        venue=new("venue"),
        attendance=(*minutes.attendance, attendee),
        items=(*minutes.items, item),
    )
    return writing.markdown(now, references=True)


def circulated(panel: Panel, canaries: Canaries) -> None:
    """A draft that members have, and that was changed since."""
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2024, 9, 10))
    minuted(meeting, "circulated", canaries.members, canaries.secret)
    publishing.circulate_draft(meeting, on=DAY, by=None)
    item = meeting.items.get()
    EntryFactory(item=item, text=word("after circulation", canaries.secret))
    added = word("action after circulation", canaries.secret)
    ActionFactory(entry=ActionEntryFactory(item=item), text=added)


def planned(panel: Panel, canaries: Canaries) -> None:
    """An agenda that is out, one that members have, and what was changed on both since."""
    meeting = MeetingFactory(
        panel=panel,
        held_on=datetime.date(2030, 1, 8),
        joining_details=word("joining", canaries.members),
    )
    AgendaItemFactory(meeting=meeting, title=word("agenda item", canaries.open))
    AgendaItemFactory(
        meeting=meeting, title=word("reserved agenda item", canaries.members), withheld="section 43"
    )
    AgendaItemFactory(meeting=meeting, title="Update on actions")
    publishing.publish_agenda(meeting, on=DAY, by=None)
    AgendaItemFactory(meeting=meeting, title=word("later item", canaries.secret))
    PaperFactory(meeting=meeting, title=word("later paper", canaries.secret))
    meeting.venue = word("later venue", canaries.secret)
    meeting.title = word("later title", canaries.secret)
    meeting.cancelled_at = timezone.now()
    meeting.save()

    meeting = MeetingFactory(panel=panel, held_on=None, date_words=word("date", canaries.members))
    AgendaItemFactory(meeting=meeting, title=word("members agenda item", canaries.members))
    AgendaItemFactory(meeting=meeting, title="Update on actions")
    publishing.circulate_agenda(meeting, on=DAY, by=None)
    MeetingFactory(panel=panel, held_on=None, date_words=word("plan", canaries.secret))


def put_off(panel: Panel, canaries: Canaries) -> None:
    """What the panel means to take up, and a meeting that was put off to another day."""
    text, when = word("topic", canaries.secret), word("when", canaries.secret)
    TopicFactory(panel=panel, text=text, when=when)
    topic = TopicFactory(panel=panel)
    topic.drop(on=DAY, reason=word("dropped topic", canaries.secret))
    meeting = MeetingFactory(
        panel=panel, held_on=None, date_words=word("first day", canaries.members)
    )
    publishing.circulate_agenda(meeting, on=DAY, by=None)
    meeting.postpone(to=datetime.date(2031, 1, 8))
    meeting = MeetingFactory(
        panel=panel, held_on=None, date_words=word("unknown day", canaries.secret)
    )
    meeting.postpone(to=datetime.date(2031, 2, 8))


def withdrawn(panel: Panel, canaries: Canaries) -> None:
    """Minutes that were out and were taken back."""
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2023, 11, 7))
    minuted(meeting, "withdrawn", canaries.secret, canaries.secret)
    revision = publishing.publish(meeting, on=DAY, by=None)
    publishing.withdraw(revision, by=None, reason=word("withdrawal", canaries.open))

    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2023, 9, 5))
    action = ActionFactory(
        entry=ActionEntryFactory(meeting=meeting),
        text=word("withdrawn text", canaries.secret),
        due=word("withdrawn due", canaries.secret),
    )
    OwnerFactory(action=action, name=word("withdrawn owner", canaries.secret))
    publishing.withdraw(publishing.publish(meeting, on=DAY, by=None), by=None, reason="Too early.")
    action.entry, action.withdrawn_on = None, DAY
    with transaction.atomic():  # a place for an action goes with it
        action.save()
        meeting.entries.all().delete()
