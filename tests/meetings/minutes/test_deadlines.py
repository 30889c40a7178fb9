import datetime

import pytest

from meetings.minutes.reading import deadlines

HELD_ON = datetime.date(2012, 5, 14)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Ann Lee to report at the next meeting of the Panel.", "at the next meeting of the Panel"),
        ("Ann Lee to send a list in advance of next meeting.", "in advance of next meeting"),
        ("Ann Lee to write. Due: May", "May"),
        ("Ann Lee to write (deadline: 3 May)", "3 May"),
        ("Ann Lee to write by 31 March 2013.", "by 31 March 2013"),
        ("Ann Lee to write by the end of June and tell us.", "by the end of June"),
        ("Ann Lee to reply within 10 days.", "within 10 days"),
        ("Ann Lee to write in two weeks time (mid-May) with Cy.", "in two weeks time (mid-May)"),
        (
            "Jo to ask before next Some Public Panel meeting in June.",
            "before next Some Public Panel meeting in June",
        ),
        ("Ann Lee to reply as soon as possible.", "as soon as possible"),
        ("Ann Lee to reply – asap", "asap"),
        ("Ann Lee to reply within a fortnight.", "within a fortnight"),
        ("Ann Lee to reply (February 2013).", "February 2013"),
        ("Ann Lee to reply (end May)", "end May"),
        ("Ann Lee to reply [June]", "June"),
        ("Ann Lee to reply – 3 June.", "3 June"),
        ("Ann Lee to reply – at the mill", ""),
        ("Ann Lee to read pages 2 – 3 May pages are long", ""),
        ("Reply to the mills (Ann Lee, 3 June)", "3 June"),
        ("Reply to the mills (Ann Lee – end May).", "end May"),
        ("Ann Lee to reply (to all of them)", ""),
        ("Ann Lee to reply before August.", "before August"),
        ("Ann Lee to reply by mid-June.", "by mid-June"),
        ("Ann Lee to reply by early autumn.", "by early autumn"),
        ("Ann Lee to reply by Friday.", "by Friday"),
        ("Ann Lee to reply by the end of next week.", "by the end of next week"),
        ("Ann Lee to send the paper once written.", ""),
        ("Ann Lee to write in two weeks time (mid-May), if at all.", "in two weeks time (mid-May)"),
        (
            "Ann Lee to write before next Some Rivers Panel meeting in June, in full.",
            "before next Some Rivers Panel meeting in June",
        ),
        ("Invite Ann Lee to the next meeting.", ""),
        ("Ann Lee to bring the list to the next meeting.", "to the next meeting"),
        ("Ann Lee to take part in the meeting on roads.", ""),
        ("Ann Lee to write by 3 March or 10 March.", "by 3 March or 10 March"),
        ("Ann Lee to write by 3 or 4 March 2013, if at all.", "by 3 or 4 March 2013"),
        ("Ann Lee to meet them on 3, 4 and 5 June.", "on 3, 4 and 5 June"),
        ("Ann Lee to sit on 3 or 4 chairs.", ""),
        ("Ann Lee to ask what was sold in March of last year.", ""),
        ("Ann Lee to call w/c 3 June.", "w/c 3 June"),
        ("Ann Lee to call before the week commencing 3 June", "before the week commencing 3 June"),
        ("Reply to the mills (Ann Lee, w/e 8 June)", "w/e 8 June"),
        ("Reply to the mills (Ann Lee, next meeting)", "next meeting"),
        ("Ann Lee to reply by Fri 3rd Oct.", "by Fri 3rd Oct"),
        ("Ann Lee to reply by noon on 3/10/2012 at the latest", "by noon on 3/10/2012"),
        (
            "Ann Lee to reply by close of business on Friday 3 June",
            "by close of business on Friday 3 June",
        ),
        ("Ann Lee to count ducks before the May release.", "before the May release"),
        ("Ann Lee to come by the time of the May count.", "by the time of the May count"),
        ("Ann Lee to count ducks by the time of their release.", "by the time of their release"),
        ("Ann Lee to count ducks for the next return.", "for the next return"),
        ("Ann Lee to count ducks prior to publication, if asked.", "prior to publication"),
        ("Ann Lee to reply before the consultation ends.", "before the consultation ends"),
        ("Ann Lee to count ducks in time for the launch.", "in time for the launch"),
        ("Ann Lee to count ducks before the summer recess.", "before the summer recess"),
        ("Ann Lee to publish the July release.", ""),
        ("Ann Lee to paint the boat before the July regatta.", "before the July regatta"),
        ("Ann Lee to bring it before the Board.", ""),
        ("Ann Lee to reply by close of play on Friday.", "by close of play on Friday"),
        ("Ann Lee to reply by noon tomorrow.", "by noon tomorrow"),
        ("Ann Lee to reply by 5/6/12.", "by 5/6/12"),
        ("Ann Lee to reply by Q2 2013.", "by Q2 2013"),
        ("Ann Lee to reply by the end of Q3", "by the end of Q3"),
        ("Ann Lee to call Cy Hall next week.", "next week"),
        ("Ann Lee to write to next week’s speaker.", ""),
        ("Ann Lee to ask for the Panel’s meeting in May.", "for the Panel’s meeting in May"),
        ("Ann Lee to bring it to the meeting on 6 May.", "to the meeting on 6 May"),
        ("Ann Lee to bring it to the 6 May meeting.", "to the 6 May meeting"),
        ("Invite Ann Lee to the 6 May meeting.", ""),
        ("Ann Lee to count ducks over the next three months.", "over the next three months"),
        ("Ann Lee to count ducks during the coming 2 weeks.", "during the coming 2 weeks"),
        ("Ann Lee to think over the three months.", ""),
        ("Ann Lee to reply within 48 hours.", "within 48 hours"),
        (
            "Ann Lee to reply before the closing date of 14 January.",
            "before the closing date of 14 January",
        ),
        ("Ann Lee to reply by the deadline of 14 January.", "by the deadline of 14 January"),
        ("Ann Lee to reply by the closing date.", "by the closing date"),
        ("Ann Lee to set the deadline.", ""),
        ("Ann Lee to write ahead of the launch on 3 May.", "ahead of the launch on 3 May"),
        # The day of something else.
        ("Ann Lee to circulate the paper discussed on 4 May.", ""),
        ("Ann Lee to send what was agreed on 4 May.", ""),
        ("Ann Lee to arrange for the paper to be sent on 4 May.", "on 4 May"),
        ("Ann Lee to have the paper sent on 4 May.", "on 4 May"),
        ("Ann Lee to send out the minutes of the meeting on 6 May.", ""),
        ("Ann Lee to speak for us at the annual duck day on 6 May.", ""),
        ("Ann Lee to write of the workshop on 6 May by 10 June.", "by 10 June"),
        ("Ann Lee to hold a workshop on 6 May.", "on 6 May"),
        (
            "Ann Lee to speak at the next meeting of the Mill Board and write.",
            "at the next meeting of the Mill Board",
        ),
    ],
)
def test_due_is_found_in_the_words(text: str, due: str) -> None:
    assert deadlines.due(text) == due


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by 31 March", datetime.date(2013, 3, 31)),
        ("by 31 May", datetime.date(2012, 5, 31)),
        ("23 March 2013", datetime.date(2013, 3, 23)),
        ("end of February", datetime.date(2013, 2, 28)),
        ("June", datetime.date(2012, 6, 30)),
        ("beginning of June", datetime.date(2012, 6, 1)),
        ("mid July 2014", datetime.date(2014, 7, 15)),
        ("within two weeks", datetime.date(2012, 5, 28)),
        ("within 5 working days", datetime.date(2012, 5, 21)),
        ("within a month", datetime.date(2012, 6, 14)),
        ("within a fortnight", datetime.date(2012, 5, 28)),
        ("in two weeks’ time", datetime.date(2012, 5, 28)),
        ("before June", datetime.date(2012, 5, 31)),
        ("by mid-June", datetime.date(2012, 6, 15)),
        ("by 3 or 4 June", datetime.date(2012, 6, 4)),
        ("by 28 December, or 3 January", datetime.date(2013, 1, 3)),
        ("w/c 4 June", datetime.date(2012, 6, 10)),
        ("week ending 10 June", datetime.date(2012, 6, 10)),
        ("before the week of 4 June", datetime.date(2012, 6, 3)),
        ("by Fri 8th Jun.", datetime.date(2012, 6, 8)),
        ("over the next three months", datetime.date(2012, 8, 14)),
        ("within 36 hours", datetime.date(2012, 5, 16)),
        ("by the deadline of 14 June", datetime.date(2012, 6, 14)),
        ("to the 6 June meeting", datetime.date(2012, 6, 6)),
        ("by Friday", None),
        ("at the next meeting", None),
        ("at the June meeting", None),
        ("before the June release", None),
        ("before the June regatta", None),
        ("by Q2", None),
        ("as soon as possible", None),
        ("whenever it may be", None),
        ("by 31 February", None),
        ("within 9999999 weeks", None),
    ],
)
def test_due_on_is_the_day_the_words_name(words: str, day: datetime.date | None) -> None:
    assert deadlines.due_on(words, HELD_ON) == day


def test_due_on_the_31st_after_a_meeting_on_the_31st() -> None:
    assert deadlines.due_on("within a month", datetime.date(2012, 1, 31)) == datetime.date(
        2012, 2, 29
    )
