"""Which reports are of one action follows from the meetings, not from which came first."""

import datetime
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.minutes.continuity.histories import History
from meetings.minutes.continuity.told import Raised, Report, Told
from meetings.minutes.continuity.wordings import Wordings

MAP = "to send a map of roadworks to the board"
TEXTS = [
    MAP,
    "to send a roadworks map",
    "to send a map of roadworks and of cycle paths to the whole board",
    "to send a map of cycle paths",
    "to count the locks",
    "to count the locks and the weirs",
    "to count the weirs",
]
OWNERS = [(), ("Ann Lee",), ("Bo Lund",), ("Secretariat",)]
STATUSES = ["", "complete", "partially_complete"]

raised = st.tuples(st.sampled_from(TEXTS), st.sampled_from(OWNERS), st.sampled_from(["", "1", "2"]))
# What is reported may be told by its number alone.
by_number = st.tuples(st.just(""), st.just(()), st.sampled_from(["1", "2"]))
reported = st.tuples(st.one_of(raised, by_number), st.sampled_from(STATUSES))
meetings = st.lists(
    st.tuples(st.lists(raised, max_size=2), st.lists(reported, max_size=3)), min_size=2, max_size=5
)


def day(number):
    return (datetime.date(2024, number + 1, 1), datetime.time.min, number)


def told(known, number, raised=(), reports=()):
    """A meeting that raised and reported what is given, in that order."""
    return Told(
        day(number),
        [Raised(i, known.wording(text, who), n) for i, (text, who, n) in enumerate(raised)],
        [
            Report(10 + i, known.wording(text, who), n, status)
            for i, ((text, who, n), status) in enumerate(reports)
        ],
    )


def give_rows(history, rows):
    """Do with numbers what recording does with rows."""
    for one in history.meetings:
        for raised in one.raised:
            if raised.action is None:
                raised.action = min(history.of[raised].began(), default=None) or next(rows)
                for meeting in history.meetings:
                    for report in meeting.reports:
                        if report.began == raised.action:
                            report.began = None
    for one in history.meetings:
        for report in one.reports:
            story = history.of[report]
            if story.action is None:
                story.reports[0][1].began = next(rows)
                history.hold(story)
            report.action = story.action


def stories(history):
    """The places that each story was told at."""
    return {
        frozenset(
            [(told.when, part.place) for told, part in (*story.reports, *[story.origin])]
            if story.origin
            else [(told.when, report.place) for told, report in story.reports]
        )
        for story in history.stories
    }


@given(meetings, st.randoms(use_true_random=False))
def test_meetings_in_any_order_give_the_same_stories(told_of, chance):
    known = Wordings()
    whole = History(known, [told(known, n, *one) for n, one in enumerate(told_of)])
    known, rows = Wordings(), count(1)
    history = History(known)
    numbers = list(range(len(told_of)))
    chance.shuffle(numbers)
    for number in numbers:
        one = told(known, number, *told_of[number])
        history.put(one)
        history.decide_from(one.when)
        give_rows(history, rows)
    assert stories(history) == stories(whole)


@given(meetings, st.integers(0, 4), meetings)
def test_a_meeting_that_tells_otherwise_leaves_nothing_of_what_it_told(told_of, number, others):
    number %= len(told_of)
    changed = [*told_of[:number], others[0], *told_of[number + 1 :]]
    known = Wordings()
    history = History(known, [told(known, n, *one) for n, one in enumerate(told_of)])
    one = told(known, number, *others[0])
    history.put(one)
    history.decide_from(one.when)
    known = Wordings()
    anew = History(known, [told(known, n, *one) for n, one in enumerate(changed)])
    assert stories(history) == stories(anew)


@pytest.fixture
def known():
    return Wordings()


def report_of(history, number, index=0):
    return history.of[history.meetings[number].reports[index]]


def test_the_meeting_between_takes_a_report_that_an_earlier_one_had(known):
    ann, bo = (MAP, ("Ann Lee",), "1"), (MAP, ("Bo Lund",), "4")
    history = History(known, [told(known, 0, [ann]), told(known, 2, [], [((MAP, (), ""), "")])])
    assert report_of(history, 1).raised == history.meetings[0].raised[0]
    between = told(known, 1, [bo])
    history.put(between)
    history.decide_from(between.when)
    assert report_of(history, 2).raised == between.raised[0]


def test_an_action_of_other_owners_is_another_unless_numbers_agree(known):
    ann, bo = (MAP, ("Ann Lee",), "3"), (MAP, ("Bo Lund",), "")
    history = History(known, [told(known, 0, [ann]), told(known, 1, [], [(bo, "")])])
    assert report_of(history, 1).origin is None
    handed_over = (MAP, ("Bo Lund",), "3")
    history = History(known, [told(known, 0, [ann]), told(known, 1, [], [(handed_over, "")])])
    assert report_of(history, 1).raised == history.meetings[0].raised[0]


def test_what_was_settled_as_two_stays_two(known):
    first, second = told(known, 0, [(MAP, (), "")]), told(known, 1, [], [((MAP, (), ""), "")])
    first.raised[0].action, second.reports[0].action = 1, 2
    second.reports[0].began = 2
    history = History(known, [first, second], two=[frozenset({1, 2})])
    assert history.of[second.reports[0]].action == 2


def test_what_was_settled_as_one_stays_one_whichever_comes_first(known):
    locks, weirs = ("to count the locks", (), ""), ("to mend a gauge", (), "")
    for first, second in ((0, 1), (1, 0)):
        raised, reported = told(known, first, [locks]), told(known, second, [], [(weirs, "")])
        raised.raised[0].action = 1
        reported.reports[0].began = reported.reports[0].action = 2
        history = History(known, [raised, reported], one=[frozenset({1, 2})])
        assert history.of[reported.reports[0]].action == 1


def test_a_report_held_to_an_action_is_of_it_though_it_was_raised_later(known):
    locks = ("to count the locks", (), "")
    early, late = told(known, 0, [], [(locks, "")]), told(known, 1, [(MAP, (), "")])
    early.reports[0].held = late.raised[0].action = 7
    history = History(known, [early, late])
    assert history.of[early.reports[0]].raised == late.raised[0]
    third = told(known, 2, [], [(locks, "")])
    history.put(third)
    history.decide_from(third.when)
    assert history.of[third.reports[0]].action == 7


def test_nothing_is_taken_for_an_action_that_stands_no_more(known):
    reports = [((MAP, (), ""), "")]
    first, second = told(known, 0, [], reports), told(known, 1, [], reports)
    first.reports[0].held = 5
    history = History(known, [first, second], gone=[5])
    assert history.of[second.reports[0]].action is None


LOCKS, WEIRS = ("to count the locks", (), "1"), ("to count the weirs", (), "1")
ONE = ("", (), "1")


def test_a_number_alone_means_the_open_action_of_the_meeting_before(known):
    """January raised a first action and so did March, where January's was reported complete."""
    history = History(
        known,
        [
            told(known, 0, [LOCKS]),
            told(known, 1, [WEIRS], [(LOCKS, "complete")]),
            told(known, 2, [], [(ONE, "complete")]),
        ],
    )
    assert report_of(history, 2).raised == history.meetings[1].raised[0]


def test_a_number_alone_passes_by_meetings_that_number_none(known):
    between = told(known, 1, [(MAP, (), "")])
    history = History(
        known, [told(known, 0, [LOCKS]), between, told(known, 2, [], [(ONE, "complete")])]
    )
    assert report_of(history, 2).raised == history.meetings[0].raised[0]


def test_a_number_alone_can_mean_the_only_open_action_of_an_earlier_meeting(known):
    second = told(known, 1, [("to count the weirs", (), "2")])
    meetings = [told(known, 0, [LOCKS]), second, told(known, 3, [], [(ONE, "complete")])]
    history = History(known, meetings)
    assert report_of(history, 2).raised == history.meetings[0].raised[0]


@pytest.mark.parametrize(
    "meetings",
    [
        # January's is open still, and March has one of that number as well.
        [([LOCKS], []), ([WEIRS], [(LOCKS, "")]), ([], [(ONE, "complete")])],
        # Two meetings before the last have an open one.
        [([LOCKS], []), ([WEIRS], []), ([(MAP, (), "2")], []), ([], [(ONE, "complete")])],
        # The only one was closed.
        [([LOCKS], []), ([], [(LOCKS, "complete")]), ([], [(ONE, "complete")])],
        # Two reports, and one action that both can mean.
        [([LOCKS], []), ([], [(ONE, "complete"), (ONE, "")])],
        # Its words have told another report of it.
        [([LOCKS], []), ([], [(LOCKS, ""), (ONE, "complete")])],
    ],
)
def test_a_number_alone_that_can_mean_several_or_none_means_none(known, meetings):
    history = History(known, [told(known, n, *one) for n, one in enumerate(meetings)])
    (report,) = [one for one in history.meetings[-1].reports if one.status == "complete"]
    assert history.of[report].parts() == [report]


@pytest.mark.parametrize(
    ("heading", "meeting"),
    [
        ("Actions from the last meeting", 1),
        ("Actions from the meeting of 1 January", 0),
        ("January actions", 0),
        ("Actions from 1 February 2024:", 1),
        ("Actions from the meeting of 3 May", None),
    ],
)
def test_a_heading_can_name_the_meeting_that_a_number_is_of(known, heading, meeting):
    last = told(known, 2, [], [(ONE, "complete")])
    last.reports[0].heading = heading
    history = History(known, [told(known, 0, [LOCKS]), told(known, 1, [WEIRS]), last])
    meant = None if meeting is None else history.meetings[meeting].raised[0]
    assert report_of(history, 2).raised == meant
