"""Pasting from a word processor or a page into the text of minutes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes import pasting, reading
from tests.examples import examples

# As a word processor puts it on the clipboard: lists are paragraphs with a mark before them.
WORD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>p.MsoNormal {color: red}</style></head>
<body><!--StartFragment-->
<h2><span style='font-family:"Calibri"'>1. Locks<o:p></o:p></span></h2>
<p class=MsoNormal><b>Ada Ferris</b> said that the <i>locks</i> were
<a href="https://example.org/locks">old</a>.<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span>
<![endif]>The gates leak.</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span>o<span>&nbsp;&nbsp;</span></span>One
of them badly.</p>
<p class=MsoNormal>Action: Bo Lund to list them.</p>
<table><tr><td><p>Action</p></td><td><p>Owner</p></td></tr>
<tr><td><p>Dig | fill</p></td><td><p>Cy Hall</p><p>Bo Lund</p></td></tr></table>
</body></html>
"""


def test_word_processors_paste_becomes_lines():
    assert pasting.text_of(WORD) == (
        "## 1. Locks\n"
        "\n"
        "**Ada Ferris** said that the *locks* were [old](https://example.org/locks).\n"
        "\n"
        "- The gates leak.\n"
        "    - One of them badly.\n"
        "\n"
        "Action: Bo Lund to list them.\n"
        "\n"
        "| Action | Owner |\n"
        "| --- | --- |\n"
        "| Dig \\| fill | Cy Hall<br>Bo Lund |"
    )


def test_what_was_pasted_is_read_as_it_was_meant():
    text = f"# River Watch - 12 March 2024\n\n## Present\n\n- Ada Ferris\n\n{pasting.text_of(WORD)}"
    minutes = reading.read(text.encode()).minutes
    (item,) = minutes.items
    assert item.title == "Locks"
    assert [(p.text, p.depth) for p in item.entries[1:3]] == [
        ("The gates leak.", 0),
        ("One of them badly.", 1),
    ]
    assert [(action.text, action.owners) for action in minutes.actions()] == [
        ("Bo Lund to list them.", ("Bo Lund",)),
        ("Dig | fill", ("Cy Hall", "Bo Lund")),
    ]


# As a word processor puts what readers commented on: a mark in the text, the words at its end.
COMMENTED = """\
<p class=MsoNormal>The <a style='mso-comment-reference:AF_1;mso-comment-date:20240312T1000'>locks
</a><span class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]><a
class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[AF1]</a><![endif]>
</span></span>are old.<img width=10 src="file:///clip_image001.png" alt="A chart of the weirs"></p>
<div style='mso-element:comment-list'><![if !supportAnnotations]>
<hr class=msocomoff align=left size=1 width="33%"><![endif]>
<div style='mso-element:comment'><div id="_com_1" class=msocomtxt><p class=MsoCommentText>
<span>Are they? Nobody must read this.</span></p></div></div></div>
"""


def test_comments_and_what_pictures_say_in_their_place_are_no_text():
    assert pasting.text_of(COMMENTED) == "The locks are old."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>", "- One\n    - Two\n- Three"),
        ("<ol start=4><li>One</li><li>Two</li></ol>", "4. One\n5. Two"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>o one</p>", "o one"),
        ("<blockquote>Said</blockquote>", "> Said"),
        ("<script>alert(1)</script><style>p {}</style>", ""),
        ("", ""),
        ('<p>One</p><p><img src="/map.png" alt="A map"></p><p>Two</p>', "One\n\nTwo"),
        ('<div style="mso-element:footnote"><p>[1] A note.</p></div>', "[1] A note."),
        ("plain words", "plain words"),
        ("<p>2 * 3 [x]</p>", "2 \\* 3 [x]"),
        ('<p><a href="javascript:alert(1)">here</a></p>', "here"),
    ],
)
def test_pieces_of_pages(html, text):
    assert pasting.text_of(html) == text


PIECES = [
    *("<p>", "</p>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</td>", "</table>"),
    *("<b>", "</b>", "<h3>", "</h3>", "<br>", "words ", "| ", "· ", "1. "),
]


@given(st.lists(st.sampled_from(PIECES)))
@settings(max_examples=examples(200))
def test_any_piece_keeps_its_words(pieces):
    html = "".join(pieces)
    assert pasting.text_of(html).count("words") == html.count("words")
