import datetime

import pytest

from meetings.minutes.reading import dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("held on 4 October 2012at Some House", datetime.date(2012, 10, 4)),
        ("Tuesday 3rd May, 2011", datetime.date(2011, 5, 3)),
        ("May 3rd, 2011", datetime.date(2011, 5, 3)),
        ("2012-01-24", datetime.date(2012, 1, 24)),
        ("24/1/2012", datetime.date(2012, 1, 24)),
        ("24.01.2012", datetime.date(2012, 1, 24)),
        ("29 Sept 11, 2:30", datetime.date(2011, 9, 29)),
        ("4-May-12", datetime.date(2012, 5, 4)),
    ],
)
def test_said_reads_a_day(text: str, day: datetime.date) -> None:
    assert [one.date() for one in dates.said(text)] == [day]


def test_said_without_a_year_takes_the_one_given() -> None:
    (one,) = dates.said("on 11 October at noon")
    assert (one.date(), one.date(2011)) == (None, datetime.date(2011, 10, 11))


@pytest.mark.parametrize("text", ["31 February 2012", "version 1.2.3", "item 13", "room 10/11", ""])
def test_said_reads_no_day(text: str) -> None:
    assert [one.date() for one in dates.said(text) if one.date()] == []


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("10:00 to 12:00", datetime.time(10), datetime.time(12)),
        ("2-4.30pm", datetime.time(14), datetime.time(16, 30)),
        ("14.00 – 16.30", datetime.time(14), datetime.time(16, 30)),
        ("until 12:00", None, datetime.time(12)),
        ("9am", datetime.time(9), None),
        ("12am", datetime.time(0), None),
        ("25:00", None, None),
        ("noon", None, None),
    ],
)
def test_times(text: str, starts: datetime.time | None, ends: datetime.time | None) -> None:
    assert dates.times(text) == (starts, ends)


@pytest.mark.parametrize(
    ("text", "starts", "ends", "rest"),
    [
        (", 2.00pm–4.00pm, Room 3", datetime.time(14), datetime.time(16), ", Room 3"),
        (" from 10 to 11.30", datetime.time(10), datetime.time(11, 30), ""),
        (" at 10.30am in Some Town", datetime.time(10, 30), None, " in Some Town"),
        (", 2pm, Room 3", datetime.time(14), None, ", Room 3"),
        (" at 3 Some Street", None, None, " at 3 Some Street"),
        (", Room 3, 10-12", None, None, ", Room 3, 10-12"),
    ],
)
def test_span_opens_a_text(
    text: str, starts: datetime.time | None, ends: datetime.time | None, rest: str
) -> None:
    starts_at, ends_at, end = dates.span(text)
    assert (starts_at, ends_at, text[end:]) == (starts, ends, rest)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Meeting on 4th & 5th May 2021", [(4, 5, 2021, True)]),
        ("held on 4 and 5 May 2021", [(4, 5, 2021, True)]),
        ("4-5 May 2021", [(4, 5, 2021, True)]),
        ("4th – 5th May 2021", [(4, 5, 2021, True)]),
        ("4th, 5th and 6th May 2021", [(4, 5, 2021, True)]),
        ("Tuesday 4 May to Wednesday 5 May 2021", [(4, 5, 2021, True)]),
        ("4 or 5 May 2021", [(4, 5, 2021, True)]),
        ("31 December and 1 January 2022", [(31, 12, 2021, True)]),
        ("held on 4 – 5 May 2021", [(4, 5, 2021, True)]),
        ("Tuesday 4 – Wednesday 5 May 2021", [(4, 5, 2021, True)]),
        ("Minutes of 4 – Wednesday 5 May 2021", [(4, 5, 2021, True)]),
        ("Meeting 4 and 5 May 2021", [(4, 5, 2021, True)]),
        ("Meeting 3 - 5 May 2021", [(5, 5, 2021, False)]),
        ("Meeting 3 – Wednesday 5 May 2021", [(5, 5, 2021, False)]),
        ("3 – Wednesday, 5 May 2021", [(5, 5, 2021, False)]),
        ("Meeting no. 3 – 5 May 2021", [(5, 5, 2021, False)]),
        ("Minutes No.3–5 May 2021", [(5, 5, 2021, False)]),
        ("Meeting number: 3 / 5 May 2021", [(5, 5, 2021, False)]),
        ("Paper FW(21) 3 – 5 May 2021", [(5, 5, 2021, False)]),
        ("Quarter 3 – 5 May 2021", [(5, 5, 2021, False)]),
        ("Meeting (by telephone) 4 – 5 May 2021", [(4, 5, 2021, True)]),
        ("10.30-12 May 2021", [(12, 5, 2021, False)]),
        ("minutes of 4 March and 5 May 2021", [(4, 3, None, False), (5, 5, 2021, False)]),
        ("5 May 2021 and 4 May 2021", [(5, 5, 2021, False), (4, 5, 2021, False)]),
    ],
)
def test_days_of_one_meeting_are_its_first(
    text: str, days: list[tuple[int, int, int | None, bool]]
) -> None:
    found = dates.held(text)
    assert [(one.day, one.month, one.year, one.is_several) for one in found] == days
