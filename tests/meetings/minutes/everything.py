"""One meeting with something of everything: its rows, its document, and what the public reads.

What is withheld has the word "canary" in it.
"""

import datetime

from meetings.minutes.document import (
    Action,
    Attendee,
    Item,
    Kind,
    Minutes,
    Point,
    Presence,
    Review,
    Role,
    Status,
)
from meetings.models import Meeting
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    OwnerFactory,
    PanelFactory,
    ReviewFactory,
)


def the_meeting() -> Meeting:
    panel = PanelFactory(code="CJ", name="Crime and Justice", last_action=42)
    january = MeetingFactory(panel=panel, held_on=datetime.date(2024, 1, 9))
    closed = AgendaItemFactory(meeting=january, withheld="s. 35")
    meeting = MeetingFactory(
        panel=panel,
        title="Third meeting",
        held_on=datetime.date(2024, 3, 12),
        starts_at=datetime.time(14),
        ends_at=datetime.time(16, 30),
        venue="Room 2",
    )

    attendee = {"meeting": meeting}
    AttendanceFactory(
        **attendee,
        name="Robin Example",
        honorific="Prof.",
        organisation_name="Home Office",
        heading="Members",
        role="chair",
        note="until 15:00",
    )
    AttendanceFactory(
        **attendee,
        name="Alex Canary",
        description="canary keeper",
        heading="Guests",
        withheld="s. 40",
    )
    AttendanceFactory(
        **attendee, name="Kim Example", presence="apologies", role="deputy", deputy_for="Jo Doe"
    )

    EntryFactory(meeting=meeting, text="Before.")
    first = AgendaItemFactory(meeting=meeting, number="1", title="Actions", presenters="Chair")
    EntryFactory(item=first, text="Heading", kind="heading")
    reviewed = ReviewFactory(
        action=ActionFactory(entry__meeting=january, serial=7),
        entry__meeting=meeting,
        entry__item=first,
        text="Robin to write.",
        number="3",
        owners=["Robin Example", "Home Office"],
        due="by March",
        status="partially_complete",
    )
    EntryFactory(item=first, parent=reviewed.entry, text="Partially complete – drafted.")
    EntryFactory(item=first, parent=reviewed.entry, text="The canary sang.", withheld="s. 40")
    secret = ReviewFactory(
        action=ActionFactory(entry__item=closed, serial=8),
        entry__meeting=meeting,
        entry__item=first,
        text="Robin to buy the canary.",
        number="4",
    )
    EntryFactory(item=first, parent=secret.entry, text="Bought the canary.")
    EntryFactory(item=first, text="A bullet.", kind="bullet", depth=1, is_advice=True)
    EntryFactory(item=first, text="A canary bullet.", kind="bullet", withheld="s. 40")
    action = ActionFactory(
        entry__item=first, number="1", text="Robin to call.", due="by May", serial=41
    )
    OwnerFactory(action=action, name="Robin Example", position=1)
    OwnerFactory(action=action, name="Secretariat", position=2)
    ActionFactory(
        entry__item=first, entry__withheld="s. 40", number="2", text="Feed the canary.", serial=42
    )
    second = AgendaItemFactory(meeting=meeting, number="2", title="The canary", withheld="s. 35")
    EntryFactory(item=second, text="It was said that the canary sings.")
    AgendaItemFactory(meeting=meeting, number="", title="Any other business")
    EntryFactory(meeting=meeting, text="After.", is_after=True, is_for_later=True)
    return meeting


ITS_MINUTES = Minutes(
    held_on=datetime.date(2024, 3, 12),
    panel="Crime and Justice",
    title="Third meeting",
    starts_at=datetime.time(14),
    ends_at=datetime.time(16, 30),
    venue="Room 2",
    attendance=(
        Attendee(
            name="Robin Example",
            honorific="Prof.",
            organisation="Home Office",
            heading="Members",
            role=Role.CHAIR,
            note="until 15:00",
        ),
        Attendee(
            name="Alex Canary", description="canary keeper", heading="Guests", withheld="s. 40"
        ),
        Attendee(
            name="Kim Example",
            presence=Presence.APOLOGIES,
            role=Role.DEPUTY,
            deputy_for="Jo Doe",
        ),
    ),
    before=(Point("Before."),),
    items=(
        Item(
            "Actions",
            number="1",
            presenters="Chair",
            entries=(
                Point("Heading", kind=Kind.HEADING),
                Review(
                    "Robin to write.",
                    number="3",
                    owners=("Robin Example", "Home Office"),
                    due="by March",
                    status=Status.PARTIALLY_COMPLETE,
                    narrative=(
                        Point("Partially complete – drafted."),
                        Point("The canary sang.", withheld="s. 40"),
                    ),
                    reference="CJ-7",
                ),
                Review(
                    "Robin to buy the canary.",
                    number="4",
                    narrative=(Point("Bought the canary."),),
                    reference="CJ-8",
                    withheld="s. 35",
                ),
                Point("A bullet.", kind=Kind.BULLET, depth=1, is_advice=True),
                Point("A canary bullet.", kind=Kind.BULLET, withheld="s. 40"),
                Action(
                    "Robin to call.",
                    number="1",
                    owners=("Robin Example", "Secretariat"),
                    due="by May",
                    reference="CJ-41",
                ),
                Action("Feed the canary.", number="2", reference="CJ-42", withheld="s. 40"),
            ),
        ),
        Item(
            "The canary",
            number="2",
            entries=(Point("It was said that the canary sings."),),
            withheld="s. 35",
        ),
        Item("Any other business"),
    ),
    after=(Point("After.", is_for_later=True),),
)

AS_PUBLISHED = Minutes(
    held_on=ITS_MINUTES.held_on,
    panel="Crime and Justice",
    title="Third meeting",
    starts_at=datetime.time(14),
    ends_at=datetime.time(16, 30),
    venue="Room 2",
    attendance=(
        ITS_MINUTES.attendance[0],
        Attendee(name="", heading="Guests", withheld="s. 40"),
        ITS_MINUTES.attendance[2],
    ),
    before=(Point("Before."),),
    items=(
        Item(
            "Actions",
            number="1",
            presenters="Chair",
            entries=(
                Point("Heading", kind=Kind.HEADING),
                Review(
                    "Robin to write.",
                    number="3",
                    owners=("Robin Example", "Home Office"),
                    due="by March",
                    status=Status.PARTIALLY_COMPLETE,
                    narrative=(
                        Point("Partially complete – drafted."),
                        Point("", withheld="s. 40"),
                    ),
                    reference="CJ-7",
                ),
                Review("", number="4", withheld="s. 35"),
                Point("A bullet.", kind=Kind.BULLET, depth=1, is_advice=True),
                Point("", kind=Kind.BULLET, withheld="s. 40"),
                ITS_MINUTES.items[0].entries[5],
                Action("", number="2", withheld="s. 40"),
            ),
        ),
        Item("", number="2", withheld="s. 35"),
        Item("Any other business"),
    ),
    after=(Point("After.", is_for_later=True),),
)
