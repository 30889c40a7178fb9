import datetime
from itertools import pairwise
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import ProtectedError

from actions.models import Action
from tests.factories import (
    ActionEntryFactory,
    ActionFactory,
    MeetingFactory,
    MembershipFactory,
    OrganisationFactory,
    OwnerFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PersonFactory,
    ReviewFactory,
    RevisionFactory,
    UserFactory,
)
from tests.refusals import assert_accepted, assert_refused, assert_refused_by_database

pytestmark = pytest.mark.django_db

MARCH_12 = datetime.date(2024, 3, 12)
MAY_14 = datetime.date(2024, 5, 14)


@pytest.fixture
def panel():
    return PanelFactory(code="CJ")


def unknown(panel, **fields) -> Action:
    """An action whose raising meeting is not known."""
    return ActionFactory(entry=None, panel=panel, **fields)


def statuses_of(action: Action) -> tuple[str, str]:
    """Its status and its published status, as stored now."""
    action.refresh_from_db()
    return action.status, action.published_status


# What an action is


def test_action_serial_is_given_once_in_a_panel(panel):
    row = unknown(panel)
    again = ActionFactory.build(entry=None, panel=panel, serial=row.serial)
    assert_refused(
        again, "Action with this Panel and Serial already exists.", by="action_serial_once"
    )
    again.panel = PanelFactory()
    assert_accepted(again)


def test_action_takes_the_next_serial_and_its_reference(panel):
    unknown(panel)
    row = Action(panel=panel, text="Robin to write.")
    row.assign_serial()
    assert_accepted(row)
    assert (row.reference, row.get_absolute_url()) == ("CJ-2", "/panels/CJ/actions/2/")


def test_action_without_wording_is_refused(panel):
    row = ActionFactory.build(entry=None, panel=panel, serial=1, text="")
    with pytest.raises(ValidationError) as invalid:
        row.full_clean()
    assert invalid.value.messages == ["This field cannot be blank."]
    assert_refused_by_database(row, by="action_has_wording")


def test_action_is_raised_in_a_place_of_its_own(panel):
    row = ActionFactory(entry__meeting__panel=panel)
    assert_refused_by_database(
        ActionFactory.build(entry=row.entry, panel=panel, serial=9), by="entry_id"
    )


@pytest.mark.parametrize("fields", [{"lapsed_on": MARCH_12}, {"lapse_reason": "Overtaken."}])
def test_action_lapsed_without_when_or_why_is_refused(panel, fields):
    row = ActionFactory.build(entry=None, panel=panel, serial=1, **fields)
    assert_refused(row, "Say both when and why an action lapses.", by="action_lapsed_when_and_why")
    row.lapsed_on, row.lapse_reason = MARCH_12, "Overtaken."
    assert_accepted(row)


def test_action_due_at_a_meeting_of_another_panel_is_refused(panel):
    row = ActionFactory.build(entry=None, panel=panel, serial=1, due_meeting=MeetingFactory())
    assert_refused(row, "That is a meeting of another panel.", by="keeps to its panel")


def test_action_raised_in_minutes_is_not_deleted_with_them(panel):
    row = ActionFactory(entry__meeting__panel=panel)
    with pytest.raises(ProtectedError):
        row.entry.delete()


@pytest.mark.parametrize("place", [{"kind": "review"}, {"meeting": True}])
def test_action_raised_where_none_of_the_panel_stands_is_refused(panel, place):
    meeting = MeetingFactory() if "meeting" in place else MeetingFactory(panel=panel)
    entry = ActionEntryFactory(meeting=meeting, kind=place.get("kind", "action"))
    assert_refused(
        ActionFactory.build(entry=entry, panel=panel, serial=1),
        "That is no place for an action of this panel.",
        by="raised at a place for actions of its panel",
    )


def test_action_stays_with_its_panel(panel):
    unknown(panel)
    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        Action.objects.update(panel=PanelFactory())


# Repeats: a link, without cycles


def test_repeat_of_another_has_its_status_and_is_not_open(panel):
    origin, repeat = unknown(panel), unknown(panel)
    repeat.repeat_of = origin
    assert_accepted(repeat)
    ReviewFactory(action=origin, status="partially_complete")
    repeat.refresh_from_db()
    assert repeat.status == "partially_complete"
    assert list(Action.objects.open()) == [origin]


def test_what_is_said_of_a_repeat_counts_for_what_it_repeats(panel):
    origin = unknown(panel)
    repeat = unknown(panel, repeat_of=origin)
    again = unknown(panel, repeat_of=repeat)
    march, may = (MeetingFactory(panel=panel, held_on=day) for day in (MARCH_12, MAY_14))
    ReviewFactory(action=again, entry__meeting=may, status="complete")
    ReviewFactory(action=origin, entry__meeting=march, status="partially_complete")
    assert [statuses_of(action) for action in (origin, repeat, again)] == [
        ("complete", "not_complete")
    ] * 3
    RevisionFactory(meeting=march)
    assert statuses_of(origin) == ("complete", "partially_complete")
    RevisionFactory(meeting=may)
    assert statuses_of(origin) == ("complete", "complete")
    Action.objects.filter(pk=repeat.pk).update(repeat_of=None)
    assert [statuses_of(action) for action in (origin, repeat)] == [
        ("partially_complete", "partially_complete"),
        ("complete", "complete"),
    ]


def test_at_one_meeting_what_is_said_of_the_repeated_comes_first(panel):
    origin = unknown(panel)
    repeat = unknown(panel, repeat_of=origin)
    meeting = MeetingFactory(panel=panel)
    ReviewFactory(action=origin, entry__meeting=meeting, status="complete")
    ReviewFactory(action=repeat, entry__meeting=meeting, status="partially_complete")
    assert statuses_of(repeat) == ("complete", "not_complete")


def test_what_is_said_of_a_repeat_in_reserved_business_is_not_published(panel):
    origin = unknown(panel)
    meeting = MeetingFactory(panel=panel)
    hidden = ActionFactory(
        entry__meeting=MeetingFactory(panel=panel), entry__withheld="s. 40", repeat_of=origin
    )
    ReviewFactory(action=hidden, entry__meeting=meeting, status="complete")
    RevisionFactory(meeting=meeting)
    assert statuses_of(origin) == ("complete", "not_complete")


@pytest.mark.parametrize("length", [1, 2, 3])
def test_repeat_that_comes_back_to_itself_is_refused(panel, length):
    chain = [unknown(panel) for _ in range(length)]
    for action, repeated in pairwise(chain):
        action.repeat_of = repeated
        assert_accepted(action)
    assert chain[0].repeated() == chain[1:]
    chain[-1].repeat_of = chain[0]
    with pytest.raises(ValidationError) as invalid:
        chain[-1].full_clean()
    assert invalid.value.message_dict == {"repeat_of": ["An action does not repeat itself."]}
    assert_refused_by_database(chain[-1], by="does not repeat itself")


def test_repeat_of_an_action_of_another_panel_is_refused(panel):
    other = unknown(PanelFactory())
    row = ActionFactory.build(entry=None, panel=panel, serial=1, repeat_of=other)
    assert_refused(row, "That is an action of another panel.", by="keeps to its panel")


@pytest.mark.django_db(transaction=True)
def test_repeats_of_each_other_made_at_once_are_refused():
    panel = PanelFactory()
    one, other = unknown(panel), unknown(panel)
    refused = []

    def repeat_elsewhere():
        try:
            Action.objects.filter(pk=other.pk).update(repeat_of=one)
        except IntegrityError as error:
            refused.append(str(error).splitlines()[0])
        connection.close()

    with transaction.atomic():
        Action.objects.filter(pk=one.pk).update(repeat_of=other)
        thread = Thread(target=repeat_elsewhere)
        thread.start()
        thread.join(timeout=0.5)  # it waits for this transaction
        assert thread.is_alive()
    thread.join()
    assert refused == ["an action does not repeat itself"]


def test_repeats_made_one_after_the_other_have_no_cycle(panel):
    one, other = unknown(panel), unknown(panel)
    Action.objects.filter(pk=one.pk).update(repeat_of=other)
    with pytest.raises(IntegrityError, match="does not repeat itself"), transaction.atomic():
        Action.objects.filter(pk=other.pk).update(repeat_of=one)


# Which actions


def test_open_are_those_that_a_meeting_still_has_before_it(panel):
    not_complete, partially = unknown(panel), unknown(panel)
    ReviewFactory(action=partially, status="partially_complete")
    for status in ("complete", "not_taken_forward"):
        ReviewFactory(action=unknown(panel), status=status)
    unknown(panel, withdrawn_on=MARCH_12)
    unknown(panel, joined_to=partially)
    unknown(panel, repeat_of=partially)
    unknown(panel, lapsed_on=MARCH_12, lapse_reason="Overtaken.")
    assert set(Action.objects.open()) == {not_complete, partially}
    assert {action for action in Action.objects.standing() if action.is_open} >= {
        not_complete,
        partially,
    }


def test_overdue_is_due_before_that_day(panel):
    due = unknown(panel, due_on=MARCH_12)
    unknown(panel)
    assert list(Action.objects.overdue(MARCH_12)) == []
    assert list(Action.objects.overdue(datetime.date(2024, 3, 13))) == [due]
    ReviewFactory(action=due, status="complete")
    assert list(Action.objects.overdue(datetime.date(2024, 3, 13))) == []


def test_unowned_belongs_to_nobody_yet(panel):
    nobodys = unknown(panel)
    OwnerFactory(action=unknown(panel))
    assert list(Action.objects.unowned()) == [nobodys]


# Lapsing


def test_lapse_closes_with_date_reason_and_account(panel):
    row, user = unknown(panel), UserFactory()
    row.lapse(on=MARCH_12, reason=" Overtaken. ", by=user, today=MARCH_12)
    assert (row.status, row.lapsed_on, row.lapse_reason, row.lapsed_by) == (
        "lapsed",
        MARCH_12,
        "Overtaken.",
        user,
    )


@pytest.mark.parametrize("reason", ["", "  "])
def test_lapse_without_reason_is_refused(panel, reason):
    row = unknown(panel)
    with pytest.raises(ValidationError) as refused:
        row.lapse(on=MARCH_12, reason=reason, by=None, today=MARCH_12)
    assert refused.value.code == "reason"
    row.refresh_from_db()
    assert row.status == "not_complete"


def test_lapse_of_a_closed_action_is_refused(panel):
    """Also where this process still holds it as open."""
    row = unknown(panel)
    ReviewFactory(action=row, status="complete")
    with pytest.raises(ValidationError) as refused:
        row.lapse(on=MARCH_12, reason="Overtaken.", by=None, today=MARCH_12)
    assert (refused.value.code, refused.value.messages) == ("closed", ["CJ-1 is not open."])


@pytest.mark.parametrize(
    ("on", "code", "why"),
    [
        (MAY_14, "future", "An action does not lapse on a day to come."),
        (
            datetime.date(2024, 3, 11),
            "early",
            "Meetings spoke of these after 11 Mar 2024: CJ-1 on 12 Mar 2024. "
            "Give 12 Mar 2024 or a later day.",
        ),
    ],
)
def test_lapse_before_it_was_raised_or_on_a_day_to_come_is_refused(on, code, why):
    row = ActionFactory(entry__meeting__panel__code="CJ", entry__meeting__held_on=MARCH_12)
    with pytest.raises(ValidationError) as refused:
        row.lapse(on=on, reason="Overtaken.", by=None, today=MAY_14 - datetime.timedelta(days=1))
    assert (refused.value.code, refused.value.messages) == (code, [why])
    row.refresh_from_db()
    assert (row.status, row.lapsed_on) == ("not_complete", None)
    row.lapse(on=MARCH_12, reason="Overtaken.", by=None, today=MARCH_12)
    assert row.status == "lapsed"


def test_lapse_before_the_last_review_is_refused(panel):
    row = unknown(panel)
    ReviewFactory(action=row, entry__meeting__held_on=MAY_14)
    with pytest.raises(ValidationError) as refused:
        row.lapse(on=MARCH_12, reason="Overtaken.", by=None, today=MAY_14)
    assert refused.value.code == "early"


def test_lapse_of_many_names_the_first_that_meetings_spoke_of_later_and_closes_none(panel):
    early, *later = [
        ActionFactory(entry__meeting__panel=panel, entry__meeting__held_on=day)
        for day in [MARCH_12, *[MAY_14] * 8]
    ]
    with pytest.raises(ValidationError) as refused:
        Action.objects.lapse(on=MARCH_12, reason="Overtaken.", by=None, today=MAY_14)
    named = ", ".join(f"{row.reference} on 14 May 2024" for row in later[:6])
    assert refused.value.messages == [
        f"Meetings spoke of these after 12 Mar 2024: {named} and 2 more. "
        "Give 14 May 2024 or a later day."
    ]
    early.refresh_from_db()
    assert early.status == "not_complete"


def test_lapse_stands_where_an_import_finds_later_where_the_action_was_raised(panel):
    row = unknown(panel)
    row.lapse(on=MARCH_12, reason="Overtaken.", by=None, today=MAY_14)
    row.entry = ActionEntryFactory(meeting__panel=panel, meeting__held_on=MAY_14)
    assert_accepted(row)
    row.refresh_from_db()
    assert row.status == "lapsed"


def test_lapsed_action_reopens_when_a_later_meeting_states_a_status(panel):
    row = unknown(panel)
    row.lapse(on=MARCH_12, reason="Overtaken.", by=None, today=MARCH_12)
    for held_on, status, expected in (
        (datetime.date(2024, 3, 11), "complete", "lapsed"),
        (MARCH_12, "complete", "lapsed"),
        (datetime.date(2024, 3, 13), "", "lapsed"),
        (datetime.date(2024, 3, 14), "not_complete", "not_complete"),
    ):
        ReviewFactory(action=row, entry__meeting__held_on=held_on, status=status)
        row.refresh_from_db()
        assert row.status == expected
    row.lapse(on=MAY_14, reason="Overtaken again.", by=None, today=MAY_14)
    assert row.status == "lapsed"


# Owners


@pytest.mark.parametrize(
    "fields",
    [
        {"person": True, "organisation": True},
        {"person": True, "body": "members"},
        {"organisation": True, "body": "secretariat"},
        {"person": True, "organisation": True, "body": "members"},
    ],
)
def test_owner_of_two_kinds_is_refused(panel, fields):
    made = {"person": PersonFactory, "organisation": OrganisationFactory}
    row = OwnerFactory.build(
        action=unknown(panel),
        **{name: made[name]() if name in made else value for name, value in fields.items()},
    )
    assert_refused(row, "An owner is a person, an organisation or a body.", by="owner_is_one_thing")


def test_owner_of_each_kind_is_accepted(panel):
    action = unknown(panel)
    for fields in (
        {"person": PersonFactory()},
        {"organisation": OrganisationFactory()},
        {"body": "members"},
        {"body": "secretariat"},
        {},
    ):
        assert_accepted(OwnerFactory.build(action=action, **fields))


def test_owner_is_named_once(panel):
    row = OwnerFactory(action=unknown(panel))
    assert_refused(
        OwnerFactory.build(action=row.action, name=row.name),
        "This owner is already named.",
        by="owner_once",
    )
    assert_accepted(OwnerFactory.build(action=unknown(panel), name=row.name))


def test_people_who_owe_an_action_are_resolved_on_that_day(panel):
    science = OrganisationFactory()
    merged = OrganisationFactory(same_as=science)
    elsewhere = MembershipFactory(representing=science)
    left = MembershipFactory(panel=panel, representing=science, ended_on=MARCH_12)
    sits = MembershipFactory(panel=panel, representing=science)
    also_sits = MembershipFactory(panel=panel)
    secretary = PanelSecretaryFactory(panel=panel).user
    keeps = PersonFactory(user=secretary)
    stands = PersonFactory()
    named = PersonFactory(same_as=stands)

    def owe(**fields) -> set:
        action = unknown(panel)
        OwnerFactory(action=action, **fields)
        return set(action.people(MAY_14))

    assert owe(person=named) == {stands}
    assert owe(organisation=science) == {sits.person}
    assert owe(organisation=merged) == {sits.person}
    assert owe(body="members") == {sits.person, also_sits.person}
    assert owe(body="secretariat") == {keeps}
    assert owe() == set()
    action = unknown(panel)
    OwnerFactory(action=action, organisation=science)
    assert set(action.people(MARCH_12)) == {sits.person, left.person}
    assert elsewhere.person not in action.people(MARCH_12)


def test_wording_is_folded_into_one_line_and_the_database_refuses_two():
    action = ActionFactory(text="To do.")
    action.text = "To\n do."
    action.full_clean()
    assert action.text == "To do."
    action.text = "To\ndo."
    assert_refused_by_database(action, by="action_text_one_line")
