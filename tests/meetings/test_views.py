import datetime
import itertools

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.minutes import publishing
from meetings.minutes.document import Presence, Role
from meetings.models import Entry
from tests.factories import (
    ActionEntryFactory,
    ActionFactory,
    AdministratorFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    OwnerFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PersonFactory,
    PublicationFactory,
    ReviewEntryFactory,
    ReviewFactory,
    UserFactory,
)
from tests.pages import links, parsed, signed_in, texts

pytestmark = pytest.mark.django_db

FEBRUARY = datetime.date(2024, 2, 8)
DAY = datetime.date(2024, 3, 4)
VIEWERS = [
    "public",
    "member",
    "former member",
    "invited",
    "secretary",
    "other secretary",
    "administrator",
]


@pytest.fixture
def panel():
    return PanelFactory(code="RW", name="Rivers Panel")


@pytest.fixture
def meeting(panel):
    return MeetingFactory(panel=panel, held_on=FEBRUARY)


def account(viewer: str, meeting):
    """An account of that viewer's, None for the public."""
    if viewer == "public":
        return None
    if viewer == "administrator":
        return AdministratorFactory()
    if viewer == "secretary":
        return PanelSecretaryFactory(panel=meeting.panel).user
    if viewer == "other secretary":
        return PanelSecretaryFactory().user
    person = PersonFactory(user=UserFactory())
    if viewer == "invited":
        AttendanceFactory(meeting=meeting, person=person, presence=Presence.EXPECTED)
    else:
        left_on = None if viewer == "member" else datetime.date(2024, 12, 31)
        MembershipFactory(panel=meeting.panel, person=person, ended_on=left_on)
    return person.user


def read(meeting, viewer: str = "public"):
    return signed_in(account(viewer, meeting)).get(meeting.get_absolute_url())


def test_minutes_stand_in_order_with_lists_in_lists(meeting):
    EntryFactory(meeting=meeting, text="Before all items.")
    item = AgendaItemFactory(meeting=meeting, number="7i", title="Gauges", presenters="Dr Reed")
    EntryFactory(item=item, text="Old ones", kind=Entry.Kind.HEADING)
    EntryFactory(item=item, text="They *drift*; see [the note](https://example.org/).")
    EntryFactory(item=item, text="Outer.", kind=Entry.Kind.BULLET)
    EntryFactory(item=item, text="Inner.", kind=Entry.Kind.BULLET, depth=1)
    EntryFactory(item=item, text="Still outer.", kind=Entry.Kind.BULLET)
    EntryFactory(item=item, text="Let it stand.", kind=Entry.Kind.QUOTATION, is_advice=True)
    EntryFactory(meeting=meeting, text="After all items.", is_after=True)
    publishing.publish(meeting, on=DAY, by=None)

    response = read(meeting)

    assert texts(response, ".minutes") == [
        "Before all items.",
        "7i Gauges Dr Reed Old ones They drift; see the note . Outer. Inner. Still outer. "
        "Advice Let it stand.".replace("note .", "note."),
        "After all items.",
    ]
    assert texts(response, ".minutes h2") == ["7i Gauges"]
    assert texts(response, ".minutes h3") == ["Old ones"]
    assert texts(response, ".minutes li li") == ["Inner."]
    assert texts(response, ".minutes blockquote") == ["Advice Let it stand."]
    assert texts(response, ".minutes em") == ["drift"]


def test_actions_stand_where_they_were_said_and_lead_to_their_page(panel, meeting):
    raised = ActionFactory(
        entry=ActionEntryFactory(meeting=meeting), number="1", text="Reply.", due="by May"
    )
    OwnerFactory(action=raised, name="Dr Reed")
    publishing.publish(meeting, on=DAY, by=None)
    later = MeetingFactory(panel=panel, held_on=DAY)
    review = ReviewFactory(
        action=raised,
        entry=ReviewEntryFactory(meeting=later),
        number="3",
        status="partially_complete",
        owners=["Dr Reed"],
        due="by June",
    )
    EntryFactory(meeting=later, parent=review.entry, text="Half done.", kind=Entry.Kind.BULLET)
    publishing.publish(later, on=DAY, by=None)

    assert texts(read(meeting), "#action-RW-1") == ["Action 1 RW-1 Reply. For Dr Reed Due by May"]
    assert texts(read(later), "#review-RW-1") == [
        "Review of action 3 RW-1 Partially complete Reply. For Dr Reed Due by June Half done."
    ]
    assert "/panels/RW/actions/1/" in links(read(later), "#review-RW-1")


def test_review_of_which_only_the_number_is_said_has_no_empty_paragraph(panel, meeting):
    raised = ActionFactory(entry=ActionEntryFactory(meeting=meeting))
    later = MeetingFactory(panel=panel, held_on=DAY)
    entry = ReviewEntryFactory(meeting=later)
    ReviewFactory(action=raised, entry=entry, number="3", text="", status="complete")
    publishing.publish(later, on=DAY, by=None)
    assert texts(read(later), "#review-RW-1") == ["Review of action 3 RW-1 Complete"]
    assert texts(read(later), "#review-RW-1 p") == ["Review of action 3 RW-1 Complete"]


def test_attendance_is_grouped_by_presence_and_printed_heading(meeting):
    robin = PersonFactory(name="Robin Reed")
    AttendanceFactory(
        meeting=meeting, person=robin, honorific="Dr", organisation_name="Reed Ltd", role=Role.CHAIR
    )
    AttendanceFactory(meeting=meeting, name="Ann Oar", heading="Officials", note="for item 2")
    AttendanceFactory(meeting=meeting, name="Bo Punt", deputy_for="Cy Weir", heading="Officials")
    AttendanceFactory(meeting=meeting, name="Di Lock", presence=Presence.APOLOGIES)
    publishing.publish(meeting, on=DAY, by=None)

    response = read(meeting)

    assert texts(response, ".attendance h3, .attendance h4, .attendance li") == [
        "Present",
        "Dr Robin Reed (chair), Reed Ltd",
        "Officials",
        "Ann Oar – for item 2",
        "Bo Punt, for Cy Weir",
        "Apologies",
        "Di Lock",
    ]
    assert links(response, ".attendance")[0] == f"/people/{robin.pk}/"


@pytest.mark.parametrize(
    ("viewer", "item", "point", "name"),
    [
        (viewer, *((["2 [withheld: section 43]"], ["[withheld: privacy]"], ["[withheld: asked]"])))
        for viewer in ("public", "other secretary")
    ]
    + [
        (
            viewer,
            ["2 Prices [withheld from the public: section 43]"],
            ["He said so. [withheld from the public: privacy]"],
            ["Ann Oar [withheld from the public: asked]"],
        )
        for viewer in ("member", "secretary", "administrator")
    ],
)
def test_withheld_passages_are_named_but_read_by_members_only(meeting, viewer, item, point, name):
    AttendanceFactory(meeting=meeting, name="Ann Oar", withheld="asked")
    EntryFactory(meeting=meeting, text="He said so.", withheld="privacy")
    AgendaItemFactory(meeting=meeting, number="2", title="Prices", withheld="section 43")
    publishing.publish(meeting, on=DAY, by=None)

    response = read(meeting, viewer)

    assert texts(response, ".minutes h2") == item
    assert texts(response, ".minutes p") == point
    assert texts(response, ".attendance li") == name
    assert texts(response, ".notice") == [
        "Minutes, published 4 March 2024.",
        "Passages are withheld from the public in what follows. Each place says so, and why.",
    ]


CIRCULATED = (
    "Draft minutes, circulated to members on 4 March 2024. They are not agreed and not public."
)
RECORD = "This is the record as it stands, which only the secretariat sees."


@pytest.mark.parametrize("viewer", VIEWERS)
def test_minutes_not_circulated_are_read_by_the_secretariat_alone(meeting, viewer):
    EntryFactory(meeting=meeting, text="As it stands.")
    response = read(meeting, viewer)
    if viewer in ("secretary", "administrator"):
        assert texts(response, ".notice") == [f"Draft: not circulated. {RECORD}"]
        assert texts(response, ".minutes") == ["As it stands."]
    else:
        assert response.status_code == 404


@pytest.mark.parametrize("viewer", VIEWERS)
def test_circulated_draft_is_read_by_members_as_it_was_circulated(meeting, viewer):
    EntryFactory(meeting=meeting, text="As circulated.")
    publishing.circulate_draft(meeting, on=DAY, by=None)
    EntryFactory(meeting=meeting, text="Changed since.")
    response = read(meeting, viewer)
    if viewer in ("secretary", "administrator"):
        assert texts(response, ".notice") == [
            f"Draft: not published. {RECORD} Members read the draft circulated on 4 March 2024."
        ]
        assert texts(response, ".minutes") == ["As circulated. Changed since."]
    elif viewer in ("public", "other secretary"):
        assert response.status_code == 404
    else:
        assert texts(response, ".notice") == [CIRCULATED]
        assert texts(response, ".minutes") == ["As circulated."]


@pytest.mark.parametrize("viewer", VIEWERS)
def test_joining_details_are_for_the_panel_and_the_invited(meeting, viewer):
    meeting.joining_details = "Dial 4711"
    meeting.save()
    publishing.publish_agenda(meeting, on=DAY, by=None)
    private = texts(read(meeting, viewer), ".private")
    told = viewer in ("member", "invited", "secretary", "administrator")
    assert private == (["Joining For members and those invited only. Dial 4711"] if told else [])


def test_agenda_is_read_before_there_are_minutes(meeting):
    AgendaItemFactory(meeting=meeting, number="1", title="Welcome")
    publishing.publish_agenda(meeting, on=DAY, by=None)
    meeting.items.update(title="Changed since")
    response = read(meeting)
    assert texts(response, ".notice") == ["Agenda, sent out on 4 March 2024."]
    assert texts(response, ".agenda li") == ["1 Welcome"]


def test_cancelled_meeting_says_so(meeting):
    publishing.publish_agenda(meeting, on=DAY, by=None)
    meeting.cancel(at=datetime.datetime(2024, 2, 1, tzinfo=timezone.get_current_timezone()))
    assert texts(read(meeting), ".notice")[0] == ("This meeting was cancelled on 1 February 2024.")


def test_secretary_sees_which_agendas_went_out_to_all(meeting):
    AgendaItemFactory(meeting=meeting, title="Closed", withheld="section 43")
    publishing.circulate_agenda(meeting, on=DAY, by=None)
    publishing.publish_agenda(meeting, on=DAY, by=None)
    page = read(meeting, "secretary")
    assert texts(page, ".notice")[0].startswith("The agenda in preparation. This is the agenda as")
    assert texts(page, ".revisions li") == [
        "Agenda 2 published 4 March 2024",
        "Agenda 1 circulated 4 March 2024",
    ]


def test_corrected_minutes_say_why_and_keep_the_earlier_revision(client, meeting):
    entry = EntryFactory(meeting=meeting, text="Wrong.")
    publishing.publish(meeting, on=DAY, by=None)
    Entry.objects.filter(pk=entry.pk).update(text="Right.")
    publishing.publish(meeting, on=datetime.date(2024, 4, 1), by=None, reason="It was wrong.")

    assert texts(read(meeting), ".notice, .minutes, .revisions li") == [
        "Minutes, published 1 April 2024 as revision 2. Corrected: It was wrong.",
        "Right.",
        "Minutes 2 published 1 April 2024 It was wrong.",
        "Minutes 1 published 4 March 2024",
    ]
    earlier = client.get("/panels/RW/meetings/1/minutes/1/")
    assert texts(earlier, ".notice, .minutes") == [
        "Minutes, published 4 March 2024.",
        "This is not the latest there is. What stands now",
        "Wrong.",
    ]


@pytest.mark.parametrize("viewer", ["public", "member", "other secretary"])
def test_withdrawn_revision_says_that_when_and_why_alone(meeting, viewer):
    EntryFactory(meeting=meeting, text="Too early.")
    revision = publishing.publish(meeting, on=DAY, by=None)
    publishing.withdraw(revision, by=None, reason="Published in error.")
    withdrawn_on = revision.withdrawal.withdrawn_at
    response = signed_in(account(viewer, meeting)).get(revision.get_absolute_url())
    assert response.status_code == 410
    assert texts(response, "main") == [
        "Meeting of 8 February 2024: minutes 1 "
        f"Withdrawn on {timezone.localtime(withdrawn_on):%-d %B %Y}: Published in error. "
        "What stands now"
    ]


@pytest.mark.parametrize("viewer", ["secretary", "administrator"])
def test_withdrawn_revision_is_still_read_by_the_secretariat(meeting, viewer):
    EntryFactory(meeting=meeting, text="Too early.")
    revision = publishing.publish(meeting, on=DAY, by=None)
    publishing.withdraw(revision, by=None, reason="Published in error.")
    withdrawn_on = timezone.localtime(revision.withdrawal.withdrawn_at)
    response = signed_in(account(viewer, meeting)).get(revision.get_absolute_url())
    assert response.status_code == 200
    assert texts(response, ".notice, .minutes") == [
        f"Withdrawn on {withdrawn_on:%-d %B %Y}: Published in error. "
        "Only the secretariat still reads it.",
        "Minutes, published 4 March 2024.",
        "This is not the latest there is. What stands now",
        "Too early.",
    ]


@pytest.mark.parametrize("viewer", ["public", "member"])
def test_meeting_whose_correction_was_withdrawn_shows_what_stands(meeting, viewer):
    EntryFactory(meeting=meeting, text="Right.")
    publishing.publish(meeting, on=DAY, by=None)
    meeting.entries.update(text="Wrong.")
    correction = publishing.publish(meeting, on=DAY, by=None, reason="Mistaken.")
    publishing.withdraw(correction, by=None, reason="It was right before.")
    client = signed_in(account(viewer, meeting))
    page = client.get(meeting.get_absolute_url())
    assert texts(page, ".notice, .minutes") == ["Minutes, published 4 March 2024.", "Right."]
    listed = client.get(f"/panels/{meeting.panel.code}/meetings/")
    assert texts(listed, "tbody td") == ["Minutes, 4 March 2024"]


def test_meeting_whose_minutes_were_withdrawn_says_so(meeting):
    revision = publishing.publish(meeting, on=DAY, by=None)
    publishing.withdraw(revision, by=None, reason="Published in error.")
    assert texts(read(meeting), ".notice") == ["What could be read of this meeting was withdrawn."]


@pytest.mark.parametrize("viewer", VIEWERS)
def test_draft_has_an_address_for_those_who_read_it(meeting, viewer):
    revision = publishing.circulate_draft(meeting, on=DAY, by=None)
    response = signed_in(account(viewer, meeting)).get(revision.get_absolute_url())
    assert response.status_code == (404 if viewer in ("public", "other secretary") else 200)


def test_meeting_leads_to_those_before_and_after_that_the_viewer_may_see(panel):
    first, _, third = (
        MeetingFactory(panel=panel, held_on=datetime.date(2024, month, 1)) for month in (1, 2, 3)
    )
    for meeting in (first, third):
        publishing.publish(meeting, on=DAY, by=None)
    assert texts(read(first), ".pages a") == ["Meeting after, 1 March 2024"]
    assert texts(read(third), ".pages a") == ["Meeting before, 1 January 2024"]


def test_list_says_what_there_is_to_read_of_each(client, panel):
    for month in (1, 2, 3, 4):
        MeetingFactory(panel=panel, held_on=datetime.date(2024, month, 1))
    minuted, withdrawn, agenda, _ = panel.meetings.order_by("number")
    publishing.publish(minuted, on=DAY, by=None)
    publishing.withdraw(publishing.publish(withdrawn, on=DAY, by=None), by=None, reason="Error.")
    publishing.publish_agenda(agenda, on=DAY, by=None)
    response = client.get("/panels/RW/meetings/")
    assert texts(response, "tbody tr") == [
        "1 March 2024 Agenda, 4 March 2024",
        "1 February 2024 Minutes, withdrawn",
        "1 January 2024 Minutes, published 4 March 2024",
    ]
    secretary = signed_in(account("secretary", minuted)).get("/panels/RW/meetings/")
    assert texts(secretary, "tbody tr")[0] == "1 April 2024 Nothing circulated yet"


def test_list_goes_on_on_the_next_page(client, panel):
    for _ in range(26):
        publishing.publish_agenda(MeetingFactory(panel=panel), on=DAY, by=None)
    first, second = (client.get(f"/panels/RW/meetings/?page={page}") for page in (1, 2))
    assert (len(texts(first, "tbody tr")), len(texts(second, "tbody tr"))) == (25, 1)
    assert texts(first, ".pages") == ["Page 1 of 2 Next page"]
    assert links(second, ".pages") == ["?page=1"]
    assert texts(second, "title") == ["Meetings (page 2) – Rivers Panel – Panel secretariat"]
    assert client.get("/panels/RW/meetings/?page=3").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_the_same_queries_for_one_row_and_for_many(
    panel, django_assert_num_queries, count
):
    for _ in range(count):
        meeting = MeetingFactory(panel=panel, held_on=FEBRUARY)
        for _ in range(count):
            action = ActionFactory(entry=ActionEntryFactory(meeting=meeting))
            OwnerFactory(action=action)
            ReviewFactory(action=action, entry=ReviewEntryFactory(meeting=meeting))
            AttendanceFactory(meeting=meeting)
        publishing.publish(meeting, on=DAY, by=None)
    detail = meeting.get_absolute_url()
    revision = reverse("meetings:revision", args=["RW", meeting.number, "minutes", 1])
    client = signed_in(None)
    with django_assert_num_queries(4):
        client.get("/panels/RW/meetings/")
    with django_assert_num_queries(8):
        client.get(detail)
    with django_assert_num_queries(5):
        client.get(revision)


def test_every_page_has_a_title_of_its_own_and_headings_in_order(client, panel, meeting):
    AgendaItemFactory(meeting=meeting)
    action = ActionFactory(entry=ActionEntryFactory(meeting=meeting))
    revision = publishing.publish(meeting, on=DAY, by=None)
    addresses = [
        "/",
        "/actions/",
        "/sign-in/",
        "/panels/RW/",
        "/panels/RW/meetings/",
        "/panels/RW/actions/",
        meeting.get_absolute_url(),
        revision.get_absolute_url(),
        action.get_absolute_url(),
        "/nothing/",
    ]
    titles = set()
    for address in addresses:
        response = client.get(address)
        page = parsed(response)
        levels = [int(str(element.tag)[1]) for element in page.css("h1, h2, h3, h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        assert [main.attributes["id"] for main in page.css("main")] == ["main"]
        assert [html.attributes["lang"] for html in page.css("html")] == ["en-GB"]
        assert "style=" not in response.content.decode()
        titles |= set(texts(response, "title"))
    assert len(titles) == len(addresses)


def test_correction_shows_what_it_changed(client, panel):
    meeting = MeetingFactory(panel=panel)
    entry = EntryFactory(meeting=meeting, text="The locks are old.")
    publishing.publish(meeting, on=DAY, by=None)
    entry.text = "The locks are new."
    entry.save()
    publishing.publish(meeting, on=DAY, by=None, reason="Misheard.")
    page = client.get(f"{meeting.get_absolute_url()}minutes/2/").content.decode()
    assert "The locks are <del>old</del>." in page
    assert "The locks are <ins>new</ins>." in page
    first = client.get(f"{meeting.get_absolute_url()}minutes/1/").content.decode()
    assert "<del>" not in first


def test_correction_shows_nothing_of_what_was_withdrawn(client, panel):
    meeting = MeetingFactory(panel=panel)
    entry = EntryFactory(meeting=meeting, text="A secret.")
    revision = publishing.publish(meeting, on=DAY, by=None)
    entry.text = "Nothing."
    entry.save()
    publishing.publish(meeting, on=DAY, by=None, reason="It was secret.")
    publishing.withdraw(revision, by=None, reason="It was secret.")
    assert "A secret." not in client.get(f"{meeting.get_absolute_url()}minutes/2/").content.decode()


def test_correction_shows_the_public_nothing_of_what_is_withheld(client, panel):
    meeting = MeetingFactory(panel=panel)
    entry = EntryFactory(meeting=meeting, text="Personal.", withheld="privacy")
    publishing.publish(meeting, on=DAY, by=None)
    entry.text = "Still personal."
    entry.save()
    publishing.publish(meeting, on=DAY, by=None, reason="Misheard.")
    page = client.get(f"{meeting.get_absolute_url()}minutes/2/").content.decode()
    assert "ersonal." not in page


def test_where_else_minutes_stand_is_said_once_they_are_published(client, panel):
    meeting = MeetingFactory(panel=panel)
    EntryFactory(meeting=meeting)
    PublicationFactory(meeting=meeting, address="https://example.org/here/", since=DAY)
    publishing.publish_agenda(meeting, on=DAY, by=None)
    assert "example.org/here" not in client.get(meeting.get_absolute_url()).content.decode()
    publishing.publish(meeting, on=DAY, by=None)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert '<a href="https://example.org/here/"' in page
    assert "(4 March 2024)" in page
