"""Damaged documents: each is read with every word, or refused in one line."""

from __future__ import annotations

import copy
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from meetings.minutes import reading
from meetings.minutes.document import MinutesError

from . import archives, words

PAGE = """---
title: Some Panel&#58; minutes of the meeting held on 3 May 2012 at Some House
permalink: /library/some-page
created: '2012-05-10'
---
<p><strong>Present:</strong></p>
<p>Dr Ann Lee (Chair), Some Office<br />Jo Bloggs, Some Group &amp; Sons (for Cy Hall)</p>
<ul><li>Bo Lund &ndash; Some Borough Council</li></ul>
<p><b>Apologies:</b> Ada Ferris (Some Trust), Kit Moss</p>
<h3>1. Welcome</h3>
<p>Ann Lee <em>welcomed</em> everybody to <a href="/library/plan">the plan</a>.</p>
<table><tr><td><b>Action</b></td><td><b>Progress</b></td></tr>
<tr><td>Jo Bloggs to count the locks</td><td>Complete. Nine were found.</td></tr></table>
<p><strong>2. Roads</strong></p>
<blockquote>Rivers are roads that walk.</blockquote>
<ol><li>One lane stays closed.<ul><li>Until June</li></ul></li></ol>
<p>Action 1: Bo Lund to write to the mill.</p><p>Due: 31 May</p><p>Status: Awaiting the miller</p>
"""
LINES = [
    *("Some Panel", "3 May 2012", "Present", "Ann Lee (Chair)", "Bo Lund, Some Borough Council"),
    *("Apologies", "Ada Ferris (Some Trust)", "1. Welcome", "Everybody was glad to be there."),
    *("Action: Bo Lund to write to the mill.", "2. Roads", "One lane stays closed until June."),
]
WORD = archives.docx(
    "".join(
        f'<w:p><w:pPr><w:ind w:left="{at}"/></w:pPr><w:r><w:rPr><w:b w:val="{at % 2}"/></w:rPr>'
        f"<w:t>{line}</w:t></w:r></w:p>"
        for at, line in enumerate(LINES)
    )
    + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Action</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>Send tea</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
TEXT = archives.odt(
    "".join(f'<text:p text:style-name="P{at}">{line}</text:p>' for at, line in enumerate(LINES))
    + "<text:list><text:list-item><text:p>Tea<text:s/>came<text:tab/>late</text:p>"
    "</text:list-item></text:list>"
)
PIECES = [
    *(
        "<",
        ">",
        "&",
        "&#",
        "&#0;",
        "&nbsp",
        "<p>",
        "</p>",
        "<br>",
        "<b>",
        "</b>",
        "<td>",
        "<table>",
    ),
    *("</table>", "<ul>", "<li>", "</ul>", "<h2>", "<hr>", "<select>", "<textarea>", "<title>"),
    *("<svg>", "<!doctype a>", "<img alt='some plan'>", "<a href='javascript:so'>", "(", ")", ":"),
    *("<nav>", "</nav>", "<header>", "<footer>", "</footer>", "<aside>", "<s>", "</s>", "<del>"),
    *("<main>", "<p hidden>", "<span aria-hidden='true'>", "<i style='display:none'>"),
    *(" – ", ";", "\n---\n", "\ufeff", "Action: ", "Apologies:</p><p>", " (present)", "<p>Name: "),
]
MAIN = {"word/document.xml", "content.xml"}


@st.composite
def damaged_text(draw: st.DrawFn, text: str) -> bytes:
    """`text` with pieces cut out, moved, doubled and put in, wherever that is."""
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 120))
        piece, rest = text[start:end], text[:start] + text[end:]
        way = draw(st.sampled_from(["cut", "move", "double", "put", "put", "end"]))
        if way == "cut":
            text = rest
        elif way == "move":
            at = draw(st.integers(0, len(rest)))
            text = rest[:at] + piece + rest[at:]
        elif way == "double":
            text = text[:end] + piece + text[end:]
        elif way == "put":
            text = text[:start] + draw(st.sampled_from(PIECES)) + text[start:]
        else:
            text = text[: max(start, len(text) // 2)]
    return text.encode()


@st.composite
def damaged_archive(draw: st.DrawFn, data: bytes) -> bytes:
    """A word processor's file whose text's elements are dropped, doubled, moved and changed."""
    packed = zipfile.ZipFile(io.BytesIO(data))
    parts: dict[str, str | bytes] = {name: packed.read(name) for name in packed.namelist()}
    [main] = MAIN & parts.keys()
    root = etree.fromstring(packed.read(main))
    for _ in range(draw(st.integers(1, 5))):
        elements = list(root.iter(etree.Element))[1:]
        if not elements:
            break
        one = elements[draw(st.integers(0, len(elements) - 1))]
        other = elements[draw(st.integers(0, len(elements) - 1))]
        parent = one.getparent()
        assert parent is not None
        way = draw(st.sampled_from(["drop", "double", "move", "rename", "change", "text"]))
        if way == "drop":
            parent.remove(one)
        elif way == "double":
            parent.insert(parent.index(one), copy.deepcopy(one))
        elif way == "move" and one not in (other, *other.iterancestors()):
            other.append(one)
        elif way == "rename":
            one.tag = other.tag
        elif way == "change":
            for name in list(one.attrib):
                one.set(name, draw(st.sampled_from(["", "0", "-1", "99999999999", "so"])))
        elif way == "text" and one.text:
            one.text = one.text[draw(st.integers(0, len(one.text))) :]
    parts[main] = etree.tostring(root)
    return archives.packed(parts)


def assert_read_or_refused(data: bytes) -> None:
    try:
        found = reading.read(data)
    except MinutesError as error:
        assert "\n" not in str(error)
        return
    page = words.page_of(data)
    assert words.lost(page, found) == {}
    assert words.addresses_lost(page, found) == set()
    assert words.out_of_order(page, found.minutes) == []


@given(damaged_text(PAGE))
@settings(max_examples=60, deadline=None)
def test_damaged_page_is_read_whole_or_refused(data: bytes) -> None:
    assert_read_or_refused(data)


@pytest.mark.parametrize("whole", [WORD, TEXT], ids=["Word", "OpenDocument"])
@given(st.data())
@settings(max_examples=40, deadline=None)
def test_damaged_file_is_read_whole_or_refused(whole: bytes, data: st.DataObject) -> None:
    assert_read_or_refused(data.draw(damaged_archive(whole)))


@pytest.mark.whole
@given(st.data())
@settings(max_examples=150, deadline=None)
def test_damaged_real_document_is_read_whole_or_refused(corpus: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(corpus.glob("[dm]*/*.*"))))
    damaged = (
        damaged_text(path.read_text(encoding="utf-8"))
        if path.suffix == ".md"
        else damaged_archive(path.read_bytes())
    )
    assert_read_or_refused(data.draw(damaged))
