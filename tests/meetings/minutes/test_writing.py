"""What the writer prints: plainly where the words suffice, explicitly where they do not."""

import datetime

from meetings.minutes import reading, writing
from meetings.minutes.document import (
    Action,
    Attachment,
    Attendee,
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

MINUTES = Minutes(
    held_on=datetime.date(2012, 5, 3),
    panel="Some Panel",
    title="Some Panel - 3 May 2012",
    venue="Some House",
    attendance=(
        Attendee("Ann Lee", "Dr", role=Role.CHAIR),
        Attendee("Cy Hall", organisation="DFX", heading="Officials"),
        Attendee("Jo Day", presence=Presence.APOLOGIES, withheld="on request"),
    ),
    items=(
        Item(
            "Actions",
            "1",
            entries=(
                Review(
                    "Ann Lee to write.",
                    "1",
                    ("Ann Lee",),
                    status=Status.COMPLETE,
                    narrative=(Point("Complete. Sent.", Kind.BULLET),),
                    reference="AB-1",
                ),
                Point("Action: is what we need", is_for_later=True),
                Action("Cy Hall to ask", "2", ("DFX", "Cy Hall"), "June", "AB-2"),
                Action("Ann Lee to think", owners=("Ann Lee",)),
                Point("Due: process"),
            ),
        ),
        Item("Reserved", "2", entries=(Point("Secret."),), withheld="section 40"),
    ),
    after=(Point("The next meeting is in June."),),
)


def test_markdown_with_references() -> None:
    assert (
        writing.markdown(MINUTES, references=True)
        == """\
# Some Panel - 3 May 2012

Venue: Some House

## Present

- Dr Ann Lee (chair)

## Officials

- Cy Hall, DFX

## Apologies

- [withheld: on request] Jo Day

## 1. Actions

**Action 1 (AB-1):** Ann Lee to write.

- Complete. Sent.

For a later meeting: Action: is what we need

**Action 2 (AB-2):** Cy Hall to ask [DFX, Cy Hall]

Due: June

- **Action:** Ann Lee to think [Ann Lee;]

  Due: not stated

Due: process

## 2. [withheld: section 40] Reserved

Secret.

* * *

The next meeting is in June.
"""
    )


def test_html_leaves_out_what_is_withheld_and_says_so() -> None:
    html = writing.html(MINUTES)
    assert "<p>Parts of these minutes are withheld; each place says why.</p>" in html
    assert "<li>[withheld: on request]</li>" in html
    assert "<h2>2. [withheld: section 40]</h2>" in html
    for word in ("Jo Day", "Secret", "Reserved", "AB-1"):
        assert word not in html


def test_an_item_on_the_next_meeting_is_written_as_one() -> None:
    minutes = Minutes(
        held_on=MINUTES.held_on, title=MINUTES.title, items=(Item("Date of next meeting"),)
    )
    assert "## Item: Date of next meeting\n" in writing.markdown(minutes)


def test_html_of_open_minutes_says_nothing_of_withholding() -> None:
    minutes = Minutes(
        held_on=MINUTES.held_on, title=MINUTES.title, attendance=MINUTES.attendance[:1]
    )
    assert writing.html(minutes) == (
        "<h1>Some Panel - 3 May 2012</h1>\n<p>Panel: not stated</p>\n"
        "<h2>Present</h2>\n<ul>\n<li>Dr Ann Lee (chair)</li>\n</ul>\n"
    )


def test_jekyll_post_front_matter() -> None:
    post = Post(
        permalink="/library/some-page",
        created_on=datetime.date(2012, 6, 16),
        attachments=(Attachment("a.doc", "https://x.example/a.doc", "application/msword"),),
        categories=("Rivers",),
    )
    written = writing.jekyll_post(MINUTES, post)
    assert written.startswith("""\
---
title: Some Panel - 3 May 2012
summary:
layout: post
permalink: /library/some-page
created: 16/6/2012
revised:
resources:
  - filename: a.doc
    url: https://x.example/a.doc
    mimetype: application/msword
categories:
  - Rivers
---

<p>Parts of""")
    assert "<h1>" not in written


def test_inline_html_is_safe() -> None:
    assert writing.inline_html("*a* [b](https://x.example) <b>c</b> [d](javascript:e)") == (
        '<em>a</em> <a href="https://x.example">b</a> &lt;b&gt;c&lt;/b&gt; [d](javascript:e)'
    )


def test_record_has_the_shape_that_is_scored() -> None:
    record = writing.record_of_reading(reading.Reading(MINUTES, unread=("x",)), "some.md")
    assert (record["file"], record["date"], record["unread"], record["warnings"]) == (
        "some.md",
        "2012-05-03",
        ["x"],
        [],
    )
    assert [one["name"] for one in record["attendees"]] == ["Ann Lee", "Cy Hall"]
    assert [one["name"] for one in record["apologies"]] == ["Jo Day"]
    assert record["items"][0]["content"][0] == {"reviewed": 0}
    assert record["items"][0]["content"][2] == {"raised": 0}
    assert record["actions_raised"][0]["item"] == 0
    assert record["actions_reviewed"][0]["progress"] == ["Complete. Sent."]
