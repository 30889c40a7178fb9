"""The laws of reading on real documents, whole and damaged."""

from __future__ import annotations

import functools
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes import reading, writing
from meetings.minutes.document import MinutesError, Post
from meetings.minutes.reading.blocks import blocks_of
from meetings.minutes.writing.markdown import without_references
from tests.examples import examples

from . import test_softbreaks, words
from .test_word_processors import shown_in_odt, shown_in_word

pytestmark = pytest.mark.whole

CORPUS = os.environ.get("CORPUS", str(Path(__file__).parents[3].parent / "shared" / "corpus"))
DOCUMENTS = sorted(Path(CORPUS).glob("minutes/*.md")) if CORPUS else []
WORD_PROCESSED = sorted(Path(CORPUS).glob("documents/*.*")) if CORPUS else []
TAG = re.compile(r"<[^>]*>")

needs_corpus = pytest.mark.skipif(not DOCUMENTS, reason="no corpus of minutes (set CORPUS)")
each_document = pytest.mark.parametrize(
    "path", [*DOCUMENTS, *WORD_PROCESSED], ids=lambda path: path.stem[11:60]
)


@each_document
def test_document_written_reads_back(path: Path) -> None:
    found = reading.read(path.read_bytes())
    minutes = found.minutes
    post = found.post or Post(permalink="/some-page")
    assert reading.read(writing.markdown(minutes).encode()).minutes == minutes
    assert reading.read(writing.html(minutes).encode()).minutes == minutes
    again = reading.read(writing.jekyll_post(minutes, post).encode())
    assert (again.minutes, again.post) == (minutes, post)
    assert reading.read(writing.docx(minutes)).minutes == minutes
    assert reading.from_record(writing.record(minutes)) == minutes


@each_document
@pytest.mark.parametrize("width", [60, 80])
def test_document_in_wrapped_markdown_reads_back(path: Path, width: int) -> None:
    minutes = reading.read(path.read_bytes()).minutes
    text = test_softbreaks.wrapped(writing.markdown(minutes), width)
    assert reading.read(text.encode()).minutes == minutes


@each_document
def test_document_loses_no_word(path: Path) -> None:
    data = path.read_bytes()
    found = reading.read(data)
    page = words.page_of(data)
    assert words.lost(page, found) == {}
    assert words.out_of_order(page, found.minutes) == []
    assert words.addresses_lost(page, found) == set()


@pytest.mark.parametrize("path", WORD_PROCESSED, ids=lambda path: path.stem[11:60])
def test_word_processor_document_is_whole_on_its_page(path: Path) -> None:
    data = path.read_bytes()
    shown = shown_in_word(data) if path.suffix == ".docx" else shown_in_odt(data)
    assert words.characters(words.page_of(data)) == shown


@functools.cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A real document with tags dropped, doubled or swapped, and text cut out anywhere."""
    text = text_of(draw(st.sampled_from(DOCUMENTS)))
    front, body = text.split("\n---\n", 1)
    for _ in range(draw(st.integers(1, 4))):
        tags = list(TAG.finditer(body))
        way = draw(st.sampled_from(["drop", "swap", "double", "cut", "end"]))
        if way in ("drop", "swap", "double") and len(tags) > 1:
            first, second = sorted(
                draw(st.lists(st.integers(0, len(tags) - 1), min_size=2, max_size=2))
            )
            one, other = tags[first], tags[second]
            if way == "drop":
                body = body[: one.start()] + body[one.end() :]
            elif way == "double":
                body = body[: one.end()] + one.group() + body[one.end() :]
            elif one is not other:
                between = body[one.end() : other.start()]
                body = (
                    body[: one.start()]
                    + other.group()
                    + between
                    + one.group()
                    + body[other.end() :]
                )
        elif way == "cut":
            start = draw(st.integers(0, len(body)))
            body = body[:start] + body[start + draw(st.integers(1, 200)) :]
        else:
            body = body[: draw(st.integers(0, len(body)))]
    return f"{front}\n---\n{body}"


@needs_corpus
@given(st.data())
@settings(max_examples=examples(60), deadline=None)
def test_damaged_document_is_read_or_refused(data: st.DataObject) -> None:
    text = data.draw(damaged())
    try:
        found = reading.read(text.encode())
    except MinutesError as error:
        assert "\n" not in str(error)
        return
    page = words.page_of(text.encode())
    assert "".join(block.plain.replace(" ", "") for block in blocks_of(page).blocks) == (
        words.characters(page)
    )
    assert words.lost(page, found) == {}
    assert words.out_of_order(page, found.minutes) == []
    assert words.addresses_lost(page, found) == set()


@needs_corpus
@given(st.data())
@settings(max_examples=examples(15), deadline=None)
def test_damaged_document_written_reads_back(data: st.DataObject) -> None:
    text = data.draw(damaged())
    try:
        minutes = reading.read(text.encode()).minutes
    except MinutesError:
        return
    assert reading.read(writing.markdown(minutes).encode()).minutes == without_references(minutes)
