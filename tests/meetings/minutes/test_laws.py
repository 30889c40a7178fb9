"""The laws of reading and writing, on generated minutes."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import example, given, settings

from meetings.minutes import reading, writing
from meetings.minutes.document import Action, Attendee, Item, Minutes, Post, Review
from meetings.minutes.reading import inline
from meetings.minutes.writing.markdown import without_references
from tests.examples import examples

from . import strategies

# A deadline in words that end as a label of owners would, where nobody is to act.
DUE = "The panel noted the report. Owner: Ann Lee"
LATE = Minutes(
    date(2000, 1, 1),
    before=(Action("Write to members.", due=DUE),),
    items=(Item("Roads", entries=(Review("Call the mill.", due=DUE),)),),
)


def read(text: str) -> Minutes:
    return reading.read(text.encode()).minutes


@given(strategies.line)
@settings(max_examples=examples(150), deadline=None)
def test_inline_text_canonical_is_stable(text: str) -> None:
    once = inline.canonical(text)
    assert inline.canonical(once) == once


@given(strategies.line)
@settings(max_examples=examples(150), deadline=None)
def test_inline_text_escaped_reads_as_itself(text: str) -> None:
    escaped = inline.escaped(text)
    assert inline.plain(escaped) == text
    assert inline.canonical(escaped) == escaped


@example(LATE)
@given(strategies.minutes())
@settings(max_examples=examples(30), deadline=None)
def test_markdown_with_references_reads_back(minutes: Minutes) -> None:
    written = writing.markdown(minutes, references=True)
    assert read(written) == minutes
    assert writing.markdown(read(written), references=True) == written


@example(LATE)
@given(strategies.minutes())
@settings(max_examples=examples(20), deadline=None)
def test_markdown_without_references_reads_back(minutes: Minutes) -> None:
    assert read(writing.markdown(minutes)) == without_references(minutes)


@example(LATE)
@given(strategies.minutes())
@settings(max_examples=examples(20), deadline=None)
def test_html_reads_back_as_the_public_reads(minutes: Minutes) -> None:
    assert read(writing.html(minutes)) == without_references(minutes.redacted())


@example(LATE)
@given(strategies.minutes())
@settings(max_examples=examples(20), deadline=None)
def test_word_document_with_references_reads_back(minutes: Minutes) -> None:
    written = writing.docx(minutes, references=True)
    again = reading.read(written).minutes
    assert again == minutes
    assert writing.docx(again, references=True) == written


@example(LATE)
@given(strategies.minutes())
@settings(max_examples=examples(20), deadline=None)
def test_word_document_for_the_public_reads_back(minutes: Minutes) -> None:
    public = minutes.redacted()
    assert reading.read(writing.docx(public)).minutes == without_references(public)


@example(LATE, Post("/late"))
@given(strategies.minutes(), strategies.post)
@settings(max_examples=examples(20), deadline=None)
def test_post_reads_back_with_its_front_matter(minutes: Minutes, post: Post) -> None:
    found = reading.read(writing.jekyll_post(minutes, post).encode())
    assert found.minutes == without_references(minutes.redacted())
    assert found.post == post


@pytest.mark.parametrize("numbers", ["I II III IV V", "i ii iii iv v", "A B C", "a b c"])
def test_numbers_in_letters_read_back(numbers: str) -> None:
    items = tuple(Item("Roads", number) for number in numbers.split())
    minutes = Minutes(date(2000, 1, 1), attendance=(Attendee("Ann Lee"),), items=items)
    for written in (writing.markdown(minutes).encode(), writing.docx(minutes)):
        assert reading.read(written).minutes == minutes


@pytest.mark.parametrize(
    "due",
    [
        "[Action: Ann Lee to write]",
        "It was late. Action: Ann Lee to ask",
        "Action AL",
        "The panel noted the report. Owner: Ann Lee",
        "June. Owner: Ann Lee. Status: complete",
    ],
)
def test_deadline_like_an_action_reads_back(due: str) -> None:
    late = Action("The panel noted the report.", due=due)
    minutes = Minutes(date(2000, 1, 1), items=(Item("Roads", entries=(late,)),), after=(late,))
    for written in (writing.markdown(minutes).encode(), writing.docx(minutes)):
        assert reading.read(written).minutes == minutes


@given(strategies.minutes())
@settings(max_examples=examples(50), deadline=None)
def test_record_reads_back_whole(minutes: Minutes) -> None:
    stored = json.loads(json.dumps(writing.record(minutes)))
    assert reading.from_record(stored) == minutes
