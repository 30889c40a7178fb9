"""Actions keep their identity from meeting to meeting, and when minutes are recorded anew."""

import datetime
import itertools
from dataclasses import replace

import pytest
from django.utils import timezone

from actions.models import Action, ActionPair, Owner, Review
from meetings.minutes.document import (
    Action as Raised,
)
from meetings.minutes.document import (
    Attendee,
    Point,
    Status,
)
from meetings.minutes.document import (
    Review as Reviewed,
)
from meetings.minutes.publishing import document_of
from meetings.models import Passage
from tests.factories import (
    ActionFactory,
    PanelFactory,
    UserFactory,
)
from tests.meetings.minutes.documents import (
    JANUARY,
    LOCKS,
    MARCH,
    MAY,
    TODAY,
    WEIRS,
    minutes,
    put,
    reviewed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return PanelFactory(code="RW", name="River Watch Panel")


def test_a_review_continues_the_action_of_the_meeting_before(panel):
    put(panel, minutes(JANUARY, LOCKS, WEIRS))
    recorded = put(panel, minutes(MARCH, reviewed(WEIRS, Status.COMPLETE), reviewed(LOCKS)))
    assert (recorded.reviews_linked, recorded.origins_unknown) == (2, 0)
    assert list(Action.objects.order_by("serial").values_list("text", "status")) == [
        (LOCKS.text, "not_complete"),
        (WEIRS.text, "complete"),
    ]


def test_words_decide_before_numbers(panel):
    put(panel, minutes(JANUARY, LOCKS, WEIRS))
    put(panel, minutes(MARCH, reviewed(LOCKS, number="2"), reviewed(WEIRS, number="1")))
    assert {(r.action.text, r.text) for r in Review.objects.all()} == {
        (LOCKS.text, LOCKS.text),
        (WEIRS.text, WEIRS.text),
    }


def test_numbers_decide_between_equal_words(panel):
    first, second = replace(LOCKS, number="1"), replace(LOCKS, number="2")
    put(panel, minutes(JANUARY, first, second))
    put(panel, minutes(MARCH, reviewed(second, Status.COMPLETE)))
    assert list(Action.objects.order_by("serial").values_list("number", "status")) == [
        ("1", "not_complete"),
        ("2", "complete"),
    ]


def test_an_equal_number_alone_links_nothing(panel):
    put(panel, minutes(JANUARY, LOCKS))
    recorded = put(panel, minutes(MARCH, reviewed(WEIRS, number="1")))
    assert (recorded.reviews_linked, recorded.origins_unknown) == (0, 1)


DONE = Reviewed("", number="1", status=Status.COMPLETE, narrative=(Point("Complete."),))


def test_a_number_alone_continues_the_action_of_the_meeting_before(panel):
    put(panel, minutes(JANUARY, LOCKS, WEIRS))
    recorded = put(panel, minutes(MARCH, DONE), publish_on=MARCH)
    assert (recorded.reviews_linked, recorded.doubts) == (1, [])
    action = Action.objects.get(text=LOCKS.text)
    assert (action.status, action.reviews.get().text) == ("complete", "")
    (told,) = document_of(recorded.revision).reviews()
    assert told == replace(DONE, reference=action.reference)


def test_a_number_alone_of_no_known_action_is_doubted_until_its_meeting_comes(panel):
    recorded = put(panel, minutes(MARCH, DONE))
    assert [(doubt.passage, doubt.why) for doubt in recorded.doubts] == [
        ("Action 1", "tells only a number, and which action it is of was not found")
    ]
    began = Action.objects.get()
    assert (began.text, began.status, began.entry) == ("Action 1", "complete", None)
    put(panel, minutes(JANUARY, LOCKS))
    action = Action.objects.get()
    assert (action.reference, action.text) == (began.reference, LOCKS.text)
    assert (action.status, action.entry.meeting.held_on) == ("complete", JANUARY)


def test_a_number_alone_reads_as_an_earlier_review_that_becomes_known(panel):
    put(panel, minutes(MARCH, DONE))
    put(panel, minutes(JANUARY, reviewed(LOCKS, Status.NOT_COMPLETE)))
    action = Action.objects.standing().get()
    assert (action.text, action.status, action.reviews.count()) == (LOCKS.text, "complete", 2)


def test_a_number_alone_stays_with_its_action_when_it_is_recorded_anew(panel):
    put(panel, minutes(MARCH, DONE), publish_on=MARCH)
    again = replace(DONE, status=Status.PARTIALLY_COMPLETE)
    put(panel, minutes(MARCH, again), replace_minutes=True, publish_on=MARCH)
    action = Action.objects.get()
    assert (action.status, action.withdrawn_on) == ("partially_complete", None)


def test_a_number_under_a_heading_is_of_the_meeting_that_it_names(panel):
    put(panel, minutes(JANUARY, LOCKS))
    put(panel, minutes(MARCH, replace(WEIRS, number="1")))
    heading = Point("Actions from the meeting of 10 January:")
    put(panel, minutes(MAY, heading, DONE))
    assert Action.objects.get(text=LOCKS.text).status == "complete"
    assert Action.objects.get(text=WEIRS.text).status == "not_complete"
    put(panel, minutes(MAY + datetime.timedelta(1), replace(heading, text="March actions:"), DONE))
    assert Action.objects.get(text=WEIRS.text).status == "complete"


def test_a_review_without_a_known_action_makes_one_of_unknown_origin(panel):
    recorded = put(panel, minutes(MARCH, reviewed(LOCKS, Status.COMPLETE, due="by May")))
    action = Action.objects.get()
    assert recorded.origins_unknown == 1
    assert (action.entry, action.text, action.status) == (None, LOCKS.text, "complete")
    assert (action.due, action.due_on) == ("by May", datetime.date(2024, 5, 31))
    assert [owner.name for owner in action.owners.all()] == ["Bo Lund"]


def test_importing_the_raising_meeting_later_joins_the_two(panel):
    put(panel, minutes(MARCH, reviewed(LOCKS, Status.COMPLETE)))
    reference = Action.objects.get().reference
    put(panel, minutes(JANUARY, LOCKS))
    action = Action.objects.get()
    assert (action.reference, action.entry.meeting.held_on) == (reference, JANUARY)
    assert action.status == "complete"


def test_two_of_unknown_origin_become_one_when_the_link_between_them_comes(panel):
    early = "Bo Lund to count the locks on the upper river."
    middle = "Bo Lund to count the locks and measure the weirs on the upper river."
    late = "Bo Lund to measure the weirs on the upper river."
    owner = ("Bo Lund",)
    put(panel, minutes(JANUARY, Reviewed(early, owners=owner)))
    put(panel, minutes(MAY, Reviewed(late, owners=owner, status=Status.COMPLETE)))
    assert [action.text for action in Action.objects.standing()] == [late, early]
    recorded = put(panel, minutes(MARCH, Reviewed(middle, owners=owner)))
    assert recorded.joined == [("RW-1", "RW-2")]
    stays = Action.objects.standing().get()
    goes = Action.objects.get(serial=2)
    assert (stays.text, stays.status, stays.reviews.count()) == (early, "complete", 3)
    assert goes.joined_to == stays


def test_an_action_of_unknown_origin_reads_as_in_its_earliest_review(panel):
    put(panel, minutes(MAY, reviewed(LOCKS, text="Bo Lund to count the locks, upper river.")))
    put(panel, minutes(MARCH, reviewed(LOCKS)))
    assert Action.objects.get().text == LOCKS.text


def test_the_open_one_of_two_equal_actions_is_meant(panel):
    put(panel, minutes(JANUARY, LOCKS))
    put(panel, minutes(MARCH, reviewed(LOCKS, Status.COMPLETE), LOCKS))
    put(panel, minutes(MAY, reviewed(LOCKS, Status.PARTIALLY_COMPLETE)))
    assert list(Action.objects.order_by("serial").values_list("status", flat=True)) == [
        "complete",
        "partially_complete",
    ]


def test_actions_of_another_panel_are_not_continued(panel):
    ActionFactory(text=LOCKS.text)
    assert put(panel, minutes(MARCH, reviewed(LOCKS))).origins_unknown == 1


def test_an_action_raised_later_is_not_continued(panel):
    put(panel, minutes(MAY, LOCKS))
    assert put(panel, minutes(MARCH, reviewed(LOCKS))).origins_unknown == 1


def test_a_repeat_is_linked_and_takes_the_status_of_what_it_repeats(panel):
    document = minutes(
        MARCH,
        reviewed(LOCKS, Status.COMPLETE, number="3"),
        reviewed(
            WEIRS,
            Status.PARTIALLY_COMPLETE,
            number="7",
            narrative=(Point("Partially complete. This was a repeat of action 3."),),
        ),
    )
    put(panel, document)
    repeat = Action.objects.get(text=WEIRS.text)
    assert repeat.repeat_of.text == LOCKS.text
    assert repeat.status == "complete"


PUBLISH = Raised("Bo Lund to publish the tests.", owners=("Bo Lund",), due="by the end of July")
PUBLISHING = reviewed(PUBLISH, due=PUBLISH.due)
JUNE, SEPTEMBER, YEAR_AFTER = (
    datetime.date(2023, 6, 11), datetime.date(2023, 9, 10), datetime.date(2024, 9, 10)
)  # fmt: skip


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
@pytest.mark.parametrize(
    ("first", "year"),
    [
        (minutes(JUNE, PUBLISH), 2023),
        (minutes(SEPTEMBER, PUBLISHING), 2024),
    ],
)
def test_a_deadline_is_meant_from_the_meeting_that_told_it_first(panel, order, first, year):
    documents = [
        first,
        minutes(datetime.date(2023, 11, 10), PUBLISHING),
        minutes(YEAR_AFTER, replace(PUBLISHING, status=Status.COMPLETE)),
    ]
    for index in order:
        put(panel, documents[index])
    assert Action.objects.get().due_on == datetime.date(year, 7, 31)


def test_a_deadline_that_somebody_entered_stays_when_the_meeting_that_raised_it_comes(panel):
    put(panel, minutes(SEPTEMBER, PUBLISHING))
    Action.objects.update(due_on=MARCH)
    put(panel, minutes(JUNE, PUBLISH))
    assert Action.objects.get().due_on == MARCH


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_a_repeat_that_is_completed_closes_what_it_repeats(panel, order):
    again = Raised("Bo Lund to count the locks again. This was a repeat of action 1.", number="1")
    documents = [
        minutes(JANUARY, LOCKS),
        minutes(MARCH, reviewed(LOCKS, Status.NOT_COMPLETE), again),
        minutes(MAY, reviewed(again, Status.COMPLETE, text="Bo Lund to count the locks again.")),
    ]
    for index in order:
        put(panel, documents[index])
    stored = Action.objects.order_by("entry__meeting__held_on").values_list("text", "status")
    assert list(stored) == [(LOCKS.text, "complete"), (again.text, "complete")]


@pytest.mark.parametrize(
    "says",
    [
        "This was a repeat of action 1.",
        "This is a duplicate of action 1 from January.",
        "(repeat of action 1 of the meeting on 10 January 2024)",
        "As action 1 of the last meeting.",
    ],
)
def test_an_action_raised_as_a_repeat_is_linked_by_number_and_words_or_meeting(panel, says):
    put(panel, minutes(JANUARY, LOCKS))
    again = Raised(f"Bo Lund to count the locks again. {says}", number="4")
    put(panel, minutes(MARCH, replace(WEIRS, number="1"), again))
    assert Action.objects.get(text=again.text).repeat_of.text == LOCKS.text


FOREWORD = Raised("Bo Lund to write a foreword by 1 November 2024.", owners=("Bo Lund",))
PROGRAMME = Raised(
    "AF to revise the work programme and send it to members within 10 days.",
    number="2",
    owners=("AF",),
)
SHORTER = [
    Reviewed("Bo Lund to write a foreword.", owners=("Bo Lund",), status=Status.COMPLETE),
    Reviewed("Revise the work programme.", number="2", status=Status.COMPLETE),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_a_report_in_fewer_words_is_of_the_only_action_that_it_can_mean(panel, order):
    documents = [
        minutes(JANUARY, FOREWORD, PROGRAMME),
        minutes(MARCH, replace(LOCKS, number="2")),
        minutes(MAY, *SHORTER),
    ]
    for index in order:
        put(panel, documents[index])
    stored = Action.objects.standing().order_by("serial").values_list("text", "status")
    assert set(stored) == {
        (FOREWORD.text, "complete"),
        (PROGRAMME.text, "complete"),
        (LOCKS.text, "not_complete"),
    }
    assert not ActionPair.objects.exists()


@pytest.mark.parametrize(
    ("raised", "report"),
    [
        # Neither number nor owner agrees.
        ([replace(PROGRAMME, number="3")], SHORTER[1]),
        ([replace(FOREWORD, owners=())], SHORTER[0]),
        # Two could be meant.
        (
            [
                FOREWORD,
                replace(
                    FOREWORD, text="Bo Lund to write a foreword to the annual report in verse."
                ),
            ],
            SHORTER[0],
        ),
        # A word is another.
        ([FOREWORD], replace(SHORTER[0], text="Bo Lund to send a foreword by November 2024.")),
    ],
)
def test_a_report_in_fewer_words_that_may_mean_another_is_only_asked_about(panel, raised, report):
    put(panel, minutes(JANUARY, *raised))
    assert put(panel, minutes(MARCH, report)).reviews_linked == 0
    assert ActionPair.objects.exists()


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        (("1/4", "2/1"), "Bo Lund to count the locks again (repeat of action 1/4)."),
        (("1.4", "2.1"), "Bo Lund to count the locks again. This was a repeat of action 1.4."),
        (("4", "1"), f"{LOCKS.text} (carried forward from the last meeting)"),
        (("", ""), f"{LOCKS.text} [brought forward]"),
    ],
)
def test_a_repeat_by_any_number_or_carried_forward_is_linked(panel, order, numbers, says):
    first = replace(LOCKS, number=numbers[0])
    again = replace(LOCKS, text=says, number=numbers[1])
    documents = [
        minutes(JANUARY, first, replace(WEIRS, number="9")),
        minutes(MARCH, reviewed(first, Status.NOT_COMPLETE), again),
        minutes(MAY, reviewed(again, Status.COMPLETE, text=LOCKS.text)),
    ]
    for index in order:
        recorded = put(panel, documents[index])
    stored = Action.objects.standing().exclude(number="9")
    assert list(stored.order_by("entry__meeting__held_on").values_list("text", "status")) == [
        (LOCKS.text, "complete"),
        (says, "complete"),
    ]
    assert stored.get(text=says).repeat_of.text == LOCKS.text
    assert (waiting(), recorded.doubts) == ([], [])


@pytest.mark.parametrize(
    "before",
    [
        minutes(JANUARY, WEIRS),
        minutes(JANUARY, replace(LOCKS, text="Di Nash to count the locks on the upper river.",
                                 owners=("Di Nash",))),
        minutes(JANUARY, reviewed(LOCKS, Status.COMPLETE)),
    ],
)  # fmt: skip
def test_what_is_carried_forward_and_not_open_is_asked_about(panel, before):
    put(panel, before)
    says = f"{LOCKS.text} (carried forward from the last meeting)"
    put(panel, minutes(MARCH, replace(LOCKS, text=says)))
    assert Action.objects.get(text=says).repeat_of is None
    why = "is carried forward, and the open action that it repeats was not found"
    assert waiting() == [(says, why)]


def test_a_repeat_waits_for_the_meeting_that_it_names(panel):
    again = Raised("Bo Lund to go on counting. This was a repeat of action 1 from January.")
    recorded = put(panel, minutes(MARCH, replace(WEIRS, number="1"), again))
    assert [(doubt.passage, doubt.why) for doubt in recorded.doubts] == [
        (again.text, "repeats an action 1, which was not found")
    ]
    assert Action.objects.get(text=again.text).repeat_of is None
    assert waiting() == [(again.text, "repeats an action 1, which was not found")]
    put(panel, minutes(JANUARY, LOCKS))
    assert Action.objects.get(text=again.text).repeat_of.text == LOCKS.text
    assert waiting() == []


def waiting():
    """(passage, why) of all that is doubted still."""
    return list(Passage.objects.unsettled().values_list("text", "why"))


ONLY_A_NUMBER = "tells only a number, and which action it is of was not found"


def test_a_number_alone_is_doubted_as_long_as_nothing_is_known_that_it_could_be_of(panel):
    put(panel, minutes(MAY, Reviewed("", number="1")))
    assert waiting() == [("Action 1", ONLY_A_NUMBER)]
    put(panel, minutes(JANUARY, LOCKS))
    assert waiting() == []
    put(panel, minutes(MARCH, reviewed(LOCKS), replace(WEIRS, number="1")))
    assert waiting() == [("Action 1", ONLY_A_NUMBER)]
    assert Passage.objects.get().source.meeting.held_on == MAY


def test_a_doubt_that_somebody_settled_is_not_listed_anew(panel):
    put(panel, minutes(MAY, Reviewed("", number="1")))
    Passage.objects.settle(at=timezone.now(), by=UserFactory())
    put(panel, minutes(JANUARY, LOCKS))
    put(panel, minutes(MARCH, reviewed(LOCKS), replace(WEIRS, number="1")))
    assert [passage.settled_at is None for passage in Passage.objects.all()] == [False]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_of_repeats_in_a_circle_the_earliest_that_minutes_tell_of_stand(panel, order):
    def said(number):
        return (Point(f"This was a repeat of action {number}."),)

    locks, weirs = reviewed(LOCKS, number="3"), reviewed(WEIRS, number="7")
    documents = [
        minutes(JANUARY, locks, weirs),
        minutes(MARCH, replace(locks, narrative=said(7)), weirs),
        minutes(MAY, locks, replace(weirs, narrative=said(3))),
    ]
    for index in order:
        put(panel, documents[index])
    repeated = Action.objects.exclude(repeat_of=None)
    assert list(repeated.values_list("text", "repeat_of__text")) == [(LOCKS.text, WEIRS.text)]


def test_a_repeat_in_minutes_gives_way_to_those_that_somebody_entered(panel):
    """March's circle would close by what was entered only."""
    mend = replace(LOCKS, text="Bo Lund to mend the gauge.", number="9")
    put(panel, minutes(JANUARY, *(reviewed(action) for action in (LOCKS, WEIRS, mend))))
    locks, weirs, gauge = (Action.objects.get(text=a.text) for a in (LOCKS, WEIRS, mend))
    Action.objects.filter(pk=gauge.pk).update(repeat_of=locks)
    put(
        panel,
        minutes(
            MARCH,
            reviewed(LOCKS, narrative=(Point("This was a repeat of action 2."),)),
            reviewed(WEIRS, narrative=(Point("This was a repeat of action 9."),)),
            reviewed(mend),
        ),
    )
    assert dict(Action.objects.exclude(repeat_of=None).values_list("pk", "repeat_of")) == {
        gauge.pk: locks.pk,
        locks.pk: weirs.pk,
    }


def test_a_repeat_of_what_is_worded_otherwise_is_not_guessed(panel):
    again = Raised("Ada Ferris to mend the weirs. This was a repeat of action 1.", number="2")
    recorded = put(panel, minutes(MARCH, LOCKS, again))
    assert Action.objects.get(text=again.text).repeat_of is None
    assert [doubt.passage for doubt in recorded.doubts] == [again.text]


def test_a_repeat_follows_its_review_to_the_action_that_the_meeting_between_raised(panel):
    """Until March is known, May's report of the weirs is taken for one of January's action."""
    said = (Point("Partially complete. This was a repeat of action 3."),)
    may = minutes(
        MAY, reviewed(LOCKS, number="3"), reviewed(WEIRS, number="7", narrative=said, owners=())
    )
    put(panel, minutes(JANUARY, LOCKS, WEIRS))
    put(panel, may)
    put(panel, minutes(MARCH, replace(WEIRS, number="7", owners=("Cy Moss",))))
    january, march = Action.objects.filter(text=WEIRS.text).order_by("entry__meeting__held_on")
    assert (january.reviews.count(), january.repeat_of) == (0, None)
    assert (march.reviews.count(), march.repeat_of.text) == (1, LOCKS.text)


def test_a_review_goes_to_the_action_that_the_meeting_between_raised(panel):
    put(panel, minutes(JANUARY, replace(LOCKS, number="")))
    may = put(panel, minutes(MAY, reviewed(LOCKS, Status.COMPLETE)), publish_on=MAY).meeting
    put(panel, minutes(MARCH, LOCKS))
    january, march = Action.objects.order_by("entry__meeting__held_on")
    assert (january.status, march.status) == ("not_complete", "complete")
    was, now = may.revisions.order_by("number")
    (told,) = document_of(now).entries()
    assert (now.issued_on, now.reason) == (TODAY, "Reports were found to be of other actions.")
    assert told.reference == march.reference
    assert document_of(was).items[0].entries[0].reference == january.reference


def test_a_review_of_unknown_origin_stands_again_when_its_action_turns_out_another(panel):
    """May's report continued March's by its words; April's does so better."""
    early = Reviewed("Bo Lund to count the locks on the upper river.", owners=("Bo Lund",))
    put(panel, minutes(MARCH, reviewed(LOCKS)))
    put(panel, minutes(MAY, reviewed(WEIRS, text=f"{LOCKS.text} Ada Ferris to draft.", owners=())))
    assert Action.objects.standing().count() == 1
    put(panel, minutes(MARCH, early), replace_minutes=True)
    put(panel, minutes(MARCH, reviewed(WEIRS)), replace_minutes=True)
    assert sorted(Action.objects.standing().values_list("reviews__text", flat=True)) == [
        WEIRS.text,
        f"{LOCKS.text} Ada Ferris to draft.",
    ]


def test_owners_of_another_panel_are_not_found_by_who_came_to_this_one(panel):
    other = PanelFactory(code="ZZ", name="Harbour Board")
    put(other, minutes(JANUARY, LOCKS))
    put(panel, minutes(JANUARY, attendance=(Attendee("Bo Lund"),)))
    assert Owner.objects.get().person is None
    put(other, minutes(MARCH, attendance=(Attendee("Bo Lund"),)))
    assert Owner.objects.get().person.name == "Bo Lund"


def test_initials_mean_who_was_there_when_the_action_was_raised(panel):
    """In March Rosa Finch alone could be RF; in January there were two."""
    both = tuple(Attendee(name, note="RF") for name in ("Robert Fox", "Rosa Finch"))
    rope = Raised("RF to buy rope for the bell.", owners=("RF",))
    put(panel, minutes(MARCH, reviewed(rope), attendance=(Attendee("Rosa Finch", note="RF"),)))
    assert Owner.objects.get().person.name == "Rosa Finch"
    put(panel, minutes(JANUARY, rope, attendance=both))
    assert Owner.objects.get().person is None


# Recording anew keeps every action


def test_a_reworded_action_keeps_its_reference_and_reviews(panel):
    put(panel, minutes(JANUARY, LOCKS, WEIRS))
    put(panel, minutes(MARCH, reviewed(LOCKS, Status.COMPLETE)))
    reworded = replace(LOCKS, text="Bo Lund to count and map the locks of the upper river.")
    put(panel, minutes(JANUARY, WEIRS, reworded), replace_minutes=True)
    action = Action.objects.get(serial=1)
    assert (action.text, action.status) == (reworded.text, "complete")
    assert Action.objects.count() == 2


def test_a_reference_tells_an_action_whatever_its_words(panel):
    put(panel, minutes(JANUARY, LOCKS))
    put(panel, minutes(JANUARY, Raised("Quite other.", reference="RW-1")), replace_minutes=True)
    assert Action.objects.get().text == "Quite other."


def test_a_reference_of_another_panel_tells_nothing(panel):
    other = ActionFactory(panel=PanelFactory(code="ZZ"), entry=None)
    put(panel, minutes(JANUARY, Raised("To do.", reference=other.reference)))
    assert Action.objects.get(panel=panel).reference == "RW-1"


def test_a_reference_that_was_joined_leads_to_the_action(panel):
    stays = ActionFactory(panel=panel, entry=None)
    goes = ActionFactory(panel=panel, entry=None)
    stays.join(goes)
    put(panel, minutes(MARCH, Reviewed("Anything.", reference=goes.reference)))
    assert Review.objects.get().action == stays


def test_an_action_whose_text_went_before_anybody_saw_it_is_deleted(panel):
    put(panel, minutes(JANUARY, LOCKS, WEIRS))
    put(panel, minutes(JANUARY, WEIRS), replace_minutes=True)
    assert [action.text for action in Action.objects.all()] == [WEIRS.text]


def test_a_published_action_whose_text_went_is_withdrawn(panel):
    put(panel, minutes(JANUARY, LOCKS, WEIRS), publish_on=MARCH)
    put(panel, minutes(JANUARY, WEIRS), publish_on=MAY, replace_minutes=True)
    gone = Action.objects.get(text=LOCKS.text)
    assert (gone.withdrawn_on, gone.entry) == (TODAY, None)
    assert gone not in Action.objects.open()


def test_a_reviewed_action_whose_text_went_is_withdrawn(panel):
    put(panel, minutes(JANUARY, LOCKS))
    put(panel, minutes(MARCH, reviewed(LOCKS)))
    put(panel, minutes(JANUARY, WEIRS), replace_minutes=True)
    assert Action.objects.get(text=LOCKS.text).withdrawn_on == TODAY


def test_a_reworded_review_stays_with_its_action(panel):
    put(panel, minutes(JANUARY, LOCKS))
    put(panel, minutes(MARCH, reviewed(LOCKS)))
    reworded = reviewed(LOCKS, text="Bo Lund to count every lock on the upper river and report.")
    put(panel, minutes(MARCH, reworded), replace_minutes=True)
    assert Review.objects.get().action == Action.objects.get()
