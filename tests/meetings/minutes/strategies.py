"""Minutes for hypothesis: plausible ones, with text as nasty as editors and people make it.

What a field may hold is what `document.py` says: one line, white space folded, points of
a depth that follows from the bullets around them, numbers that can be printed.
"""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from meetings.minutes.document import (
    Action,
    Attachment,
    Attendee,
    Entry,
    Item,
    Kind,
    Minutes,
    Point,
    Post,
    Presence,
    Review,
    Role,
    Status,
)
from meetings.minutes.reading import inline, labels

PLAUSIBLE = [
    "The panel noted the report.",
    "Ann Lee welcomed everybody.",
    "Ann Lee to send the paper round by 31 March.",
    "Ann Lee, Cy Hall and the Secretariat to meet at the next meeting.",
    "A call to be arranged between Ann Lee and Cy Hall.",
    "Paper to be circulated.",
    "Panel members to comment. The secretariat offered to collate.",
    "Complete. It was sent on 3 May.",
    "Not complete.",
    "Partially complete – two replies came",
    "Not to be taken forward",
    "Complete the form as soon as possible",
    "Actions from the meeting of 4 October:",
    "The next meeting is on 12 May 2013, 10.00 – 11.30.",
    "See [the paper](https://example.org/a_(b)?c=d&e=f) and *do* reply",
    "**Bold**",
    "*Paper 1.i:* was **briefly** covered",
    "Any Other Business",
    "Apologies",
    "Present:",
    "Ann Lee, Some Office (Chair)",
    "Apologies: Ann Lee (Some Office), Cy Hall",
    "Some Panel",
    "Minutes of the meeting held on 4 October 2012 at Some House",
    "Room 4, 1 Some Street",
]
NASTY = [
    "Action: Ann Lee to write",
    "Action 3: foo",
    "Action 3 (AB-12): foo",
    "Actions:",
    "Action",
    "Action – Ann Lee to write",
    "Action (Ann Lee): write",
    "Action for DFX: write",
    "[Action: Ann Lee to write]",
    "AP3: foo",
    "Ann Lee to write – Complete. It was sent.",
    "Ann Lee to write [Done]",
    "Ann Lee to write. Ongoing.",
    "Owner: Ann Lee",
    "Progress: it was sent",
    "1 Roads",
    "I. Roads",
    "A. Roads",
    "(1) Roads",
    "Agenda item 1 – Roads",
    "Due: February",
    "Due:",
    "Status: complete",
    "Status: nothing",
    "Status: Awaiting the mill",
    "Point: of order",
    "Presenters: Ann Lee",
    "Allotted: 10 minutes",
    "Panel: Some Panel",
    "Date: 4 October 2012",
    "Venue: there",
    "Item 3: foo",
    "Item: foo",
    "Panel’s advice: no",
    "For a later meeting: yes",
    "[withheld: secret]",
    "[not withheld] so",
    "[withheld: a]] b] c",
    "[Ann Lee]",
    "foo [Ann Lee, Cy Hall]",
    "foo [no owner]",
    "foo [a; b;]",
    "[[;]] ,, ;;",
    "1. foo",
    "2) bar",
    "3",
    "7i. foo",
    "- x",
    "-",
    "+ y",
    "* z",
    "# x",
    "x #",
    "> q",
    "• bullet",
    "***",
    "---",
    "===",
    "a --- b",
    "| a | b |",
    "~~~",
    "`code`",
    "a_b _c_ d_",
    "a*b*c ** d",
    "back\\slash \\* \\",
    "<b>bold</b> <p> <",
    "&amp; & &copy &#58;",
    "![img](x)",
    "[a](b) [c] [d]: e",
    "http://example.org/x_y",
    "<http://example.org>",
    "“quoted” ‘so’ – yes — no",
    "Name: x; Role: chair",
    "é ü ß 日本 Ω",
    "a: b: c",
    "(x) [y] {z}",
    "((",
    "]",
    "![",
    "No",
    "complete",
]
WORD = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), min_size=1, max_size=6
)
MARKS = st.sampled_from(list("[]()*_`\\<>#-:;,.!&|~+=\"'–—“”•1a "))
PIECE = st.one_of(st.sampled_from(PLAUSIBLE), st.sampled_from(NASTY), WORD)


def _is_readable(text: str) -> bool:
    return bool(text) and inline.fold(text) == text and text != labels.NOT_STATED


# One plain line.
line = (
    st.one_of(
        st.sampled_from(PLAUSIBLE).map(inline.plain),
        st.sampled_from(NASTY),
        st.lists(PIECE, min_size=1, max_size=3).map(" ".join),
        st.lists(MARKS, min_size=1, max_size=8).map("".join),
    )
    .map(inline.fold)
    .filter(_is_readable)
)
maybe_line = st.one_of(st.just(""), line)

# One line of canonical inline Markdown, with emphasis and without.
markdown = line.map(inline.canonical).filter(bool)
markdown_plain = line.map(lambda text: inline.canonical(text, emphasis=False)).filter(bool)
literal = line.map(inline.escaped)
point_text = st.one_of(markdown, literal)
task_text = st.one_of(markdown_plain, literal)

number = st.one_of(
    st.just(""), st.integers(1, 40).map(str), st.sampled_from(["7i", "B/2", "3.1", "A", "1"])
)
reference = st.one_of(st.just(""), st.integers(1, 99).map(lambda serial: f"CJ-{serial}"))
reason = st.one_of(st.just(""), st.just(""), st.just(""), line)
owner = st.one_of(
    st.sampled_from(["Ann Lee", "Cy Hall", "Secretariat", "DCLG", "Panel members", "no owner"]),
    line,
)
owners = st.lists(owner, max_size=3).map(tuple)
due = st.one_of(st.just(""), st.sampled_from(["by 31 March", "at the next meeting"]), line)
name = st.one_of(
    st.sampled_from(["Ann Lee", "Cy Hall", "Emma de Vries", "Kit O’ Shea", "Jo Bloggs-Smith"]), line
)


@st.composite
def attendee(draw: st.DrawFn) -> Attendee:
    reason_ = draw(reason)
    if reason_ and draw(st.booleans()):
        return Attendee(
            name="",
            heading=draw(maybe_line),
            presence=draw(st.sampled_from(Presence)),
            withheld=reason_,
        )
    return Attendee(
        name=draw(name),
        honorific=draw(st.sampled_from(["", "", "Dr", "Prof.", "Sir"])),
        organisation=draw(st.one_of(st.just(""), st.just("Some Office"), line)),
        description=draw(st.one_of(st.just(""), st.just("practising barrister"), line)),
        heading=draw(st.one_of(st.just(""), st.sampled_from(["Officials", "Secretariat"]), line)),
        role=draw(st.one_of(st.none(), st.sampled_from(Role))),
        presence=draw(st.sampled_from(Presence)),
        deputy_for=draw(st.one_of(st.just(""), st.just(""), name)),
        note=draw(st.one_of(st.just(""), st.just("via telephone"), line)),
        withheld=reason_,
    )


@st.composite
def points(draw: st.DrawFn, max_size: int = 4) -> tuple[Point, ...]:
    """Points of one run: each as deep as the bullets before it allow."""
    out: list[Point] = []
    open_bullets = 0
    for _ in range(draw(st.integers(0, max_size))):
        kind = draw(st.sampled_from(Kind))
        depth = 0 if kind is Kind.HEADING else draw(st.integers(0, open_bullets))
        withheld = draw(reason)
        text = "" if withheld and draw(st.booleans()) else draw(point_text)
        out.append(
            Point(
                text,
                kind,
                depth,
                is_advice=draw(st.sampled_from([False, False, True])),
                is_for_later=draw(st.sampled_from([False, False, True])),
                withheld=withheld,
            )
        )
        open_bullets = depth + (kind is Kind.BULLET)
    return tuple(out)


@st.composite
def action(draw: st.DrawFn) -> Action:
    withheld = draw(reason)
    if withheld and draw(st.booleans()):
        return Action(text="", number=draw(number), withheld=withheld)
    return Action(
        text=draw(task_text),
        number=draw(number),
        owners=draw(owners),
        due=draw(due),
        reference=draw(reference),
        withheld=withheld,
    )


@st.composite
def review(draw: st.DrawFn) -> Review:
    withheld = draw(reason)
    if withheld and draw(st.booleans()):
        return Review(text="", number=draw(number), withheld=withheld)
    return Review(
        # Of some only the number is said.
        text=draw(st.one_of(task_text, st.just(""))),
        number=draw(number),
        owners=draw(owners),
        due=draw(due),
        status=draw(st.one_of(st.none(), st.sampled_from(Status))),
        narrative=draw(points(max_size=3)),
        reference=draw(reference),
        withheld=withheld,
    )


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    out: list[Entry] = []
    for _ in range(draw(st.integers(0, 3))):
        out += draw(
            st.one_of(points(), action().map(lambda one: (one,)), review().map(lambda one: (one,)))
        )
    # Two runs that meet are one, in which depths follow on: nothing is deeper than allowed.
    return tuple(out)


@st.composite
def item(draw: st.DrawFn) -> Item:
    withheld = draw(reason)
    if withheld and draw(st.booleans()):
        return Item(title="", number=draw(number), withheld=withheld)
    return Item(
        title=draw(task_text),
        number=draw(number),
        presenters=draw(st.one_of(st.just(""), st.just("Ann Lee and Cy Hall"), line)),
        allotted=draw(st.one_of(st.none(), st.integers(0, 32_767))),
        entries=draw(entries()),
        withheld=withheld,
    )


time = st.one_of(st.none(), st.times().map(lambda time: time.replace(second=0, microsecond=0)))
title = st.one_of(
    st.just(""),
    st.just("Some Panel - 13 March 2012"),
    st.just("Some Panel - Minutes of the meeting held on 4 October 2012 at Some House"),
    line,
)


@st.composite
def minutes(draw: st.DrawFn) -> Minutes:
    return Minutes(
        held_on=draw(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
        panel=draw(st.one_of(st.just(""), st.just("Some Panel"), line)),
        title=draw(title),
        starts_at=draw(time),
        ends_at=draw(time),
        venue=draw(st.one_of(st.just(""), st.just("Some House"), line)),
        attendance=tuple(draw(st.lists(attendee(), max_size=4))),
        before=draw(entries()),
        items=tuple(draw(st.lists(item(), max_size=4))),
        after=draw(entries()),
    )


attachment = st.builds(Attachment, name=maybe_line, url=line, media_type=maybe_line)
post = st.builds(
    Post,
    permalink=line,
    created_on=st.one_of(st.none(), st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 1, 1))),
    revised_on=st.one_of(st.none(), st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 1, 1))),
    summary=maybe_line,
    attachments=st.lists(attachment, max_size=3).map(tuple),
    categories=st.lists(line, max_size=3).map(tuple),
)
